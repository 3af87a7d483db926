package dev.plumbline.report.part;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The findings of one comparison, of one environment alone, or of two environments together.
 *
 * @param environment of a comparison: the target
 * @param comparison empty if they are of no comparison
 * @param other the second environment, if they are about two and of no comparison
 * @param opened in the span
 * @param resolved in the span
 * @param open at its end
 * @param openBefore at its beginning
 * @param detect how long each that was opened in the span can have existed before, at most
 * @param undated those opened in the span for which there is no such limit: the first reading found
 *     them
 * @param resolve how long each that was resolved in the span was open
 * @param oldestOpenedAt of those open at the end
 * @param openedMost the gravest that were opened in the span, and are still open at its end or not
 * @param resolvedMost the gravest that were resolved in the span
 * @param oldest those longest open at the end
 */
public record IncidentsPart(
    String environment,
    Optional<String> comparison,
    Optional<String> other,
    Counts opened,
    Counts resolved,
    Counts open,
    long openBefore,
    Spread detect,
    long undated,
    Spread resolve,
    Optional<Instant> oldestOpenedAt,
    List<Incident> openedMost,
    List<Incident> resolvedMost,
    List<Incident> oldest) {
  public IncidentsPart {
    openedMost = List.copyOf(openedMost);
    resolvedMost = List.copyOf(resolvedMost);
    oldest = List.copyOf(oldest);
  }

  /**
   * One finding, as it was at the end of the span.
   *
   * @param subject the collection, field or relation; empty for the environment as a whole
   * @param resolvedAt empty if it was not resolved
   */
  public record Incident(
      String finding,
      String kind,
      String code,
      String severity,
      String subject,
      String message,
      Instant openedAt,
      Optional<Instant> resolvedAt,
      boolean acknowledged) {}

  /** What it is about, such as {@code staging-to-production}. */
  public String about() {
    return comparison.orElse(environment + other.map(second -> " and " + second).orElse(""));
  }
}
