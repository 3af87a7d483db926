package dev.plumbline.configuration.reader.key;

import static dev.plumbline.configuration.reader.key.KnownKey.key;

import java.util.List;

/** The keys of Plumbline itself: its store, its reports, and who approves plans. */
final class ServiceKeys {
  static final String APPROVALS = "plumbline.approvals.";

  private static final String STORE = "plumbline.store.";
  private static final String REPORT = "plumbline.report.";

  static final List<KnownKey> ALL =
      List.of(
          key(
              STORE + "url",
              "jdbc:postgresql://db.example.com:5432/plumbline",
              "JDBC URL of Plumbline's own PostgreSQL, without credentials. Without it"
                  + " Plumbline starts one, with its data in `plumbline.store.directory`."),
          key(STORE + "username", "plumbline", "Role that owns Plumbline's tables."),
          key(STORE + "password", "a-password", "Its password. Secret."),
          key(
              STORE + "password-file",
              "/run/secrets/store-password",
              "File with that password, instead of it."),
          key(
              STORE + "directory",
              "./data",
              "./data",
              "Data directory of the PostgreSQL that Plumbline starts."),
          key(
              STORE + "retention",
              "90d",
              "90d",
              "How long polls, resolved findings, old snapshots and plans are kept; at least `1h`."),
          key(
              REPORT + "cron",
              "0 0 8 ? * MON",
              "0 0 8 ? * MON",
              "When the report of the week that ends then is made: a Quartz cron expression"
                  + " (seconds first), in `report.time-zone`, or `off`; at least `1h` apart."),
          key(
              REPORT + "time-zone",
              "UTC",
              "Europe/Berlin",
              "IANA time zone of `report.cron`, and of the days and times in reports."),
          key(
              APPROVALS + "low",
              "0",
              "0",
              "How many other people must approve a plan with no hazard above low; 0 to 9."),
          key(
              APPROVALS + "medium",
              "1",
              "1",
              "Likewise, if its gravest hazard is medium; not fewer than for low."),
          key(
              APPROVALS + "high",
              "2",
              "2",
              "Likewise, if its gravest hazard is high; not fewer than for medium."),
          key(
              APPROVALS + "critical",
              "2",
              "2",
              "Likewise, if its gravest hazard is critical; at least 1 and not fewer than for"
                  + " high. Each of them also types the name of the target and consents to each"
                  + " loss."),
          key(APPROVALS + "protected", "2", "2", "At least so many, if the target is protected."));

  private ServiceKeys() {}
}
