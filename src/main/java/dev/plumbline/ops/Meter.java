package dev.plumbline.ops;

/** The counters and timers of what this process does. Names and labels are a public contract. */
enum Meter {
  POLL("plumbline.poll", "Looks at a source, by how they ended."),
  POLL_DURATION(
      "plumbline.poll.duration", "How long polls took, with both sources and all comparisons."),
  SOURCE_READ_DURATION("plumbline.source.read.duration", "How long looks at a source took."),
  INTEGRITY_SCAN("plumbline.integrity.scan", "Scans of records, by how they ended."),
  INTEGRITY_SCAN_DURATION(
      "plumbline.integrity.scan.duration", "How long scans took, on whatever replica they began."),
  INTEGRITY_SCAN_CHECKS(
      "plumbline.integrity.scan.checks", "Checks of scans that ended, by what became of them."),
  INTEGRITY_SCAN_ROWS("plumbline.integrity.scan.rows", "Rows that scans have read.");

  private final String metric;
  private final String help;

  Meter(String metric, String help) {
    this.metric = metric;
    this.help = help;
  }

  /** As Micrometer writes it. */
  String metric() {
    return metric;
  }

  String help() {
    return help;
  }
}
