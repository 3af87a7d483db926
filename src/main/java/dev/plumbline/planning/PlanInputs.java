package dev.plumbline.planning;

import dev.plumbline.drift.Comparison;
import dev.plumbline.drift.Drift;
import dev.plumbline.drift.Side;
import dev.plumbline.mismatch.CatalogReading;
import dev.plumbline.payload.SchemaDiff;
import dev.plumbline.plan.Seal.Basis;
import java.util.Optional;

/**
 * What was read of the two sides.
 *
 * @param sourceCatalog empty without a database
 * @param targetCatalog likewise
 * @param drift between them, with the ignore rules of the comparison
 * @param directus what the target's Directus would do
 */
record PlanInputs(
    Comparison comparison,
    Side source,
    Side target,
    Basis sourceBasis,
    Basis targetBasis,
    Optional<CatalogReading> sourceCatalog,
    Optional<CatalogReading> targetCatalog,
    Drift drift,
    SchemaDiff directus) {}
