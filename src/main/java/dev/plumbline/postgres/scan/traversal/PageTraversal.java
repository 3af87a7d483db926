package dev.plumbline.postgres.scan.traversal;

import dev.plumbline.postgres.scan.counting.ViolationCounting.Versions;
import dev.plumbline.postgres.scan.server.ScanTransaction;
import dev.plumbline.postgres.scan.sql.condition.SqlFragment;
import dev.plumbline.postgres.scan.traversal.statistics.TableStatistics;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * By ranges of pages: the file is read once from its beginning to its end, whatever the primary key
 * is and even without one. A row that is updated meanwhile may move over the boundary. So a part
 * counts only versions that were there before the first step; the last part looks for the versions
 * that came later, all in one statement, and leaves out the rows that were counted as what they
 * were before.
 *
 * @param start the snapshot before the first step
 * @param ranges in how many ranges a part is read, so that several processes can take part; the
 *     server does not share out one range
 */
record PageTraversal(SqlFragment table, TableStatistics statistics, String start, int ranges)
    implements RowTraversal {
  private static final String LATE = "late";
  private static final String BORN = "plumbline:xmin";

  /**
   * Hashes in pieces that fit a processor's cache are faster than in one piece that fits the
   * memory, though rows are set aside in files meanwhile.
   */
  private static final String CACHED = "1MB";

  /** Fewer pages are not worth another process. */
  private static final int FEWEST_SHARED = 3000;

  /**
   * The planner expects many orphans, and that it costs much to hand them from one process to
   * another; and for keys as text it would sort rather than hash.
   */
  @Override
  public void prepare(ScanTransaction transaction) throws SQLException {
    transaction.set("parallel_tuple_cost", "0");
    transaction.set("enable_mergejoin", "off");
    if (ranges > 1) {
      transaction.set("work_mem", CACHED);
    }
  }

  @Override
  public Part next(ScanTransaction transaction, List<String> resumeAt, long rows)
      throws SQLException {
    if (!resumeAt.isEmpty() && resumeAt.getFirst().equals(LATE)) {
      return new Part(late(), ALL, Optional.empty(), Optional.empty(), true, 0, List.of());
    }
    long first = resumeAt.isEmpty() ? 0 : Long.parseLong(resumeAt.getFirst());
    long left = Math.max(0, statistics.pages() - first);
    long pages = Math.max(1, Math.round(rows / Math.max(1, statistics.rowsPerPage())));
    // No step for a small rest.
    boolean last = left <= pages + pages / 2;
    long end = last ? statistics.pages() : first + pages;
    boolean alone = first == 0 && last;
    long count = Math.round((end - first) * statistics.rowsPerPage());
    if (alone) {
      return Part.of(SqlFragment.of("{} t", table), count, List.of());
    }
    SqlFragment from = from(first, end, last);
    List<String> next = last ? afterLast(transaction) : List.of(Long.toString(end));
    return new Part(
        from,
        ALL,
        Optional.of(
            new Versions(
                SqlFragment.column("t", BORN),
                SqlFragment.of("NOT ({})", isLate(SqlFragment.of("born"))))),
        Optional.empty(),
        false,
        count,
        next);
  }

  /** If no transaction that writes began since the first step, nothing can have moved. */
  private List<String> afterLast(ScanTransaction transaction) throws SQLException {
    String now = snapshot(transaction);
    String[] parts = now.split(":", -1);
    boolean quiet = now.equals(start) && parts[0].equals(parts[1]);
    return quiet ? List.of() : List.of(LATE);
  }

  private SqlFragment from(long first, long end, boolean last) {
    long pages = end - first;
    int shares = pages < FEWEST_SHARED ? 1 : ranges;
    List<SqlFragment> parts = new ArrayList<>();
    for (int share = 0; share < shares; share++) {
      long from = first + pages * share / shares;
      long to = first + pages * (share + 1) / shares;
      boolean open = last && share == shares - 1;
      // Open, because the file may grow while it is read.
      parts.add(
          SqlFragment.of(
              "SELECT r.*, r.xmin AS \"%s\" FROM {} r WHERE r.ctid >= '(%d,0)'%s"
                  .formatted(BORN, from, open ? "" : " AND r.ctid < '(%d,0)'".formatted(to)),
              table));
    }
    return SqlFragment.of("({}) t", SqlFragment.join("\n UNION ALL ", parts));
  }

  private SqlFragment late() {
    return SqlFragment.of(
        "(SELECT r.* FROM {} r WHERE {} OFFSET 0) t", table, isLate(SqlFragment.of("r.xmin")));
  }

  /**
   * Ages of two ids are counted from the same transaction. An id that was used before the ids last
   * began anew is taken for one of the two, and for the same each time.
   */
  private SqlFragment isLate(SqlFragment born) {
    long first = Long.parseUnsignedLong(start.substring(0, start.indexOf(':'))) & 0xFFFFFFFFL;
    return SqlFragment.of(
        "age({}) BETWEEN 0 AND age({})", born, SqlFragment.value(Long.toString(first), "xid"));
  }

  /** As in {@code 1000:1003:1001}: the oldest that runs, the next, and those that run. */
  static String snapshot(ScanTransaction transaction) throws SQLException {
    return transaction.one(
        SqlFragment.of("SELECT txid_current_snapshot()::text"), row -> row.getString(1));
  }
}
