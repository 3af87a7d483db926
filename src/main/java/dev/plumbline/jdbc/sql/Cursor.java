package dev.plumbline.jdbc.sql;

import dev.plumbline.configuration.text.Timestamps;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a page ends: the last item's time and identifier. Continuing from there finds what comes
 * after it, whatever was added or deleted in between.
 */
public record Cursor(Instant at, String id) {
  private static final Pattern FORM = Pattern.compile("1:(-?\\d{1,18}):([0-9a-f]{1,64})");

  /** Of an item that has a number; not negative. */
  public static Cursor of(Instant at, long number) {
    return new Cursor(at, Long.toHexString(number));
  }

  /**
   * The number of such an item.
   *
   * @throws IllegalArgumentException if it is the cursor of another list
   */
  public long number() {
    try {
      return Long.parseLong(id, 16);
    } catch (NumberFormatException e) {
      throw unknown();
    }
  }

  /** Opaque to callers, safe in a URL. */
  public String text() {
    long micros = ChronoUnit.MICROS.between(Instant.EPOCH, at);
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(("1:" + micros + ":" + id).getBytes(StandardCharsets.UTF_8));
  }

  /**
   * @throws IllegalArgumentException if it is not what {@link #text()} gave
   */
  public static Cursor of(String text) {
    Matcher matcher = FORM.matcher(decode(text));
    if (!matcher.matches()) {
      throw unknown();
    }
    long micros = Long.parseLong(matcher.group(1));
    Instant at = Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    if (!Timestamps.isInRange(at)) {
      throw unknown();
    }
    return new Cursor(at, matcher.group(2));
  }

  private static String decode(String text) {
    try {
      return new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw unknown();
    }
  }

  private static IllegalArgumentException unknown() {
    return new IllegalArgumentException(
        "the cursor is not valid: copy it unchanged from the previous answer, or leave"
            + " it out to start again");
  }
}
