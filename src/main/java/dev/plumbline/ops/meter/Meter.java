package dev.plumbline.ops.meter;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;

/** The counters and timers of what this process does. Names and labels are a public contract. */
enum Meter {
  POLL("plumbline.poll", "Source reads, by result."),
  POLL_DURATION(
      "plumbline.poll.duration", "Duration of polls, with both sources and all comparisons."),
  SOURCE_READ_DURATION("plumbline.source.read.duration", "Duration of source reads."),
  INTEGRITY_SCAN("plumbline.integrity.scan", "Scans of records, by result."),
  INTEGRITY_SCAN_DURATION(
      "plumbline.integrity.scan.duration", "Duration of scans, including time on other replicas."),
  INTEGRITY_SCAN_CHECKS("plumbline.integrity.scan.checks", "Checks in finished scans, by result."),
  INTEGRITY_SCAN_ROWS("plumbline.integrity.scan.rows", "Rows read by scans."),
  NOTIFICATION_DELIVERY(
      "plumbline.notification.delivery", "Tries to send a notification, by result."),
  NOTIFICATION_DELIVERY_DURATION(
      "plumbline.notification.delivery.duration", "Duration of tries to send a notification."),
  APPROVALS("plumbline.approvals", "Decisions about plans, by decision."),
  APPROVAL_WAIT("plumbline.approval.wait", "How long plans waited for all their approvals."),
  BREAK_GLASS("plumbline.break.glass", "Plans that one administrator approved alone."),
  RUNS("plumbline.runs", "Runs that ended, by result."),
  RUN_PHASE_DURATION("plumbline.run.phase.duration", "Duration of phases of runs."),
  ROLLBACKS("plumbline.rollbacks", "Rollbacks that ended, by what asked for them and by result."),
  BACKUPS("plumbline.backups", "Backups that were made or restored once more, by how they ended."),
  BACKUP_RESTORE_DURATION(
      "plumbline.backup.restore.duration", "Duration of restoring backups to prove them.");

  private final String metric;
  private final String help;

  /**
   * @param metric as Micrometer writes it
   */
  Meter(String metric, String help) {
    this.metric = metric;
    this.help = help;
  }

  /**
   * The one with these labels, which is there from now on.
   *
   * @param labels each with its value behind it
   */
  Counter counter(MeterRegistry registry, String... labels) {
    return Counter.builder(metric).description(help).tags(labels).register(registry);
  }

  /** Likewise, a histogram. */
  Timer timer(MeterRegistry registry, Duration[] buckets, String... labels) {
    return Timer.builder(metric)
        .description(help)
        .tags(labels)
        .serviceLevelObjectives(buckets)
        .register(registry);
  }
}
