package dev.plumbline.drift.change;

import static dev.plumbline.severity.Severity.CRITICAL;
import static dev.plumbline.severity.Severity.HIGH;
import static dev.plumbline.severity.Severity.INFO;
import static dev.plumbline.severity.Severity.LOW;
import static dev.plumbline.severity.Severity.MEDIUM;

import dev.plumbline.inventory.ObjectKind;
import dev.plumbline.severity.Severity;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * What kind of change it is. Codes are part of the public contract: alerts and ignore rules name
 * them. They are added, never renamed. What to do about each: {@code docs/changes.md}.
 */
public enum ChangeCode {
  DIRECTUS_VERSION_CHANGED(HIGH, "The two environments run different versions of Directus."),
  DIRECTUS_MIGRATIONS_CHANGED(
      HIGH, "The same version of Directus, but different migrations have run."),

  COLLECTION_ADDED(LOW, "A collection or folder is missing in the target."),
  COLLECTION_REMOVED(CRITICAL, "A collection or folder exists only in the target."),
  COLLECTION_TABLE_ADDED(LOW, "A collection is a folder in the target and a table in the source."),
  COLLECTION_TABLE_REMOVED(
      CRITICAL,
      "A collection is a table in the target and a folder in the source, or"
          + " its table was dropped there."),
  COLLECTION_SINGLETON_CHANGED(HIGH, "Whether the collection is a singleton."),
  COLLECTION_STATUS_CHANGED(HIGH, "Whether the collection is active (Directus 12)."),
  COLLECTION_ACCOUNTABILITY_CHANGED(HIGH, "What activity and revisions are recorded."),
  COLLECTION_ARCHIVE_CHANGED(MEDIUM, "Which items count as archived."),
  COLLECTION_SORT_FIELD_CHANGED(MEDIUM, "The field for manual sorting of items."),
  COLLECTION_VERSIONING_CHANGED(MEDIUM, "Whether content versions are kept."),
  COLLECTION_AUTOSAVE_CHANGED(LOW, "How often drafts are saved automatically (Directus 12)."),
  COLLECTION_DUPLICATION_CHANGED(LOW, "Which fields are copied when an item is duplicated."),
  COLLECTION_GROUP_CHANGED(INFO, "The folder of the collection."),
  COLLECTION_HIDDEN_CHANGED(INFO, "Whether the collection is hidden in the Studio."),
  COLLECTION_SORT_CHANGED(INFO, "The position of the collection in the Studio."),
  COLLECTION_COLLAPSE_CHANGED(INFO, "How the folder is collapsed in the Studio."),
  COLLECTION_ICON_CHANGED(INFO, "The icon of the collection."),
  COLLECTION_COLOR_CHANGED(INFO, "The color of the collection."),
  COLLECTION_NOTE_CHANGED(INFO, "The note of the collection."),
  COLLECTION_DISPLAY_TEMPLATE_CHANGED(INFO, "The display template of the items."),
  COLLECTION_TRANSLATIONS_CHANGED(INFO, "The translated names of the collection."),
  COLLECTION_PREVIEW_URL_CHANGED(INFO, "The preview URL of the items."),
  COLLECTION_METADATA_CHANGED(
      MEDIUM, "Metadata that Plumbline does not know; the path says which."),

  FIELD_ADDED(MEDIUM, "A field is missing in the target."),
  FIELD_REMOVED(CRITICAL, "A field exists only in the target."),
  FIELD_COLUMN_ADDED(LOW, "A field is an alias in the target and a column in the source."),
  FIELD_COLUMN_REMOVED(CRITICAL, "A field is a column in the target and an alias in the source."),
  FIELD_TYPE_CHANGED(CRITICAL, "The type of the field or its column."),
  FIELD_LENGTH_CHANGED(CRITICAL, "The maximum length of the column."),
  FIELD_PRECISION_CHANGED(CRITICAL, "The precision or scale of the column."),
  FIELD_NULLABLE_CHANGED(MEDIUM, "Whether the column allows null."),
  FIELD_UNIQUE_CHANGED(MEDIUM, "Whether the column has a unique constraint."),
  FIELD_INDEXED_CHANGED(LOW, "Whether the column has an index."),
  FIELD_DEFAULT_CHANGED(MEDIUM, "The default value of the column."),
  FIELD_SEQUENCE_CHANGED(INFO, "The name of the sequence of the column."),
  FIELD_PRIMARY_KEY_CHANGED(HIGH, "Whether the column is the primary key."),
  FIELD_AUTO_INCREMENT_CHANGED(HIGH, "Whether the column is auto-incremented."),
  FIELD_GENERATED_CHANGED(HIGH, "Whether the column is generated, or its expression."),
  FIELD_FOREIGN_KEY_CHANGED(HIGH, "A foreign key for which Directus has no relation."),
  FIELD_SECRECY_CHANGED(CRITICAL, "Whether the value is hashed, concealed or encrypted."),
  FIELD_SPECIAL_CHANGED(
      MEDIUM,
      "The special flags of the field: what Directus does with"
          + " a value on reading and writing."),
  FIELD_VALIDATION_CHANGED(MEDIUM, "The validation rule of the field, or its message."),
  FIELD_REQUIRED_CHANGED(MEDIUM, "Whether a value is required."),
  FIELD_CHOICES_CHANGED(MEDIUM, "The choices of the field."),
  FIELD_OPTIONS_CHANGED(LOW, "An option of the interface; the path says which."),
  FIELD_CONDITIONS_CHANGED(LOW, "The conditions that change the field in the form."),
  FIELD_CLEAR_HIDDEN_VALUE_CHANGED(
      MEDIUM, "Whether the value is cleared on saving while the field is hidden."),
  FIELD_READONLY_CHANGED(LOW, "Whether the field is read-only in the Studio."),
  FIELD_SEARCHABLE_CHANGED(LOW, "Whether search includes the field."),
  FIELD_INTERFACE_CHANGED(INFO, "The interface of the field."),
  FIELD_DISPLAY_CHANGED(INFO, "The display of the field, or its options."),
  FIELD_HIDDEN_CHANGED(INFO, "Whether the field is hidden in the Studio."),
  FIELD_GROUP_CHANGED(INFO, "The group of the field in the form."),
  FIELD_SORT_CHANGED(INFO, "The position of the field in the form."),
  FIELD_WIDTH_CHANGED(INFO, "The width of the field in the form."),
  FIELD_NOTE_CHANGED(INFO, "The note of the field."),
  FIELD_TRANSLATIONS_CHANGED(INFO, "The translated names of the field."),
  FIELD_METADATA_CHANGED(MEDIUM, "Metadata that Plumbline does not know; the path says which."),

  RELATION_ADDED(MEDIUM, "A relation on an existing field is missing in the target."),
  RELATION_REMOVED(HIGH, "A relation on an existing field exists only in the target."),
  RELATION_TARGET_CHANGED(HIGH, "The collection that the relation points to."),
  RELATION_CONSTRAINT_ADDED(MEDIUM, "The relation has a foreign key only in the source."),
  RELATION_CONSTRAINT_REMOVED(HIGH, "The relation has a foreign key only in the target."),
  RELATION_CONSTRAINT_NAME_CHANGED(INFO, "The name of the foreign key."),
  RELATION_ON_DELETE_CHANGED(HIGH, "ON DELETE of the foreign key."),
  RELATION_ON_UPDATE_CHANGED(MEDIUM, "ON UPDATE of the foreign key."),
  RELATION_ALLOWED_COLLECTIONS_CHANGED(HIGH, "The allowed collections of a many-to-any."),
  RELATION_COLLECTION_FIELD_CHANGED(HIGH, "The field that holds the collection of a many-to-any."),
  RELATION_ONE_FIELD_CHANGED(HIGH, "The alias field on the other side of the relation."),
  RELATION_JUNCTION_FIELD_CHANGED(HIGH, "The junction field of a many-to-many or many-to-any."),
  RELATION_DESELECT_ACTION_CHANGED(HIGH, "Whether a deselected item is deleted."),
  RELATION_SORT_FIELD_CHANGED(MEDIUM, "The field for manual sorting of related items."),
  RELATION_METADATA_CHANGED(MEDIUM, "Metadata that Plumbline does not know; the path says which."),

  SYSTEM_FIELD_INDEX_ADDED(LOW, "A column of a system table is indexed only in the source."),
  SYSTEM_FIELD_INDEX_REMOVED(MEDIUM, "A column of a system table is indexed only in the target."),
  SYSTEM_FIELD_INDEX_CHANGED(LOW, "The index of a column of a system table."),

  TABLE_ADDED(
      LOW, "A table that is not a collection, or a system table, is missing in the target."),
  TABLE_REMOVED(
      HIGH, "A table that is not a collection, or a system table, exists only in the target."),
  TABLE_CHANGED(
      HIGH,
      "The columns of a table that is not a collection, the primary key of a system"
          + " table, details of a primary key that a snapshot does not contain, or whether a"
          + " table is unlogged."),

  PARTITIONED_TABLE_ADDED(LOW, "A partitioned table is missing in the target."),
  PARTITIONED_TABLE_REMOVED(HIGH, "A partitioned table exists only in the target."),
  PARTITIONED_TABLE_CHANGED(HIGH, "The columns or the partition key of a partitioned table."),

  PARTITION_ADDED(MEDIUM, "A partition is missing in the target."),
  PARTITION_REMOVED(HIGH, "A partition exists only in the target."),
  PARTITION_CHANGED(HIGH, "The bounds of a partition, or its parent table."),

  FOREIGN_TABLE_ADDED(LOW, "A foreign table is missing in the target."),
  FOREIGN_TABLE_REMOVED(MEDIUM, "A foreign table exists only in the target."),
  FOREIGN_TABLE_CHANGED(MEDIUM, "The columns, the server or the options of a foreign table."),

  VIEW_ADDED(LOW, "A view is missing in the target."),
  VIEW_REMOVED(MEDIUM, "A view exists only in the target."),
  VIEW_CHANGED(MEDIUM, "The query of a view."),

  MATERIALIZED_VIEW_ADDED(LOW, "A materialised view is missing in the target."),
  MATERIALIZED_VIEW_REMOVED(MEDIUM, "A materialised view exists only in the target."),
  MATERIALIZED_VIEW_CHANGED(MEDIUM, "The query of a materialised view."),

  COLUMN_ADDED(
      MEDIUM, "A column that is not a field, or is in a system table, is missing in the target."),
  COLUMN_REMOVED(
      HIGH, "A column that is not a field, or is in a system table, exists only in the target."),
  COLUMN_CHANGED(
      MEDIUM,
      "Details of a column that a snapshot does not contain, such as its collation,"
          + " its identity, or a default that both snapshots show the same way; in a system"
          + " table also its type, default and NOT NULL."),

  CHECK_CONSTRAINT_ADDED(MEDIUM, "A CHECK is missing in the target."),
  CHECK_CONSTRAINT_REMOVED(MEDIUM, "A CHECK exists only in the target."),
  CHECK_CONSTRAINT_CHANGED(
      MEDIUM, "The condition of a CHECK, or whether it is validated and enforced."),

  UNIQUE_CONSTRAINT_ADDED(
      MEDIUM,
      "A unique constraint that a snapshot does not contain is missing in the target:"
          + " on several columns, deferrable, or in a system table."),
  UNIQUE_CONSTRAINT_REMOVED(
      MEDIUM,
      "A unique constraint that a snapshot does not contain exists only in the target:"
          + " on several columns, deferrable, or in a system table."),
  UNIQUE_CONSTRAINT_CHANGED(MEDIUM, "The columns of a unique constraint, or when it is checked."),

  EXCLUSION_CONSTRAINT_ADDED(MEDIUM, "An exclusion constraint is missing in the target."),
  EXCLUSION_CONSTRAINT_REMOVED(MEDIUM, "An exclusion constraint exists only in the target."),
  EXCLUSION_CONSTRAINT_CHANGED(MEDIUM, "The definition of an exclusion constraint."),

  FOREIGN_KEY_ADDED(
      MEDIUM, "A foreign key that a snapshot does not contain is missing in the target."),
  FOREIGN_KEY_REMOVED(
      HIGH, "A foreign key that a snapshot does not contain exists only in the target."),
  FOREIGN_KEY_CHANGED(
      HIGH, "Whether a foreign key is validated and enforced, or what it references."),

  INDEX_ADDED(MEDIUM, "An index that a snapshot does not contain is missing in the target."),
  INDEX_REMOVED(MEDIUM, "An index that a snapshot does not contain exists only in the target."),
  INDEX_CHANGED(MEDIUM, "The columns, condition or method of an index, or whether it is valid."),

  TRIGGER_ADDED(MEDIUM, "A trigger is missing in the target."),
  TRIGGER_REMOVED(HIGH, "A trigger exists only in the target."),
  TRIGGER_CHANGED(HIGH, "When a trigger fires and what it calls, or whether it is enabled."),

  ROW_SECURITY_ADDED(HIGH, "Row-level security is enabled for a table only in the source."),
  ROW_SECURITY_REMOVED(CRITICAL, "Row-level security is enabled for a table only in the target."),
  ROW_SECURITY_CHANGED(
      HIGH, "Whether row-level security also applies to the owner of the table (FORCE)."),

  POLICY_ADDED(HIGH, "A policy of row-level security is missing in the target."),
  POLICY_REMOVED(HIGH, "A policy of row-level security exists only in the target."),
  POLICY_CHANGED(HIGH, "The roles, the command or the condition of a policy."),

  GRANT_ADDED(CRITICAL, "A role has a privilege only in the source."),
  GRANT_REMOVED(CRITICAL, "A role has a privilege only in the target."),
  GRANT_CHANGED(CRITICAL, "The privileges of a role, or whether it may grant them to others."),

  ROUTINE_ADDED(LOW, "A function or procedure is missing in the target."),
  ROUTINE_REMOVED(MEDIUM, "A function or procedure exists only in the target."),
  ROUTINE_CHANGED(
      MEDIUM,
      "The definition of a function or procedure. Its text may contain secrets"
          + " and is not shown."),

  ENUM_ADDED(LOW, "An enum is missing in the target."),
  ENUM_REMOVED(MEDIUM, "An enum exists only in the target."),
  ENUM_CHANGED(MEDIUM, "The labels of an enum, or their order."),

  DOMAIN_ADDED(LOW, "A domain is missing in the target."),
  DOMAIN_REMOVED(MEDIUM, "A domain exists only in the target."),
  DOMAIN_CHANGED(MEDIUM, "The type, default or constraints of a domain."),

  TYPE_ADDED(LOW, "A composite or range type is missing in the target."),
  TYPE_REMOVED(MEDIUM, "A composite or range type exists only in the target."),
  TYPE_CHANGED(MEDIUM, "The attributes of a composite type, or the subtype of a range type."),

  SEQUENCE_ADDED(LOW, "A sequence is missing in the target."),
  SEQUENCE_REMOVED(MEDIUM, "A sequence exists only in the target."),
  SEQUENCE_CHANGED(LOW, "The type, bounds, step or owner of a sequence."),

  EXTENSION_ADDED(MEDIUM, "An extension is missing in the target."),
  EXTENSION_REMOVED(MEDIUM, "An extension exists only in the target."),
  EXTENSION_CHANGED(LOW, "The version or schema of an extension."),

  SETTING_CHANGED(
      HIGH,
      "A setting of the server, database or role that changes the meaning of values or"
          + " what Directus can write."),
  FLOW_CHANGED(MEDIUM, "The webhook URL of a flow, or the order of its operations.");

  private final String label = name().toLowerCase(Locale.ROOT);
  private final Severity gravest;
  private final String meaning;

  ChangeCode(Severity gravest, String meaning) {
    this.gravest = gravest;
    this.meaning = meaning;
  }

  /**
   * The gravest severity a change of this code can have; a change that only widens or adds may have
   * a lower one.
   */
  public Severity gravest() {
    return gravest;
  }

  /** One sentence on what differs. */
  public String meaning() {
    return meaning;
  }

  /** As written in REST, metrics and ignore rules. */
  public String label() {
    return label;
  }

  /** The code of an object of the inventory that is only on one side or differs. */
  public static ChangeCode of(ObjectKind object, Change.Kind change) {
    return valueOf(object.name() + "_" + change.name());
  }

  /** The code with this {@link #label()}; empty if there is none. */
  public static Optional<ChangeCode> ofLabel(String label) {
    return Arrays.stream(values()).filter(code -> code.label().equals(label)).findFirst();
  }
}
