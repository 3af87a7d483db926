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
  GHOST_COLLECTION(HIGH, "A collection has lost its table."),
  COLLECTION_IS_NO_TABLE(HIGH, "Behind a collection is a view, a foreign or a partitioned table."),
  COLLECTION_WITHOUT_PRIMARY_KEY(HIGH, "The table of a collection has no primary key."),
  COLLECTION_WITH_COMPOSITE_PRIMARY_KEY(
      HIGH, "The primary key of a collection has more than one column."),
  COLLECTION_NAME_UNUSABLE(HIGH, "The name of a collection has a space in it."),
  FIELDS_OF_MISSING_COLLECTION(MEDIUM, "Fields are left of a collection that is nowhere."),
  UNTRACKED_TABLE(MEDIUM, "A table is no collection."),
  UNTRACKED_VIEW(LOW, "A view is no collection."),
  UNTRACKED_MATERIALIZED_VIEW(LOW, "A materialised view is no collection."),
  UNTRACKED_FOREIGN_TABLE(LOW, "A foreign table is no collection."),
  UNTRACKED_PARTITIONED_TABLE(LOW, "A partitioned table is no collection."),
  UNTRACKED_PARTITION(LOW, "A partition of a table elsewhere is no collection."),

  METADATA_OF_SYSTEM_COLLECTION(
      HIGH, "A table of Directus's own has a row of metadata, as if it were a custom collection."),
  METADATA_OF_SYSTEM_FIELD(
      HIGH, "A field of Directus's own has a row of metadata, as if it were a custom field."),
  METADATA_OF_SYSTEM_RELATION(
      HIGH, "A relation of Directus's own has a row of metadata, as if it were a custom one."),
  COLLECTION_OF_SYNC_TOOL(LOW, "A table of a sync tool is registered as a collection."),
  FIELD_OF_SYNC_TOOL(
      LOW, "A column that a sync tool added to a system table is registered as a field."),

  UNLOGGED_TABLE(HIGH, "A table of Directus is unlogged: a crash of the server empties it."),
  ROW_SECURITY_FORCED(HIGH, "Row-level security hides rows from Directus too."),
  ROW_SECURITY_ENABLED(LOW, "Row-level security is enabled on a table of Directus."),
  TRIGGER_DISABLED(MEDIUM, "A trigger on a table of Directus does not fire."),

  COLLATION_VERSION_MISMATCH(
      HIGH, "A collation sorts otherwise than when indexes were made: they may be corrupt."),
  OTHER_DIRECTUS_SCHEMA(INFO, "Another schema of the database has the tables of a Directus, too."),
  ROLE_MISSING(MEDIUM, "The server has no role with the configured name of Directus's role."),
  ROLE_CANNOT_USE_SCHEMA(HIGH, "Directus's role may not use the schema of its tables."),
  ROLE_CANNOT_CREATE_TABLES(MEDIUM, "Directus's role may create no tables in its schema."),
  ROLE_CANNOT_READ_TABLE(HIGH, "Directus's role may not read a table that it uses."),
  ROLE_CANNOT_WRITE_TABLE(
      HIGH, "Directus's role may read a table that it uses, but not write all of it."),
  ROLE_CANNOT_ALTER_TABLE(MEDIUM, "Directus's role does not own a table that it uses."),
  ROW_SECURITY_APPLIES(HIGH, "Row-level security hides rows from Directus's role."),

  GHOST_FIELD(HIGH, "A field has lost its column."),
  DUPLICATE_FIELD(MEDIUM, "A field has more than one row of metadata."),
  FIELD_ALIAS_BESIDE_COLUMN(MEDIUM, "A field is both an alias and a column."),
  UNTRACKED_COLUMN(LOW, "A column of a collection is no field."),
  REQUIRED_COLUMN_UNTRACKED(
      HIGH, "A column that requires a value is no field, so that no item can be created."),
  COLUMN_RENAMED(HIGH, "A column was renamed, and Directus still uses the old name."),
  TABLE_RENAMED(HIGH, "A table was renamed, and Directus still uses the old name."),

  TYPE_UNKNOWN(MEDIUM, "The column has a type that Directus does not know."),
  TYPE_CONTRADICTED(HIGH, "The column cannot hold what the special of its field says."),
  TYPE_UNCHECKED(LOW, "The column can hold more than the special of its field says."),
  TYPE_APPROXIMATED(MEDIUM, "The column has a type that Directus takes for a narrower one."),
  LENGTH_MISSING(MEDIUM, "A varchar or char has no length, which Directus reads as -5."),

  NULLABILITY_NOT_SHOWN(MEDIUM, "A column forbids null in a way that Directus does not see."),
  DEFAULT_IS_EXPRESSION(MEDIUM, "A default is an expression that Directus takes for a text."),
  DEFAULT_MISREAD(MEDIUM, "Directus shows another default than the column has."),
  IDENTITY_NOT_SHOWN(LOW, "A column numbers itself and Directus does not see it."),

  UNIQUENESS_NOT_SHOWN(MEDIUM, "A column is unique by an index that is no constraint."),
  PARTIAL_UNIQUENESS_NOT_SHOWN(
      LOW, "A unique index has a condition or an expression, so that Directus does not see it."),
  INDEX_INVALID(MEDIUM, "An index is invalid: it costs and serves nobody."),
  INDEX_PARTIAL(MEDIUM, "A partial index is shown as if it were a whole one."),
  INDEX_NAMED_DIFFERENTLY(MEDIUM, "An index has a name that Directus would not find."),

  FOREIGN_KEY_WITHOUT_RELATION(MEDIUM, "A foreign key has no relation in Directus."),
  FOREIGN_KEY_TO_OTHER_TABLE(HIGH, "A foreign key points to another table than the relation says."),
  FOREIGN_KEY_TO_OTHER_COLUMN(
      HIGH, "A foreign key points to another column than the primary key, which Directus joins."),
  FOREIGN_KEY_ACTION_FORBIDDEN(
      HIGH, "A foreign key is to write null where null is forbidden, so that deleting fails."),
  FOREIGN_KEY_NOT_VALIDATED(HIGH, "A foreign key was never checked on the rows before it."),
  FOREIGN_KEY_DISABLED(
      HIGH, "A foreign key is not enforced: its triggers are disabled, or it is `NOT ENFORCED`."),
  FOREIGN_KEY_TYPE_DIFFERS(MEDIUM, "A foreign key has another type than the key it points to."),

  RELATION_WITHOUT_FOREIGN_KEY(HIGH, "A relation has no foreign key, so that nothing keeps it."),
  DUPLICATE_RELATION(MEDIUM, "A relation has more than one row of metadata."),
  RELATION_FIELD_MISSING(HIGH, "A relation is on a field that is not there."),
  RELATION_OF_MISSING_COLLECTION(MEDIUM, "Relations are left of a collection that is nowhere."),
  RELATION_TO_MISSING_COLLECTION(HIGH, "A relation points to a collection that is nowhere."),
  RELATION_WITHOUT_TARGET(HIGH, "A relation points to no collection at all."),
  RELATION_ONE_FIELD_MISSING(
      MEDIUM, "A relation is to be shown by a field that is no alias for it."),
  RELATION_JUNCTION_FIELD_MISSING(
      HIGH, "A junction is to lead on by a field that is not there or has no relation."),
  RELATION_SORT_FIELD_MISSING(MEDIUM, "Related items are to be sorted by a missing field."),
  RELATION_DESELECT_ACTION_FORBIDDEN(
      HIGH, "Deselecting an item is to write null where null is forbidden."),
  RELATION_COLLECTION_FIELD_MISSING(
      HIGH, "A many-to-any is to name its collection in a missing field."),
  RELATION_ALLOWED_COLLECTION_MISSING(
      MEDIUM, "A many-to-any may point to a collection that is nowhere."),
  ALIAS_WITHOUT_RELATION(HIGH, "An alias shows a relation that is not there."),
  REFERENCE_WITHOUT_RELATION(MEDIUM, "A field refers to items or files, but has no relation."),

  COLLECTION_GROUP_MISSING(LOW, "A collection is in a folder that is not there."),
  COLLECTION_GROUP_CYCLE(MEDIUM, "Folders contain one another, so that the Studio shows none."),
  COLLECTION_SORT_FIELD_MISSING(MEDIUM, "Items are to be sorted by a missing field."),
  COLLECTION_ARCHIVE_FIELD_MISSING(MEDIUM, "Items are to be archived by a missing field."),
  COLLECTION_DUPLICATION_FIELD_MISSING(
      LOW, "A missing field is to be copied when an item is duplicated."),
  COLLECTION_TEMPLATE_FIELD_MISSING(
      LOW, "The display template of a collection names a missing field."),
  COLLECTION_PREVIEW_FIELD_MISSING(LOW, "The preview URL of a collection names a missing field."),
  FIELD_TEMPLATE_FIELD_MISSING(
      LOW, "The interface or display of a field shows a missing field of its items."),
  FIELD_FILTER_FIELD_MISSING(
      MEDIUM, "The items that can be selected for a field are filtered by a missing field."),
  FIELD_CONDITION_FIELD_MISSING(LOW, "A condition of a field depends on a missing field."),
  FIELD_VALIDATION_FIELD_MISSING(MEDIUM, "The validation of a field names a missing field."),
  FIELD_GROUP_MISSING(LOW, "A field is in a group of the form that is not there."),
  FIELD_GROUP_CYCLE(MEDIUM, "Groups of a form contain one another, so that none is shown.");

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
