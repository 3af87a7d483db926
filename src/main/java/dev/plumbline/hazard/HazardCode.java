package dev.plumbline.hazard;

import static dev.plumbline.severity.Severity.CRITICAL;
import static dev.plumbline.severity.Severity.HIGH;
import static dev.plumbline.severity.Severity.LOW;
import static dev.plumbline.severity.Severity.MEDIUM;

import dev.plumbline.severity.Severity;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/**
 * What kind of harm it is. Codes are part of the public contract; they are added, never renamed.
 * What each means and how to get rid of it: {@code docs/hazards.md}.
 */
public enum HazardCode {
  DROPS_TABLE(CRITICAL, false, "A table and its rows are dropped."),
  DROPS_COLUMN(CRITICAL, false, "A column and its values are dropped."),
  COLUMN_BECOMES_ALIAS(
      CRITICAL, false, "A field becomes an alias, so its column and its values are dropped."),
  ALIAS_BECOMES_COLUMN(
      MEDIUM, false, "An alias becomes a column, so it no longer shows its relation."),
  LIKELY_RENAME(
      CRITICAL,
      false,
      "A drop and an add are probably one rename, which Directus carries out with loss of the"
          + " data."),
  DROPS_DATABASE_OBJECTS(
      HIGH,
      false,
      "Constraints, indexes, triggers, grants, comments or the place in a publication are dropped"
          + " with their table or column."),
  DROPS_DIRECTUS_ROWS(
      HIGH,
      false,
      "Permissions, presets, revisions or other rows of Directus are deleted with a collection."),
  DROPS_RELATIONS(
      HIGH, false, "Relations of other collections to a dropped collection are deleted."),
  BREAKS_NAMES(
      MEDIUM,
      false,
      "Permissions, presets, panels, flows or templates name a field that is dropped."),

  NULLS_FORBIDDEN(HIGH, true, "A column is to forbid null, but rows have null."),
  DUPLICATES_FORBIDDEN(HIGH, true, "A column is to be unique, but rows have the same value."),
  REQUIRED_FIELD_ADDED(
      HIGH, true, "A new field forbids null and has no default, but the table has rows."),
  ORPHANS_FORBIDDEN(
      HIGH, true, "A foreign key is to be created, but rows reference a key that does not exist."),
  DEFAULT_REWRITTEN(
      MEDIUM, false, "Directus writes the default of a column anew and changes it in doing so."),
  INDEX_NOT_DROPPABLE(
      HIGH,
      true,
      "An index is to be dropped, but it does not have the name that Directus expects."),

  CAST_FAILS(HIGH, true, "Values cannot be converted to the new type."),
  CONSTRAINT_RECHECKED(
      HIGH,
      false,
      "A constraint or an index uses a column that gets another type, and may not allow it."),
  VALUES_OUT_OF_RANGE(HIGH, true, "Numbers are too large for the new type."),
  VALUES_CUT(CRITICAL, false, "Texts are cut to a shorter length without an error."),
  VALUES_ROUNDED(CRITICAL, false, "Numbers are rounded without an error."),
  TIME_CUT(
      CRITICAL,
      false,
      "The date, the time of day or fractions of seconds are removed without an error."),
  TIMES_SHIFTED(
      CRITICAL, false, "Times are converted in a time zone other than UTC, which shifts them."),
  VALUES_REWRITTEN(
      HIGH, false, "Values are written in another form by the conversion to the new type."),
  TYPE_CHANGES_UNSEEN(HIGH, false, "The type of a column changes although no difference shows it."),
  VALUES_READ_DIFFERENTLY(
      MEDIUM, false, "Directus reads the same stored values as something else."),
  KEY_TYPES_DIFFER(
      HIGH, true, "A foreign key is to be created between two columns of different types."),
  BECOMES_CASE_SENSITIVE(
      MEDIUM,
      false,
      "A column loses its type citext or its collation, so other values count as equal."),

  DELETE_CASCADES(CRITICAL, false, "Deleting an item also deletes the items that reference it."),
  DESELECT_DELETES(HIGH, false, "Deselecting a related item deletes it."),
  ALLOWED_COLLECTION_REMOVED(
      CRITICAL, false, "A many-to-any no longer allows a collection that rows reference."),
  ALLOWED_COLLECTION_ADDED(LOW, false, "A many-to-any allows a collection that it did not allow."),
  SET_NULL_FORBIDDEN(
      MEDIUM, false, "A foreign key sets null on a column that forbids null, so deleting fails."),
  FOREIGN_KEY_EXISTS(
      HIGH, true, "A relation is to be created, but its foreign key already exists."),

  SECRET_EXPOSED(CRITICAL, false, "A field is no longer concealed, hashed or encrypted."),
  SINGLETON_CHANGED(MEDIUM, false, "A collection becomes a singleton, or stops being one."),
  ARCHIVE_REMOVED(
      HIGH, false, "A collection has another archive field or value, so archived items are shown."),
  VERSIONING_OFF(MEDIUM, false, "Content versioning of a collection is switched off."),
  ACCOUNTABILITY_REDUCED(
      MEDIUM, false, "Directus no longer records who changes the items of a collection."),

  TABLE_EXISTS(
      HIGH, true, "A collection is to be created, but a table of its name already exists."),
  COLUMN_EXISTS(HIGH, true, "A field is to be created, but a column of its name already exists."),
  DEPENDENT_OBJECT(
      HIGH,
      true,
      "A view, a generated column, a policy, a trigger or a parent table uses what is to be altered or dropped."),
  SEQUENCE_BEHIND(
      HIGH, true, "The next id of a system table is already in use, so Directus cannot add a row."),
  NOT_OWNER(HIGH, true, "Directus's role may not alter a table, or may not create one."),
  LICENCE_LIMIT(
      MEDIUM, false, "Directus 12 would have more active collections than its licence may allow."),
  EXTENSION_MISSING(
      MEDIUM,
      false,
      "A field uses an interface or a display of an extension that the target may not have."),
  REWRITES_TABLE(HIGH, false, "PostgreSQL rewrites a table while nobody can read or write it."),
  BUILDS_INDEX(HIGH, false, "PostgreSQL builds an index while nobody can read or write the table."),
  CHECKS_ROWS(HIGH, false, "PostgreSQL checks each row of a table while it is locked."),
  SOURCE_MISMATCH(
      HIGH, true, "In the source, Directus's metadata and PostgreSQL disagree about the subject."),
  TARGET_MISMATCH(
      HIGH, true, "In the target, Directus's metadata and PostgreSQL disagree about the subject."),
  VERSIONS_DIFFER(
      HIGH, true, "Source and target have different versions or migrations of Directus."),
  CATALOG_UNKNOWN(
      HIGH, false, "The database of the target cannot be read, so most hazards cannot be found."),
  SESSIONS_POOLED(
      MEDIUM, false, "A pooler or proxy is in between, so the settings of sessions are unknown."),
  SHARED_DATABASE(
      LOW, false, "The database of the target also has the tables of another Directus."),

  WRITER_TOKEN_MISSING(LOW, false, "No token that may write to Directus is configured."),
  WRITER_ROLE_MISSING(
      MEDIUM, false, "No role that may write to the database is configured for runs."),
  ROLLBACK_NOT_POSSIBLE(
      MEDIUM, false, "A run cannot be rolled back, because it goes without a role that writes."),
  LATE_ROWS_NOT_SAFE(
      MEDIUM,
      false,
      "A run continues even if rows that were written after its backup cannot be saved."),
  TRANSACTION_AGES_NOT_VISIBLE(
      LOW, false, "A run cannot see how old the transactions of others in the target are."),
  SESSIONS_NOT_VISIBLE(
      HIGH, false, "A run cannot see what the sessions of others in the target do."),
  SESSIONS_NOT_CANCELLED(
      MEDIUM, false, "A run may not cancel the session of Directus while it waits for a lock."),
  BACKUP_CLIENT_UNFIT(
      HIGH, false, "pg_dump is missing or older than the server, so there is no backup."),
  BACKUP_ROLE_UNFIT(
      HIGH, false, "The role that makes backups may not read everything, so there is no backup."),
  PROOF_SERVER_UNFIT(HIGH, false, "The backup of a run cannot be restored, so it is not proven."),
  BACKUP_NARROWED(MEDIUM, false, "The backup of a run does not have the rows of all tables.");

  /** What a run cannot do without. */
  private static final Set<HazardCode> STOPPING =
      EnumSet.of(
          WRITER_TOKEN_MISSING,
          WRITER_ROLE_MISSING,
          SESSIONS_NOT_VISIBLE,
          BACKUP_CLIENT_UNFIT,
          BACKUP_ROLE_UNFIT,
          PROOF_SERVER_UNFIT);

  private static final Set<HazardCode> ABOUT_RUNS =
      EnumSet.range(WRITER_TOKEN_MISSING, BACKUP_NARROWED);

  private final String label = name().toLowerCase(Locale.ROOT);
  private final Severity gravest;
  private final boolean refuses;
  private final String meaning;

  HazardCode(Severity gravest, boolean refuses, String meaning) {
    this.gravest = gravest;
    this.refuses = refuses;
    this.meaning = meaning;
  }

  /** The gravest severity that a hazard of this code can have. */
  public Severity gravest() {
    return gravest;
  }

  /**
   * Whether there can be no plan while a hazard of this code is certain, because Directus would
   * fail. One that could not be counted does not refuse a plan: where Directus fails, it rolls
   * everything back.
   */
  public boolean refuses() {
    return refuses;
  }

  /**
   * Whether no run can carry a plan out while a hazard of this code is certain. The plan may be
   * read and approved all the same: what is missing can be mended until then.
   */
  public boolean stopsRun() {
    return STOPPING.contains(this);
  }

  /** Whether it is about what a run would lack, and not about what the plan does. */
  public boolean isAboutRuns() {
    return ABOUT_RUNS.contains(this);
  }

  /** One sentence. */
  public String meaning() {
    return meaning;
  }

  /** As written in REST, metrics and docs. */
  public String label() {
    return label;
  }
}
