package dev.plumbline.http.report;

import java.util.List;

/**
 * What a report says, before it is Markdown or HTML.
 *
 * @param state one word, in colour
 * @param summary what stands between back-ticks in it is shown as code
 */
public record Report(String title, String state, String summary, List<Section> sections) {
  public Report {
    sections = List.copyOf(sections);
  }

  /** Things under one heading. */
  public record Section(String heading, List<Item> items) {
    public Section {
      items = List.copyOf(items);
    }
  }

  /**
   * @param code one of ours, shown after the message; may be empty
   * @param about names that the message does not have, shown as code; two of them are from and to
   * @param message what stands between back-ticks in it is shown as code
   */
  public record Item(String code, List<String> about, String message, List<Detail> details) {
    public Item {
      about = List.copyOf(about);
      details = List.copyOf(details);
    }
  }

  /** A word and a value that is shown as code. */
  public sealed interface Detail {
    String word();

    String value();

    /** On one line, however it was written. */
    record Line(String word, String value) implements Detail {}

    /** As it was written, to be copied. */
    record Block(String word, String value) implements Detail {}
  }
}
