package dev.plumbline.ui.page;

import static java.util.stream.Collectors.joining;

import dev.plumbline.report.layout.PageOutline.Block;
import dev.plumbline.report.layout.PageOutline.Cell;
import dev.plumbline.report.layout.PageOutline.Tile;
import dev.plumbline.report.layout.PageOutline.Tone;
import dev.plumbline.report.text.HtmlText;
import io.quarkus.qute.RawString;
import java.util.List;
import java.util.Set;

/** The parts of a report, in the style of the pages. */
public final class BlockHtml {
  private BlockHtml() {}

  public static RawString of(List<Block> blocks) {
    return of(blocks, Set.of());
  }

  /**
   * @param folded headings whose part is shown only when somebody opens it
   */
  public static RawString of(List<Block> blocks, Set<String> folded) {
    StringBuilder out = new StringBuilder();
    boolean isOpen = false;
    for (Block block : blocks) {
      if (isOpen && block instanceof Block.Heading) {
        out.append("</details>\n");
        isOpen = false;
      }
      if (block instanceof Block.Heading(String text) && folded.contains(text)) {
        out.append("<details class=\"fold\"><summary>").append(block(block)).append("</summary>\n");
        isOpen = true;
      } else {
        out.append(block(block)).append('\n');
      }
    }
    return new RawString(out.append(isOpen ? "</details>" : "").toString());
  }

  private static String block(Block block) {
    return switch (block) {
      case Block.Heading(String text) -> element("h2", HtmlText.message(text));
      case Block.Subheading(String text) -> element("h3", HtmlText.message(text));
      case Block.Paragraph(String text) -> element("p", HtmlText.message(text));
      case Block.Note(String text) -> styled("p", "muted", HtmlText.message(text));
      case Block.Warning(String text) -> styled("p", "notice warning", HtmlText.message(text));
      case Block.Tiles(List<Tile> tiles) ->
          styled("ul", "cards", tiles.stream().map(BlockHtml::tile).collect(joining()));
      case Block.Items(boolean isNumbered, List<String> texts) ->
          element(
              isNumbered ? "ol" : "ul",
              texts.stream().map(text -> element("li", HtmlText.message(text))).collect(joining()));
      case Block.Table(List<String> columns, List<List<Cell>> rows) -> table(columns, rows);
    };
  }

  private static String tile(Tile tile) {
    return styled(
        "li",
        "card tile " + style(tile.tone()),
        element("strong", HtmlText.text(tile.value()))
            + " "
            + element("span", HtmlText.text(tile.label())));
  }

  private static String table(List<String> columns, List<List<Cell>> rows) {
    StringBuilder out =
        new StringBuilder("<div class=\"scroll\"><table class=\"stack\"><thead><tr>");
    for (int i = 0; i < columns.size(); i++) {
      boolean isFigure = !rows.isEmpty() && rows.getFirst().get(i) instanceof Cell.Figure;
      out.append("<th scope=\"col\"")
          .append(isFigure ? " class=\"number\">" : ">")
          .append(HtmlText.text(columns.get(i)))
          .append("</th>");
    }
    out.append("</tr></thead><tbody>");
    for (List<Cell> row : rows) {
      out.append("<tr>");
      for (int i = 0; i < columns.size(); i++) {
        out.append("<td data-label=\"")
            .append(HtmlText.text(columns.get(i)))
            .append(row.get(i) instanceof Cell.Figure ? "\" class=\"number\">" : "\">")
            .append(content(row.get(i)))
            .append("</td>");
      }
      out.append("</tr>");
    }
    return out.append("</tbody></table></div>").toString();
  }

  private static String content(Cell cell) {
    return switch (cell) {
      case Cell.Text(String text) -> HtmlText.message(text);
      case Cell.Figure(String text) -> HtmlText.text(text);
      case Cell.Name(String text) -> text.isEmpty() ? "" : HtmlText.code(text);
      case Cell.Badge(String word, Tone tone, String text) ->
          styled("span", "badge " + style(tone), HtmlText.text(word))
              + (text.isEmpty() ? "" : " " + HtmlText.message(text));
      case Cell.Picture(var chart) -> chart.svg("class=\"chart\"");
    };
  }

  private static String style(Tone tone) {
    return switch (tone) {
      case GOOD -> "good";
      case BAD -> "bad";
      case UNKNOWN -> "unknown";
      case PLAIN -> "plain";
    };
  }

  private static String element(String name, String content) {
    return "<" + name + ">" + content + "</" + name + ">";
  }

  private static String styled(String name, String style, String content) {
    return "<" + name + " class=\"" + style + "\">" + content + "</" + name + ">";
  }
}
