package dev.plumbline.ops.gauge;

import java.util.List;
import java.util.Locale;

/** The gauges that are read from shared state. Names and labels are a public contract. */
public enum Gauge {
  BUILD_INFO("Always 1; the label is the version of Plumbline.", "version"),
  STORE_UP("1 if Plumbline's own PostgreSQL answers, else 0."),
  ENVIRONMENT_INFO(
      "Always 1; the labels describe an environment and are empty where unknown.",
      "environment",
      "tier",
      "protected",
      "directus_version",
      "postgres_version"),
  ENVIRONMENT_UP(
      "1 if this source was read successfully and recently, else 0.", "environment", "source"),
  ENVIRONMENT_SOURCE_STATE(
      "1 for the current state of this source, 0 for the others; unknown if it was not"
          + " read recently.",
      "environment",
      "source",
      "state"),
  ENVIRONMENT_STALE("1 if the environment was not read recently, else 0.", "environment"),
  ENVIRONMENT_PAUSED("1 if an operator has paused the environment, else 0.", "environment"),
  ENVIRONMENT_POLL_FAILURES(
      "Consecutive polls in which a configured source could not be read.", "environment"),
  POLL_LAST_FINISHED_TIMESTAMP_SECONDS(
      "When the last poll ended, successful or not; 0 if never.", "environment"),
  POLL_LAST_SUCCESS_TIMESTAMP_SECONDS(
      "When all configured sources were last read successfully; 0 if never.", "environment"),
  COMPARISON_INFO(
      "Always 1; the labels are the compared environments.", "comparison", "source", "target"),
  COMPARISON_STATE(
      "1 for the current state of the comparison, 0 for the others.", "comparison", "state"),
  COMPARISON_CHANGES(
      "Changes that are not ignored; no series while the comparison is unknown.",
      "comparison",
      "kind",
      "severity"),
  COMPARISON_IGNORED_CHANGES(
      "Changes that an ignore rule matches; no series while the comparison is unknown.",
      "comparison"),
  COMPARISON_LAST_COMPARED_TIMESTAMP_SECONDS(
      "When the result was last confirmed for both environments; 0 if never.", "comparison"),
  FINDINGS(
      "Findings that are not resolved; comparison is empty for findings of an environment.",
      "environment",
      "comparison",
      "kind",
      "severity",
      "state"),
  NOTIFICATION_FAILURES(
      "Consecutive tries to send a notification that failed; 0: the last one was accepted.",
      "channel"),
  NOTIFICATION_EVENTS_WAITING(
      "Events of findings that the channel has not been sent yet, at most.", "channel"),
  NOTIFICATION_LAST_SUCCESS_TIMESTAMP_SECONDS(
      "When the channel last accepted a notification; 0 if never.", "channel"),
  INTEGRITY_STATE(
      "1 for the current state of the records of the environment, 0 for the others.",
      "environment",
      "state"),
  INTEGRITY_CHECKS("Checks of records, by outcome.", "environment", "outcome"),
  INTEGRITY_VIOLATIONS(
      "Rows that break a check; an empty collection is the sum of collections without"
          + " their own series.",
      "environment",
      "check",
      "collection"),
  INTEGRITY_SCAN_STATE(
      "1 for the state of the last scan, 0 for the others.", "environment", "state"),
  INTEGRITY_SCAN_LAST_COMPLETE_TIMESTAMP_SECONDS(
      "When the last complete scan ended; 0 if there was none.", "environment"),
  INTEGRITY_SERIES_DROPPED(
      "Series that are added up under an empty collection.", "environment", "metric"),
  CATALOG_MISMATCHES(
      "Mismatches between Directus's metadata and the PostgreSQL catalog; no series"
          + " while the catalog is not read.",
      "environment",
      "severity"),
  COLLECTION_ITEMS(
      "Items when last counted; an empty collection is the sum of collections without"
          + " their own series.",
      "environment",
      "collection",
      "method"),
  REPORT_DUE_TIMESTAMP_SECONDS("When a report was last due by schedule; 0 if none was."),
  REPORT_LAST_SUCCESS_TIMESTAMP_SECONDS("When a report was last made by schedule; 0 if never."),
  PLANS("Plans that are stored, by state.", "target", "state"),
  PLAN_HAZARDS(
      "Hazards of the plans that wait or are approved; no series where there are none.",
      "target",
      "code"),
  RUN_STATE(
      "1 for the state of the newest run that changes the environment, 0 for the others.",
      "environment",
      "state"),
  RUN_PHASE_STARTED_TIMESTAMP_SECONDS(
      "When the run in progress began its phase; no series without one.", "environment", "phase"),
  RUN_LAST_FINISHED_TIMESTAMP_SECONDS(
      "When the newest run with this result ended; 0 if none did.", "environment", "result"),
  AUDIT_CHAIN_VALID("1 if the audit is as it was recorded, else 0."),
  BACKUP_INTERVAL_SECONDS(
      "The longest time between two backups by schedule; no series without one.", "environment"),
  BACKUP_LAST_SUCCESS_TIMESTAMP_SECONDS(
      "When the newest backup that is proven was begun; 0 if none is.", "environment"),
  BACKUP_LAST_VERIFIED_TIMESTAMP_SECONDS(
      "When that backup was last restored to prove it; 0 if none is.", "environment"),
  BACKUP_SIZE_BYTES("Size of that backup; no series without one.", "environment");

  private final String help;

  /** Separated by commas. */
  private final String labels;

  Gauge(String help, String... labels) {
    this.help = help;
    this.labels = String.join(",", labels);
  }

  public String metric() {
    return "plumbline_" + name().toLowerCase(Locale.ROOT);
  }

  public String help() {
    return help;
  }

  List<String> labels() {
    return labels.isEmpty() ? List.of() : List.of(labels.split(",", -1));
  }
}
