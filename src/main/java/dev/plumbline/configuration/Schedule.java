package dev.plumbline.configuration;

import java.time.Duration;

/** When something is done again and again. */
public sealed interface Schedule {
  /** At a fixed interval. */
  record Every(Duration interval) implements Schedule {}

  /** At the instants of a Quartz cron expression, in UTC. */
  record Cron(String expression) implements Schedule {}
}
