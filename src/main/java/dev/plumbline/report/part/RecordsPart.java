package dev.plumbline.report.part;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The records of an environment.
 *
 * @param state at the end of the span: {@code clean}, {@code violated} or {@code unknown}
 * @param reason why it is unknown; else empty
 * @param completedScans that ended in the span
 * @param incompleteScans that failed in it, or ended over their budget
 * @param lastCompleteScanAt before the end of the span; empty if there was none
 * @param checks those of which rows broke at least one at any time of the span, and those that
 *     could not run at its end; by code
 */
public record RecordsPart(
    String state,
    Optional<String> reason,
    long completedScans,
    long incompleteScans,
    Optional<Instant> lastCompleteScanAt,
    List<CheckLine> checks) {
  public RecordsPart {
    checks = List.copyOf(checks);
  }

  /**
   * All checks of one code.
   *
   * @param checks how many there are at the end of the span, and of them violated and unknown
   * @param rows that break them at the end of the span; of {@code foreign_key_without_index} the
   *     rows of its tables
   * @param rowsBefore at its beginning; empty if nothing was recorded then
   * @param trend of the rows
   */
  public record CheckLine(
      String code,
      String severity,
      int checks,
      int violated,
      int unknown,
      long rows,
      Optional<Long> rowsBefore,
      Trend trend) {}

  /** Rows that break a check, but those of which no row breaks any. */
  public long rows() {
    return checks.stream()
        .filter(line -> !line.code().equals("foreign_key_without_index"))
        .mapToLong(CheckLine::rows)
        .sum();
  }
}
