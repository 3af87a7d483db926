package dev.plumbline.http.report;

import static java.util.stream.Collectors.joining;

import dev.plumbline.http.report.Report.Detail;
import dev.plumbline.http.report.Report.Item;
import dev.plumbline.http.report.Report.Section;
import dev.plumbline.report.text.MarkdownText;

/** A report as CommonMark, for a pull request or a chat. */
public final class ReportMarkdown {
  private ReportMarkdown() {}

  public static String write(Report report) {
    StringBuilder out = new StringBuilder();
    out.append("# ").append(MarkdownText.text(report.title())).append("\n\n");
    out.append("**").append(report.state()).append("** ");
    out.append(MarkdownText.message(report.summary())).append('\n');
    for (Section section : report.sections()) {
      out.append("\n## ").append(MarkdownText.text(section.heading())).append("\n\n");
      section.items().forEach(item -> item(item, out));
    }
    return out.toString();
  }

  private static void item(Item item, StringBuilder out) {
    out.append("- ");
    if (!item.about().isEmpty()) {
      out.append(item.about().stream().map(MarkdownText::code).collect(joining(" → ")));
      out.append(": ");
    }
    out.append(MarkdownText.message(item.message()));
    if (!item.code().isEmpty()) {
      out.append(" (").append(MarkdownText.code(item.code())).append(')');
    }
    out.append('\n');
    for (Detail detail : item.details()) {
      out.append("  - ").append(detail.word()).append(": ");
      switch (detail) {
        case Detail.Line(String ignored, String value) ->
            out.append(MarkdownText.code(value)).append('\n');
        case Detail.Block(String ignored, String value) -> out.append(MarkdownText.block(value));
      }
    }
  }
}
