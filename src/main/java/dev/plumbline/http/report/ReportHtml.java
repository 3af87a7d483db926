package dev.plumbline.http.report;

import static java.util.stream.Collectors.joining;

import dev.plumbline.http.report.Report.Detail;
import dev.plumbline.http.report.Report.Item;
import dev.plumbline.http.report.Report.Section;
import dev.plumbline.report.text.HtmlText;

/** A report as one HTML page that needs nothing else, for a phone at night. */
public final class ReportHtml {
  private ReportHtml() {}

  /** To be sent with the page: it may load and run nothing. */
  public static final String POLICY =
      "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none';"
          + " frame-ancestors 'none'";

  private static final String STYLE =
      "body{font:16px/1.5 system-ui,sans-serif;max-width:50rem;margin:1rem auto;padding:0 1rem;"
          + "color-scheme:light dark}code{font-size:.9em;overflow-wrap:anywhere}"
          + "li{margin:.5rem 0}.state{font-weight:bold;padding:.1rem .5rem;border:2px solid;"
          + "border-radius:.3rem}pre{overflow-x:auto;margin:.3rem 0}.in_sync,.clean{border-color:#2a2}"
          + ".drifted,.violated{border-color:#d22}"
          + ".unknown{border-color:#d90}";

  public static String write(Report report) {
    StringBuilder out = new StringBuilder();
    out.append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
    out.append("<meta name=\"viewport\" content=\"width=device-width\">\n<title>");
    out.append(HtmlText.text(report.title())).append("</title>\n<style>").append(STYLE);
    out.append("</style>\n</head>\n<body>\n<h1>")
        .append(HtmlText.text(report.title()))
        .append("</h1>\n");
    out.append("<p><span class=\"state ").append(HtmlText.text(report.state())).append("\">");
    out.append(HtmlText.text(report.state()))
        .append("</span> ")
        .append(HtmlText.message(report.summary()));
    out.append("</p>\n");
    for (Section section : report.sections()) {
      out.append("<h2>").append(HtmlText.text(section.heading())).append("</h2>\n<ul>\n");
      section.items().forEach(item -> item(item, out));
      out.append("</ul>\n");
    }
    return out.append("</body>\n</html>\n").toString();
  }

  private static void item(Item item, StringBuilder out) {
    out.append("<li>");
    if (!item.about().isEmpty()) {
      out.append(item.about().stream().map(HtmlText::code).collect(joining(" → ")));
      out.append(": ");
    }
    out.append(HtmlText.message(item.message()));
    if (!item.code().isEmpty()) {
      out.append(" (").append(HtmlText.code(item.code())).append(')');
    }
    for (Detail detail : item.details()) {
      out.append("<br>").append(HtmlText.text(detail.word())).append(": ");
      switch (detail) {
        case Detail.Line(String ignored, String value) -> out.append(HtmlText.code(value));
        case Detail.Block(String ignored, String value) ->
            out.append("<pre>").append(HtmlText.code(value)).append("</pre>");
      }
    }
    out.append("</li>\n");
  }
}
