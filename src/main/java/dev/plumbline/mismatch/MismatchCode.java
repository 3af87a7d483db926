package dev.plumbline.mismatch;

import static dev.plumbline.severity.Severity.HIGH;
import static dev.plumbline.severity.Severity.INFO;
import static dev.plumbline.severity.Severity.LOW;
import static dev.plumbline.severity.Severity.MEDIUM;

import dev.plumbline.severity.Severity;
import java.util.Locale;

/**
 * Kinds of disagreement between Directus's metadata and the catalog. Stable; part of REST: codes
 * are added, never renamed. High: data can be lost, or an answer is wrong or missing. Medium: a
 * schema cannot be applied, or not truly. What to do about each: {@code docs/mismatches.md}.
 */
public enum MismatchCode {
  GHOST_COLLECTION(HIGH, "The table of a collection does not exist."),
  COLLECTION_NOT_A_TABLE(HIGH, "A collection is a view, a foreign table or a partitioned table."),
  COLLECTION_WITHOUT_PRIMARY_KEY(HIGH, "The table of a collection has no primary key."),
  COLLECTION_WITH_COMPOSITE_PRIMARY_KEY(
      HIGH, "The primary key of a collection has more than one column."),
  COLLECTION_NAME_UNUSABLE(HIGH, "The name of a collection contains a space."),
  FIELDS_OF_MISSING_COLLECTION(
      MEDIUM, "directus_fields has rows of a collection that does not exist."),
  UNTRACKED_TABLE(MEDIUM, "A table is not a collection of Directus."),
  UNTRACKED_VIEW(LOW, "A view is not a collection of Directus."),
  UNTRACKED_MATERIALIZED_VIEW(LOW, "A materialised view is not a collection of Directus."),
  UNTRACKED_FOREIGN_TABLE(LOW, "A foreign table is not a collection of Directus."),
  UNTRACKED_PARTITIONED_TABLE(LOW, "A partitioned table is not a collection of Directus."),
  UNTRACKED_PARTITION(
      LOW, "A partition of a table in another schema is not a collection of Directus."),

  METADATA_OF_SYSTEM_COLLECTION(
      HIGH, "A system table has a metadata row, as if it were a custom collection."),
  METADATA_OF_SYSTEM_FIELD(
      HIGH, "A system field has a metadata row, as if it were a custom field."),
  METADATA_OF_SYSTEM_RELATION(
      HIGH, "A system relation has a metadata row, as if it were a custom relation."),
  COLLECTION_OF_SYNC_TOOL(LOW, "A table of a sync tool is registered as a collection."),
  FIELD_OF_SYNC_TOOL(
      LOW, "A column that a sync tool added to a system table is registered as a field."),

  UNLOGGED_TABLE(HIGH, "A table of Directus is unlogged: a crash of the server empties it."),
  ROW_SECURITY_FORCED(
      HIGH,
      "Row-level security also applies to the owner of a table,"
          + " so it may hide rows from Directus."),
  ROW_SECURITY_ENABLED(LOW, "Row-level security is enabled on a table of Directus."),
  TRIGGER_DISABLED(MEDIUM, "A trigger on a table of Directus does not fire."),

  COLLATION_VERSION_MISMATCH(
      HIGH,
      "The version of a collation changed after indexes were built: the indexes"
          + " may be corrupt."),
  OTHER_DIRECTUS_SCHEMA(INFO, "Another schema of the database also has the tables of a Directus."),
  ROLE_MISSING(MEDIUM, "The server has no role with the configured name of Directus's role."),
  ROLE_CANNOT_USE_SCHEMA(HIGH, "Directus's role may not use the schema of its tables."),
  ROLE_CANNOT_CREATE_TABLES(MEDIUM, "Directus's role may not create tables in its schema."),
  ROLE_CANNOT_READ_TABLE(HIGH, "Directus's role may not read a table that it uses."),
  ROLE_CANNOT_WRITE_TABLE(
      HIGH, "Directus's role may read a table that it uses, but not write all of it."),
  ROLE_CANNOT_ALTER_TABLE(MEDIUM, "Directus's role does not own a table that it uses."),
  ROW_SECURITY_APPLIES(HIGH, "Row-level security hides rows from Directus's role."),

  GHOST_FIELD(HIGH, "The column of a field does not exist."),
  DUPLICATE_FIELD(MEDIUM, "A field has more than one metadata row."),
  FIELD_ALIAS_BESIDE_COLUMN(MEDIUM, "A field is an alias, but there is a column of the same name."),
  UNTRACKED_COLUMN(LOW, "A column of a collection is not a field of Directus."),
  REQUIRED_COLUMN_UNTRACKED(
      HIGH, "A column that requires a value is not a field, so no item can be created."),
  COLUMN_RENAMED(HIGH, "A column was renamed, and Directus still uses the old name."),
  TABLE_RENAMED(HIGH, "A table was renamed, and Directus still uses the old name."),

  TYPE_UNKNOWN(MEDIUM, "The column has a type that Directus does not know."),
  TYPE_CONTRADICTED(HIGH, "The column has a type that cannot hold the values of its field."),
  TYPE_UNCHECKED(
      LOW, "The column has a type that accepts values which are not valid for its field."),
  TYPE_APPROXIMATED(MEDIUM, "The column has a type that Directus treats as a narrower type."),
  LENGTH_MISSING(MEDIUM, "A varchar or char has no length; Directus reads -5."),

  NULLABILITY_NOT_SHOWN(
      MEDIUM, "A column forbids null, but not by NOT NULL, so Directus does not see it."),
  DEFAULT_IS_EXPRESSION(
      MEDIUM, "The default of a column is an expression that Directus treats as a text."),
  DEFAULT_MISREAD(MEDIUM, "Directus shows a default that differs from the default of the column."),
  IDENTITY_NOT_SHOWN(LOW, "A column is an identity column, and Directus does not see it."),

  UNIQUENESS_NOT_SHOWN(
      MEDIUM, "A column is unique by an index without a constraint, so Directus does not see it."),
  PARTIAL_UNIQUENESS_NOT_SHOWN(
      LOW, "A unique index has a condition or an expression, so Directus does not see it."),
  INDEX_INVALID(MEDIUM, "An index is invalid: it slows down writes and is not used by queries."),
  INDEX_PARTIAL(MEDIUM, "Directus shows a partial index as a full index."),
  INDEX_NAMED_DIFFERENTLY(MEDIUM, "An index does not have the name that Directus expects."),

  FOREIGN_KEY_WITHOUT_RELATION(MEDIUM, "A foreign key has no relation in Directus."),
  FOREIGN_KEY_TO_OTHER_TABLE(HIGH, "A foreign key references another table than the relation."),
  FOREIGN_KEY_TO_OTHER_COLUMN(
      HIGH,
      "A foreign key references another column than the primary key, but"
          + " Directus joins by the primary key."),
  FOREIGN_KEY_ACTION_FORBIDDEN(
      HIGH, "A foreign key sets null on a column that forbids null, so deleting fails."),
  FOREIGN_KEY_NOT_VALIDATED(
      HIGH, "A foreign key is NOT VALID: rows that existed before it were never checked."),
  FOREIGN_KEY_DISABLED(
      HIGH, "A foreign key is not enforced: its triggers are disabled, or it is `NOT ENFORCED`."),
  FOREIGN_KEY_TYPE_DIFFERS(
      MEDIUM, "A foreign key column has another type than the key that it references."),

  RELATION_WITHOUT_FOREIGN_KEY(HIGH, "A relation has no foreign key, so orphans can appear."),
  DUPLICATE_RELATION(MEDIUM, "A relation has more than one metadata row."),
  RELATION_FIELD_MISSING(HIGH, "The field of a relation does not exist."),
  RELATION_OF_MISSING_COLLECTION(
      MEDIUM, "directus_relations has rows of a collection that does not exist."),
  RELATION_TO_MISSING_COLLECTION(HIGH, "A relation points to a collection that does not exist."),
  RELATION_WITHOUT_TARGET(HIGH, "A relation has no target collection."),
  RELATION_ONE_FIELD_MISSING(MEDIUM, "The one_field of a relation is not an alias field."),
  RELATION_JUNCTION_FIELD_MISSING(
      HIGH, "The junction_field of a relation does not exist or has no relation."),
  RELATION_SORT_FIELD_MISSING(MEDIUM, "The sort_field of a relation does not exist."),
  RELATION_DESELECT_ACTION_FORBIDDEN(
      HIGH, "Deselecting an item sets null on a column that forbids null."),
  RELATION_COLLECTION_FIELD_MISSING(HIGH, "The collection field of a many-to-any does not exist."),
  RELATION_ALLOWED_COLLECTION_MISSING(
      MEDIUM, "A many-to-any allows a collection that does not exist."),
  ALIAS_WITHOUT_RELATION(HIGH, "An alias field shows a relation that does not exist."),
  REFERENCE_WITHOUT_RELATION(MEDIUM, "A field refers to items or files, but has no relation."),

  COLLECTION_GROUP_MISSING(LOW, "A collection is in a folder that does not exist."),
  COLLECTION_GROUP_CYCLE(MEDIUM, "Folders contain each other, so the Studio shows none of them."),
  COLLECTION_SORT_FIELD_MISSING(MEDIUM, "The sort field of a collection does not exist."),
  COLLECTION_ARCHIVE_FIELD_MISSING(MEDIUM, "The archive field of a collection does not exist."),
  COLLECTION_DUPLICATION_FIELD_MISSING(
      LOW, "A field that is copied when an item is duplicated does not exist."),
  COLLECTION_TEMPLATE_FIELD_MISSING(
      LOW, "The display template of a collection uses a missing field."),
  COLLECTION_PREVIEW_FIELD_MISSING(LOW, "The preview URL of a collection uses a missing field."),
  FIELD_TEMPLATE_FIELD_MISSING(
      LOW, "The interface or display of a field shows a missing field of its items."),
  FIELD_FILTER_FIELD_MISSING(MEDIUM, "The filter for the items of a field uses a missing field."),
  FIELD_CONDITION_FIELD_MISSING(LOW, "A condition of a field depends on a missing field."),
  FIELD_VALIDATION_FIELD_MISSING(MEDIUM, "The validation of a field uses a missing field."),
  FIELD_GROUP_MISSING(LOW, "A field is in a form group that does not exist."),
  FIELD_GROUP_CYCLE(MEDIUM, "Form groups contain each other, so none of them is shown.");

  private final String label = name().toLowerCase(Locale.ROOT);
  private final Severity severity;
  private final String meaning;

  MismatchCode(Severity severity, String meaning) {
    this.severity = severity;
    this.meaning = meaning;
  }

  public Severity severity() {
    return severity;
  }

  /** One sentence on what does not agree. */
  public String meaning() {
    return meaning;
  }

  /** As written in REST and metrics. */
  public String label() {
    return label;
  }
}
