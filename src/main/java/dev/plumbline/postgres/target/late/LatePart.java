package dev.plumbline.postgres.target.late;

import dev.plumbline.postgres.session.Identifier;
import dev.plumbline.postgres.target.shape.ColumnShape;
import dev.plumbline.postgres.target.shape.TableShape;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Rows of one table that are saved together.
 *
 * @param table its name
 * @param columns those that are not generated; never empty
 * @param key columns of the primary key; empty: all rows are saved, not only new ones
 * @param condition as SQL writes it: which rows; empty: all
 */
record LatePart(
    String schema, String table, List<String> columns, List<String> key, String condition) {
  LatePart {
    columns = List.copyOf(columns);
    key = List.copyOf(key);
  }

  static LatePart of(String schema, TableShape table, String condition) {
    return new LatePart(
        schema,
        table.name(),
        table.columns().stream()
            .filter(column -> !column.isGenerated())
            .map(ColumnShape::name)
            .toList(),
        table.key(),
        condition);
  }

  String columnList() {
    return TableShape.list(columns);
  }

  String keyList() {
    return TableShape.list(key);
  }

  /** The table, as SQL writes it. */
  String sql() {
    return new Identifier(schema).table(table);
  }

  /**
   * @param more another condition, or empty
   */
  String query(String selected, String more) {
    return "SELECT %s FROM ONLY %s%s".formatted(selected, sql(), where(more));
  }

  /** Likewise, from {@code WHERE} on. */
  String where(String more) {
    String where =
        Stream.of(condition, more)
            .filter(one -> !one.isEmpty())
            .collect(Collectors.joining(" AND "));
    return where.isEmpty() ? "" : " WHERE " + where;
  }
}
