package dev.plumbline.report.part;

import java.time.Instant;
import java.util.List;

/**
 * The runs of one comparison that ended in the span.
 *
 * @param ended the unverified ones first, then the failed, the cancelled and the verified ones,
 *     each by when they ended
 */
public record RunsPart(String comparison, String source, String target, List<EndedRun> ended) {
  public RunsPart {
    ended = List.copyOf(ended);
  }

  /**
   * A run.
   *
   * @param run its id
   * @param result {@code unverified}, {@code failed}, {@code cancelled} or {@code verified}
   * @param message the result in a sentence
   */
  public record EndedRun(
      String run,
      String result,
      String startedBy,
      Instant startedAt,
      Instant finishedAt,
      String message) {}
}
