package dev.plumbline.report.make;

import dev.plumbline.store.history.Span;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Arithmetic of spans. */
final class Times {
  private Times() {}

  /** How long all of these together are within a span, which do not overlap each other. */
  static long seconds(List<Span> spans, Span within) {
    return spans.stream()
        .flatMap(span -> span.within(within).stream())
        .mapToLong(span -> span.length().toSeconds())
        .sum();
  }

  /** What is in a span and in none of these; sorted. */
  static List<Span> gaps(List<Span> spans, Span within) {
    List<Span> gaps = new ArrayList<>();
    Instant covered = within.from();
    for (Span span : spans.stream().sorted(Comparator.comparing(Span::from)).toList()) {
      if (!covered.isBefore(within.to())) {
        return gaps;
      }
      if (covered.isBefore(span.from())) {
        Instant end = span.from().isBefore(within.to()) ? span.from() : within.to();
        gaps.add(new Span(covered, end));
      }
      covered = covered.isBefore(span.to()) ? span.to() : covered;
    }
    if (covered.isBefore(within.to())) {
      gaps.add(new Span(covered, within.to()));
    }
    return gaps;
  }
}
