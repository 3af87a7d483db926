package dev.plumbline.configuration;

import dev.plumbline.configuration.text.Crons;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;

/**
 * When reports are made by themselves.
 *
 * @param cron in Quartz's form, with seconds; empty: never
 * @param timeZone by whose clocks, and whose days the reports have
 */
public record ReportSchedule(Optional<String> cron, ZoneId timeZone) {
  /** Monday morning. */
  public static final String USUAL = "0 0 8 ? * MON";

  public static final ReportSchedule DEFAULT =
      new ReportSchedule(Optional.of(USUAL), ZoneId.of("UTC"));

  /**
   * When one was due last.
   *
   * @return then, or before; empty if never in the year before
   */
  public Optional<Instant> last(Instant now) {
    return cron.flatMap(expression -> Crons.last(expression, timeZone, now));
  }
}
