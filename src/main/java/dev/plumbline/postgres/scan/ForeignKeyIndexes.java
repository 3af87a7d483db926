package dev.plumbline.postgres.scan;

import dev.plumbline.integrity.Check.UnindexedForeignKey;
import dev.plumbline.integrity.CheckId;
import dev.plumbline.integrity.Tally;
import dev.plumbline.postgres.scan.server.ScanTransaction;
import dev.plumbline.postgres.scan.sql.condition.Dialect;
import dev.plumbline.postgres.scan.sql.condition.SqlFragment;
import dev.plumbline.postgres.scan.traversal.statistics.TableStatistics;
import dev.plumbline.postgres.scan.traversal.statistics.TableStatisticsReader;
import dev.plumbline.postgres.session.Identifier;
import dev.plumbline.scan.ScannedDatabase.Step;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Which foreign keys have an index that serves them, of many in one statement. */
final class ForeignKeyIndexes {
  private final ScanTransaction transaction;
  private final Dialect dialect;

  ForeignKeyIndexes(ScanTransaction transaction, Dialect dialect) {
    this.transaction = transaction;
    this.dialect = dialect;
  }

  /**
   * An index of a table, or a table that has none.
   *
   * @param columns in the order of the index; empty texts for expressions
   * @param condition of a partial one; empty otherwise
   */
  private record Index(String table, List<String> columns, String condition) {
    /**
     * If the columns of the key come first in it, in whatever order. Also a partial one does that
     * leaves out no more than nulls of the key.
     */
    boolean serves(UnindexedForeignKey key) {
      int width = key.columns().size();
      return columns.size() >= width
          && columns.subList(0, width).containsAll(key.columns())
          && (condition.isEmpty() || key.columns().stream().anyMatch(this::isWithoutNullsOf));
    }

    private boolean isWithoutNullsOf(String column) {
      return condition.equals("(" + column + " IS NOT NULL)")
          || condition.equals("(" + new Identifier(column).sql() + " IS NOT NULL)");
    }
  }

  Step step(List<UnindexedForeignKey> checks) throws SQLException {
    Map<String, List<Index>> byTable =
        indexes(checks).stream().collect(Collectors.groupingBy(Index::table));
    Map<String, TableStatistics> tables =
        new TableStatisticsReader(dialect.schema(), transaction)
            .of(checks.stream().map(UnindexedForeignKey::table).toList());
    Map<CheckId, Tally> tallies = new HashMap<>();
    for (UnindexedForeignKey check : checks) {
      List<Index> indexes = byTable.getOrDefault(check.table(), List.of());
      boolean served = indexes.stream().anyMatch(index -> index.serves(check));
      long rows =
          Optional.ofNullable(tables.get(check.table()))
              .map(TableStatistics::rows)
              .map(Math::round)
              .orElse(0L);
      tallies.put(check.id(), new Tally(served || rows < check.fewestRows() ? 0 : rows, List.of()));
    }
    return new Step(tallies, 0, Optional.empty(), 1);
  }

  private List<Index> indexes(List<UnindexedForeignKey> checks) throws SQLException {
    return transaction.rows(
        SqlFragment.of(
            """
            SELECT c.relname, (
                     SELECT array_agg(coalesce(a.attname::text, '') ORDER BY p)
                       FROM generate_series(0, i.indnkeyatts - 1) p
                       LEFT JOIN pg_attribute a
                         ON a.attrelid = i.indrelid AND a.attnum = i.indkey[p]),
                   coalesce(pg_get_expr(i.indpred, i.indrelid), '')
              FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
              LEFT JOIN (pg_index i JOIN pg_class x ON x.oid = i.indexrelid
                         JOIN pg_am m ON m.oid = x.relam AND m.amname IN ('btree', 'hash'))
                ON i.indrelid = c.oid AND i.indisvalid
             WHERE n.nspname = {} AND c.relname = ANY ({})""",
            SqlFragment.text(dialect.schema().name()),
            SqlFragment.texts(checks.stream().map(UnindexedForeignKey::table).distinct().toList())),
        ForeignKeyIndexes::index);
  }

  private static Index index(ResultSet row) throws SQLException {
    Array columns = row.getArray(2);
    return new Index(
        row.getString(1),
        columns == null ? List.of() : Arrays.stream((String[]) columns.getArray()).toList(),
        row.getString(3));
  }
}
