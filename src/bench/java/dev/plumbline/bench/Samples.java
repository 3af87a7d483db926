package dev.plumbline.bench;

import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** How long something took, each time it was done. Not empty. */
record Samples(List<Duration> sorted) {
  Samples {
    sorted = sorted.stream().sorted().toList();
  }

  /** In milliseconds; the upper one of two. */
  double median() {
    return milliseconds(sorted.get(sorted.size() / 2));
  }

  /** As in {@code 41.2 (38.7–55.0)}, in milliseconds, with the number of samples. */
  List<String> cells() {
    return List.of(
        number(median()),
        number(milliseconds(sorted.getFirst())) + "–" + number(milliseconds(sorted.getLast())),
        Integer.toString(sorted.size()));
  }

  /** Three digits that count. */
  static String number(double value) {
    String format = value >= 100 ? "%,.0f" : value >= 10 ? "%.1f" : value >= 1 ? "%.2f" : "%.3f";
    return String.format(Locale.ROOT, format, value);
  }

  private static double milliseconds(Duration duration) {
    return duration.toNanos() / 1e6;
  }
}
