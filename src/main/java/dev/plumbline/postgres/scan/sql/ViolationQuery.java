package dev.plumbline.postgres.scan.sql;

import dev.plumbline.integrity.Check;
import dev.plumbline.integrity.Tally;
import dev.plumbline.integrity.compile.CheckCodes;
import dev.plumbline.postgres.scan.sql.condition.Dialect;
import dev.plumbline.postgres.scan.sql.condition.SqlFragment;
import dev.plumbline.watch.source.UnreadableException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The statement that shows the rows that break a check, for a person with {@code psql}. */
public final class ViolationQuery {
  private ViolationQuery() {}

  /** Complete, with a semicolon; shows the primary key and what was checked, nothing else. */
  public static String of(Check check, Tally found, Dialect dialect) {
    SqlFragment statement =
        switch (check) {
          case Check.SequenceBehind behind ->
              SqlFragment.of(
                  "SELECT max({}) AS taken, (SELECT last_value FROM {}) AS last_value FROM {}",
                  SqlFragment.name(behind.column()),
                  dialect.table(behind.sequence()),
                  dialect.table(behind.table()));
          case Check.UnindexedForeignKey key ->
              SqlFragment.of(
                  """
                  SELECT c.reltuples AS rows, pg_get_indexdef(i.indexrelid) AS index
                    FROM pg_class c LEFT JOIN pg_index i ON i.indrelid = c.oid
                   WHERE c.oid = {}""",
                  SqlFragment.value(dialect.schema().table(key.table()), "regclass"));
          case Check.UnservedStorage files ->
              SqlFragment.of(
                  "SELECT id, storage, filename_disk FROM {} WHERE storage = {} ORDER BY id",
                  dialect.table(files.table()),
                  SqlFragment.text(files.storage()));
          case Check.MissingBinaries files ->
              SqlFragment.of(
                  "SELECT id, storage, filename_disk FROM {} WHERE id = ANY ({}) ORDER BY id",
                  dialect.table(files.table()),
                  SqlFragment.value(
                      "{"
                          + found.samples().stream()
                              .map(List::getFirst)
                              .collect(Collectors.joining(","))
                          + "}",
                      "uuid[]"));
          case Check.MissingNames names -> found(names, found, dialect);
          case Check.Orphans ignored -> rows(check, found, dialect);
          case Check.TextOrphans ignored -> rows(check, found, dialect);
          case Check.AnyOrphans ignored -> rows(check, found, dialect);
          case Check.NamedRows ignored -> rows(check, found, dialect);
          case Check.Rows ignored -> rows(check, found, dialect);
          case Check.Duplicates ignored -> rows(check, found, dialect);
          case Check.SharedNames ignored -> rows(check, found, dialect);
          case Check.Cycles ignored -> rows(check, found, dialect);
          case Check.UnreachableOperations ignored -> rows(check, found, dialect);
        };
    return statement.shown() + ";";
  }

  /** Those whose keys are known: which names are missing, SQL cannot say by itself. */
  private static SqlFragment found(Check.MissingNames names, Tally found, Dialect dialect) {
    SqlFragment key = SqlFragment.name(names.key().getFirst());
    List<SqlFragment> shown = new ArrayList<>();
    shown.add(key);
    names.references().columns().forEach(column -> shown.add(SqlFragment.name(column)));
    return SqlFragment.of(
        "SELECT {} FROM {} WHERE {}::text = ANY ({}) ORDER BY {}",
        SqlFragment.join(", ", shown),
        dialect.table(names.table()),
        key,
        SqlFragment.texts(found.samples().stream().map(List::getFirst).toList()),
        key);
  }

  /** By primary key where each row is known by it, else by what breaks the check. */
  private static SqlFragment rows(Check check, Tally found, Dialect dialect) {
    Set<String> columns = new LinkedHashSet<>(check.key());
    if (!CheckCodes.isAboutSecrets(check.id().code())) {
      columns.addAll(BrokenRows.columns(check));
    }
    List<SqlFragment> shown = new ArrayList<>();
    columns.forEach(column -> shown.add(SqlFragment.column("t", column)));
    List<SqlFragment> order = new ArrayList<>();
    check.key().forEach(column -> order.add(SqlFragment.column("t", column)));
    SqlFragment condition =
        areSampled(check, found) ? sampled(check, found) : condition(check, dialect);
    SqlFragment select =
        SqlFragment.of(
            "SELECT {}\n  FROM {} t\n WHERE {}",
            SqlFragment.join(", ", shown),
            dialect.table(check.table()),
            condition);
    return order.isEmpty()
        ? select
        : SqlFragment.of("{}\n ORDER BY {}", select, SqlFragment.join(", ", order));
  }

  private static SqlFragment condition(Check check, Dialect dialect) {
    try {
      return BrokenRows.condition(check, dialect);
    } catch (UnreadableException e) {
      return SqlFragment.of("false /* this server version cannot check it */");
    }
  }

  private static boolean areSampled(Check check, Tally found) {
    return !check.key().isEmpty() && found.count() > 0 && found.count() == found.samples().size();
  }

  private static SqlFragment sampled(Check check, Tally found) {
    return SqlFragment.of(
        "{} IN ({})",
        row(check.key().stream().map(column -> SqlFragment.column("t", column)).toList()),
        SqlFragment.join(
            ", ",
            found.samples().stream()
                .map(key -> row(key.stream().map(SqlFragment::literal).toList()))
                .toList()));
  }

  private static SqlFragment row(List<SqlFragment> values) {
    SqlFragment joined = SqlFragment.join(", ", values);
    return values.size() == 1 ? joined : SqlFragment.of("({})", joined);
  }
}
