package dev.plumbline.report.text;

import dev.plumbline.configuration.text.InvisibleCharacters;
import java.util.regex.Pattern;

/** Text as HTML. Names and notes in an environment are anybody's: none of it may become markup. */
public final class HtmlText {
  private static final Pattern QUOTED = Pattern.compile("`([^`]+)`");

  private HtmlText() {}

  public static String code(String text) {
    return "<code>" + text(text) + "</code>";
  }

  /** What stands between back-ticks is code; escaped first, so nothing can be put in. */
  public static String message(String text) {
    return QUOTED.matcher(text(text)).replaceAll("<code>$1</code>");
  }

  /** For an element or the value of an attribute. */
  public static String text(String raw) {
    String text = InvisibleCharacters.escapedInBlock(raw);
    StringBuilder out = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '&' -> out.append("&amp;");
        case '<' -> out.append("&lt;");
        case '>' -> out.append("&gt;");
        case '"' -> out.append("&quot;");
        case '\'' -> out.append("&#39;");
        default -> out.append(c);
      }
    }
    return out.toString();
  }
}
