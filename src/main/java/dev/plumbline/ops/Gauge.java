package dev.plumbline.ops;

import java.util.List;
import java.util.Locale;

/** The gauges that are read from shared state. Names and labels are a public contract. */
enum Gauge {
  BUILD_INFO("Always 1; tells the version that runs.", "version"),
  STORE_UP("1 if our own PostgreSQL answers, else 0."),
  ENVIRONMENT_INFO(
      "Always 1; tells what runs in an environment, empty where it is not known.",
      "environment",
      "tier",
      "protected",
      "directus_version",
      "postgres_version"),
  ENVIRONMENT_UP(
      "1 if the last look at this source went well and is recent, else 0.",
      "environment",
      "source"),
  ENVIRONMENT_SOURCE_STATE(
      "1 for the state that this source is in, 0 for the others; unknown if it was not looked at"
          + " lately.",
      "environment",
      "source",
      "state"),
  ENVIRONMENT_STALE("1 if it was not looked at lately, else 0.", "environment"),
  ENVIRONMENT_PAUSED("1 if an operator has paused it, else 0.", "environment"),
  ENVIRONMENT_POLL_FAILURES(
      "Polls in a row in which a configured source could not be read.", "environment"),
  POLL_LAST_FINISHED_TIMESTAMP_SECONDS(
      "When the last poll ended, well or not; 0 if never.", "environment"),
  POLL_LAST_SUCCESS_TIMESTAMP_SECONDS(
      "When every configured source had last been read well; 0 if never.", "environment"),
  COMPARISON_INFO("Always 1; tells what is compared.", "comparison", "source", "target"),
  COMPARISON_STATE(
      "1 for the state that the comparison is in, 0 for the others.", "comparison", "state"),
  COMPARISON_CHANGES(
      "Changes that count; no series while the comparison is unknown.",
      "comparison",
      "kind",
      "severity"),
  COMPARISON_IGNORED_CHANGES(
      "Changes that an ignore rule covers; no series while the comparison is unknown.",
      "comparison"),
  COMPARISON_LAST_COMPARED_TIMESTAMP_SECONDS(
      "When both sides were last known to be as compared; 0 if never.", "comparison"),
  FINDINGS(
      "Findings that are not resolved; comparison is empty for those of an environment.",
      "environment",
      "comparison",
      "kind",
      "severity",
      "state"),
  INTEGRITY_STATE(
      "1 for the state that the records of the environment are in, 0 for the others.",
      "environment",
      "state"),
  INTEGRITY_CHECKS("Checks of records by their outcome.", "environment", "outcome"),
  INTEGRITY_VIOLATIONS(
      "Rows that break a check; collection is empty for all that have no series of their own.",
      "environment",
      "check",
      "collection"),
  INTEGRITY_SCAN_STATE(
      "1 for the state that the last scan is in, 0 for the others.", "environment", "state"),
  INTEGRITY_SCAN_LAST_COMPLETE_TIMESTAMP_SECONDS(
      "When the last scan ended that got through; 0 if none did.", "environment"),
  INTEGRITY_SERIES_DROPPED(
      "Series that are summed up under an empty collection.", "environment", "metric"),
  CATALOG_MISMATCHES(
      "Places where metadata and catalog disagree; no series while the catalog is not read.",
      "environment",
      "severity"),
  COLLECTION_ITEMS(
      "Items when last counted; collection is empty for all that have no series of their own.",
      "environment",
      "collection",
      "method");

  private final String help;

  /** Separated by commas. */
  private final String labels;

  Gauge(String help, String... labels) {
    this.help = help;
    this.labels = String.join(",", labels);
  }

  String metric() {
    return "plumbline_" + name().toLowerCase(Locale.ROOT);
  }

  String help() {
    return help;
  }

  List<String> labels() {
    return labels.isEmpty() ? List.of() : List.of(labels.split(",", -1));
  }
}
