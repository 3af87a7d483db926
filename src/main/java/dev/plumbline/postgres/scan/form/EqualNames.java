package dev.plumbline.postgres.scan.form;

import dev.plumbline.integrity.Check.SharedNames;
import dev.plumbline.watch.UnreadableException;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/** Rows of one table that have the same name. */
final class EqualNames {
  private EqualNames() {}

  static Phrase shared(SharedNames names, Dialect dialect) throws UnreadableException {
    Conditions conditions = new Conditions(dialect);
    Phrase only = names.only().isPresent() ? conditions.sql(names.only().get()) : Phrase.of("true");
    List<Phrase> columns = new ArrayList<>();
    List<Phrase> equal = new ArrayList<>();
    columns.add(Phrase.of("{} AS name", name(names)));
    equal.add(Phrase.of("n.name = {}", name(names)));
    for (String column : names.within()) {
      Phrase value = Phrase.column(Operands.ROWS, column);
      columns.add(Phrase.of("{} AS {}", value, Phrase.name("in " + column)));
      equal.add(Phrase.of("{} IS NOT DISTINCT FROM {}", Phrase.column("n", "in " + column), value));
    }
    List<Phrase> having = new ArrayList<>(List.of(Phrase.of("count(*) > 1")));
    if (!names.flags().isEmpty()) {
      having.add(
          Phrase.of(
              "count(DISTINCT {}) " + (names.differing() ? "> 1" : "= 1"), row(names.flags())));
    }
    List<String> groups = new ArrayList<>();
    for (int column = 1; column <= columns.size(); column++) {
      groups.add(Integer.toString(column));
    }
    return Phrase.of(
        """
        {} AND EXISTS (SELECT FROM (
          SELECT {} FROM {} t WHERE {} AND {} IS NOT NULL GROUP BY {} HAVING {}) n WHERE {})""",
        only,
        Phrase.join(", ", columns),
        dialect.table(names.table()),
        only,
        name(names),
        Phrase.of(String.join(", ", groups)),
        Phrase.join(" AND ", having),
        Phrase.join(" AND ", equal));
  }

  static SortedSet<String> columns(SharedNames names) {
    SortedSet<String> columns = new TreeSet<>(names.within());
    columns.add(names.name());
    columns.addAll(names.flags());
    return columns;
  }

  /** Null if there is none. */
  private static Phrase name(SharedNames names) {
    return Phrase.of(
        "(nullif(btrim({}::text, E' \\t\\r\\n'), '') COLLATE \"C\")",
        Phrase.column(Operands.ROWS, names.name()));
  }

  /** One text for equal values. */
  private static Phrase row(List<String> columns) {
    List<Phrase> values = new ArrayList<>();
    for (String column : columns) {
      values.add(Phrase.of("coalesce({}::text, '')", Phrase.column(Operands.ROWS, column)));
    }
    return Phrase.of("(ROW({})::text COLLATE \"C\")", Phrase.join(", ", values));
  }
}
