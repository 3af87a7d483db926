package dev.plumbline.configuration.text;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How large something is, as PostgreSQL's own configuration has it: 1 kB is 1024 B.
 *
 * @param text as it was written, such as {@code 50GB}
 */
public record DataSize(long bytes, String text) {
  private static final List<String> UNITS = List.of("B", "kB", "MB", "GB", "TB");
  private static final int STEP = 10;

  /** Up to 999999 TB, so that no number overflows. */
  private static final Pattern SIZE = Pattern.compile("([1-9][0-9]{0,5}) ?(B|kB|MB|GB|TB)");

  /**
   * @throws IllegalArgumentException saying what would be right
   */
  public static DataSize parse(String text) {
    Matcher matcher = SIZE.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "'"
              + text
              + "' is not a size. Write a whole number from 1 to 999999 and B, kB, MB, GB or TB,"
              + " such as 50GB.");
    }
    return new DataSize(
        Long.parseLong(matcher.group(1)) << (UNITS.indexOf(matcher.group(2)) * STEP), text);
  }
}
