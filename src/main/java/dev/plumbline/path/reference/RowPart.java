package dev.plumbline.path.reference;

import java.util.List;

/**
 * A part of a row that is read, so that nothing else of it leaves the database.
 *
 * @param name by which it is found
 * @param path into a JSON column; empty for all of it
 */
public record RowPart(String name, String column, List<String> path, Form form) {
  /** What is read. */
  public enum Form {
    /** The column as text. */
    TEXT,
    /** JSON as it is. */
    JSON,
    /** The keys of a JSON object, or of the objects in an array. */
    KEYS
  }

  public RowPart {
    path = List.copyOf(path);
  }

  static RowPart text(String column) {
    return new RowPart(column, column, List.of(), Form.TEXT);
  }

  static RowPart json(String column) {
    return new RowPart(column, column, List.of(), Form.JSON);
  }

  static RowPart keys(String column) {
    return new RowPart(column, column, List.of(), Form.KEYS);
  }

  static RowPart member(String column, String member) {
    return new RowPart(column + "." + member, column, List.of(member), Form.JSON);
  }

  static RowPart keysOf(String column, String member) {
    return new RowPart(column + "." + member, column, List.of(member), Form.KEYS);
  }
}
