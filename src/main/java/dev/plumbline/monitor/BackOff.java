package dev.plumbline.monitor;

import dev.plumbline.configuration.Schedule;
import java.time.Duration;

/**
 * How long an environment that could not be read is left alone: its interval, doubled with every
 * failure in a row to four times, but never more than five minutes, or its interval if that is
 * longer. So one that is back is noticed soon.
 */
final class BackOff {
  private static final int MOST_DOUBLINGS = 2;
  private static final Duration LONGEST = Duration.ofMinutes(5);

  private BackOff() {}

  /**
   * @param failures polls that failed in a row
   * @return the least time between the end of the last poll and the next; zero for a cron schedule,
   *     whose instants were chosen by a person
   */
  static Duration delay(Schedule schedule, int failures) {
    return switch (schedule) {
      case Schedule.Cron ignored -> Duration.ZERO;
      case Schedule.Every(Duration interval) -> {
        if (failures <= 1) {
          yield Duration.ZERO;
        }
        if (interval.compareTo(LONGEST) >= 0) {
          // The schedule itself: a delay of just its interval would skip what comes a bit early.
          yield Duration.ZERO;
        }
        Duration backedOff = interval.multipliedBy(1L << Math.min(failures - 1, MOST_DOUBLINGS));
        yield backedOff.compareTo(LONGEST) < 0 ? backedOff : LONGEST;
      }
    };
  }
}
