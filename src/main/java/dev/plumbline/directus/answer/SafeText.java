package dev.plumbline.directus.answer;

import java.util.regex.Pattern;

/** Text that came from elsewhere, made fit for a log line or a report. */
public final class SafeText {
  private static final Pattern UNSAFE = Pattern.compile("[^\\p{L}\\p{N} .,:;_+/(){}'=*-]+");
  private static final Pattern SPACE = Pattern.compile("\\s+");

  private SafeText() {}

  /** One line, without control characters, markup or quotes, cut to {@code max} characters. */
  public static String of(String text, int max) {
    String line = SPACE.matcher(text.strip()).replaceAll(" ");
    String safe = UNSAFE.matcher(line).replaceAll("?");
    return safe.length() <= max ? safe : safe.substring(0, max) + "…";
  }
}
