package dev.plumbline.postgres.scan.walk;

import dev.plumbline.postgres.scan.form.Phrase;
import dev.plumbline.postgres.scan.server.Asking;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * By ranges of the primary key: each row that keeps its key is looked at once.
 *
 * @param types of the columns of the key, as {@code format_type} writes them
 */
record KeyWalk(Phrase table, List<String> key, List<String> types) implements Walk {
  KeyWalk {
    key = List.copyOf(key);
    types = List.copyOf(types);
  }

  static KeyWalk of(Phrase table, long oid, List<String> key, Asking asking) throws SQLException {
    List<String> types =
        asking.rows(
            Phrase.of(
                """
                SELECT format_type(a.atttypid, a.atttypmod)
                  FROM unnest({}) WITH ORDINALITY k(name, n)
                  JOIN pg_attribute a ON a.attrelid = %d AND a.attname = k.name
                 ORDER BY k.n"""
                    .formatted(oid),
                Phrase.texts(key)),
            row -> row.getString(1));
    return new KeyWalk(table, key, types);
  }

  @Override
  public Part next(Asking asking, List<String> place, long rows) throws SQLException {
    List<Phrase> bounds = new ArrayList<>();
    if (!place.isEmpty()) {
      bounds.add(Phrase.of("{} > {}", columns(), values(place)));
    }
    long count = Math.max(1, rows);
    End last = end(asking, bounds, count);
    List<String> end = last.number() < count ? List.of() : last.key();
    if (!end.isEmpty()) {
      bounds.add(Phrase.of("{} <= {}", columns(), values(end)));
    }
    // No subquery with all columns: they may not be granted.
    return new Part(
        Phrase.of("{} t", table),
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

  private End end(Asking asking, List<Phrase> bounds, long count) throws SQLException {
    List<Phrase> order = each();
    return asking
        .first(
            Phrase.of(
                """
                SELECT n, {} FROM (
                  SELECT {}, row_number() OVER (ORDER BY {}) AS n FROM {} t WHERE {}
                   ORDER BY {} LIMIT %d) t
                 ORDER BY n DESC LIMIT 1"""
                    .formatted(count),
                texts(),
                Phrase.join(", ", order),
                Phrase.join(", ", order),
                table,
                where(bounds),
                Phrase.join(", ", order)),
            row -> {
              List<String> values = new ArrayList<>();
              for (int i = 0; i < key.size(); i++) {
                values.add(row.getString(2 + i));
              }
              return new End(row.getLong(1), values);
            })
        .orElse(new End(0, List.of()));
  }

  private static Phrase where(List<Phrase> bounds) {
    return bounds.isEmpty() ? ALL : Phrase.join(" AND ", bounds);
  }

  private List<Phrase> each() {
    return key.stream().map(column -> Phrase.column("t", column)).toList();
  }

  private Phrase columns() {
    return Phrase.of("({})", Phrase.join(", ", each()));
  }

  private Phrase texts() {
    return Phrase.join(", ", each().stream().map(column -> Phrase.of("{}::text", column)).toList());
  }

  private Phrase values(List<String> values) {
    return Phrase.of(
        "({})",
        Phrase.join(
            ", ",
            IntStream.range(0, key.size())
                .mapToObj(i -> Phrase.value(values.get(i), types.get(i)))
                .toList()));
  }
}
