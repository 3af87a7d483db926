package dev.plumbline.postgres.scan.traversal;

import dev.plumbline.integrity.Check.Orphans;
import dev.plumbline.postgres.scan.server.ScanTransaction;
import dev.plumbline.postgres.scan.sql.BrokenRows;
import dev.plumbline.postgres.scan.sql.condition.Dialect;
import dev.plumbline.postgres.scan.sql.condition.SqlFragment;
import dev.plumbline.postgres.scan.traversal.statistics.KeyIndexes;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * By ranges of the parent's key, both sides in the order of their indexes. Every value that a child
 * may have belongs to one range, also when the parent at the boundary is deleted meanwhile: so each
 * row that keeps its parent is checked once.
 */
record ParentTraversal(
    Orphans orphans, Dialect dialect, KeyIndexes indexes, boolean merging, double share)
    implements RowTraversal {
  private static final int BLOCK = 100;

  /** From so many integers for each parent on, hardly a block is full. */
  private static final int SPARSE = 2;

  /** What the planner cannot know is how few rows are in a gap. */
  @Override
  public void prepare(ScanTransaction transaction) throws SQLException {
    List<String> off =
        new ArrayList<>(
            List.of("enable_seqscan", "enable_bitmapscan", "enable_hashjoin", "enable_material"));
    off.addAll(merging ? List.of("enable_nestloop", "enable_sort") : List.of("enable_mergejoin"));
    transaction.off(off);
  }

  /**
   * @param end where the part ends; empty if there are fewer parents
   * @param last of all
   */
  private record Boundaries(Optional<String> first, Optional<String> end, Optional<String> last) {}

  /**
   * @param rows children; of parents as many less as there are fewer of them
   */
  @Override
  public Part next(ScanTransaction transaction, List<String> resumeAt, long rows)
      throws SQLException {
    Optional<SqlFragment> after = resumeAt.stream().findFirst().map(this::value);
    long parents = Math.max(1, Math.round(rows * share));
    Boundaries found = boundaries(transaction, after, parents);
    boolean isLast = found.end().isEmpty();
    Optional<SqlFragment> last = found.end().or(found::last).map(this::value);
    List<SqlFragment> parts = new ArrayList<>();
    if (merging) {
      parts.add(merged(after, isLast ? Optional.empty() : last));
    } else {
      found
          .end()
          .or(found::last)
          .ifPresent(
              end ->
                  parts.add(
                      isDense(resumeAt, found, end, parents)
                          ? denseGaps(first(resumeAt, found), end)
                          : gaps(after, value(end))));
      if (after.isEmpty()) {
        found
            .first()
            .ifPresent(
                first -> parts.add(children(SqlFragment.of("{} < {}", child(), value(first)))));
      }
      if (isLast) {
        Optional<SqlFragment> edge = last.or(() -> after);
        parts.add(
            children(
                edge.map(value -> SqlFragment.of("{} > {}", child(), value))
                    .orElseGet(() -> SqlFragment.of("{} IS NOT NULL", child()))));
      }
    }
    return new Part(
        SqlFragment.of("({}) t", SqlFragment.join("\n UNION ALL ", parts)),
        ALL,
        Optional.empty(),
        Optional.of(condition()),
        false,
        rows,
        found.end().stream().toList());
  }

  /**
   * An index of texts whose collation changed its order with an update of the system shows gaps
   * where there are none; so what is found there is looked up.
   */
  private SqlFragment condition() {
    return indexes.texts() ? BrokenRows.orphan(orphans, dialect) : ALL;
  }

  private Boundaries boundaries(
      ScanTransaction transaction, Optional<SqlFragment> after, long parents) throws SQLException {
    SqlFragment all = parents(after, Optional.empty());
    SqlFragment ends = SqlFragment.of("({} LIMIT 1)::text, ({} DESC LIMIT 1)::text", all, all);
    if (indexes.integers() && indexes.once()) {
      Boundaries found = boundaries(transaction, SqlFragment.of("{}, NULL", ends));
      // No more parents than integers: they need not be counted.
      if (found.first().isEmpty() || span(found) < parents * (double) SPARSE) {
        return found;
      }
    }
    return boundaries(
        transaction,
        SqlFragment.of("{}, ({} OFFSET %d LIMIT 1)::text".formatted(parents - 1), ends, all));
  }

  private static double span(Boundaries found) {
    return Long.parseLong(found.last().orElseThrow())
        - (double) Long.parseLong(found.first().orElseThrow());
  }

  private static Boundaries boundaries(ScanTransaction transaction, SqlFragment columns)
      throws SQLException {
    return transaction.one(
        SqlFragment.of("SELECT {}", columns),
        row ->
            new Boundaries(
                Optional.ofNullable(row.getString(1)),
                Optional.ofNullable(row.getString(3)),
                Optional.ofNullable(row.getString(2))));
  }

  private SqlFragment parents(Optional<SqlFragment> after, Optional<SqlFragment> last) {
    SqlFragment key = SqlFragment.column("p", orphans.parentKey());
    List<SqlFragment> bounds = new ArrayList<>(List.of(SqlFragment.of("{} IS NOT NULL", key)));
    after.ifPresent(value -> bounds.add(SqlFragment.of("{} > {}", key, value)));
    last.ifPresent(value -> bounds.add(SqlFragment.of("{} <= {}", key, value)));
    return SqlFragment.of(
        "SELECT {} AS k FROM {} p WHERE {} ORDER BY {}",
        key,
        dialect.table(orphans.parent()),
        SqlFragment.join(" AND ", bounds),
        key);
  }

  private SqlFragment gaps(Optional<SqlFragment> after, SqlFragment last) {
    SqlFragment before =
        after.map(value -> SqlFragment.of(", 1, {}", value)).orElse(SqlFragment.NOTHING);
    // Between 4 and 5 there is no integer. Whatever is above another one has one below.
    SqlFragment gap =
        SqlFragment.of(
            indexes.integers() ? "CASE WHEN g.low < g.k THEN g.low < g.k - 1 END" : "g.low < g.k");
    return SqlFragment.of(
        """
        SELECT r.* FROM (SELECT k, lag(k{}) OVER (ORDER BY k) AS low FROM ({}) p OFFSET 0) g
          JOIN {} r ON {} > g.low AND {} < g.k WHERE {}""",
        before,
        parents(after, Optional.of(last)),
        dialect.table(orphans.table()),
        SqlFragment.column("r", orphans.column()),
        SqlFragment.column("r", orphans.column()),
        gap);
  }

  /** Whether most integers of the part are parents, and none of them twice. */
  private boolean isDense(List<String> resumeAt, Boundaries found, String end, long parents) {
    if (!indexes.integers() || !indexes.once()) {
      return false;
    }
    long first = first(resumeAt, found);
    long last = Long.parseLong(end);
    // A block reaches a little beyond its keys.
    boolean inside = first > Long.MIN_VALUE + BLOCK && last < Long.MAX_VALUE - BLOCK;
    return inside && last - (double) first < parents * (double) SPARSE;
  }

  /** The least key that the part is about. */
  private static long first(List<String> resumeAt, Boundaries found) {
    return resumeAt.isEmpty()
        ? found.first().map(Long::parseLong).orElse(0L)
        : Long.parseLong(resumeAt.getFirst()) + 1;
  }

  /**
   * Blocks of integers first: all of a block are there if as many keys follow its first integer as
   * it has others, and the last of these is its last integer. Only where some are missing, it finds
   * which.
   */
  private SqlFragment denseGaps(long first, String last) {
    SqlFragment key = SqlFragment.column("p", orphans.parentKey());
    SqlFragment parent = dialect.table(orphans.parent());
    SqlFragment end = SqlFragment.value(last, "bigint");
    return SqlFragment.of(
        """
        SELECT r.* FROM (
          SELECT x.low, x.k
            FROM (SELECT b, e.hi
                    FROM generate_series(%1$d::bigint, {}, %2$d) b,
                         LATERAL (SELECT least(b + %2$d - 1, {}) AS hi) e
                   WHERE (SELECT {} FROM {} p WHERE {} >= b ORDER BY {} OFFSET e.hi - b LIMIT 1)
                         IS DISTINCT FROM e.hi OFFSET 0) s,
                 LATERAL (SELECT y.k, lag(y.k, 1, s.b - 1) OVER (ORDER BY y.k) AS low
                            FROM (SELECT {}::bigint AS k FROM {} p WHERE {} >= s.b AND {} <= s.hi
                                  UNION ALL SELECT s.hi + 1) y) x
           WHERE x.low < x.k - 1 OFFSET 0) g
          JOIN {} r ON {} > g.low AND {} < g.k"""
            .formatted(first, BLOCK),
        end,
        end,
        key,
        parent,
        key,
        key,
        key,
        parent,
        key,
        key,
        dialect.table(orphans.table()),
        child(),
        child());
  }

  private SqlFragment children(SqlFragment condition) {
    return SqlFragment.of(
        "SELECT r.* FROM {} r WHERE {}", dialect.table(orphans.table()), condition);
  }

  private SqlFragment child() {
    return SqlFragment.column("r", orphans.column());
  }

  /** The values first, from the indexes alone; then the rows that have them. */
  private SqlFragment merged(Optional<SqlFragment> after, Optional<SqlFragment> last) {
    SqlFragment key = SqlFragment.column("p", orphans.parentKey());
    List<SqlFragment> ours = new ArrayList<>(List.of(SqlFragment.of("{} IS NOT NULL", child())));
    List<SqlFragment> theirs = new ArrayList<>(List.of(SqlFragment.of("{} = {}", key, child())));
    after.ifPresent(
        value -> {
          ours.add(SqlFragment.of("{} > {}", child(), value));
          theirs.add(SqlFragment.of("{} > {}", key, value));
        });
    last.ifPresent(
        value -> {
          ours.add(SqlFragment.of("{} <= {}", child(), value));
          theirs.add(SqlFragment.of("{} <= {}", key, value));
        });
    return SqlFragment.of(
        """
        SELECT c.* FROM {} c WHERE {} = ANY (ARRAY(
          SELECT DISTINCT {} FROM {} r WHERE {} AND NOT EXISTS (SELECT FROM {} p WHERE {})))""",
        dialect.table(orphans.table()),
        SqlFragment.column("c", orphans.column()),
        child(),
        dialect.table(orphans.table()),
        SqlFragment.join(" AND ", ours),
        dialect.table(orphans.parent()),
        SqlFragment.join(" AND ", theirs));
  }

  private SqlFragment value(String text) {
    return SqlFragment.value(text, indexes.type());
  }
}
