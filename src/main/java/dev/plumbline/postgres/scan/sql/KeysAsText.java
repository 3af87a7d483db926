package dev.plumbline.postgres.scan.sql;

import dev.plumbline.integrity.Check;
import dev.plumbline.integrity.Condition;
import dev.plumbline.postgres.scan.sql.condition.Conditions;
import dev.plumbline.postgres.scan.sql.condition.Dialect;
import dev.plumbline.postgres.scan.sql.condition.Operands;
import dev.plumbline.postgres.scan.sql.condition.SqlFragment;
import dev.plumbline.watch.source.UnreadableException;
import java.util.ArrayList;
import java.util.List;

/** References that are compared with the written form of a key, byte by byte. */
final class KeysAsText {
  private KeysAsText() {}

  static SqlFragment orphan(Check.TextOrphans orphans, Dialect dialect) throws UnreadableException {
    Condition.Operand operand =
        new Condition.Operand.OfColumn(orphans.column(), Condition.Category.TEXT);
    List<SqlFragment> conditions = new ArrayList<>();
    conditions.add(SqlFragment.of("{} IS NOT NULL", Operands.raw(operand)));
    if (orphans.form().isPresent()) {
      conditions.add(
          new Conditions(dialect)
              .sql(new Condition.Not(new Condition.Malformed(operand, orphans.form().get()))));
    }
    conditions.add(
        SqlFragment.of(
            "NOT EXISTS (SELECT FROM {} p WHERE {} = {})",
            dialect.table(orphans.parent()),
            key(orphans.parentKey()),
            Operands.exact(operand)));
    return SqlFragment.join(" AND ", conditions);
  }

  static SqlFragment named(Check.NamedRows named, Dialect dialect) throws UnreadableException {
    Conditions conditions = new Conditions(dialect);
    SqlFragment name = name(named.named());
    SqlFragment parent = dialect.table(named.parent());
    SqlFragment found =
        named.parentIs().isPresent()
            ? SqlFragment.of(
                "EXISTS (SELECT FROM (SELECT {} FROM {} t WHERE {}) p WHERE {} = {})",
                SqlFragment.column(Operands.ROWS, named.parentKey()),
                parent,
                conditions.sql(named.parentIs().get()),
                key(named.parentKey()),
                name)
            : SqlFragment.of(
                "NOT EXISTS (SELECT FROM {} p WHERE {} = {})",
                parent,
                key(named.parentKey()),
                name);
    return SqlFragment.of(
        "{} AND {} IS NOT NULL AND {}", conditions.sql(named.when()), name, found);
  }

  private static SqlFragment key(String column) {
    return SqlFragment.of("({}::text COLLATE \"C\")", SqlFragment.column("p", column));
  }

  /** Of a list of one, its item. */
  private static SqlFragment name(Condition.Operand operand) {
    SqlFragment text = Operands.exact(operand);
    return SqlFragment.of(
        "(CASE WHEN left({}, 1) = '[' THEN btrim({}, '[]\" ') ELSE {} END)", text, text, text);
  }
}
