package dev.plumbline.finding.observation;

import dev.plumbline.severity.Severity;
import java.util.Locale;

/**
 * Codes of findings that are neither a change, a mismatch of metadata and catalog, nor a violated
 * check, which have codes of their own. Stable; part of REST and of identities: codes are added,
 * never renamed. What to do about each: {@code docs/messages.md}.
 */
public enum FindingCode {
  API_UNREADABLE(Severity.HIGH, "The API of an environment cannot be read."),
  DATABASE_UNREADABLE(Severity.HIGH, "The database of an environment cannot be read."),
  API_STALE(Severity.MEDIUM, "The API shows a collection, field or relation differently."),
  API_DIFFERS(Severity.MEDIUM, "API and database of one environment differ in many places."),
  CHECKS_UNKNOWN(Severity.MEDIUM, "Some checks of the records could not run."),
  SCAN_FAILED(Severity.HIGH, "Scans of the records of an environment fail."),
  COLLECTIONS_DISAPPEARED(Severity.CRITICAL, "Collections disappeared with their tables."),
  API_OF_ANOTHER_DIRECTUS(
      Severity.HIGH, "API and database of an environment belong to different Directus instances."),
  MIGRATIONS_BEHIND(Severity.HIGH, "An upgrade of Directus has not finished its migrations."),
  SAME_DATABASE(Severity.HIGH, "Two environments are configured with the same database."),
  SAME_PROJECT(Severity.MEDIUM, "Two environments have the same project_id."),
  STATIC_TOKENS_VALID_IN_BOTH(Severity.HIGH, "A static token is valid in two environments."),
  STORAGE_LOCATIONS_DIFFER(
      Severity.INFO, "The files of two compared environments are in different storage locations."),
  IGNORE_RULE_EXPIRED(Severity.LOW, "An ignore rule has expired."),
  IGNORE_RULE_UNUSED(Severity.INFO, "An ignore rule matches no change."),
  NOTIFICATION_FAILING(Severity.MEDIUM, "A channel does not accept notifications."),
  BREAK_GLASS_USED(Severity.CRITICAL, "One administrator approved a plan alone."),
  BACKUP_FAILED(Severity.HIGH, "The last backup of a database failed, or could not be proven."),
  BACKUP_DISPROVEN(Severity.CRITICAL, "The last backup is not what was in the database."),
  BACKUP_OVERDUE(Severity.HIGH, "A database has no proven backup as recent as its schedule asks."),
  BACKUP_SMALLER(Severity.MEDIUM, "A backup is less than half as large as those before it.");

  private final String label = name().toLowerCase(Locale.ROOT);
  private final Severity severity;
  private final String meaning;

  FindingCode(Severity severity, String meaning) {
    this.severity = severity;
    this.meaning = meaning;
  }

  public Severity severity() {
    return severity;
  }

  /** One sentence for a person. */
  public String meaning() {
    return meaning;
  }

  /** As written in REST and metrics. */
  public String label() {
    return label;
  }
}
