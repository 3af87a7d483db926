package dev.plumbline.postgres.scan.sql;

import dev.plumbline.integrity.Check;
import dev.plumbline.postgres.scan.sql.condition.Conditions;
import dev.plumbline.postgres.scan.sql.condition.Dialect;
import dev.plumbline.postgres.scan.sql.condition.Operands;
import dev.plumbline.postgres.scan.sql.condition.SqlFragment;
import dev.plumbline.watch.source.UnreadableException;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/** What is true of the rows that break a check, as SQL on rows called {@code t}. */
public final class BrokenRows {
  /** No table has more rows than 2 to the power of so many. */
  private static final int DOUBLINGS = 32;

  private BrokenRows() {}

  /**
   * @throws UnreadableException if this server cannot say
   * @throws IllegalArgumentException for a check that is not about rows of a table
   */
  public static SqlFragment condition(Check check, Dialect dialect) throws UnreadableException {
    return switch (check) {
      case Check.Orphans orphans -> orphan(orphans, dialect);
      case Check.TextOrphans orphans -> KeysAsText.orphan(orphans, dialect);
      case Check.AnyOrphans any -> ManyToAnyItems.orphan(any, dialect);
      case Check.NamedRows named -> KeysAsText.named(named, dialect);
      case Check.Rows rows -> new Conditions(dialect).sql(rows.broken());
      case Check.Duplicates duplicates -> duplicate(duplicates, dialect);
      case Check.SharedNames names -> DuplicateNames.shared(names, dialect);
      case Check.Cycles cycles -> cyclic(cycles, dialect);
      case Check.UnreachableOperations ignored -> unreachable(dialect);
      case Check.MissingNames ignored -> throw noRows(check);
      case Check.SequenceBehind ignored -> throw noRows(check);
      case Check.UnindexedForeignKey ignored -> throw noRows(check);
      case Check.UnservedStorage ignored -> throw noRows(check);
      case Check.MissingBinaries ignored -> throw noRows(check);
    };
  }

  /** Never {@code NOT IN}, which one null makes blind, and which turns quadratic. */
  public static SqlFragment orphan(Check.Orphans orphans, Dialect dialect) {
    SqlFragment column = SqlFragment.column("t", orphans.column());
    return SqlFragment.of(
        "{} IS NOT NULL\n   AND NOT EXISTS (SELECT FROM {} p WHERE {})",
        column,
        dialect.table(orphans.parent()),
        dialect.equal(
            orphans.parent(),
            orphans.parentKey(),
            SqlFragment.column("p", orphans.parentKey()),
            column));
  }

  /** The columns whose values make a row broken. */
  static SortedSet<String> columns(Check check) {
    return switch (check) {
      case Check.Orphans orphans -> new TreeSet<>(List.of(orphans.column()));
      case Check.TextOrphans orphans -> new TreeSet<>(List.of(orphans.column()));
      case Check.AnyOrphans any -> new TreeSet<>(List.of(any.collectionColumn(), any.itemColumn()));
      case Check.NamedRows named -> Operands.columns(named.named());
      case Check.Rows rows -> Conditions.columns(rows.broken());
      case Check.Duplicates duplicates -> new TreeSet<>(duplicates.columns());
      case Check.SharedNames names -> DuplicateNames.columns(names);
      case Check.Cycles cycles -> new TreeSet<>(List.of(cycles.parentColumn()));
      case Check.UnreachableOperations ignored -> new TreeSet<>(List.of("flow"));
      case Check.MissingNames names -> names.references().columns();
      case Check.SequenceBehind ignored -> throw noRows(check);
      case Check.UnindexedForeignKey ignored -> throw noRows(check);
      case Check.UnservedStorage ignored -> throw noRows(check);
      case Check.MissingBinaries ignored -> throw noRows(check);
    };
  }

  private static SqlFragment duplicate(Check.Duplicates duplicates, Dialect dialect) {
    List<SqlFragment> ours = new ArrayList<>();
    List<SqlFragment> theirs = new ArrayList<>();
    List<SqlFragment> present = new ArrayList<>();
    List<SqlFragment> equal = new ArrayList<>();
    boolean plain = true;
    for (String column : duplicates.columns()) {
      ours.add(SqlFragment.column("t", column));
      theirs.add(SqlFragment.column("d", column));
      equal.add(
          dialect.equal(
              duplicates.table(),
              column,
              SqlFragment.column("t", column),
              SqlFragment.column("d", column)));
      plain &= dialect.isPlain(duplicates.table(), column);
      present.add(SqlFragment.of("{} IS NOT NULL", SqlFragment.column("d", column)));
    }
    SqlFragment shared =
        SqlFragment.of(
            "SELECT {} FROM {} d WHERE {} GROUP BY {} HAVING count(*) > 1",
            SqlFragment.join(", ", theirs),
            dialect.table(duplicates.table()),
            SqlFragment.join(" AND ", present),
            SqlFragment.join(", ", theirs));
    // IN compares with =, which is another equality than that of GROUP BY for some types.
    return plain
        ? SqlFragment.of("({}) IN ({})", SqlFragment.join(", ", ours), shared)
        : SqlFragment.of(
            "EXISTS (SELECT FROM ({}) d WHERE {})", shared, SqlFragment.join(" AND ", equal));
  }

  /**
   * From each row to its parent, from there as far up again, and so on: whoever is arrived at after
   * more steps than there can be rows is on a cycle, and so is nobody else. Rows on which nobody
   * hangs any more go before each doubling; else all that hangs on a cycle would be carried along
   * to the end. No recursion, because a recursive query may join its own result only once.
   */
  private static SqlFragment cyclic(Check.Cycles cycles, Dialect dialect) {
    SqlFragment table = dialect.table(cycles.table());
    SqlFragment key = SqlFragment.name(cycles.keyColumn());
    SqlFragment parent = SqlFragment.name(cycles.parentColumn());
    List<SqlFragment> steps = new ArrayList<>();
    steps.add(
        SqlFragment.of(
            "WITH up0 AS (SELECT a.{} AS k, a.{} AS p FROM {} a WHERE EXISTS (SELECT FROM {} c WHERE {}))",
            key,
            parent,
            table,
            table,
            dialect.equal(
                cycles.table(),
                cycles.keyColumn(),
                SqlFragment.column("a", cycles.keyColumn()),
                SqlFragment.column("c", cycles.parentColumn()))));
    for (int doubling = 1; doubling <= DOUBLINGS; doubling++) {
      steps.add(
          SqlFragment.of(
              "up%2$d AS (SELECT a.k, b.p FROM up%1$d a JOIN up%1$d b ON {} WHERE EXISTS (SELECT FROM up%1$d c WHERE {}))"
                  .formatted(doubling - 1, doubling),
              equal(cycles, "b.k", "a.p", dialect),
              equal(cycles, "a.k", "c.p", dialect)));
    }
    return SqlFragment.of(
        """
        {} IN ( -- up5: from k, 2 to the power of 5 parents upwards, is p
          {}
          SELECT a.k FROM up0 a WHERE EXISTS (SELECT FROM up%d c WHERE {}))"""
            .formatted(DOUBLINGS),
        SqlFragment.column("t", cycles.keyColumn()),
        SqlFragment.join(",\n  ", steps),
        equal(cycles, "a.k", "c.p", dialect));
  }

  private static SqlFragment equal(
      Check.Cycles cycles, String key, String parent, Dialect dialect) {
    return dialect.equal(
        cycles.table(), cycles.keyColumn(), SqlFragment.of(key), SqlFragment.of(parent));
  }

  /** An operation of a flow that does not exist is an orphan, and reported as that. */
  private static SqlFragment unreachable(Dialect dialect) {
    return SqlFragment.of(
        """
        t.id <> ALL (ARRAY(
          WITH RECURSIVE reached(id) AS (
            SELECT operation FROM {} WHERE operation IS NOT NULL
            UNION
            SELECT n.id FROM reached r JOIN {} o ON o.id = r.id,
                   LATERAL (VALUES (o.resolve), (o.reject)) n(id) WHERE n.id IS NOT NULL)
          SELECT id FROM reached)) AND EXISTS (SELECT FROM {} f WHERE f.id = t.flow)""",
        dialect.table("directus_flows"),
        dialect.table("directus_operations"),
        dialect.table("directus_flows"));
  }

  private static IllegalArgumentException noRows(Check check) {
    return new IllegalArgumentException(check.id().text() + " is not a check of rows");
  }
}
