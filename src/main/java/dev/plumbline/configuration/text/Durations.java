package dev.plumbline.configuration.text;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads durations: {@code 30s}, {@code 5m}, {@code 12h}, {@code 90d}, and ISO-8601. */
public final class Durations {
  private Durations() {}

  /** Long enough for every use; short enough that no sum with a time overflows. */
  private static final Duration LONGEST = Duration.ofDays(36_500);

  private static final Pattern SHORT = Pattern.compile("([0-9]{1,9}) ?([smhd])");
  private static final Map<String, ChronoUnit> UNITS =
      Map.of(
          "s", ChronoUnit.SECONDS,
          "m", ChronoUnit.MINUTES,
          "h", ChronoUnit.HOURS,
          "d", ChronoUnit.DAYS);

  /**
   * @throws IllegalArgumentException if it is none, or outside the limits
   */
  public static Duration parse(String text, Duration atLeast) {
    Duration duration = parse(text);
    if (duration.compareTo(atLeast) < 0) {
      throw new IllegalArgumentException(
          "'" + text + "' is too short. It must be at least " + write(atLeast) + ".");
    }
    if (duration.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException(
          "'" + text + "' is too long. It must be at most " + write(LONGEST) + ".");
    }
    return duration;
  }

  /** The shortest form that {@link #parse} reads as the same duration. */
  public static String write(Duration duration) {
    if (duration.toSecondsPart() != 0 || duration.isZero()) {
      return duration.toSeconds() + "s";
    }
    if (duration.toMinutesPart() != 0) {
      return duration.toMinutes() + "m";
    }
    return duration.toHoursPart() == 0 ? duration.toDays() + "d" : duration.toHours() + "h";
  }

  private static Duration parse(String text) {
    Matcher matcher = SHORT.matcher(text);
    if (matcher.matches()) {
      return UNITS
          .getOrDefault(matcher.group(2), ChronoUnit.SECONDS)
          .getDuration()
          .multipliedBy(Long.parseLong(matcher.group(1)));
    }
    try {
      return Duration.parse(text);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          "'"
              + text
              + "' is not a duration. Write a number and a unit, such as 30s, 5m, 12h or 90d, or"
              + " ISO-8601, such as PT5M.",
          e);
    }
  }
}
