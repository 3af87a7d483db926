package dev.plumbline.postgres.scan.traversal;

import dev.plumbline.postgres.scan.server.ScanTransaction;
import dev.plumbline.postgres.scan.sql.condition.SqlFragment;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * By ranges of the primary key: each row that keeps its key is checked once.
 *
 * @param types of the columns of the key, as {@code format_type} writes them
 */
record KeyTraversal(SqlFragment table, List<String> key, List<String> types)
    implements RowTraversal {
  KeyTraversal {
    key = List.copyOf(key);
    types = List.copyOf(types);
  }

  static KeyTraversal of(SqlFragment table, long oid, List<String> key, ScanTransaction transaction)
      throws SQLException {
    List<String> types =
        transaction.rows(
            SqlFragment.of(
                """
                SELECT format_type(a.atttypid, a.atttypmod)
                  FROM unnest({}) WITH ORDINALITY k(name, n)
                  JOIN pg_attribute a ON a.attrelid = %d AND a.attname = k.name
                 ORDER BY k.n"""
                    .formatted(oid),
                SqlFragment.texts(key)),
            row -> row.getString(1));
    return new KeyTraversal(table, key, types);
  }

  @Override
  public Part next(ScanTransaction transaction, List<String> resumeAt, long rows)
      throws SQLException {
    List<SqlFragment> bounds = new ArrayList<>();
    if (!resumeAt.isEmpty()) {
      bounds.add(SqlFragment.of("{} > {}", columns(), values(resumeAt)));
    }
    long count = Math.max(1, rows);
    End last = end(transaction, bounds, count);
    List<String> end = last.number() < count ? List.of() : last.key();
    if (!end.isEmpty()) {
      bounds.add(SqlFragment.of("{} <= {}", columns(), values(end)));
    }
    // No subquery with all columns: they may not be granted.
    return new Part(
        SqlFragment.of("{} t", table),
        where(bounds),
        Optional.empty(),
        Optional.empty(),
        false,
        last.number(),
        end);
  }

  /**
   * The last row of a part.
   *
   * @param number how many rows the part has; 0 if there is none
   */
  private record End(long number, List<String> key) {}

  private End end(ScanTransaction transaction, List<SqlFragment> bounds, long count)
      throws SQLException {
    List<SqlFragment> order = each();
    return transaction
        .first(
            SqlFragment.of(
                """
                SELECT n, {} FROM (
                  SELECT {}, row_number() OVER (ORDER BY {}) AS n FROM {} t WHERE {}
                   ORDER BY {} LIMIT %d) t
                 ORDER BY n DESC LIMIT 1"""
                    .formatted(count),
                texts(),
                SqlFragment.join(", ", order),
                SqlFragment.join(", ", order),
                table,
                where(bounds),
                SqlFragment.join(", ", order)),
            row -> {
              List<String> values = new ArrayList<>();
              for (int i = 0; i < key.size(); i++) {
                values.add(row.getString(2 + i));
              }
              return new End(row.getLong(1), values);
            })
        .orElse(new End(0, List.of()));
  }

  private static SqlFragment where(List<SqlFragment> bounds) {
    return bounds.isEmpty() ? ALL : SqlFragment.join(" AND ", bounds);
  }

  private List<SqlFragment> each() {
    return key.stream().map(column -> SqlFragment.column("t", column)).toList();
  }

  private SqlFragment columns() {
    return SqlFragment.of("({})", SqlFragment.join(", ", each()));
  }

  private SqlFragment texts() {
    return SqlFragment.join(
        ", ", each().stream().map(column -> SqlFragment.of("{}::text", column)).toList());
  }

  private SqlFragment values(List<String> values) {
    return SqlFragment.of(
        "({})",
        SqlFragment.join(
            ", ",
            IntStream.range(0, key.size())
                .mapToObj(i -> SqlFragment.value(values.get(i), types.get(i)))
                .toList()));
  }
}
