package dev.plumbline.configuration;

import java.time.Duration;

/** When something is done again and again. */
public sealed interface Schedule {

  /** The longest time that may pass from one instant to the next. */
  Duration longestGap();

  /** At a fixed interval. */
  record Every(Duration interval) implements Schedule {
    @Override
    public Duration longestGap() {
      return interval;
    }
  }

  /**
   * At the instants of a cron expression, in UTC.
   *
   * @param expression in Quartz's form, with seconds
   */
  record Cron(String expression, Duration longestGap) implements Schedule {}
}
