package dev.plumbline.report.layout;

import static java.util.stream.Collectors.joining;

import dev.plumbline.report.layout.PageOutline.Block;
import dev.plumbline.report.layout.PageOutline.Cell;
import dev.plumbline.report.layout.PageOutline.Tile;
import dev.plumbline.report.text.MarkdownText;
import java.util.List;

/** A page as CommonMark with the tables of GitHub. */
public final class PageMarkdown {
  private PageMarkdown() {}

  public static String write(PageOutline page) {
    StringBuilder out = new StringBuilder();
    out.append("# ").append(MarkdownText.text(page.title())).append("\n\n");
    out.append(MarkdownText.message(page.subtitle())).append('\n');
    page.blocks().forEach(block -> out.append('\n').append(block(block)));
    // Who reads Markdown breaks lines anyhow, and searches with a plain space.
    return out.toString().replace('\u00a0', ' ');
  }

  private static String block(Block block) {
    return switch (block) {
      case Block.Heading(String text) -> "## " + MarkdownText.text(text) + "\n";
      case Block.Subheading(String text) -> "### " + MarkdownText.text(text) + "\n";
      case Block.Paragraph(String text) -> MarkdownText.message(text) + "\n";
      case Block.Note(String text) -> MarkdownText.message(text) + "\n";
      case Block.Warning(String text) -> "> **" + MarkdownText.message(text) + "**\n";
      case Block.Tiles(List<Tile> tiles) ->
          table(
              tiles.stream().map(Tile::label).toList(),
              List.of(tiles.stream().<Cell>map(tile -> new Cell.Text(tile.value())).toList()));
      case Block.Items(boolean isNumbered, List<String> texts) ->
          texts.stream()
              .map(text -> (isNumbered ? "1. " : "- ") + MarkdownText.message(text) + "\n")
              .collect(joining());
      case Block.Table(List<String> columns, List<List<Cell>> rows) -> table(columns, rows);
    };
  }

  private static String table(List<String> columns, List<List<Cell>> rows) {
    return row(columns.stream().map(MarkdownText::text).toList())
        + row(columns.stream().map(column -> "---").toList())
        + rows.stream()
            .map(row -> row(row.stream().map(PageMarkdown::cell).toList()))
            .collect(joining());
  }

  /** A bar in a cell ends it, within code as well. */
  private static String row(List<String> cells) {
    return cells.stream().map(cell -> cell.replace("|", "\\|")).collect(joining(" | ", "| ", " |"))
        + "\n";
  }

  private static String cell(Cell cell) {
    return switch (cell) {
      case Cell.Text(String text) -> MarkdownText.message(text);
      case Cell.Figure(String text) -> MarkdownText.text(text);
      case Cell.Name(String text) -> text.isEmpty() ? "" : MarkdownText.code(text);
      case Cell.Badge badge ->
          "**"
              + MarkdownText.text(badge.word())
              + "**"
              + (badge.text().isEmpty() ? "" : " " + MarkdownText.message(badge.text()));
      case Cell.Picture(Chart chart) -> MarkdownText.text(chart.words());
    };
  }
}
