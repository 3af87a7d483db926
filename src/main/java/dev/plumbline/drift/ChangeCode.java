package dev.plumbline.drift;

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
  DIRECTUS_VERSION_CHANGED(HIGH, "The two run different versions of Directus."),
  DIRECTUS_MIGRATIONS_CHANGED(
      HIGH, "The same version of Directus, but other migrations have been run."),

  COLLECTION_ADDED(LOW, "A collection or folder is missing in the target."),
  COLLECTION_REMOVED(CRITICAL, "A collection or folder exists only in the target."),
  COLLECTION_TABLE_ADDED(LOW, "A folder in the target is a table in the source."),
  COLLECTION_TABLE_REMOVED(
      CRITICAL, "A table in the target is a folder in the source, or its table was dropped there."),
  COLLECTION_SINGLETON_CHANGED(HIGH, "Whether the collection is a singleton."),
  COLLECTION_STATUS_CHANGED(HIGH, "Whether the collection is active (Directus 12)."),
  COLLECTION_ACCOUNTABILITY_CHANGED(HIGH, "What activity and revisions are recorded."),
  COLLECTION_ARCHIVE_CHANGED(MEDIUM, "Which items count as archived."),
  COLLECTION_SORT_FIELD_CHANGED(MEDIUM, "By which field items are sorted by hand."),
  COLLECTION_VERSIONING_CHANGED(MEDIUM, "Whether content versions are kept."),
  COLLECTION_AUTOSAVE_CHANGED(LOW, "How often drafts are saved (Directus 12)."),
  COLLECTION_DUPLICATION_CHANGED(LOW, "Which fields are copied when an item is duplicated."),
  COLLECTION_GROUP_CHANGED(INFO, "In which folder the collection is."),
  COLLECTION_HIDDEN_CHANGED(INFO, "Whether the collection is hidden in the Studio."),
  COLLECTION_SORT_CHANGED(INFO, "The position of the collection in the Studio."),
  COLLECTION_COLLAPSE_CHANGED(INFO, "How the folder is collapsed in the Studio."),
  COLLECTION_ICON_CHANGED(INFO, "The icon of the collection."),
  COLLECTION_COLOR_CHANGED(INFO, "The color of the collection."),
  COLLECTION_NOTE_CHANGED(INFO, "The note of the collection."),
  COLLECTION_DISPLAY_TEMPLATE_CHANGED(INFO, "How items are shown in one line."),
  COLLECTION_TRANSLATIONS_CHANGED(INFO, "The name of the collection in other languages."),
  COLLECTION_PREVIEW_URL_CHANGED(INFO, "Where items are previewed."),
  COLLECTION_METADATA_CHANGED(MEDIUM, "Metadata that Plumbline does not know; the path names it."),

  FIELD_ADDED(MEDIUM, "A field is missing in the target."),
  FIELD_REMOVED(CRITICAL, "A field exists only in the target."),
  FIELD_COLUMN_ADDED(LOW, "An alias in the target is a column in the source."),
  FIELD_COLUMN_REMOVED(CRITICAL, "A column in the target is an alias in the source."),
  FIELD_TYPE_CHANGED(CRITICAL, "The type of the field or its column."),
  FIELD_LENGTH_CHANGED(CRITICAL, "The maximum length of the column."),
  FIELD_PRECISION_CHANGED(CRITICAL, "The precision or scale of the column."),
  FIELD_NULLABLE_CHANGED(MEDIUM, "Whether the column allows null."),
  FIELD_UNIQUE_CHANGED(MEDIUM, "Whether the column has a unique constraint."),
  FIELD_INDEXED_CHANGED(LOW, "Whether the column has an index."),
  FIELD_DEFAULT_CHANGED(MEDIUM, "The default value of the column."),
  FIELD_SEQUENCE_CHANGED(INFO, "The name of the sequence that numbers the column."),
  FIELD_PRIMARY_KEY_CHANGED(HIGH, "Whether the column is the primary key."),
  FIELD_AUTO_INCREMENT_CHANGED(HIGH, "Whether the column numbers itself."),
  FIELD_GENERATED_CHANGED(HIGH, "Whether or from what the column is generated."),
  FIELD_FOREIGN_KEY_CHANGED(
      HIGH, "A foreign key that Directus has no relation for, so that only the column tells it."),
  FIELD_SECRECY_CHANGED(CRITICAL, "Whether the value is hashed, concealed or encrypted."),
  FIELD_SPECIAL_CHANGED(MEDIUM, "What Directus does with the value when it is read or written."),
  FIELD_VALIDATION_CHANGED(MEDIUM, "Which values are accepted, and what is said to the others."),
  FIELD_REQUIRED_CHANGED(MEDIUM, "Whether a value is required."),
  FIELD_CHOICES_CHANGED(MEDIUM, "The choices that are offered."),
  FIELD_OPTIONS_CHANGED(LOW, "An option of the interface; the path names it."),
  FIELD_CONDITIONS_CHANGED(LOW, "Under which conditions the field looks otherwise."),
  FIELD_CLEAR_HIDDEN_VALUE_CHANGED(MEDIUM, "Whether the value is cleared while it is hidden."),
  FIELD_READONLY_CHANGED(LOW, "Whether the Studio lets the value be edited."),
  FIELD_SEARCHABLE_CHANGED(LOW, "Whether search looks into the field."),
  FIELD_INTERFACE_CHANGED(INFO, "With which interface the value is edited."),
  FIELD_DISPLAY_CHANGED(INFO, "How the value is displayed."),
  FIELD_HIDDEN_CHANGED(INFO, "Whether the field is hidden in the Studio."),
  FIELD_GROUP_CHANGED(INFO, "In which group of the form the field is."),
  FIELD_SORT_CHANGED(INFO, "The position of the field in the form."),
  FIELD_WIDTH_CHANGED(INFO, "The width of the field in the form."),
  FIELD_NOTE_CHANGED(INFO, "The note of the field."),
  FIELD_TRANSLATIONS_CHANGED(INFO, "The name of the field in other languages."),
  FIELD_METADATA_CHANGED(MEDIUM, "Metadata that Plumbline does not know; the path names it."),

  RELATION_ADDED(MEDIUM, "A relation on an existing field is missing in the target."),
  RELATION_REMOVED(HIGH, "A relation on an existing field exists only in the target."),
  RELATION_TARGET_CHANGED(HIGH, "To which collection the relation points."),
  RELATION_CONSTRAINT_ADDED(MEDIUM, "The relation has a foreign key only in the source."),
  RELATION_CONSTRAINT_REMOVED(HIGH, "The relation has a foreign key only in the target."),
  RELATION_CONSTRAINT_NAME_CHANGED(INFO, "The name of the foreign key."),
  RELATION_ON_DELETE_CHANGED(HIGH, "What happens to items when what they point to is deleted."),
  RELATION_ON_UPDATE_CHANGED(MEDIUM, "What happens when the key of what they point to changes."),
  RELATION_ALLOWED_COLLECTIONS_CHANGED(HIGH, "To which collections a many-to-any may point."),
  RELATION_COLLECTION_FIELD_CHANGED(HIGH, "Which field names the collection of a many-to-any."),
  RELATION_ONE_FIELD_CHANGED(HIGH, "Which field shows the relation from the other side."),
  RELATION_JUNCTION_FIELD_CHANGED(HIGH, "Which field of the junction leads on."),
  RELATION_DESELECT_ACTION_CHANGED(HIGH, "Whether a deselected item is deleted."),
  RELATION_SORT_FIELD_CHANGED(MEDIUM, "By which field related items are sorted by hand."),
  RELATION_METADATA_CHANGED(MEDIUM, "Metadata that Plumbline does not know; the path names it."),

  SYSTEM_FIELD_INDEX_ADDED(LOW, "A column of Directus's own tables is indexed in the source only."),
  SYSTEM_FIELD_INDEX_REMOVED(
      MEDIUM, "A column of Directus's own tables is indexed in the target only."),
  SYSTEM_FIELD_INDEX_CHANGED(LOW, "How a column of Directus's own tables is indexed."),

  TABLE_ADDED(
      LOW, "A table that Directus does not track, or one of its own, is missing in the target."),
  TABLE_REMOVED(
      HIGH, "A table that Directus does not track, or one of its own, exists only in the target."),
  TABLE_CHANGED(
      HIGH,
      "The columns of a table that Directus does not track, the primary key of one of its own, what no snapshot carries of a primary key, or whether a crash of the server empties a table."),

  PARTITIONED_TABLE_ADDED(LOW, "A partitioned table is missing in the target."),
  PARTITIONED_TABLE_REMOVED(HIGH, "A partitioned table exists only in the target."),
  PARTITIONED_TABLE_CHANGED(HIGH, "The columns or the partition key of a partitioned table."),

  PARTITION_ADDED(MEDIUM, "A partition is missing in the target."),
  PARTITION_REMOVED(HIGH, "A partition exists only in the target."),
  PARTITION_CHANGED(HIGH, "The bounds of a partition, or what it is a partition of."),

  FOREIGN_TABLE_ADDED(LOW, "A foreign table is missing in the target."),
  FOREIGN_TABLE_REMOVED(MEDIUM, "A foreign table exists only in the target."),
  FOREIGN_TABLE_CHANGED(MEDIUM, "The columns, the server or the options of a foreign table."),

  VIEW_ADDED(LOW, "A view is missing in the target."),
  VIEW_REMOVED(MEDIUM, "A view exists only in the target."),
  VIEW_CHANGED(MEDIUM, "What a view selects."),

  MATERIALIZED_VIEW_ADDED(LOW, "A materialised view is missing in the target."),
  MATERIALIZED_VIEW_REMOVED(MEDIUM, "A materialised view exists only in the target."),
  MATERIALIZED_VIEW_CHANGED(MEDIUM, "What a materialised view selects."),

  COLUMN_ADDED(
      MEDIUM,
      "A column that Directus does not track, or one of its own tables, is missing in the target."),
  COLUMN_REMOVED(
      HIGH,
      "A column that Directus does not track, or one of its own tables, exists only in the target."),
  COLUMN_CHANGED(
      MEDIUM,
      "What no snapshot carries of a column, such as its collation, how it is numbered, or a default that the snapshots show alike; of one of Directus's own tables also its type, default and whether it may be null."),

  CHECK_CONSTRAINT_ADDED(MEDIUM, "A CHECK is missing in the target."),
  CHECK_CONSTRAINT_REMOVED(MEDIUM, "A CHECK exists only in the target."),
  CHECK_CONSTRAINT_CHANGED(
      MEDIUM, "The condition of a CHECK, or whether it is validated and enforced."),

  UNIQUE_CONSTRAINT_ADDED(
      MEDIUM,
      "A unique constraint that no snapshot carries is missing in the target: over more than one column, deferrable, or of Directus's own tables."),
  UNIQUE_CONSTRAINT_REMOVED(
      MEDIUM,
      "A unique constraint that no snapshot carries exists only in the target: over more than one column, deferrable, or of Directus's own tables."),
  UNIQUE_CONSTRAINT_CHANGED(MEDIUM, "The columns of a unique constraint, or when it is checked."),

  EXCLUSION_CONSTRAINT_ADDED(MEDIUM, "An exclusion constraint is missing in the target."),
  EXCLUSION_CONSTRAINT_REMOVED(MEDIUM, "An exclusion constraint exists only in the target."),
  EXCLUSION_CONSTRAINT_CHANGED(MEDIUM, "What an exclusion constraint excludes."),

  FOREIGN_KEY_ADDED(MEDIUM, "A foreign key that no snapshot carries is missing in the target."),
  FOREIGN_KEY_REMOVED(HIGH, "A foreign key that no snapshot carries exists only in the target."),
  FOREIGN_KEY_CHANGED(HIGH, "How far a foreign key holds, or what it points to."),

  INDEX_ADDED(MEDIUM, "An index that no snapshot carries is missing in the target."),
  INDEX_REMOVED(MEDIUM, "An index that no snapshot carries exists only in the target."),
  INDEX_CHANGED(MEDIUM, "The columns, condition or method of an index, or whether it is valid."),

  TRIGGER_ADDED(MEDIUM, "A trigger is missing in the target."),
  TRIGGER_REMOVED(HIGH, "A trigger exists only in the target."),
  TRIGGER_CHANGED(HIGH, "When a trigger fires and what it calls, or whether it is enabled."),

  ROW_SECURITY_ADDED(HIGH, "Row-level security is on for a table in the source only."),
  ROW_SECURITY_REMOVED(CRITICAL, "Row-level security is on for a table in the target only."),
  ROW_SECURITY_CHANGED(HIGH, "Whether row-level security binds the owner of the table, too."),

  POLICY_ADDED(HIGH, "A policy of row-level security is missing in the target."),
  POLICY_REMOVED(HIGH, "A policy of row-level security exists only in the target."),
  POLICY_CHANGED(HIGH, "Whom a policy lets see or write which rows."),

  GRANT_ADDED(CRITICAL, "Somebody has a privilege in the source only."),
  GRANT_REMOVED(CRITICAL, "Somebody has a privilege in the target only."),
  GRANT_CHANGED(CRITICAL, "Which privileges somebody has, or whether they may pass them on."),

  ROUTINE_ADDED(LOW, "A function or procedure is missing in the target."),
  ROUTINE_REMOVED(MEDIUM, "A function or procedure exists only in the target."),
  ROUTINE_CHANGED(
      MEDIUM, "What a function or procedure does. Its text may hold secrets and is not shown."),

  ENUM_ADDED(LOW, "An enum is missing in the target."),
  ENUM_REMOVED(MEDIUM, "An enum exists only in the target."),
  ENUM_CHANGED(MEDIUM, "The labels of an enum, or their order."),

  DOMAIN_ADDED(LOW, "A domain is missing in the target."),
  DOMAIN_REMOVED(MEDIUM, "A domain exists only in the target."),
  DOMAIN_CHANGED(MEDIUM, "The type, default or rules of a domain."),

  TYPE_ADDED(LOW, "A composite or range type is missing in the target."),
  TYPE_REMOVED(MEDIUM, "A composite or range type exists only in the target."),
  TYPE_CHANGED(MEDIUM, "The attributes of a composite type, or what a range type ranges over."),

  SEQUENCE_ADDED(LOW, "A sequence is missing in the target."),
  SEQUENCE_REMOVED(MEDIUM, "A sequence exists only in the target."),
  SEQUENCE_CHANGED(LOW, "The type, bounds, step or owner of a sequence."),

  EXTENSION_ADDED(MEDIUM, "An extension is missing in the target."),
  EXTENSION_REMOVED(MEDIUM, "An extension exists only in the target."),
  EXTENSION_CHANGED(LOW, "The version or schema of an extension."),

  SETTING_CHANGED(
      HIGH,
      "A setting of server, database or role that changes what values mean or what Directus may write."),
  FLOW_CHANGED(
      MEDIUM,
      "The URL of a flow's webhook, or in which order the operations of a flow follow one another.");

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
