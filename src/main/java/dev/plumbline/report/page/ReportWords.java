package dev.plumbline.report.page;

import static java.util.stream.Collectors.joining;

import dev.plumbline.report.layout.Chart;
import dev.plumbline.report.layout.PageOutline.Cell;
import dev.plumbline.report.layout.PageOutline.Tone;
import dev.plumbline.report.part.Counts;
import dev.plumbline.report.part.Spread;
import dev.plumbline.report.part.Trend;
import dev.plumbline.severity.Severity;
import dev.plumbline.store.history.Span;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Numbers, times and states as people read them; the same wherever the report is made.
 *
 * @param zone in which times are shown
 */
record ReportWords(ZoneId zone) {
  /** A space at which no line is broken. */
  private static final String TOGETHER = "\u00a0";

  private static final List<String> MONTHS =
      List.of("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec");

  /** As in {@code 23 Nov 2026}. */
  String date(Instant instant) {
    ZonedDateTime local = instant.atZone(zone);
    return local.getDayOfMonth()
        + TOGETHER
        + MONTHS.get(local.getMonthValue() - 1)
        + TOGETHER
        + local.getYear();
  }

  /** As in {@code 23 Nov 2026 08:00}, to the minute. */
  String time(Instant instant) {
    ZonedDateTime local = instant.atZone(zone);
    return date(instant)
        + String.format(Locale.ROOT, " %02d:%02d", local.getHour(), local.getMinute());
  }

  String span(Span span) {
    return time(span.from()) + " to " + time(span.to()) + " (" + duration(span.length()) + ")";
  }

  /** The two largest units, rounded down: {@code 3 d 4 h}. */
  static String duration(Duration duration) {
    List<String> parts = new ArrayList<>();
    add(duration.toDays(), "d", parts);
    add(duration.toHoursPart(), "h", parts);
    add(duration.toMinutesPart(), "min", parts);
    add(duration.toSecondsPart(), "s", parts);
    // Seconds beside hours only seem exact.
    List<String> some = parts.stream().limit(2).toList();
    return some.isEmpty() ? "0" + TOGETHER + "s" : String.join(TOGETHER, some);
  }

  static String seconds(long seconds) {
    return duration(Duration.ofSeconds(seconds));
  }

  private static void add(long number, String unit, List<String> parts) {
    if (number > 0) {
      parts.add(number + TOGETHER + unit);
    }
  }

  /** Rounded down: nothing but all of it is 100 %. */
  static String percent(double percent) {
    double floor = Math.floor(percent * 100) / 100;
    String text = String.format(Locale.ROOT, "%.2f", floor);
    return text.replaceFirst("\\.?0+$", "") + TOGETHER + "%";
  }

  static String percent(Optional<Double> percent) {
    return percent.map(ReportWords::percent).orElse("not observed");
  }

  static String share(long seconds, Span span) {
    long all = span.length().toSeconds();
    return all == 0 ? percent(0) : percent(100.0 * seconds / all);
  }

  /** As in {@code 1 finding}, {@code 2 findings}. */
  static String counted(long count, String noun) {
    return count + " " + noun + (count == 1 ? "" : "s");
  }

  /** Gravest first, as in {@code 1 critical, 2 low}; empty if there are none. */
  static String severities(Counts counts) {
    return Stream.of(Severity.values())
        .filter(severity -> counts.of(severity) > 0)
        .map(severity -> counts.of(severity) + " " + severity.label())
        .collect(joining(", "));
  }

  /** The number, with the severities behind it. */
  static String detailed(Counts counts) {
    return counts.total() == 0 ? "0" : counts.total() + " (" + severities(counts) + ")";
  }

  /** {@code in_sync} is written as two words. */
  static String state(String state) {
    return state.replace('_', ' ');
  }

  static Tone tone(String state) {
    return switch (state) {
      case "in_sync", "clean", "available" -> Tone.GOOD;
      case "drifted", "violated", "unavailable" -> Tone.BAD;
      default -> Tone.UNKNOWN;
    };
  }

  static Cell badge(String state, Optional<String> reason) {
    return new Cell.Badge(state(state), tone(state), reason.orElse(""));
  }

  /** For sorting. */
  static Severity severityOf(String label) {
    return Severity.valueOf(label.toUpperCase(Locale.ROOT));
  }

  static Cell severity(String severity) {
    return new Cell.Badge(
        severity,
        switch (severity) {
          case "critical", "high" -> Tone.BAD;
          case "medium" -> Tone.UNKNOWN;
          default -> Tone.PLAIN;
        },
        "");
  }

  /**
   * The median and the longest; only one of them if both are the same.
   *
   * @param atMost said before both, where they are limits
   */
  static String spread(Spread spread, String atMost) {
    if (spread.median().isEmpty()) {
      return "–";
    }
    return spread.median().equals(spread.longest())
        ? atMost + duration(spread.median().get())
        : "median "
            + atMost
            + duration(spread.median().get())
            + ", longest "
            + atMost
            + duration(spread.longest().orElse(Duration.ZERO));
  }

  /** Numbers over time, of which less is better. */
  static Cell line(Trend trend) {
    return trend.isDrawable()
        ? new Cell.Picture(new Chart(Chart.Kind.LINE, values(trend), lineWords(trend)))
        : new Cell.Text("not recorded");
  }

  private static String lineWords(Trend trend) {
    return "from "
        + whole(trend.first())
        + " to "
        + whole(trend.last())
        + ", at most "
        + whole(
            trend.most().isPresent() ? Optional.of(trend.most().getAsDouble()) : Optional.empty());
  }

  /** Percentages over time. */
  static Cell bars(Trend trend) {
    double least =
        trend.points().stream()
            .flatMap(point -> point.value().stream())
            .mapToDouble(Double::doubleValue)
            .min()
            .orElse(Double.NaN);
    return Double.isNaN(least)
        ? new Cell.Text("not observed")
        : new Cell.Picture(new Chart(Chart.Kind.BARS, values(trend), "lowest: " + percent(least)));
  }

  private static List<Optional<Double>> values(Trend trend) {
    return trend.points().stream().map(Trend.Point::value).toList();
  }

  private static String whole(Optional<Double> value) {
    return value.map(number -> Long.toString(number.longValue())).orElse("unknown");
  }
}
