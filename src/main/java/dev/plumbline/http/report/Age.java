package dev.plumbline.http.report;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** A point in time as people read it: to the second, and how long ago. */
public final class Age {
  private static final int SECONDS = 60;
  private static final int MINUTES = 60;
  private static final int HOURS = 48;

  private Age() {}

  /** As in {@code 2026-11-21T23:27:05Z (3 minutes ago)}; without its age if it is in the future. */
  public static String of(Instant at, Instant now) {
    Instant second = at.truncatedTo(ChronoUnit.SECONDS);
    Duration age = Duration.between(second, now);
    return age.isNegative() ? second.toString() : second + " (" + text(age) + " ago)";
  }

  private static String text(Duration age) {
    if (age.toSeconds() < SECONDS) {
      return counted(age.toSeconds(), "second");
    }
    if (age.toMinutes() < MINUTES) {
      return counted(age.toMinutes(), "minute");
    }
    return age.toHours() < HOURS ? counted(age.toHours(), "hour") : counted(age.toDays(), "day");
  }

  private static String counted(long number, String unit) {
    return number + " " + unit + (number == 1 ? "" : "s");
  }
}
