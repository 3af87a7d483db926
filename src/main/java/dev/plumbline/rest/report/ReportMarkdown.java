package dev.plumbline.rest.report;

import static java.util.stream.Collectors.joining;

import dev.plumbline.configuration.text.InvisibleCharacters;
import dev.plumbline.rest.report.Report.Detail;
import dev.plumbline.rest.report.Report.Item;
import dev.plumbline.rest.report.Report.Section;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A report as CommonMark, for a pull request or a chat. */
public final class ReportMarkdown {
  private ReportMarkdown() {}

  /**
   * What makes markup within a line, of CommonMark and of GitHub; no text here begins a line. An
   * underscore within a word means nothing and is left as it is.
   */
  private static final Pattern SPECIAL =
      Pattern.compile("[\\\\`*\\[\\]<~&@#]|(?<![\\p{L}\\p{N}])_|_(?![\\p{L}\\p{N}])");

  private static final Pattern QUOTED = Pattern.compile("`([^`]+)`");
  private static final Pattern TICKS = Pattern.compile("`+");

  public static String write(Report report) {
    StringBuilder out = new StringBuilder();
    out.append("# ").append(text(report.title())).append("\n\n");
    out.append("**").append(report.state()).append("** ").append(message(report.summary()));
    out.append('\n');
    for (Section section : report.sections()) {
      out.append("\n## ").append(text(section.heading())).append("\n\n");
      section.items().forEach(item -> item(item, out));
    }
    return out.toString();
  }

  private static void item(Item item, StringBuilder out) {
    out.append("- ");
    if (!item.about().isEmpty()) {
      out.append(item.about().stream().map(ReportMarkdown::code).collect(joining(" → ")));
      out.append(": ");
    }
    out.append(message(item.message()));
    if (!item.code().isEmpty()) {
      out.append(" (").append(code(item.code())).append(')');
    }
    out.append('\n');
    for (Detail detail : item.details()) {
      out.append("  - ").append(detail.word()).append(": ");
      switch (detail) {
        case Detail.Line(String ignored, String value) -> out.append(code(value)).append('\n');
        case Detail.Block(String ignored, String value) -> block(value, out);
      }
    }
  }

  private static String message(String text) {
    StringBuilder out = new StringBuilder();
    int done = 0;
    Matcher quoted = QUOTED.matcher(text);
    while (quoted.find()) {
      out.append(text(text.substring(done, quoted.start()))).append(code(quoted.group(1)));
      done = quoted.end();
    }
    return out.append(text(text.substring(done))).toString();
  }

  /** Names and notes in an environment are anybody's text: none of it may become markup. */
  private static String text(String text) {
    return SPECIAL
        .matcher(InvisibleCharacters.escaped(text.replaceAll("\\s+", " ")))
        .replaceAll(match -> Matcher.quoteReplacement(escaped(match.group())));
  }

  /** A backslash hides '@' from no chat; an entity does. */
  private static String escaped(String character) {
    return character.equals("@") ? "&#64;" : "\\" + character;
  }

  /** A fenced block within the item of a list, with a longer fence than any in it. */
  private static void block(String text, StringBuilder out) {
    String fence = "`".repeat(Math.max(3, longestTicks(text) + 1));
    out.append("\n\n    ").append(fence).append('\n');
    InvisibleCharacters.escapedInBlock(text)
        .lines()
        .forEach(line -> out.append("    ").append(line).append('\n'));
    out.append("    ").append(fence).append('\n');
  }

  private static int longestTicks(String text) {
    return TICKS.matcher(text).results().mapToInt(match -> match.group().length()).max().orElse(0);
  }

  /** A code span with more back-ticks around it than in it. */
  private static String code(String text) {
    String line = InvisibleCharacters.escaped(text.replaceAll("\\s+", " "));
    int longest = longestTicks(line);
    String fence = "`".repeat(longest + 1);
    String pad = longest > 0 || line.isBlank() ? " " : "";
    return fence + pad + line + pad + fence;
  }
}
