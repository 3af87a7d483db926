package dev.plumbline.postgres.hazard.objects;

import dev.plumbline.hazard.RowQuestion;
import dev.plumbline.hazard.RowQuestion.ColumnValues;
import dev.plumbline.hazard.RowQuestion.TableRows;
import dev.plumbline.postgres.scan.server.ScanTransaction;
import dev.plumbline.postgres.scan.sql.condition.SqlFragment;
import dev.plumbline.postgres.session.Identifier;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * About how many rows and values there are, with those of partitions and of what inherits, from
 * what {@code ANALYZE} left: {@code reltuples}, and {@code null_frac} where our role may read the
 * column. No table is read or locked.
 */
public final class EstimateQuery {
  private static final String TREE =
      """
      FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
        CROSS JOIN LATERAL (
          WITH RECURSIVE tree(oid) AS (
            SELECT c.oid
            UNION
            SELECT i.inhrelid FROM tree JOIN pg_inherits i ON i.inhparent = tree.oid)
          SELECT sum(greatest(k.reltuples, 0)) AS rows
            FROM tree JOIN pg_class k ON k.oid = tree.oid AND k.relkind <> 'p') t""";

  private static final String ROWS =
      "SELECT c.relname, round(t.rows)::bigint "
          + TREE
          + " WHERE n.nspname = {} AND c.relname = ANY ({}) AND t.rows > 0";

  private static final String VALUES =
      "SELECT c.relname, s.attname, round(t.rows * (1 - s.null_frac))::bigint "
          + TREE
          + " JOIN pg_stats s ON s.schemaname = n.nspname AND s.tablename = c.relname"
          + " AND s.inherited = c.relhassubclass"
          + " WHERE n.nspname = {} AND c.relname = ANY ({}) AND t.rows > 0";

  private EstimateQuery() {}

  /** Of the questions that statistics can answer, those about which there are some. */
  public static Map<RowQuestion, Long> estimates(
      Collection<RowQuestion> questions, Identifier schema, ScanTransaction transaction)
      throws SQLException {
    List<String> tables = new ArrayList<>();
    List<String> columns = new ArrayList<>();
    questions.forEach(
        question -> {
          if (question instanceof TableRows) {
            tables.add(question.table());
          } else if (question instanceof ColumnValues) {
            columns.add(question.table());
          }
        });
    Map<RowQuestion, Long> estimates = new LinkedHashMap<>();
    if (!tables.isEmpty()) {
      transaction
          .rows(query(ROWS, schema, tables), row -> Map.entry(row.getString(1), row.getLong(2)))
          .forEach(row -> estimates.put(new TableRows(row.getKey()), row.getValue()));
    }
    if (!columns.isEmpty()) {
      transaction
          .rows(
              query(VALUES, schema, columns),
              row ->
                  Map.entry(new ColumnValues(row.getString(1), row.getString(2)), row.getLong(3)))
          .forEach(row -> estimates.put(row.getKey(), row.getValue()));
    }
    return estimates;
  }

  private static SqlFragment query(String sql, Identifier schema, List<String> tables) {
    return SqlFragment.of(
        sql,
        SqlFragment.text(schema.name()),
        SqlFragment.texts(tables.stream().distinct().toList()));
  }
}
