package dev.plumbline.postgres.target.rollback.row;

import dev.plumbline.postgres.session.Identifier;
import dev.plumbline.postgres.target.shape.ColumnShape;
import dev.plumbline.postgres.target.shape.TableShape;
import dev.plumbline.postgres.target.statement.RowStream;
import dev.plumbline.postgres.target.statement.StatementFailedException;
import dev.plumbline.postgres.target.statement.TargetTransaction;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The former values of some columns, by primary key, in a temporary table of the target: {@code k0
 * …} are the key, {@code f0 …} the values, {@code present} is true.
 */
final class FormerValues {
  static final String TABLE = "pg_temp.plumbline_former";

  private FormerValues() {}

  static void load(
      TargetTransaction from, TargetTransaction to, TableShape former, List<ColumnShape> columns)
      throws StatementFailedException {
    String object = "the former values of `" + former.name() + "`";
    List<ColumnShape> key =
        former.key().stream().map(name -> former.column(name).orElseThrow()).toList();
    List<String> definitions = new ArrayList<>();
    for (int i = 0; i < key.size(); i++) {
      definitions.add("k" + i + " " + key.get(i).typeSql());
    }
    for (int i = 0; i < columns.size(); i++) {
      definitions.add("f" + i + " " + columns.get(i).typeSql());
    }
    to.execute(
        object,
        "CREATE TEMP TABLE plumbline_former (%s, present boolean DEFAULT true) ON COMMIT DROP"
            .formatted(String.join(", ", definitions)));
    List<String> names =
        IntStream.range(0, definitions.size())
            .mapToObj(i -> i < key.size() ? "k" + i : "f" + (i - key.size()))
            .toList();
    RowStream.copy(
        object,
        from,
        "SELECT %s FROM ONLY %s"
            .formatted(
                Stream.concat(key.stream(), columns.stream())
                    .map(ColumnShape::sql)
                    .collect(Collectors.joining(", ")),
                former.sql()),
        to,
        TABLE + " (" + String.join(", ", names) + ")");
    to.execute(
        object, "ALTER TABLE %s ADD PRIMARY KEY (%s)".formatted(TABLE, keys(key.size(), "")));
    to.execute(object, "ANALYZE " + TABLE);
  }

  static void drop(TargetTransaction to) throws StatementFailedException {
    to.execute("temporary tables", "DROP TABLE IF EXISTS " + TABLE);
  }

  /** {@code k0, k1}. */
  static String keys(int count, String prefix) {
    return IntStream.range(0, count)
        .mapToObj(i -> prefix + "k" + i)
        .collect(Collectors.joining(", "));
  }

  /**
   * @param t alias of the table
   * @param other alias of what has its key as {@code k0 …}
   */
  static String matches(TableShape table, String t, String other) {
    return IntStream.range(0, table.key().size())
        .mapToObj(
            i -> "%s.k%d = %s.%s".formatted(other, i, t, new Identifier(table.key().get(i)).sql()))
        .collect(Collectors.joining(" AND "));
  }
}
