package dev.plumbline.postgres.scan.walk;

import dev.plumbline.postgres.scan.form.Phrase;
import dev.plumbline.postgres.scan.server.Asking;
import dev.plumbline.postgres.scan.tally.Counting.Versions;
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
record PageWalk(Phrase table, TableFacts facts, String start, int ranges) implements Walk {
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
  public void prepare(Asking asking) throws SQLException {
    asking.set("parallel_tuple_cost", "0");
    asking.set("enable_mergejoin", "off");
    if (ranges > 1) {
      asking.set("work_mem", CACHED);
    }
  }

  @Override
  public Part next(Asking asking, List<String> place, long rows) throws SQLException {
    if (!place.isEmpty() && place.getFirst().equals(LATE)) {
      return new Part(late(), ALL, Optional.empty(), Optional.empty(), true, 0, List.of());
    }
    long first = place.isEmpty() ? 0 : Long.parseLong(place.getFirst());
    long left = Math.max(0, facts.pages() - first);
    long pages = Math.max(1, Math.round(rows / Math.max(1, facts.rowsPerPage())));
    // No step for a small rest.
    boolean last = left <= pages + pages / 2;
    long end = last ? facts.pages() : first + pages;
    boolean alone = first == 0 && last;
    long count = Math.round((end - first) * facts.rowsPerPage());
    if (alone) {
      return Part.of(Phrase.of("{} t", table), count, List.of());
    }
    Phrase from = from(first, end, last);
    List<String> next = last ? afterLast(asking) : List.of(Long.toString(end));
    return new Part(
        from,
        ALL,
        Optional.of(
            new Versions(
                Phrase.column("t", BORN), Phrase.of("NOT ({})", isLate(Phrase.of("born"))))),
        Optional.empty(),
        false,
        count,
        next);
  }

  /** If no transaction that writes began since the first step, nothing can have moved. */
  private List<String> afterLast(Asking asking) throws SQLException {
    String now = snapshot(asking);
    String[] parts = now.split(":", -1);
    boolean quiet = now.equals(start) && parts[0].equals(parts[1]);
    return quiet ? List.of() : List.of(LATE);
  }

  private Phrase from(long first, long end, boolean last) {
    long pages = end - first;
    int shares = pages < FEWEST_SHARED ? 1 : ranges;
    List<Phrase> parts = new ArrayList<>();
    for (int share = 0; share < shares; share++) {
      long from = first + pages * share / shares;
      long to = first + pages * (share + 1) / shares;
      boolean open = last && share == shares - 1;
      // Open, because the file may grow while it is read.
      parts.add(
          Phrase.of(
              "SELECT r.*, r.xmin AS \"%s\" FROM {} r WHERE r.ctid >= '(%d,0)'%s"
                  .formatted(BORN, from, open ? "" : " AND r.ctid < '(%d,0)'".formatted(to)),
              table));
    }
    return Phrase.of("({}) t", Phrase.join("\n UNION ALL ", parts));
  }

  private Phrase late() {
    return Phrase.of(
        "(SELECT r.* FROM {} r WHERE {} OFFSET 0) t", table, isLate(Phrase.of("r.xmin")));
  }

  /**
   * Ages of two ids are counted from the same transaction. An id that was used before the ids last
   * began anew is taken for one of the two, and for the same each time.
   */
  private Phrase isLate(Phrase born) {
    long first = Long.parseUnsignedLong(start.substring(0, start.indexOf(':'))) & 0xFFFFFFFFL;
    return Phrase.of(
        "age({}) BETWEEN 0 AND age({})", born, Phrase.value(Long.toString(first), "xid"));
  }

  /** As in {@code 1000:1003:1001}: the oldest that runs, the next, and those that run. */
  static String snapshot(Asking asking) throws SQLException {
    return asking.one(Phrase.of("SELECT txid_current_snapshot()::text"), row -> row.getString(1));
  }
}
