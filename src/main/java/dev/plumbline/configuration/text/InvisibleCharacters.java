package dev.plumbline.configuration.text;

/**
 * Characters that are not seen, or that change how others are seen: line breaks, control characters
 * such as ESC, marks that turn the direction of writing, half of a surrogate pair. Text from
 * outside can forge with them what it stands in.
 */
public final class InvisibleCharacters {
  private InvisibleCharacters() {}

  /** With an escape in place of each; escaping again changes nothing. */
  public static String escaped(String text) {
    return escaped(text, "");
  }

  /** Likewise, but line breaks and tabs stay: where they are laid out they forge nothing. */
  public static String escapedInBlock(String text) {
    return escaped(text, "\n\r\t");
  }

  private static String escaped(String text, String kept) {
    if (isPrintableAscii(text) || text.codePoints().noneMatch(InvisibleCharacters::is)) {
      return text;
    }
    StringBuilder out = new StringBuilder(text.length() + 16);
    text.codePoints()
        .forEach(
            c -> {
              if (is(c) && kept.indexOf(c) < 0) {
                out.append(escape(c));
              } else {
                out.appendCodePoint(c);
              }
            });
    return out.toString();
  }

  /** As most lines of a log are: their characters are not asked for by category. */
  private static boolean isPrintableAscii(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < ' ' || c > '~') {
        return false;
      }
    }
    return true;
  }

  /** Whether a text has what no database and no UTF-8 takes: NUL, or half of a surrogate pair. */
  public static boolean isUnstorable(String text) {
    return text.codePoints().anyMatch(c -> c == 0 || Character.getType(c) == Character.SURROGATE);
  }

  private static boolean is(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          true;
      default -> false;
    };
  }

  private static String escape(int c) {
    return switch (c) {
      case '\n' -> "\\n";
      case '\r' -> "\\r";
      case '\t' -> "\\t";
      default -> c > 0xffff ? String.format("\\u{%x}", c) : String.format("\\u%04x", c);
    };
  }
}
