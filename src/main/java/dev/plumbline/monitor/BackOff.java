package dev.plumbline.monitor;

import dev.plumbline.configuration.Schedule;
import java.time.Duration;

/**
 * How long to leave an environment alone that could not be read: its interval, doubled with every
 * failure in a row up to eight times the interval, but never more than five minutes longer than the
 * interval, so that one that comes back is noticed soon.
 */
final class BackOff {
  private static final int MOST_DOUBLINGS = 3;
  private static final Duration MOST_EXTRA = Duration.ofMinutes(5);

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
        Duration backedOff = interval.multipliedBy(1L << Math.min(failures - 1, MOST_DOUBLINGS));
        Duration most = interval.plus(MOST_EXTRA);
        yield backedOff.compareTo(most) < 0 ? backedOff : most;
      }
    };
  }
}
