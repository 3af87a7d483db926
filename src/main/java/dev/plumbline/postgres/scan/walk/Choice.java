package dev.plumbline.postgres.scan.walk;

import dev.plumbline.integrity.Check;
import dev.plumbline.integrity.Check.Orphans;
import dev.plumbline.postgres.scan.form.Dialect;
import dev.plumbline.postgres.scan.server.Asking;
import dev.plumbline.watch.UnreadableException;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/**
 * Which way to go, by what is there. The costs are microseconds as measured ({@code
 * docs/scanning.md}); only their ratios matter.
 */
final class Choice {
  private static final double A_CHILD_HASHED = 0.4;
  private static final double A_PARENT_HASHED = 0.4;
  private static final double A_PARENT = 0.9;
  private static final double A_GAP = 4;

  /** Below this share of pages that everybody sees, an index alone does not tell. */
  private static final double FRESH = 0.99;

  /** So much larger than its index must a table be that reading the index alone pays. */
  private static final int WIDE = 4;

  /** Children in one gap, or outside of all parents, cannot be parted further. */
  private static final int MOST_IN_A_GAP = 100_000;

  /** From this share of the children on, the statistics tell more than a few by chance. */
  private static final double LOST = 0.025;

  private final Dialect dialect;
  private final Asking asking;

  private final KnownTables tables;

  Choice(Dialect dialect, Asking asking, KnownTables tables) {
    this.dialect = dialect;
    this.asking = asking;
    this.tables = tables;
  }

  Form form(List<Check> checks, TableFacts facts) throws SQLException, UnreadableException {
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
      return Form.WHOLE;
    }
    if (facts.granted()
        && first instanceof Orphans orphans
        && !facts.kind().equals("v")
        && !facts.kind().equals("f")) {
      Optional<Form> byParents = byParents(orphans, facts);
      if (byParents.isPresent()) {
        return byParents.get();
      }
    }
    if (!facts.granted()) {
      return Form.WHOLE;
    }
    if (facts.isHeap() && dialect.hasPageRanges()) {
      return Form.PAGES;
    }
    boolean indexed = facts.isHeap() || facts.kind().equals("p");
    boolean keyed =
        !first.key().isEmpty()
            && first.key().stream().allMatch(column -> dialect.isPlain(first.table(), column));
    return indexed && keyed ? Form.KEYS : Form.WHOLE;
  }

  private Optional<Form> byParents(Orphans orphans, TableFacts child)
      throws SQLException, UnreadableException {
    TableFacts parent = tables.of(orphans.parent());
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
    Optional<Form> form =
        probed < hashed
            ? Optional.of(Form.GAPS)
            : fresh && child.pages() > indexes.get().childPages() * WIDE
                ? Optional.of(Form.MERGE)
                : Optional.empty();
    return form.isPresent() && isParted(orphans, indexes.get(), child) ? form : Optional.empty();
  }

  /**
   * Whether no gap between two parents is so large that it alone would be a long statement, as
   * after a {@code TRUNCATE} of the parents, or when an old dump of them was restored.
   */
  private boolean isParted(Orphans orphans, KeyIndexes indexes, TableFacts child)
      throws SQLException, UnreadableException {
    long outside =
        asking.releasing(
            () -> {
              // What the planner does not know is that hardly anything is there.
              asking.set("enable_seqscan", "off");
              asking.set("enable_bitmapscan", "off");
              return asking.one(
                  KeyIndexes.outside(orphans, dialect, MOST_IN_A_GAP + 1), row -> row.getLong(1));
            });
    if (outside > MOST_IN_A_GAP) {
      return false;
    }
    double lost = asking.one(indexes.lost(orphans, dialect), row -> row.getDouble(1));
    return lost < LOST || lost * child.rows() < MOST_IN_A_GAP;
  }

  /** At most so many numbers in a row are missing. */
  private double gaps(Orphans orphans, TableFacts parent) throws SQLException {
    double span = asking.one(KeyIndexes.span(orphans, dialect), row -> row.getDouble(1));
    return Math.max(0, Math.min(parent.rows(), span - parent.rows()));
  }
}
