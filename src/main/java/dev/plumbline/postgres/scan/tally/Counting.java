package dev.plumbline.postgres.scan.tally;

import dev.plumbline.integrity.Tally;
import dev.plumbline.postgres.scan.form.Phrase;
import dev.plumbline.postgres.scan.server.Asking;
import dev.plumbline.postgres.scan.tally.Counted.Row;
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
public record Counting(List<String> key, List<Phrase> conditions) {
  /**
   * Which versions of a row count. Asked of the broken rows only, behind the numbering of them:
   * PostgreSQL does not call {@code age(xid)} in more than one process, and would use only one for
   * the whole statement.
   *
   * @param born the transaction that made it, of rows called {@code t}
   * @param counts a condition on {@code born}
   */
  public record Versions(Phrase born, Phrase counts) {}

  public Counting {
    key = List.copyOf(key);
    conditions = List.copyOf(conditions);
  }

  /**
   * @param rows an item of {@code FROM} that gives rows called {@code t}
   * @param only which of them count
   * @param most how many keys to take along
   */
  public Counted run(Asking asking, Phrase rows, Phrase only, Optional<Versions> versions, int most)
      throws SQLException {
    Counted counted = asking.one(statement(rows, only, versions, most), this::read);
    List<Row> samples = new ArrayList<>(counted.rows());
    // One check may have had all the places.
    for (int check = 0; check < conditions.size() && conditions.size() > 1; check++) {
      if (counted.counts().get(check) > 0 && counted.keys(check).isEmpty() && !key.isEmpty()) {
        String mask = "0".repeat(check) + "1" + "0".repeat(conditions.size() - check - 1);
        Counted alone =
            asking.one(
                new Counting(key, List.of(conditions.get(check)))
                    .statement(rows, only, versions, Tally.MOST_SAMPLES),
                new Counting(key, List.of(conditions.get(check)))::read);
        alone.rows().forEach(row -> samples.add(new Row(row.key(), mask)));
      }
    }
    return new Counted(counted.counts(), samples);
  }

  private Phrase statement(Phrase rows, Phrase only, Optional<Versions> versions, int most) {
    List<Phrase> counts = new ArrayList<>();
    List<Phrase> broken = new ArrayList<>();
    List<Phrase> marks = new ArrayList<>();
    for (int check = 0; check < conditions.size(); check++) {
      counts.add(Phrase.of("count(*) FILTER (WHERE b%d)".formatted(check)));
      broken.add(
          conditions.size() == 1
              ? Phrase.of("true AS b0")
              : Phrase.of("({}) IS TRUE AS b%d".formatted(check), conditions.get(check)));
      marks.add(Phrase.of("b%d::int".formatted(check)));
    }
    Phrase where =
        conditions.size() == 1
            ? conditions.getFirst()
            : Phrase.of(
                "({})",
                Phrase.join(
                    " OR ",
                    conditions.stream().map(condition -> Phrase.of("({})", condition)).toList()));
    List<Phrase> keys = new ArrayList<>();
    List<Phrase> texts = new ArrayList<>();
    IntStream.range(0, key.size())
        .forEach(
            i -> {
              keys.add(Phrase.of("{} AS k%d".formatted(i), Phrase.column("t", key.get(i))));
              texts.add(Phrase.of("k%d::text".formatted(i)));
            });
    Phrase taken =
        key.isEmpty()
            ? Phrase.of("NULL, NULL")
            : Phrase.of(
                "array_agg(ARRAY[{}] ORDER BY %1$s) FILTER (WHERE n <= %2$d), array_agg(concat({}) ORDER BY %1$s) FILTER (WHERE n <= %2$d)"
                    .formatted(order(), most),
                Phrase.join(", ", texts),
                Phrase.join(", ", marks));
    List<Phrase> columns = new ArrayList<>(keys);
    columns.addAll(broken);
    versions.ifPresent(told -> columns.add(Phrase.of("{} AS born", told.born())));
    columns.add(Phrase.of("row_number() OVER () AS n"));
    return Phrase.of(
        "SELECT {}, {}\n  FROM (SELECT {}\n          FROM {}\n         WHERE {} AND {}) x\n WHERE {}",
        taken,
        Phrase.join(", ", counts),
        Phrase.join(", ", columns),
        rows,
        where,
        only,
        versions.map(Versions::counts).orElseGet(() -> Phrase.of("true")));
  }

  private String order() {
    return String.join(", ", IntStream.range(0, key.size()).mapToObj(i -> "k" + i).toList());
  }

  private Counted read(ResultSet row) throws SQLException {
    List<Long> counts = new ArrayList<>();
    for (int check = 0; check < conditions.size(); check++) {
      counts.add(row.getLong(3 + check));
    }
    Array keys = row.getArray(1);
    if (keys == null) {
      return new Counted(counts, Collections.emptyList());
    }
    String[][] columns = (String[][]) keys.getArray();
    String[] marks = (String[]) row.getArray(2).getArray();
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < columns.length; i++) {
      rows.add(new Row(List.of(columns[i]), marks[i]));
    }
    return new Counted(counts, rows);
  }
}
