package dev.plumbline.postgres.hazard;

import java.time.Duration;

/**
 * How much time counting may take.
 *
 * @param budget of all questions together
 * @param statement of one statement
 */
record CountLimits(Duration budget, Duration statement) {
  static final CountLimits DEFAULT =
      new CountLimits(Duration.ofSeconds(60), Duration.ofSeconds(20));

  String ranOut() {
    return "the %d s for all counts of the plan were used up".formatted(budget.toSeconds());
  }
}
