package dev.plumbline.postgres.scan.walk;

import dev.plumbline.integrity.Check.Orphans;
import dev.plumbline.postgres.scan.form.BrokenRows;
import dev.plumbline.postgres.scan.form.Dialect;
import dev.plumbline.postgres.scan.form.Phrase;
import dev.plumbline.postgres.scan.server.Asking;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * By ranges of the parent's key, both sides in the order of their indexes. Every value that a child
 * may have belongs to one range, also when the parent at the boundary is deleted meanwhile: so each
 * row that keeps its parent is looked at once.
 */
record ParentWalk(
    Orphans orphans, Dialect dialect, KeyIndexes indexes, boolean merging, double share)
    implements Walk {
  private static final int BLOCK = 100;

  /** From so many integers for each parent on, hardly a block is full. */
  private static final int SPARSE = 2;

  /** What the planner cannot know is how few rows are in a gap. */
  @Override
  public void prepare(Asking asking) throws SQLException {
    for (String setting :
        List.of("enable_seqscan", "enable_bitmapscan", "enable_hashjoin", "enable_material")) {
      asking.set(setting, "off");
    }
    asking.set(merging ? "enable_nestloop" : "enable_mergejoin", "off");
    if (merging) {
      asking.set("enable_sort", "off");
    }
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
  public Part next(Asking asking, List<String> place, long rows) throws SQLException {
    Optional<Phrase> after = place.stream().findFirst().map(this::value);
    long parents = Math.max(1, Math.round(rows * share));
    Boundaries found = boundaries(asking, after, parents);
    boolean isLast = found.end().isEmpty();
    Optional<Phrase> last = found.end().or(found::last).map(this::value);
    List<Phrase> parts = new ArrayList<>();
    if (merging) {
      parts.add(merged(after, isLast ? Optional.empty() : last));
    } else {
      found
          .end()
          .or(found::last)
          .ifPresent(
              end ->
                  parts.add(
                      isDense(place, found, end, parents)
                          ? denseGaps(first(place, found), end)
                          : gaps(after, value(end))));
      if (after.isEmpty()) {
        found
            .first()
            .ifPresent(first -> parts.add(children(Phrase.of("{} < {}", child(), value(first)))));
      }
      if (isLast) {
        Optional<Phrase> edge = last.or(() -> after);
        parts.add(
            children(
                edge.map(value -> Phrase.of("{} > {}", child(), value))
                    .orElseGet(() -> Phrase.of("{} IS NOT NULL", child()))));
      }
    }
    return new Part(
        Phrase.of("({}) t", Phrase.join("\n UNION ALL ", parts)),
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
  private Phrase condition() {
    return indexes.texts() ? BrokenRows.orphan(orphans, dialect) : ALL;
  }

  private Boundaries boundaries(Asking asking, Optional<Phrase> after, long parents)
      throws SQLException {
    Phrase all = parents(after, Optional.empty());
    Phrase ends = Phrase.of("({} LIMIT 1)::text, ({} DESC LIMIT 1)::text", all, all);
    if (indexes.integers() && indexes.once()) {
      Boundaries found = boundaries(asking, Phrase.of("{}, NULL", ends));
      // No more parents than integers: they need not be counted.
      if (found.first().isEmpty() || span(found) < parents * (double) SPARSE) {
        return found;
      }
    }
    return boundaries(
        asking, Phrase.of("{}, ({} OFFSET %d LIMIT 1)::text".formatted(parents - 1), ends, all));
  }

  private static double span(Boundaries found) {
    return Long.parseLong(found.last().orElseThrow())
        - (double) Long.parseLong(found.first().orElseThrow());
  }

  private static Boundaries boundaries(Asking asking, Phrase columns) throws SQLException {
    return asking.one(
        Phrase.of("SELECT {}", columns),
        row ->
            new Boundaries(
                Optional.ofNullable(row.getString(1)),
                Optional.ofNullable(row.getString(3)),
                Optional.ofNullable(row.getString(2))));
  }

  private Phrase parents(Optional<Phrase> after, Optional<Phrase> last) {
    Phrase key = Phrase.column("p", orphans.parentKey());
    List<Phrase> bounds = new ArrayList<>(List.of(Phrase.of("{} IS NOT NULL", key)));
    after.ifPresent(value -> bounds.add(Phrase.of("{} > {}", key, value)));
    last.ifPresent(value -> bounds.add(Phrase.of("{} <= {}", key, value)));
    return Phrase.of(
        "SELECT {} AS k FROM {} p WHERE {} ORDER BY {}",
        key,
        dialect.table(orphans.parent()),
        Phrase.join(" AND ", bounds),
        key);
  }

  private Phrase gaps(Optional<Phrase> after, Phrase last) {
    Phrase before = after.map(value -> Phrase.of(", 1, {}", value)).orElse(Phrase.NOTHING);
    // Between 4 and 5 there is no integer. Whatever is above another one has one below.
    Phrase gap =
        Phrase.of(
            indexes.integers() ? "CASE WHEN g.low < g.k THEN g.low < g.k - 1 END" : "g.low < g.k");
    return Phrase.of(
        """
        SELECT r.* FROM (SELECT k, lag(k{}) OVER (ORDER BY k) AS low FROM ({}) p OFFSET 0) g
          JOIN {} r ON {} > g.low AND {} < g.k WHERE {}""",
        before,
        parents(after, Optional.of(last)),
        dialect.table(orphans.table()),
        Phrase.column("r", orphans.column()),
        Phrase.column("r", orphans.column()),
        gap);
  }

  /** Whether most integers of the part are parents, and none of them twice. */
  private boolean isDense(List<String> place, Boundaries found, String end, long parents) {
    if (!indexes.integers() || !indexes.once()) {
      return false;
    }
    long first = first(place, found);
    long last = Long.parseLong(end);
    // A block reaches a little beyond its keys.
    boolean inside = first > Long.MIN_VALUE + BLOCK && last < Long.MAX_VALUE - BLOCK;
    return inside && last - (double) first < parents * (double) SPARSE;
  }

  /** The least key that the part is about. */
  private static long first(List<String> place, Boundaries found) {
    return place.isEmpty()
        ? found.first().map(Long::parseLong).orElse(0L)
        : Long.parseLong(place.getFirst()) + 1;
  }

  /** Counts blocks of integers first; only where some are missing, it is looked which. */
  private Phrase denseGaps(long first, String last) {
    Phrase key = Phrase.column("p", orphans.parentKey());
    Phrase parent = dialect.table(orphans.parent());
    Phrase end = Phrase.value(last, "bigint");
    return Phrase.of(
        """
        SELECT r.* FROM (
          SELECT x.low, x.k
            FROM (SELECT b, e.hi
                    FROM generate_series(%1$d::bigint, {}, %2$d) b,
                         LATERAL (SELECT least(b + %2$d - 1, {}) AS hi) e,
                         LATERAL (SELECT count(*) AS n FROM {} p WHERE {} >= b AND {} <= e.hi) c
                   WHERE c.n < e.hi - b + 1 OFFSET 0) s,
                 LATERAL (SELECT y.k, lag(y.k, 1, s.b - 1) OVER (ORDER BY y.k) AS low
                            FROM (SELECT {}::bigint AS k FROM {} p WHERE {} >= s.b AND {} <= s.hi
                                  UNION ALL SELECT s.hi + 1) y) x
           WHERE x.low < x.k - 1 OFFSET 0) g
          JOIN {} r ON {} > g.low AND {} < g.k"""
            .formatted(first, BLOCK),
        end,
        end,
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

  private Phrase children(Phrase condition) {
    return Phrase.of("SELECT r.* FROM {} r WHERE {}", dialect.table(orphans.table()), condition);
  }

  private Phrase child() {
    return Phrase.column("r", orphans.column());
  }

  /** The values first, from the indexes alone; then the rows that have them. */
  private Phrase merged(Optional<Phrase> after, Optional<Phrase> last) {
    Phrase key = Phrase.column("p", orphans.parentKey());
    List<Phrase> ours = new ArrayList<>(List.of(Phrase.of("{} IS NOT NULL", child())));
    List<Phrase> theirs = new ArrayList<>(List.of(Phrase.of("{} = {}", key, child())));
    after.ifPresent(
        value -> {
          ours.add(Phrase.of("{} > {}", child(), value));
          theirs.add(Phrase.of("{} > {}", key, value));
        });
    last.ifPresent(
        value -> {
          ours.add(Phrase.of("{} <= {}", child(), value));
          theirs.add(Phrase.of("{} <= {}", key, value));
        });
    return Phrase.of(
        """
        SELECT c.* FROM {} c WHERE {} = ANY (ARRAY(
          SELECT DISTINCT {} FROM {} r WHERE {} AND NOT EXISTS (SELECT FROM {} p WHERE {})))""",
        dialect.table(orphans.table()),
        Phrase.column("c", orphans.column()),
        child(),
        dialect.table(orphans.table()),
        Phrase.join(" AND ", ours),
        dialect.table(orphans.parent()),
        Phrase.join(" AND ", theirs));
  }

  private Phrase value(String text) {
    return Phrase.value(text, indexes.type());
  }
}
