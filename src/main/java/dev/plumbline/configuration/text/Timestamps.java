package dev.plumbline.configuration.text;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/** Reads points in time as people write them. */
public final class Timestamps {
  private Timestamps() {}

  /**
   * An RFC 3339 time, or a date, which is its midnight in UTC.
   *
   * @throws IllegalArgumentException if it is neither; the message names the value and what is
   *     right
   */
  public static Instant parse(String text) {
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
