package dev.plumbline.report.part;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * How long many things took.
 *
 * @param times each duration once, shortest first
 */
public record Spread(List<Times> times) {
  public static final Spread NONE = new Spread(List.of());

  public Spread {
    times = List.copyOf(times);
  }

  /** How many took so long, in whole seconds. */
  public record Times(long seconds, long count) {}

  public Spread plus(Duration duration, long count) {
    return plus(new Spread(List.of(new Times(duration.toSeconds(), count))));
  }

  public Spread plus(Spread other) {
    TreeMap<Long, Long> sum = new TreeMap<>();
    times.forEach(one -> sum.merge(one.seconds(), one.count(), Long::sum));
    other.times.forEach(one -> sum.merge(one.seconds(), one.count(), Long::sum));
    List<Times> all = new ArrayList<>();
    sum.forEach((seconds, count) -> all.add(new Times(seconds, count)));
    return new Spread(all);
  }

  public long count() {
    return times.stream().mapToLong(Times::count).sum();
  }

  /**
   * Half of them took as long or less. Of an even number it is the lower of the two in the middle,
   * so that it is always one that occurred.
   */
  public Optional<Duration> median() {
    long before = (count() + 1) / 2;
    for (Times one : times) {
      before -= one.count();
      if (before <= 0) {
        return Optional.of(Duration.ofSeconds(one.seconds()));
      }
    }
    return Optional.empty();
  }

  public Optional<Duration> longest() {
    return times.isEmpty()
        ? Optional.empty()
        : Optional.of(Duration.ofSeconds(times.getLast().seconds()));
  }
}
