package dev.plumbline.ops;

/** The counters and timers of what this process does. Names and labels are a public contract. */
enum Meter {
  POLL("plumbline.poll", "Looks at a source, by how they ended."),
  POLL_DURATION(
      "plumbline.poll.duration", "How long polls took, with both sources and all comparisons."),
  SOURCE_READ_DURATION("plumbline.source.read.duration", "How long looks at a source took.");

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
