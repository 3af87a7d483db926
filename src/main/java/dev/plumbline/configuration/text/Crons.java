package dev.plumbline.configuration.text;

import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.TimeZone;
import org.quartz.CronExpression;

/** Checks Quartz cron expressions. */
public final class Crons {
  private Crons() {}

  private static final Instant START = Instant.parse("2000-01-01T00:00:00Z");

  /** So many days on which it fires are checked; a leap day comes up a few times in them. */
  private static final int DAYS = 500;

  /** By which clocks are changed at once, and more. */
  private static final Duration LONGEST_CHANGE = Duration.ofHours(3);

  /**
   * The longest time from one firing to the next, in UTC.
   *
   * @param atLeast the shortest time that may be between two
   * @throws IllegalArgumentException if it is not a cron expression, fires but once, or too often
   */
  public static Duration longestGap(String text, Duration atLeast) {
    CronExpression cron = expression(text);
    Instant first = next(cron, START).orElse(START);
    Duration shortest = Duration.ofDays(Integer.MAX_VALUE);
    Duration longest = Duration.ZERO;
    // Within a day it fires at the same times on every day on which it fires: one is enough.
    Instant last = first;
    Optional<Instant> next = next(cron, last);
    while (next.isPresent() && day(next.get()).equals(day(first))) {
      Duration gap = Duration.between(last, next.get());
      shortest = gap.compareTo(shortest) < 0 ? gap : shortest;
      longest = gap.compareTo(longest) > 0 ? gap : longest;
      last = next.get();
      next = next(cron, last);
    }
    Duration fromFirstToLast = Duration.between(first, last);
    for (int i = 0; i < DAYS && next.isPresent(); i++) {
      Duration gap = Duration.between(last, next.get());
      shortest = gap.compareTo(shortest) < 0 ? gap : shortest;
      longest = gap.compareTo(longest) > 0 ? gap : longest;
      last = next.get().plus(fromFirstToLast);
      next = next(cron, last);
    }
    if (longest.isZero()) {
      throw new IllegalArgumentException("'" + text + "' does not repeat.");
    }
    if (shortest.compareTo(atLeast) < 0) {
      throw new IllegalArgumentException(
          "'"
              + text
              + "' runs too often. Leave at least "
              + Durations.write(atLeast)
              + " between two runs.");
    }
    return longest;
  }

  /**
   * When it fired last by the clocks of a time zone. A time that does not exist, because they were
   * put forward, is that much later; of one that exists twice, it is the first. (Quartz itself
   * would leave the one out.)
   *
   * @param now the last instant at which it may have fired
   * @return empty if it did not fire in the year before
   */
  public static Optional<Instant> last(String text, ZoneId zone, Instant now) {
    CronExpression cron = expression(text);
    Instant onClocks = now.atZone(zone).toLocalDateTime().toInstant(ZoneOffset.UTC);
    // Quartz only knows the next time: begin as late as possible, because each is asked for.
    for (int days : List.of(1, 8, 32, 367)) {
      Optional<Instant> last = Optional.empty();
      Optional<Instant> next = next(cron, onClocks.minus(Duration.ofDays(days)));
      while (next.isPresent() && next.get().isBefore(onClocks.plus(LONGEST_CHANGE))) {
        Instant fired =
            LocalDateTime.ofInstant(next.get(), ZoneOffset.UTC).atZone(zone).toInstant();
        last = fired.isAfter(now) ? last : Optional.of(fired);
        next = next(cron, next.get());
      }
      if (last.isPresent()) {
        return last;
      }
    }
    return Optional.empty();
  }

  /** When it fires next, in UTC; a century from now if never again. */
  public static Instant next(String text, Instant after) {
    return next(expression(text), after).orElse(after.plus(Duration.ofDays(36_525)));
  }

  private static Instant day(Instant instant) {
    return instant.truncatedTo(ChronoUnit.DAYS);
  }

  @SuppressWarnings("JavaUtilDate") // Quartz speaks it.
  private static Optional<Instant> next(CronExpression cron, Instant after) {
    return Optional.ofNullable(cron.getNextValidTimeAfter(Date.from(after))).map(Date::toInstant);
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
