package dev.plumbline.report.part;

import dev.plumbline.severity.Severity;

/** How many findings there are of each severity. */
public record Counts(long critical, long high, long medium, long low, long info) {
  public static final Counts NONE = new Counts(0, 0, 0, 0, 0);

  public long of(Severity severity) {
    return switch (severity) {
      case CRITICAL -> critical;
      case HIGH -> high;
      case MEDIUM -> medium;
      case LOW -> low;
      case INFO -> info;
    };
  }

  /** Those that should not wait. */
  public long grave() {
    return critical + high;
  }

  public long total() {
    return critical + high + medium + low + info;
  }

  public Counts plus(Counts other) {
    return new Counts(
        critical + other.critical,
        high + other.high,
        medium + other.medium,
        low + other.low,
        info + other.info);
  }

  /** With so many more. */
  public Counts plus(Severity severity, long count) {
    return plus(
        new Counts(
            severity == Severity.CRITICAL ? count : 0,
            severity == Severity.HIGH ? count : 0,
            severity == Severity.MEDIUM ? count : 0,
            severity == Severity.LOW ? count : 0,
            severity == Severity.INFO ? count : 0));
  }
}
