package dev.plumbline.configuration.text;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/** Reads points in time as people write them. */
public final class Timestamps {
  /** RFC 3339 has years of four digits; PostgreSQL knows all of them but the year 0. */
  private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");

  private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999999Z");

  private Timestamps() {}

  /** Whether it is a time that we take from outside: no database refuses it. */
  public static boolean isInRange(Instant time) {
    return !time.isBefore(FIRST) && !time.isAfter(LAST);
  }

  /**
   * An RFC 3339 time, or a date, which is its midnight in UTC.
   *
   * @throws IllegalArgumentException if it is neither, or not in the years 1 to 9999; the message
   *     names the value and what is right
   */
  public static Instant parse(String text) {
    Instant time = read(text);
    if (!isInRange(time)) {
      throw new IllegalArgumentException(
          "'" + text + "' is out of range. Write a time from " + FIRST + " to " + LAST + ".");
    }
    return time;
  }

  private static Instant read(String text) {
    try {
      return text.length() == 10
          ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
          : OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          "'"
              + text
              + "' is not a point in time. Write RFC 3339, such as 2030-12-31T18:00:00Z, or a date,"
              + " such as 2030-12-31 (00:00 UTC).",
          e);
    }
  }
}
