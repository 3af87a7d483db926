package dev.plumbline.report.text;

import dev.plumbline.configuration.text.InvisibleCharacters;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Text as CommonMark. Names and notes in an environment are anybody's: none of it may become
 * markup.
 */
public final class MarkdownText {
  /**
   * What makes markup within a line, of CommonMark and of GitHub; no text here begins a line. An
   * underscore within a word means nothing and is left as it is.
   */
  private static final Pattern SPECIAL =
      Pattern.compile("[\\\\`*\\[\\]<~&@#]|(?<![\\p{L}\\p{N}])_|_(?![\\p{L}\\p{N}])");

  private static final Pattern QUOTED = Pattern.compile("`([^`]+)`");
  private static final Pattern TICKS = Pattern.compile("`+");

  private MarkdownText() {}

  /** What stands between back-ticks is code. */
  public static String message(String text) {
    StringBuilder out = new StringBuilder();
    int done = 0;
    Matcher quoted = QUOTED.matcher(text);
    while (quoted.find()) {
      out.append(text(text.substring(done, quoted.start()))).append(code(quoted.group(1)));
      done = quoted.end();
    }
    return out.append(text(text.substring(done))).toString();
  }

  /** On one line. */
  public static String text(String text) {
    return SPECIAL
        .matcher(InvisibleCharacters.escaped(text.replaceAll("\\s+", " ")))
        .replaceAll(match -> Matcher.quoteReplacement(escaped(match.group())));
  }

  /** A backslash hides '@' from no chat; an entity does. */
  private static String escaped(String character) {
    return character.equals("@") ? "&#64;" : "\\" + character;
  }

  /** A fenced block within the item of a list, with a longer fence than any in it. */
  public static String block(String text) {
    StringBuilder out = new StringBuilder();
    String fence = "`".repeat(Math.max(3, longestTicks(text) + 1));
    out.append("\n\n    ").append(fence).append('\n');
    InvisibleCharacters.escapedInBlock(text)
        .lines()
        .forEach(line -> out.append("    ").append(line).append('\n'));
    return out.append("    ").append(fence).append('\n').toString();
  }

  private static int longestTicks(String text) {
    return TICKS.matcher(text).results().mapToInt(match -> match.group().length()).max().orElse(0);
  }

  /** A code span with more back-ticks around it than in it. */
  public static String code(String text) {
    String line = InvisibleCharacters.escaped(text.replaceAll("\\s+", " "));
    int longest = longestTicks(line);
    String fence = "`".repeat(longest + 1);
    String pad = longest > 0 || line.isBlank() ? " " : "";
    return fence + pad + line + pad + fence;
  }
}
