package dev.plumbline.mismatch.rules.metadata;

import static dev.plumbline.mismatch.PlanEffect.CONTRADICTION;
import static dev.plumbline.mismatch.PlanEffect.NOT_OF_DIRECTUS;
import static dev.plumbline.severity.Severity.HIGH;
import static dev.plumbline.severity.Severity.LOW;
import static dev.plumbline.severity.Severity.MEDIUM;

import dev.plumbline.mismatch.MismatchCode;
import dev.plumbline.mismatch.MismatchCollector;
import dev.plumbline.mismatch.PlanEffect;
import dev.plumbline.model.ContentModel;
import dev.plumbline.model.ReservedRows;
import dev.plumbline.severity.Severity;

/**
 * What is wrong with the metadata of collections and fields. A constant is the one place where a
 * mismatch is registered.
 */
// Functions without state: Error Prone cannot see that they are immutable.
@SuppressWarnings("ImmutableEnumChecker")
public enum MetadataMismatch implements MismatchCode {
  GHOST_COLLECTION(
      HIGH,
      CONTRADICTION,
      "The table of a collection does not exist.",
      (model, reserved, renames, into) -> CollectionRules.apply(model, renames, into)),
  COLLECTION_NOT_A_TABLE(
      HIGH, CONTRADICTION, "A collection is a view, a foreign table or a partitioned table."),
  COLLECTION_WITHOUT_PRIMARY_KEY(
      HIGH, CONTRADICTION, "The table of a collection has no primary key."),
  COLLECTION_WITH_COMPOSITE_PRIMARY_KEY(
      HIGH, CONTRADICTION, "The primary key of a collection has more than one column."),
  COLLECTION_NAME_UNUSABLE(HIGH, CONTRADICTION, "The name of a collection contains a space."),
  FIELDS_OF_MISSING_COLLECTION(
      MEDIUM, CONTRADICTION, "directus_fields has rows of a collection that does not exist."),
  UNTRACKED_TABLE(MEDIUM, NOT_OF_DIRECTUS, "A table is not a collection of Directus."),
  UNTRACKED_VIEW(LOW, NOT_OF_DIRECTUS, "A view is not a collection of Directus."),
  UNTRACKED_MATERIALIZED_VIEW(
      LOW, NOT_OF_DIRECTUS, "A materialised view is not a collection of Directus."),
  UNTRACKED_FOREIGN_TABLE(LOW, NOT_OF_DIRECTUS, "A foreign table is not a collection of Directus."),
  UNTRACKED_PARTITIONED_TABLE(
      LOW, NOT_OF_DIRECTUS, "A partitioned table is not a collection of Directus."),
  UNTRACKED_PARTITION(
      LOW,
      NOT_OF_DIRECTUS,
      "A partition of a table in another schema is not a collection of Directus."),
  METADATA_OF_SYSTEM_COLLECTION(
      HIGH,
      CONTRADICTION,
      "A system table has a metadata row, as if it were a custom collection.",
      (model, reserved, renames, into) -> ReservedRowRules.apply(reserved, into)),
  METADATA_OF_SYSTEM_FIELD(
      HIGH, CONTRADICTION, "A system field has a metadata row, as if it were a custom field."),
  METADATA_OF_SYSTEM_RELATION(
      HIGH,
      CONTRADICTION,
      "A system relation has a metadata row, as if it were a custom relation."),
  COLLECTION_OF_SYNC_TOOL(
      LOW, CONTRADICTION, "A table of a sync tool is registered as a collection."),
  FIELD_OF_SYNC_TOOL(
      LOW,
      CONTRADICTION,
      "A column that a sync tool added to a system table is registered as a field."),
  GHOST_FIELD(
      HIGH,
      CONTRADICTION,
      "The column of a field does not exist.",
      (model, reserved, renames, into) -> FieldRules.apply(model, renames, into)),
  DUPLICATE_FIELD(MEDIUM, CONTRADICTION, "A field has more than one metadata row."),
  FIELD_ALIAS_BESIDE_COLUMN(
      MEDIUM, CONTRADICTION, "A field is an alias, but there is a column of the same name."),
  UNTRACKED_COLUMN(LOW, NOT_OF_DIRECTUS, "A column of a collection is not a field of Directus."),
  REQUIRED_COLUMN_UNTRACKED(
      HIGH,
      NOT_OF_DIRECTUS,
      "A column that requires a value is not a field, so no item can be created."),
  COLUMN_RENAMED(
      HIGH,
      CONTRADICTION,
      "A column was renamed, and Directus still uses the old name.",
      (model, reserved, renames, into) -> renames.apply(into)),
  TABLE_RENAMED(HIGH, CONTRADICTION, "A table was renamed, and Directus still uses the old name.");

  private final Declaration declaration;
  private final Rule rule;

  /** Adds what does not agree. */
  @FunctionalInterface
  private interface Rule {
    void apply(ContentModel model, ReservedRows reserved, Renames renames, MismatchCollector into);
  }

  /** Of one that is found by the class of another constant. */
  MetadataMismatch(Severity severity, PlanEffect effect, String meaning) {
    this(severity, effect, meaning, (model, reserved, renames, into) -> {});
  }

  MetadataMismatch(Severity severity, PlanEffect effect, String meaning, Rule rule) {
    this.declaration = Declaration.of(name(), severity, effect, meaning);
    this.rule = rule;
  }

  public static void apply(ContentModel model, ReservedRows reserved, MismatchCollector into) {
    Renames renames = Renames.of(model);
    for (MetadataMismatch mismatch : values()) {
      mismatch.rule.apply(model, reserved, renames, into);
    }
  }

  @Override
  public Declaration declaration() {
    return declaration;
  }
}
