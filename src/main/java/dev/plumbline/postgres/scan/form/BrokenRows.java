package dev.plumbline.postgres.scan.form;

import dev.plumbline.integrity.Check;
import dev.plumbline.watch.UnreadableException;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/** What is true of the rows that break a check, as SQL on rows called {@code t}. */
public final class BrokenRows {
  private BrokenRows() {}

  /**
   * @throws UnreadableException if this server cannot tell
   * @throws IllegalArgumentException for what is no matter of the rows of a table
   */
  public static Phrase condition(Check check, Dialect dialect) throws UnreadableException {
    return switch (check) {
      case Check.Orphans orphans -> orphan(orphans, dialect);
      case Check.AnyOrphans any -> AnyItems.orphan(any, dialect);
      case Check.Rows rows -> new Conditions(dialect).sql(rows.broken());
      case Check.Duplicates duplicates -> duplicate(duplicates, dialect);
      case Check.Cycles cycles -> cyclic(cycles, dialect);
      case Check.UnreachableOperations ignored -> unreachable(dialect);
      case Check.SequenceBehind ignored -> throw noRows(check);
      case Check.UnindexedForeignKey ignored -> throw noRows(check);
      case Check.MissingBinaries ignored -> throw noRows(check);
    };
  }

  /** Never {@code NOT IN}, which one null makes blind, and which turns quadratic. */
  public static Phrase orphan(Check.Orphans orphans, Dialect dialect) {
    Phrase column = Phrase.column("t", orphans.column());
    return Phrase.of(
        "{} IS NOT NULL AND NOT EXISTS (SELECT FROM {} p WHERE {} = {})",
        column,
        dialect.table(orphans.parent()),
        Phrase.column("p", orphans.parentKey()),
        column);
  }

  /** The columns whose values make a row broken. */
  static SortedSet<String> columns(Check check) {
    return switch (check) {
      case Check.Orphans orphans -> new TreeSet<>(List.of(orphans.column()));
      case Check.AnyOrphans any -> new TreeSet<>(List.of(any.collectionColumn(), any.itemColumn()));
      case Check.Rows rows -> Conditions.columns(rows.broken());
      case Check.Duplicates duplicates -> new TreeSet<>(duplicates.columns());
      case Check.Cycles cycles -> new TreeSet<>(List.of(cycles.parentColumn()));
      case Check.UnreachableOperations ignored -> new TreeSet<>(List.of("flow"));
      case Check.SequenceBehind ignored -> throw noRows(check);
      case Check.UnindexedForeignKey ignored -> throw noRows(check);
      case Check.MissingBinaries ignored -> throw noRows(check);
    };
  }

  private static Phrase duplicate(Check.Duplicates duplicates, Dialect dialect) {
    List<Phrase> ours = new ArrayList<>();
    List<Phrase> theirs = new ArrayList<>();
    List<Phrase> present = new ArrayList<>();
    for (String column : duplicates.columns()) {
      ours.add(Phrase.column("t", column));
      theirs.add(Phrase.column("d", column));
      present.add(Phrase.of("{} IS NOT NULL", Phrase.column("d", column)));
    }
    return Phrase.of(
        "({}) IN (SELECT {} FROM {} d WHERE {} GROUP BY {} HAVING count(*) > 1)",
        Phrase.join(", ", ours),
        Phrase.join(", ", theirs),
        dialect.table(duplicates.table()),
        Phrase.join(" AND ", present),
        Phrase.join(", ", theirs));
  }

  /**
   * First what hangs on a row without a living parent is put aside; each row has one parent, so
   * that no row is met twice. Only what is left, mostly nothing, is walked upwards from each row.
   */
  private static Phrase cyclic(Check.Cycles cycles, Dialect dialect) {
    Phrase table = dialect.table(cycles.table());
    Phrase key = Phrase.name(cycles.keyColumn());
    Phrase parent = Phrase.name(cycles.parentColumn());
    return Phrase.of(
        """
        {} IN (
          WITH RECURSIVE rows(k, p) AS MATERIALIZED (SELECT {}, {} FROM {}),
          hanging(k) AS (
            SELECT r.k FROM rows r WHERE NOT EXISTS (SELECT FROM rows a WHERE a.k = r.p)
            UNION ALL
            SELECT r.k FROM hanging h JOIN rows r ON r.p = h.k),
          left_over AS MATERIALIZED (
            SELECT r.k, r.p FROM rows r WHERE NOT EXISTS (SELECT FROM hanging h WHERE h.k = r.k)),
          upwards(k, p) AS (
            SELECT k, p FROM left_over
            UNION
            SELECT u.k, l.p FROM upwards u JOIN left_over l ON l.k = u.p)
          SELECT k FROM upwards WHERE k = p)""",
        Phrase.column("t", cycles.keyColumn()),
        key,
        parent,
        table);
  }

  private static Phrase unreachable(Dialect dialect) {
    return Phrase.of(
        """
        t.id <> ALL (ARRAY(
          WITH RECURSIVE reached(id) AS (
            SELECT operation FROM {} WHERE operation IS NOT NULL
            UNION
            SELECT n.id FROM reached r JOIN {} o ON o.id = r.id,
                   LATERAL (VALUES (o.resolve), (o.reject)) n(id) WHERE n.id IS NOT NULL)
          SELECT id FROM reached))""",
        dialect.table("directus_flows"),
        dialect.table("directus_operations"));
  }

  private static IllegalArgumentException noRows(Check check) {
    return new IllegalArgumentException(check.id().text() + " is not asked of rows");
  }
}
