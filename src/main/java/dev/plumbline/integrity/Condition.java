package dev.plumbline.integrity;

import java.util.List;

/**
 * What makes a row broken. Of SQL's three values only true breaks: a condition on a null is not
 * true, but for {@link IsNull}.
 */
public sealed interface Condition {
  /** It has no value. */
  record IsNull(Operand operand) implements Condition {}

  /** A text of no characters, an empty JSON array or object. */
  record IsEmpty(Operand operand) implements Condition {}

  /** It is none of these, as text. */
  record NotIn(Operand operand, List<String> values) implements Condition {
    public NotIn {
      values = List.copyOf(values);
    }
  }

  /**
   * A list, and at least one of its items is none of these.
   *
   * @param list how the column holds it
   */
  record ItemNotIn(Operand operand, ListForm list, List<String> values) implements Condition {
    public ItemNotIn {
      values = List.copyOf(values);
    }
  }

  /** It does not have the form. */
  record Malformed(Operand operand, Form form) implements Condition {}

  /**
   * It compares so; numbers with a number, times with a time, all else as text.
   *
   * @param literal as text, readable as the category of the operand
   */
  record Compares(Operand operand, Comparator comparator, String literal) implements Condition {}

  /**
   * A JavaScript regular expression that PostgreSQL understands likewise; others are left to the
   * compiler to refuse.
   */
  record Matches(Operand operand, String regex) implements Condition {}

  /** It contains this text, or begins or ends with it. */
  record Contains(Operand operand, Where where, String text, boolean ignoringCase)
      implements Condition {}

  /** Replacement characters, or UTF-8 that was read as something else and written as UTF-8. */
  record Garbled(Operand operand) implements Condition {}

  /** All of them. */
  record All(List<Condition> conditions) implements Condition {
    public All {
      conditions = List.copyOf(conditions);
    }
  }

  /** At least one of them. */
  record Any(List<Condition> conditions) implements Condition {
    public Any {
      conditions = List.copyOf(conditions);
    }
  }

  /** It is false; what is unknown, because of a null, stays unknown. */
  record Not(Condition condition) implements Condition {}

  /** What is checked. */
  sealed interface Operand {
    /** A column. */
    record OfColumn(String column, Category category) implements Operand {}

    /** A member of a JSON object in a column, as text; null where there is none. */
    record OfJson(String column, List<String> path) implements Operand {
      public OfJson {
        path = List.copyOf(path);
      }
    }
  }

  /** What kind of value a column holds. */
  enum Category {
    TEXT,
    NUMBER,
    /** {@code real}: it holds the nearest number that it can, and shows the shortest one. */
    SINGLE,
    BOOLEAN,
    /** Without time zone: {@code date}, {@code timestamp}; a literal has no offset. */
    TIME,
    /** {@code timestamp with time zone}; a literal is in UTC and ends in {@code Z}. */
    INSTANT,
    UUID,
    JSON,
    OTHER
  }

  /** How a column holds a list. */
  enum ListForm {
    /** An array, in {@code json} or {@code jsonb}. */
    JSON,
    /** Separated by commas, in text. */
    CSV
  }

  /** Forms of text. */
  enum Form {
    UUID,
    JSON,
    INTEGER
  }

  /** Comparisons. */
  enum Comparator {
    EQUAL,
    NOT_EQUAL,
    LESS,
    LESS_OR_EQUAL,
    GREATER,
    GREATER_OR_EQUAL
  }

  /** Where in a text. */
  enum Where {
    ANYWHERE,
    AT_THE_START,
    AT_THE_END
  }
}
