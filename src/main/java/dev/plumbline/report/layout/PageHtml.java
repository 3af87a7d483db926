package dev.plumbline.report.layout;

import static java.util.stream.Collectors.joining;

import dev.plumbline.report.layout.PageOutline.Block;
import dev.plumbline.report.layout.PageOutline.Cell;
import dev.plumbline.report.layout.PageOutline.Tile;
import dev.plumbline.report.layout.PageOutline.Tone;
import dev.plumbline.report.text.HtmlText;
import java.util.List;

/**
 * A page as HTML that needs nothing else: no script, and nothing to load. Every element has its own
 * style, because mail clients remove style sheets; the one there is only makes cards of rows on a
 * phone. A client that removes the charts, too, still shows their words.
 */
public final class PageHtml {
  private static final String FONT =
      "font-family:-apple-system,BlinkMacSystemFont,'Segoe UI',Roboto,Helvetica,Arial,sans-serif";

  private static final String PHONE =
      "@media (max-width:600px){"
          + ".pl-page{padding:18px 14px!important;border-radius:0!important;border:0!important}"
          + ".pl-body{padding:0!important}"
          + ".pl-tile{display:inline-block!important;width:50%!important;box-sizing:border-box}"
          + ".pl-data thead{display:none!important}"
          + ".pl-data,.pl-data tbody,.pl-data tr,.pl-data td{display:block!important;"
          + "width:auto!important}"
          + ".pl-data tr{border:1px solid #d1d9e0;border-radius:8px;padding:6px 12px;"
          + "margin:0 0 10px}"
          + ".pl-data td{position:relative;border:0!important;padding:4px 0 4px 38%!important;"
          + "min-height:22px;text-align:left!important;white-space:normal!important}"
          + ".pl-data td:before{content:attr(data-label);position:absolute;left:0;width:35%;"
          + "font-size:12px;line-height:1.5;color:#59636e}"
          + ".pl-data td:first-child{padding-left:0!important;font-weight:600}"
          + ".pl-data td:first-child:before{display:none}"
          + ".pl-data td:empty{display:none!important}}";

  private PageHtml() {}

  public static String write(PageOutline page) {
    return "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
        + "<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">\n"
        + "<meta name=\"color-scheme\" content=\"light\">\n<title>"
        + HtmlText.text(page.title())
        + "</title>\n<style>"
        + PHONE
        + "</style>\n</head>\n<body class=\"pl-body\" style=\"margin:0;padding:24px 12px;"
        + "background:#f6f8fa;"
        + FONT
        + ";font-size:15px;line-height:1.5;color:#1f2328\">\n"
        + "<div class=\"pl-page\" style=\"max-width:860px;margin:0 auto;padding:32px 36px;"
        + "background:#ffffff;border:1px solid #d1d9e0;border-radius:10px\">\n"
        + "<h1 style=\"margin:0;font-size:25px;line-height:1.25;letter-spacing:-.01em\">"
        + HtmlText.text(page.title())
        + "</h1>\n<p style=\"margin:6px 0 20px;color:#59636e;font-size:14px\">"
        + message(page.subtitle())
        + "</p>\n"
        + page.blocks().stream().map(PageHtml::block).collect(joining())
        + "</div>\n</body>\n</html>\n";
  }

  private static String block(Block block) {
    return switch (block) {
      case Block.Heading(String text) ->
          "<h2 style=\"margin:34px 0 12px;padding:0 0 6px;border-bottom:1px solid #d1d9e0;"
              + "font-size:19px;line-height:1.3\">"
              + HtmlText.text(text)
              + "</h2>\n";
      case Block.Subheading(String text) ->
          "<h3 style=\"margin:22px 0 8px;font-size:15px\">" + HtmlText.text(text) + "</h3>\n";
      case Block.Paragraph(String text) ->
          "<p style=\"margin:0 0 12px\">" + message(text) + "</p>\n";
      case Block.Note(String text) ->
          "<p style=\"margin:8px 0 0;color:#59636e;font-size:13px\">" + message(text) + "</p>\n";
      case Block.Warning(String text) ->
          "<p style=\"margin:0 0 14px;padding:10px 14px;border-left:4px solid #bf8700;"
              + "background:#fff8c5;border-radius:4px\"><strong>"
              + message(text)
              + "</strong></p>\n";
      case Block.Tiles(List<Tile> tiles) -> tiles(tiles);
      case Block.Items(boolean isNumbered, List<String> texts) -> items(isNumbered, texts);
      case Block.Table(List<String> columns, List<List<Cell>> rows) -> table(columns, rows);
    };
  }

  private static String items(boolean isNumbered, List<String> texts) {
    String tag = isNumbered ? "ol" : "ul";
    return texts.stream()
        .map(text -> "<li style=\"margin:0 0 6px\">" + message(text) + "</li>\n")
        .collect(
            joining(
                "",
                "<" + tag + " style=\"margin:0 0 12px;padding:0 0 0 22px\">\n",
                "</" + tag + ">\n"));
  }

  private static String tiles(List<Tile> tiles) {
    return tiles.stream()
        .map(
            tile ->
                "<td class=\"pl-tile\" width=\""
                    + 100 / tiles.size()
                    + "%\" style=\"padding:4px;vertical-align:top\"><div style=\"padding:12px 14px;"
                    + "border-radius:8px;"
                    + colours(tile.tone())
                    + "\"><div style=\"font-size:24px;line-height:1.2;font-weight:700\">"
                    + HtmlText.text(tile.value())
                    + "</div><div style=\"font-size:12px;line-height:1.35\">"
                    + HtmlText.text(tile.label())
                    + "</div></div></td>\n")
        .collect(
            joining(
                "",
                "<table role=\"presentation\" cellpadding=\"0\" cellspacing=\"0\" width=\"100%\""
                    + " style=\"margin:0 -4px 18px;border-collapse:collapse;width:100%\"><tr>\n",
                "</tr></table>\n"));
  }

  private static String table(List<String> columns, List<List<Cell>> rows) {
    StringBuilder out = new StringBuilder();
    out.append("<table class=\"pl-data\" cellpadding=\"0\" cellspacing=\"0\" width=\"100%\"");
    out.append(" style=\"margin:0 0 14px;border-collapse:collapse;width:100%;font-size:14px\">\n");
    out.append("<thead><tr>");
    for (int i = 0; i < columns.size(); i++) {
      boolean isRight = !rows.isEmpty() && rows.getFirst().get(i) instanceof Cell.Figure;
      out.append(
          "<th scope=\"col\" style=\"padding:6px 10px 6px 0;border-bottom:2px solid #d1d9e0;");
      out.append("font-size:12px;color:#59636e;text-align:").append(isRight ? "right" : "left");
      out.append("\">").append(HtmlText.text(columns.get(i))).append("</th>");
    }
    out.append("</tr></thead>\n<tbody>\n");
    for (List<Cell> row : rows) {
      out.append("<tr>");
      for (int i = 0; i < columns.size(); i++) {
        out.append(cell(columns.get(i), row.get(i)));
      }
      out.append("</tr>\n");
    }
    return out.append("</tbody>\n</table>\n").toString();
  }

  private static String cell(String column, Cell cell) {
    String align = cell instanceof Cell.Figure ? ";text-align:right;white-space:nowrap" : "";
    return "<td data-label=\""
        + HtmlText.text(column)
        + "\" style=\"padding:8px 10px 8px 0;border-bottom:1px solid #eff2f5;vertical-align:top"
        + align
        + "\">"
        + content(cell)
        + "</td>";
  }

  private static String content(Cell cell) {
    return switch (cell) {
      case Cell.Text(String text) -> message(text);
      case Cell.Figure(String text) -> HtmlText.text(text);
      case Cell.Name(String text) -> text.isEmpty() ? "" : styled(HtmlText.code(text));
      case Cell.Badge badge ->
          "<span style=\"display:inline-block;padding:1px 8px;border-radius:10px;font-size:12px;"
              + "font-weight:600;white-space:nowrap;"
              + colours(badge.tone())
              + "\">"
              + HtmlText.text(badge.word())
              + "</span>"
              + (badge.text().isEmpty() ? "" : " " + message(badge.text()));
      case Cell.Picture(Chart chart) ->
          chart.svg("style=\"vertical-align:middle\"")
              + "<div style=\"font-size:12px;color:#59636e\">"
              + HtmlText.text(chart.words())
              + "</div>";
    };
  }

  private static String message(String text) {
    return styled(HtmlText.message(text));
  }

  /** Long names must not make a phone scroll sideways. */
  private static String styled(String html) {
    return html.replace(
        "<code>",
        "<code style=\"font-family:ui-monospace,SFMono-Regular,Menlo,Consolas,monospace;"
            + "font-size:.88em;overflow-wrap:anywhere\">");
  }

  private static String colours(Tone tone) {
    return switch (tone) {
      case GOOD -> "background:#dafbe1;color:#116329";
      case BAD -> "background:#ffebe9;color:#a40e26";
      case UNKNOWN -> "background:#fff8c5;color:#7d4e00";
      case PLAIN -> "background:#eff2f5;color:#1f2328";
    };
  }
}
