package dev.plumbline.postgres.scan.traversal.statistics;

import dev.plumbline.integrity.Check;
import dev.plumbline.integrity.Check.Orphans;
import dev.plumbline.postgres.scan.server.ScanTransaction;
import dev.plumbline.postgres.scan.sql.condition.Dialect;
import dev.plumbline.watch.source.UnreadableException;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/**
 * Which way to go, by what is there. The costs are microseconds as measured ({@code
 * docs/scanning.md}); only their ratios matter.
 */
public final class StrategyChooser {
  private static final double A_CHILD_HASHED = 0.4;
  private static final double A_PARENT_HASHED = 0.4;
  private static final double A_PARENT = 0.9;
  private static final double A_GAP = 4;

  /** Below this share of pages that everybody sees, an index alone does not show. */
  private static final double FRESH = 0.99;

  /** So much larger than its index must a table be that reading the index alone pays. */
  private static final int WIDE = 4;

  /** Children in one gap, or outside of all parents, cannot be parted further. */
  private static final int MOST_IN_A_GAP = 100_000;

  /** From this share of the children on, the statistics say more than a few by chance. */
  private static final double LOST = 0.025;

  private final Dialect dialect;
  private final ScanTransaction transaction;

  private final TableStatisticsReader tables;

  public StrategyChooser(
      Dialect dialect, ScanTransaction transaction, TableStatisticsReader tables) {
    this.dialect = dialect;
    this.transaction = transaction;
    this.tables = tables;
  }

  public TraversalStrategy form(List<Check> checks, TableStatistics statistics)
      throws SQLException, UnreadableException {
    Check first = checks.getFirst();
    boolean parted =
        switch (first) {
          case Check.Rows ignored -> true;
          case Orphans ignored -> true;
          case Check.TextOrphans ignored -> true;
          case Check.AnyOrphans ignored -> true;
          case Check.NamedRows ignored -> true;
          case Check.Duplicates ignored -> false;
          case Check.SharedNames ignored -> false;
          case Check.Cycles ignored -> false;
          case Check.UnreachableOperations ignored -> false;
          case Check.MissingNames ignored -> false;
          case Check.SequenceBehind ignored -> false;
          case Check.UnindexedForeignKey ignored -> false;
          case Check.UnservedStorage ignored -> false;
          case Check.MissingBinaries ignored -> false;
        };
    if (!parted) {
      return TraversalStrategy.WHOLE;
    }
    if (statistics.granted()
        && first instanceof Orphans orphans
        && !statistics.kind().equals("v")
        && !statistics.kind().equals("f")) {
      Optional<TraversalStrategy> byParents = byParents(orphans, statistics);
      if (byParents.isPresent()) {
        return byParents.get();
      }
    }
    if (!statistics.granted()) {
      return TraversalStrategy.WHOLE;
    }
    if (statistics.isHeap() && dialect.hasPageRanges()) {
      return TraversalStrategy.PAGES;
    }
    boolean indexed = statistics.isHeap() || statistics.kind().equals("p");
    boolean keyed =
        !first.key().isEmpty()
            && first.key().stream().allMatch(column -> dialect.isPlain(first.table(), column));
    return indexed && keyed ? TraversalStrategy.KEYS : TraversalStrategy.WHOLE;
  }

  private Optional<TraversalStrategy> byParents(Orphans orphans, TableStatistics child)
      throws SQLException, UnreadableException {
    TableStatistics parent = tables.of(orphans.parent());
    Optional<KeyIndexes> indexes = tables.indexes(orphans);
    if (indexes.isEmpty()) {
      return Optional.empty();
    }
    double hashed = child.rows() * A_CHILD_HASHED + parent.rows() * A_PARENT_HASHED;
    double probed = parent.rows() * (A_PARENT + A_GAP);
    if (indexes.get().integers()) {
      probed = parent.rows() * A_PARENT + gaps(orphans, parent) * A_GAP;
    }
    boolean fresh = child.visible() >= FRESH && parent.visible() >= FRESH;
    Optional<TraversalStrategy> form =
        probed < hashed
            ? Optional.of(TraversalStrategy.GAPS)
            : fresh && child.pages() > indexes.get().childPages() * WIDE
                ? Optional.of(TraversalStrategy.MERGE)
                : Optional.empty();
    return form.isPresent() && isParted(orphans, indexes.get(), child) ? form : Optional.empty();
  }

  /**
   * Whether no gap between two parents is so large that it alone would be a long statement, as
   * after a {@code TRUNCATE} of the parents, or when an old dump of them was restored.
   */
  private boolean isParted(Orphans orphans, KeyIndexes indexes, TableStatistics child)
      throws SQLException, UnreadableException {
    long outside =
        transaction.releasing(
            () -> {
              // What the planner does not know is that hardly anything is there.
              transaction.off(List.of("enable_seqscan", "enable_bitmapscan"));
              return transaction.one(
                  KeyIndexes.outside(orphans, dialect, MOST_IN_A_GAP + 1), row -> row.getLong(1));
            });
    if (outside > MOST_IN_A_GAP) {
      return false;
    }
    double lost = transaction.one(indexes.lost(orphans, dialect), row -> row.getDouble(1));
    return lost < LOST || lost * child.rows() < MOST_IN_A_GAP;
  }

  /** At most so many numbers in a row are missing. */
  private double gaps(Orphans orphans, TableStatistics parent) throws SQLException {
    double span = transaction.one(KeyIndexes.span(orphans, dialect), row -> row.getDouble(1));
    return Math.max(0, Math.min(parent.rows(), span - parent.rows()));
  }
}
