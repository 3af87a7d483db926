package dev.plumbline.configuration.text;

import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.TimeZone;
import org.quartz.CronExpression;

/** Checks Quartz cron expressions. */
public final class Crons {
  private Crons() {}

  /** How many firings are looked at to find the shortest time between two. */
  private static final int LOOKED_AT = 200;

  /**
   * @return the expression
   * @throws IllegalArgumentException if it is none, never fires, or fires too often
   */
  @SuppressWarnings("JavaUtilDate") // Quartz speaks it.
  public static String parse(String text, Duration atLeast) {
    CronExpression cron = expression(text);
    Date last = cron.getNextValidTimeAfter(Date.from(Instant.EPOCH));
    if (last == null) {
      throw new IllegalArgumentException("'" + text + "' never fires.");
    }
    for (int i = 0; i < LOOKED_AT; i++) {
      Date next = cron.getNextValidTimeAfter(last);
      if (next == null) {
        return text;
      }
      if (next.getTime() - last.getTime() < atLeast.toMillis()) {
        throw new IllegalArgumentException(
            "'"
                + text
                + "' fires too often. Between two times must be at least "
                + Durations.write(atLeast)
                + ".");
      }
      last = next;
    }
    return text;
  }

  private static CronExpression expression(String text) {
    try {
      CronExpression cron = new CronExpression(text);
      cron.setTimeZone(TimeZone.getTimeZone("UTC"));
      return cron;
    } catch (ParseException | RuntimeException e) {
      // Quartz lets NumberFormatException and the like escape.
      throw new IllegalArgumentException(
          "'"
              + text
              + "' is not a Quartz cron expression. Write second, minute, hour, day of month,"
              + " month, day of week, with '?' for one of the two days, such as 0 0/15 * * * ?.",
          e);
    }
  }
}
