package dev.plumbline.postgres.scan.sql;

import dev.plumbline.integrity.Check.SharedNames;
import dev.plumbline.postgres.scan.sql.condition.Conditions;
import dev.plumbline.postgres.scan.sql.condition.Dialect;
import dev.plumbline.postgres.scan.sql.condition.Operands;
import dev.plumbline.postgres.scan.sql.condition.SqlFragment;
import dev.plumbline.watch.source.UnreadableException;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/** Rows of one table that have the same name. */
final class DuplicateNames {
  private DuplicateNames() {}

  static SqlFragment shared(SharedNames names, Dialect dialect) throws UnreadableException {
    Conditions conditions = new Conditions(dialect);
    SqlFragment only =
        names.only().isPresent() ? conditions.sql(names.only().get()) : SqlFragment.of("true");
    List<SqlFragment> columns = new ArrayList<>();
    List<SqlFragment> equal = new ArrayList<>();
    columns.add(SqlFragment.of("{} AS name", name(names)));
    equal.add(SqlFragment.of("n.name = {}", name(names)));
    for (String column : names.within()) {
      SqlFragment value = SqlFragment.column(Operands.ROWS, column);
      columns.add(SqlFragment.of("{} AS {}", value, SqlFragment.name("in " + column)));
      equal.add(
          SqlFragment.of(
              "{} IS NOT DISTINCT FROM {}", SqlFragment.column("n", "in " + column), value));
    }
    List<SqlFragment> having = new ArrayList<>(List.of(SqlFragment.of("count(*) > 1")));
    if (!names.flags().isEmpty()) {
      having.add(
          SqlFragment.of(
              "count(DISTINCT {}) " + (names.differing() ? "> 1" : "= 1"), row(names.flags())));
    }
    List<String> groups = new ArrayList<>();
    for (int column = 1; column <= columns.size(); column++) {
      groups.add(Integer.toString(column));
    }
    return SqlFragment.of(
        """
        {} AND EXISTS (SELECT FROM (
          SELECT {} FROM {} t WHERE {} AND {} IS NOT NULL GROUP BY {} HAVING {}) n WHERE {})""",
        only,
        SqlFragment.join(", ", columns),
        dialect.table(names.table()),
        only,
        name(names),
        SqlFragment.of(String.join(", ", groups)),
        SqlFragment.join(" AND ", having),
        SqlFragment.join(" AND ", equal));
  }

  static SortedSet<String> columns(SharedNames names) {
    SortedSet<String> columns = new TreeSet<>(names.within());
    columns.add(names.name());
    columns.addAll(names.flags());
    return columns;
  }

  /** Null if there is none. */
  private static SqlFragment name(SharedNames names) {
    return SqlFragment.of(
        "(nullif(btrim({}::text, E' \\t\\r\\n'), '') COLLATE \"C\")",
        SqlFragment.column(Operands.ROWS, names.name()));
  }

  /** One text for equal values. */
  private static SqlFragment row(List<String> columns) {
    List<SqlFragment> values = new ArrayList<>();
    for (String column : columns) {
      values.add(
          SqlFragment.of("coalesce({}::text, '')", SqlFragment.column(Operands.ROWS, column)));
    }
    return SqlFragment.of("(ROW({})::text COLLATE \"C\")", SqlFragment.join(", ", values));
  }
}
