package dev.plumbline.postgres.scan.form;

import dev.plumbline.integrity.Check;
import dev.plumbline.integrity.Condition;
import dev.plumbline.watch.UnreadableException;
import java.util.ArrayList;
import java.util.List;

/** References that are compared with the written form of a key, byte by byte. */
final class WrittenKeys {
  private WrittenKeys() {}

  static Phrase orphan(Check.TextOrphans orphans, Dialect dialect) throws UnreadableException {
    Condition.Operand operand =
        new Condition.Operand.OfColumn(orphans.column(), Condition.Category.TEXT);
    List<Phrase> conditions = new ArrayList<>();
    conditions.add(Phrase.of("{} IS NOT NULL", Operands.raw(operand)));
    if (orphans.form().isPresent()) {
      conditions.add(
          new Conditions(dialect)
              .sql(new Condition.Not(new Condition.Malformed(operand, orphans.form().get()))));
    }
    conditions.add(
        Phrase.of(
            "NOT EXISTS (SELECT FROM {} p WHERE {} = {})",
            dialect.table(orphans.parent()),
            key(orphans.parentKey()),
            Operands.exact(operand)));
    return Phrase.join(" AND ", conditions);
  }

  static Phrase named(Check.NamedRows named, Dialect dialect) throws UnreadableException {
    Conditions conditions = new Conditions(dialect);
    Phrase name = name(named.named());
    Phrase parent = dialect.table(named.parent());
    Phrase found =
        named.parentIs().isPresent()
            ? Phrase.of(
                "EXISTS (SELECT FROM (SELECT {} FROM {} t WHERE {}) p WHERE {} = {})",
                Phrase.column(Operands.ROWS, named.parentKey()),
                parent,
                conditions.sql(named.parentIs().get()),
                key(named.parentKey()),
                name)
            : Phrase.of(
                "NOT EXISTS (SELECT FROM {} p WHERE {} = {})",
                parent,
                key(named.parentKey()),
                name);
    return Phrase.of("{} AND {} IS NOT NULL AND {}", conditions.sql(named.when()), name, found);
  }

  private static Phrase key(String column) {
    return Phrase.of("({}::text COLLATE \"C\")", Phrase.column("p", column));
  }

  /** Of a list of one, its item. */
  private static Phrase name(Condition.Operand operand) {
    Phrase text = Operands.exact(operand);
    return Phrase.of(
        "(CASE WHEN left({}, 1) = '[' THEN btrim({}, '[]\" ') ELSE {} END)", text, text, text);
  }
}
