package dev.plumbline.report.make;

import dev.plumbline.report.part.Trend;
import dev.plumbline.report.part.Trend.Point;
import dev.plumbline.store.history.Span;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The instants at which a trend has its points: every day of the span, or every week of a long one.
 * A day is a calendar day of the time zone, so that one of 23 or 25 hours is one day, too.
 *
 * @param spans one after the other, without gaps, from the beginning of the span to its end
 */
record Marks(List<Span> spans) {
  private static final int MOST_DAYS = 45;

  Marks {
    spans = List.copyOf(spans);
  }

  static Marks of(Span span, ZoneId zone) {
    int step = span.length().toDays() <= MOST_DAYS ? 1 : 7;
    ZonedDateTime first = span.from().atZone(zone);
    List<Span> spans = new ArrayList<>();
    Instant from = span.from();
    for (int day = step; from.isBefore(span.to()); day += step) {
      Instant next = first.plusDays(day).toInstant();
      Instant to = next.isBefore(span.to()) ? next : span.to();
      spans.add(new Span(from, to));
      from = to;
    }
    return new Marks(spans);
  }

  /** What was at the beginning of the span, and at the end of each day. */
  Trend at(Function<Instant, Optional<Double>> value) {
    List<Point> points = new ArrayList<>();
    Instant first = spans.getFirst().from();
    points.add(new Point(first, value.apply(first)));
    spans.forEach(span -> points.add(new Point(span.to(), value.apply(span.to()))));
    return new Trend(points);
  }

  /** What was in each day. */
  Trend in(Function<Span, Optional<Double>> value) {
    return new Trend(spans.stream().map(span -> new Point(span.to(), value.apply(span))).toList());
  }
}
