package dev.plumbline.postgres.scan.form;

import dev.plumbline.integrity.Check;
import dev.plumbline.integrity.CheckCode;
import dev.plumbline.integrity.Tally;
import dev.plumbline.watch.UnreadableException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The statement that shows the rows that break a check, for a person with {@code psql}. */
public final class ShownSql {
  private ShownSql() {}

  /** Complete, with a semicolon; shows the primary key and what was checked, nothing else. */
  public static String of(Check check, Tally found, Dialect dialect) {
    Phrase statement =
        switch (check) {
          case Check.SequenceBehind behind ->
              Phrase.of(
                  "SELECT max({}) AS taken, (SELECT last_value FROM {}) AS last_value FROM {}",
                  Phrase.name(behind.column()),
                  dialect.table(behind.sequence()),
                  dialect.table(behind.table()));
          case Check.UnindexedForeignKey key ->
              Phrase.of(
                  """
                  SELECT c.reltuples AS rows, pg_get_indexdef(i.indexrelid) AS index
                    FROM pg_class c LEFT JOIN pg_index i ON i.indrelid = c.oid
                   WHERE c.oid = {}""",
                  Phrase.value(dialect.schema().table(key.table()), "regclass"));
          case Check.UnservedStorage files ->
              Phrase.of(
                  "SELECT id, storage, filename_disk FROM {} WHERE storage = {} ORDER BY id",
                  dialect.table(files.table()),
                  Phrase.text(files.storage()));
          case Check.MissingBinaries files ->
              Phrase.of(
                  "SELECT id, storage, filename_disk FROM {} WHERE id = ANY ({}) ORDER BY id",
                  dialect.table(files.table()),
                  Phrase.value(
                      "{"
                          + found.samples().stream()
                              .map(List::getFirst)
                              .collect(Collectors.joining(","))
                          + "}",
                      "uuid[]"));
          case Check.MissingNames names -> found(names, found, dialect);
          case Check.Orphans ignored -> rows(check, dialect);
          case Check.TextOrphans ignored -> rows(check, dialect);
          case Check.AnyOrphans ignored -> rows(check, dialect);
          case Check.NamedRows ignored -> rows(check, dialect);
          case Check.Rows ignored -> rows(check, dialect);
          case Check.Duplicates ignored -> rows(check, dialect);
          case Check.SharedNames ignored -> rows(check, dialect);
          case Check.Cycles ignored -> rows(check, dialect);
          case Check.UnreachableOperations ignored -> rows(check, dialect);
        };
    return statement.shown() + ";";
  }

  /** Those whose keys are known: which names are missing, SQL cannot tell by itself. */
  private static Phrase found(Check.MissingNames names, Tally found, Dialect dialect) {
    Phrase key = Phrase.name(names.key().getFirst());
    List<Phrase> shown = new ArrayList<>();
    shown.add(key);
    names.references().columns().forEach(column -> shown.add(Phrase.name(column)));
    return Phrase.of(
        "SELECT {} FROM {} WHERE {}::text = ANY ({}) ORDER BY {}",
        Phrase.join(", ", shown),
        dialect.table(names.table()),
        key,
        Phrase.texts(found.samples().stream().map(List::getFirst).toList()),
        key);
  }

  private static Phrase rows(Check check, Dialect dialect) {
    Set<String> columns = new LinkedHashSet<>(check.key());
    if (check.id().code() != CheckCode.CONCEALED_VALUE_OVERWRITTEN) {
      columns.addAll(BrokenRows.columns(check));
    }
    List<Phrase> shown = new ArrayList<>();
    columns.forEach(column -> shown.add(Phrase.column("t", column)));
    List<Phrase> order = new ArrayList<>();
    check.key().forEach(column -> order.add(Phrase.column("t", column)));
    Phrase condition;
    try {
      condition = BrokenRows.condition(check, dialect);
    } catch (UnreadableException e) {
      condition = Phrase.of("false /* this server version cannot check it */");
    }
    Phrase select =
        Phrase.of(
            "SELECT {}\n FROM {} t\nWHERE {}",
            Phrase.join(", ", shown),
            dialect.table(check.table()),
            condition);
    return order.isEmpty()
        ? select
        : Phrase.of("{}\nORDER BY {}", select, Phrase.join(", ", order));
  }
}
