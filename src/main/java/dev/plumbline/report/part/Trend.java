package dev.plumbline.report.part;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A number over time.
 *
 * @param points oldest first
 */
public record Trend(List<Point> points) {
  public static final Trend NONE = new Trend(List.of());

  public Trend {
    points = List.copyOf(points);
  }

  /**
   * A number at an instant.
   *
   * @param value empty if nothing was recorded then
   */
  public record Point(Instant at, Optional<Double> value) {}

  /** Of what is known. */
  public OptionalDouble most() {
    return known().stream().mapToDouble(Double::doubleValue).max();
  }

  public Optional<Double> first() {
    return known().stream().findFirst();
  }

  public Optional<Double> last() {
    List<Double> known = known();
    return known.isEmpty() ? Optional.empty() : Optional.of(known.getLast());
  }

  /** Whether there are two points at least, so that there is something to draw. */
  public boolean isDrawable() {
    return known().size() > 1;
  }

  private List<Double> known() {
    return points.stream()
        .map(point -> point.value().orElse(null))
        .filter(Objects::nonNull)
        .toList();
  }
}
