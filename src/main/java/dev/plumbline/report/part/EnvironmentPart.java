package dev.plumbline.report.part;

import java.util.Optional;

/**
 * One environment.
 *
 * @param tier {@code local}, {@code staging} or {@code production}
 * @param records empty without database
 * @param before what the previous report said; empty if there was none, or not of this environment
 */
public record EnvironmentPart(
    String name,
    String tier,
    Availability availability,
    Optional<RecordsPart> records,
    Optional<Before> before) {

  /**
   * @param availablePercent empty if nothing was observed
   * @param records state of the records; empty without database
   * @param rows that broke a check
   */
  public record Before(Optional<Double> availablePercent, Optional<String> records, long rows) {}

  public Before asBefore() {
    return new Before(
        availability.availablePercent(),
        records.map(RecordsPart::state),
        records.map(RecordsPart::rows).orElse(0L));
  }
}
