package dev.plumbline.configuration;

import dev.plumbline.configuration.text.Crons;
import java.time.Duration;
import java.time.Instant;

/** When something is done again and again. */
public sealed interface Schedule {

  /** The longest time that may pass from one instant to the next. */
  Duration longestGap();

  /** The next instant after this one. */
  Instant after(Instant now);

  /** At a fixed interval. */
  record Every(Duration interval) implements Schedule {
    @Override
    public Duration longestGap() {
      return interval;
    }

    @Override
    public Instant after(Instant now) {
      return now.plus(interval);
    }
  }

  /**
   * At the instants of a cron expression, in UTC.
   *
   * @param expression in Quartz's form, with seconds
   */
  record Cron(String expression, Duration longestGap) implements Schedule {
    @Override
    public Instant after(Instant now) {
      return Crons.next(expression, now);
    }
  }
}
