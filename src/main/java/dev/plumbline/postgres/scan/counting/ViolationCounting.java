package dev.plumbline.postgres.scan.counting;

import dev.plumbline.integrity.Tally;
import dev.plumbline.postgres.scan.counting.CountResult.Row;
import dev.plumbline.postgres.scan.server.ScanTransaction;
import dev.plumbline.postgres.scan.sql.condition.SqlFragment;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Counts the rows that break each of several conditions in one go through them, and takes some of
 * their primary keys along.
 *
 * @param key columns of the primary key
 * @param conditions on rows called {@code t}
 */
public record ViolationCounting(List<String> key, List<SqlFragment> conditions) {
  /**
   * Which versions of a row count. Asked of the broken rows only, behind the numbering of them:
   * PostgreSQL does not call {@code age(xid)} in more than one process, and would use only one for
   * the whole statement.
   *
   * @param born the transaction that made it, of rows called {@code t}
   * @param counts a condition on {@code born}
   */
  public record Versions(SqlFragment born, SqlFragment counts) {}

  public ViolationCounting {
    key = List.copyOf(key);
    conditions = List.copyOf(conditions);
  }

  /**
   * @param rows an item of {@code FROM} that gives rows called {@code t}
   * @param only which of them count
   * @param most how many keys to take along
   */
  public CountResult run(
      ScanTransaction transaction,
      SqlFragment rows,
      SqlFragment only,
      Optional<Versions> versions,
      int most)
      throws SQLException {
    CountResult counted = transaction.one(statement(rows, only, versions, most), this::read);
    List<Row> samples = new ArrayList<>(counted.rows());
    // One check may have had all the places.
    for (int check = 0; check < conditions.size() && conditions.size() > 1; check++) {
      if (counted.counts().get(check) > 0 && counted.keys(check).isEmpty() && !key.isEmpty()) {
        String mask = "0".repeat(check) + "1" + "0".repeat(conditions.size() - check - 1);
        CountResult alone =
            transaction.one(
                new ViolationCounting(key, List.of(conditions.get(check)))
                    .statement(rows, only, versions, Tally.MOST_SAMPLES),
                new ViolationCounting(key, List.of(conditions.get(check)))::read);
        alone.rows().forEach(row -> samples.add(new Row(row.key(), mask)));
      }
    }
    return new CountResult(counted.counts(), samples);
  }

  private SqlFragment statement(
      SqlFragment rows, SqlFragment only, Optional<Versions> versions, int most) {
    List<SqlFragment> counts = new ArrayList<>();
    List<SqlFragment> broken = new ArrayList<>();
    List<SqlFragment> marks = new ArrayList<>();
    for (int check = 0; check < conditions.size(); check++) {
      counts.add(SqlFragment.of("count(*) FILTER (WHERE b%d)".formatted(check)));
      broken.add(
          conditions.size() == 1
              ? SqlFragment.of("true AS b0")
              : SqlFragment.of("({}) IS TRUE AS b%d".formatted(check), conditions.get(check)));
      marks.add(SqlFragment.of("b%d::int".formatted(check)));
    }
    SqlFragment where =
        conditions.size() == 1
            ? conditions.getFirst()
            : SqlFragment.of(
                "({})",
                SqlFragment.join(
                    " OR ",
                    conditions.stream()
                        .map(condition -> SqlFragment.of("({})", condition))
                        .toList()));
    List<SqlFragment> keys = new ArrayList<>();
    List<SqlFragment> texts = new ArrayList<>();
    IntStream.range(0, key.size())
        .forEach(
            i -> {
              keys.add(
                  SqlFragment.of("{} AS k%d".formatted(i), SqlFragment.column("t", key.get(i))));
              texts.add(SqlFragment.of("k%d::text".formatted(i)));
            });
    SqlFragment taken =
        key.isEmpty()
            ? SqlFragment.of("NULL, NULL")
            : SqlFragment.of(
                "array_agg(ARRAY[{}] ORDER BY %1$s) FILTER (WHERE n <= %2$d), array_agg(concat({}) ORDER BY %1$s) FILTER (WHERE n <= %2$d)"
                    .formatted(order(), most),
                SqlFragment.join(", ", texts),
                SqlFragment.join(", ", marks));
    List<SqlFragment> columns = new ArrayList<>(keys);
    columns.addAll(broken);
    versions.ifPresent(bounds -> columns.add(SqlFragment.of("{} AS born", bounds.born())));
    columns.add(SqlFragment.of("row_number() OVER () AS n"));
    return SqlFragment.of(
        "SELECT {}, {}\n  FROM (SELECT {}\n          FROM {}\n         WHERE {} AND {}) x\n WHERE {}",
        taken,
        SqlFragment.join(", ", counts),
        SqlFragment.join(", ", columns),
        rows,
        where,
        only,
        versions.map(Versions::counts).orElseGet(() -> SqlFragment.of("true")));
  }

  private String order() {
    return String.join(", ", IntStream.range(0, key.size()).mapToObj(i -> "k" + i).toList());
  }

  private CountResult read(ResultSet row) throws SQLException {
    List<Long> counts = new ArrayList<>();
    for (int check = 0; check < conditions.size(); check++) {
      counts.add(row.getLong(3 + check));
    }
    Array keys = row.getArray(1);
    if (keys == null) {
      return new CountResult(counts, Collections.emptyList());
    }
    String[][] columns = (String[][]) keys.getArray();
    String[] marks = (String[]) row.getArray(2).getArray();
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < columns.length; i++) {
      rows.add(new Row(List.of(columns[i]), marks[i]));
    }
    return new CountResult(counts, rows);
  }
}
