package dev.plumbline.report.layout;

import java.util.List;

/**
 * What a page shows, before it is HTML or Markdown. In every text, what stands between back-ticks
 * is shown as code.
 */
public record PageOutline(String title, String subtitle, List<Block> blocks) {
  public PageOutline {
    blocks = List.copyOf(blocks);
  }

  /** A part of a page. */
  public sealed interface Block {
    /** Begins a section. */
    record Heading(String text) implements Block {}

    /** Begins a part of a section. */
    record Subheading(String text) implements Block {}

    record Paragraph(String text) implements Block {}

    /** Smaller than a paragraph. */
    record Note(String text) implements Block {}

    /** What must not be overlooked. */
    record Warning(String text) implements Block {}

    /** Some numbers beside each other. */
    record Tiles(List<Tile> tiles) implements Block {
      public Tiles {
        tiles = List.copyOf(tiles);
      }
    }

    /**
     * @param isNumbered whether the order matters
     */
    record Items(boolean isNumbered, List<String> texts) implements Block {
      public Items {
        texts = List.copyOf(texts);
      }
    }

    /** Rows of cells, as many in each as there are columns; on a phone each row is a card. */
    record Table(List<String> columns, List<List<Cell>> rows) implements Block {
      public Table {
        columns = List.copyOf(columns);
        rows = rows.stream().map(List::copyOf).toList();
      }
    }
  }

  /** A number that stands out. */
  public record Tile(String label, String value, Tone tone) {}

  /** Whether somebody should do something. The words say so, too: nobody must see colours. */
  public enum Tone {
    GOOD,
    BAD,
    UNKNOWN,
    PLAIN
  }

  /** A cell of a table. */
  public sealed interface Cell {
    record Text(String text) implements Cell {}

    /** Shown to the right, so that digits are below each other. */
    record Figure(String text) implements Cell {}

    /** A name, as code. */
    record Name(String text) implements Cell {}

    /** A state or severity in one or two words, with more after it or not. */
    record Badge(String word, Tone tone, String text) implements Cell {}

    /** A small chart, and the same in words. */
    record Picture(Chart chart) implements Cell {}
  }
}
