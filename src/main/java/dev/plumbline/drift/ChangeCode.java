package dev.plumbline.drift;

import static dev.plumbline.severity.Severity.CRITICAL;
import static dev.plumbline.severity.Severity.HIGH;
import static dev.plumbline.severity.Severity.INFO;
import static dev.plumbline.severity.Severity.LOW;
import static dev.plumbline.severity.Severity.MEDIUM;

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
  SYSTEM_FIELD_INDEX_CHANGED(LOW, "How a column of Directus's own tables is indexed.");

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
    return name().toLowerCase(Locale.ROOT);
  }

  /** The code with this {@link #label()}; empty if there is none. */
  public static Optional<ChangeCode> ofLabel(String label) {
    return Arrays.stream(values()).filter(code -> code.label().equals(label)).findFirst();
  }
}
