package dev.plumbline.postgres.scan.sql.condition;

import dev.plumbline.integrity.Condition.Category;
import dev.plumbline.integrity.Condition.Operand;
import java.util.SortedSet;
import java.util.TreeSet;

/** What a condition reads, as SQL that never raises an error. */
public final class Operands {
  /** The rows that are checked are always called so. */
  public static final String ROWS = "t";

  /** Two escapes that together are one character. */
  private static final String PAIR =
      "\\\\u[dD][89abAB][0-9a-fA-F]{2}\\\\u[dD][c-fC-F][0-9a-fA-F]{2}";

  /** The escapes that {@code json} takes and PostgreSQL cannot make a character of. */
  private static final String NO_CHARACTER = "\\\\u(0000|[dD][89a-fA-F])";

  private Operands() {}

  public static SqlFragment raw(Operand operand) {
    return switch (operand) {
      case Operand.OfColumn column -> SqlFragment.column(ROWS, column.column());
      case Operand.OfJson json -> text(json);
    };
  }

  /** Null where the operand is null or not a character that PostgreSQL can hold. */
  static SqlFragment text(Operand operand) {
    return switch (operand) {
      case Operand.OfColumn column ->
          SqlFragment.of("{}::text", SqlFragment.column(ROWS, column.column()));
      case Operand.OfJson json ->
          SqlFragment.of(
              "({} #>> {})",
              readable(SqlFragment.column(ROWS, json.column())),
              SqlFragment.texts(json.path()));
    };
  }

  /** Compares byte by byte, however the column is collated. */
  public static SqlFragment exact(Operand operand) {
    return SqlFragment.of("({} COLLATE \"C\")", text(operand));
  }

  /** Regular expressions work with no collation that calls different texts equal. */
  static SqlFragment searchable(Operand operand) {
    return SqlFragment.of("({} COLLATE \"default\")", text(operand));
  }

  /** A {@code json} or {@code jsonb} as {@code json} that can be taken apart, or null. */
  static SqlFragment readable(SqlFragment column) {
    return SqlFragment.of(
        """
        CASE WHEN strpos({}::text, '\\u') = 0 THEN {}::json
             WHEN regexp_replace({}::text, {}, '', 'g') !~ {} THEN {}::json END""",
        column,
        column,
        column,
        SqlFragment.text(PAIR),
        SqlFragment.text(NO_CHARACTER),
        column);
  }

  static Category category(Operand operand) {
    return switch (operand) {
      case Operand.OfColumn column -> column.category();
      case Operand.OfJson ignored -> Category.TEXT;
    };
  }

  public static SortedSet<String> columns(Operand... operands) {
    SortedSet<String> columns = new TreeSet<>();
    for (Operand operand : operands) {
      columns.add(
          switch (operand) {
            case Operand.OfColumn column -> column.column();
            case Operand.OfJson json -> json.column();
          });
    }
    return columns;
  }
}
