package dev.plumbline.jdbc.form.text;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Any Java string as one that PostgreSQL's {@code text} can hold, and back. NUL and unpaired
 * surrogates cannot be stored as they are, but an API may send them, and a finding must have the
 * same identity after it was read back. They become U+001A (substitute) and four hexadecimal
 * digits; everything else stays what it is, for people who read it with psql.
 */
public final class StoredText {
  private static final char SUBSTITUTE = '\u001a';
  private static final Pattern SUBSTITUTED = Pattern.compile("\u001a([0-9a-f]{4})");

  private StoredText() {}

  public static String escape(String text) {
    StringBuilder out = null;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (isStorable(text, i)) {
        if (out != null) {
          out.append(c);
        }
      } else {
        out = out == null ? new StringBuilder(text.substring(0, i)) : out;
        out.append(SUBSTITUTE).append(String.format("%04x", (int) c));
      }
    }
    return out == null ? text : out.toString();
  }

  public static String unescape(String stored) {
    return stored.indexOf(SUBSTITUTE) < 0
        ? stored
        : SUBSTITUTED
            .matcher(stored)
            .replaceAll(
                match ->
                    Matcher.quoteReplacement(
                        String.valueOf((char) Integer.parseInt(match.group(1), 16))));
  }

  private static boolean isStorable(String text, int i) {
    char c = text.charAt(i);
    if (Character.isHighSurrogate(c)) {
      return i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1));
    }
    if (Character.isLowSurrogate(c)) {
      return i > 0 && Character.isHighSurrogate(text.charAt(i - 1));
    }
    return c != 0 && c != SUBSTITUTE;
  }
}
