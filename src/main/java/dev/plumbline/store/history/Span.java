package dev.plumbline.store.history;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A span of time.
 *
 * @param from the first instant in it
 * @param to the first instant after it; later than {@code from}
 */
public record Span(Instant from, Instant to) {
  /**
   * @throws IllegalArgumentException if {@code to} is not later than {@code from}
   */
  public Span {
    if (!from.isBefore(to)) {
      throw new IllegalArgumentException(from + " is not before " + to);
    }
  }

  public boolean contains(Instant instant) {
    return !instant.isBefore(from) && instant.isBefore(to);
  }

  public Duration length() {
    return Duration.between(from, to);
  }

  /** What both have in common; empty if nothing. */
  public Optional<Span> within(Span other) {
    Instant first = from.isAfter(other.from) ? from : other.from;
    Instant last = to.isBefore(other.to) ? to : other.to;
    return first.isBefore(last) ? Optional.of(new Span(first, last)) : Optional.empty();
  }
}
