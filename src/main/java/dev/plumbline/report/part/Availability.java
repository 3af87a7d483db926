package dev.plumbline.report.part;

import dev.plumbline.store.history.Span;
import java.util.List;
import java.util.Optional;

/**
 * How long an environment could be read.
 *
 * @param state at the end of the span: {@code available}, {@code unavailable} or {@code unknown}
 * @param observedSeconds in which the last poll was recent enough to say anything
 * @param availableSeconds of those, in which it had read every configured source
 * @param outages how often it could not be read
 * @param longestOutages some of them, oldest first
 * @param percent of each part of the span; empty where nothing was observed
 */
public record Availability(
    String state,
    long observedSeconds,
    long availableSeconds,
    long outages,
    List<Span> longestOutages,
    Trend percent) {
  public Availability {
    longestOutages = List.copyOf(longestOutages);
  }

  /** Between 0 and 100; empty if nothing was observed. */
  public Optional<Double> availablePercent() {
    return observedSeconds == 0
        ? Optional.empty()
        : Optional.of(100.0 * availableSeconds / observedSeconds);
  }
}
