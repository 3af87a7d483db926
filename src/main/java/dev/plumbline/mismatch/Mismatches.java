package dev.plumbline.mismatch;

import dev.plumbline.inventory.InventoryBuilder;
import dev.plumbline.mismatch.seen.Names;
import dev.plumbline.mismatch.seen.Standing;
import dev.plumbline.mismatch.seen.WellKnown;
import dev.plumbline.path.ContentModels;
import dev.plumbline.schema.Catalog;
import dev.plumbline.schema.Catalog.Table;
import dev.plumbline.schema.Metadata;
import dev.plumbline.schema.Snapshot;
import dev.plumbline.schema.rebuild.ReservedRows;
import dev.plumbline.schema.surroundings.DirectusRole;
import dev.plumbline.schema.surroundings.Surroundings.StaleCollation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Compares Directus's metadata with the catalog of its database. One cause is told once: of a
 * collection without table nothing is told of its fields, of an untracked table nothing of its
 * columns.
 */
public final class Mismatches {
  private Mismatches() {}

  /**
   * @param snapshot rebuilt from the other two
   */
  public static CatalogReading read(Catalog catalog, Metadata metadata, Snapshot snapshot) {
    ReservedRows reserved = ReservedRows.of(catalog, metadata);
    Names names = new Names(catalog, reserved.rest(), snapshot);
    Told told = new Told();
    ReservedRowRules.tell(reserved, told);
    Renames renames = Renames.of(names);
    renames.tell(told);
    CollectionRules.tell(names, renames, told);
    for (StaleCollation collation : catalog.objects().surroundings().collations()) {
      told.add(MismatchCode.COLLATION_VERSION_MISMATCH, "", collation.name(), stale(collation));
    }
    for (String schema : catalog.objects().surroundings().otherDirectus()) {
      told.add(
          MismatchCode.OTHER_DIRECTUS_SCHEMA,
          "",
          schema,
          "schema `%s` of this database has the tables of a Directus, too; if it is left over, drop it:"
                  .formatted(schema)
              + " whoever sets DB_SEARCH_PATH or a search_path may connect Directus to it by mistake");
    }
    Optional<DirectusRole> role = catalog.objects().surroundings().role();
    TableRules.tell(names, role, told);
    role.ifPresent(known -> RoleRules.tell(names, known, told));
    FieldRules.tell(catalog, names, renames, told);
    TypeRules.tell(names, told);
    ColumnRules.tell(catalog, names, told);
    IndexRules.tell(names, told);
    ForeignKeyRules.tell(names, told);
    ForeignKeyActionRules.tell(catalog, names, told);
    RelationRules.tell(names, told);
    AliasRules.tell(names, told);
    DanglingNameRules.tell(names, told);
    ReferenceRules.tell(names, ContentModels.of(catalog, metadata), snapshot, told);
    return new CatalogReading(
        InventoryBuilder.build(catalog, reserved.rest()),
        told.sorted(),
        harmless(catalog, names, told));
  }

  private static String stale(StaleCollation collation) {
    boolean isOfDatabase = collation.name().isEmpty();
    return (isOfDatabase ? "the collation of the database" : "collation `" + collation.name() + "`")
        + " has version `%s`, but its indexes were made by version `%s`: they may miss rows and let"
            .formatted(collation.actual(), collation.recorded())
        + " duplicates pass; REINDEX, then "
        + (isOfDatabase ? "ALTER DATABASE" : "ALTER COLLATION")
        + " … REFRESH "
        + (isOfDatabase ? "COLLATION VERSION" : "VERSION");
  }

  private static List<Harmless> harmless(Catalog catalog, Names names, Told told) {
    List<Harmless> harmless = new ArrayList<>();
    for (Table table : names.tables()) {
      if (names.standing(table.name()) == Standing.UNTRACKED
          && !told.has(MismatchCode.COLLECTION_OF_SYNC_TOOL, table.name())) {
        WellKnown.table(table)
            .ifPresent(
                why ->
                    harmless.add(
                        new Harmless(
                            table.kind().name().toLowerCase(Locale.ROOT), table.name(), why)));
      }
    }
    for (String schema : catalog.objects().schemas()) {
      WellKnown.schema(schema).ifPresent(why -> harmless.add(new Harmless("schema", schema, why)));
    }
    harmless.sort(Comparator.comparing(Harmless::kind).thenComparing(Harmless::name));
    return harmless;
  }
}
