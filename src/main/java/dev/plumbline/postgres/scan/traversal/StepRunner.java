package dev.plumbline.postgres.scan.traversal;

import dev.plumbline.integrity.Check;
import dev.plumbline.integrity.Check.Orphans;
import dev.plumbline.integrity.CheckId;
import dev.plumbline.integrity.Tally;
import dev.plumbline.postgres.scan.counting.CountResult;
import dev.plumbline.postgres.scan.counting.CountedKeys;
import dev.plumbline.postgres.scan.counting.ViolationCounting;
import dev.plumbline.postgres.scan.server.ScanTransaction;
import dev.plumbline.postgres.scan.server.StatementLimits;
import dev.plumbline.postgres.scan.sql.BrokenRows;
import dev.plumbline.postgres.scan.sql.condition.Dialect;
import dev.plumbline.postgres.scan.sql.condition.SqlFragment;
import dev.plumbline.postgres.scan.traversal.statistics.Checkpoint;
import dev.plumbline.postgres.scan.traversal.statistics.KeyIndexes;
import dev.plumbline.postgres.scan.traversal.statistics.StrategyChooser;
import dev.plumbline.postgres.scan.traversal.statistics.TableStatistics;
import dev.plumbline.postgres.scan.traversal.statistics.TableStatisticsReader;
import dev.plumbline.postgres.scan.traversal.statistics.TraversalStrategy;
import dev.plumbline.reading.Reason;
import dev.plumbline.scan.ScannedDatabase.Step;
import dev.plumbline.watch.source.UnreadableException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One step of some checks of one table, within one transaction. */
public final class StepRunner {
  /** Rows a second of the first step; all that is known is that most machines do more. */
  private static final double FIRST_RATE = 300_000;

  private static final double FEWEST = 20_000;

  /** How much larger a step may be than the one before. */
  private static final double GROWTH = 4;

  /** Late rows are compared with what was counted, one by one. */
  private static final int MOST_LATE = 50_000;

  /** With shorter steps, others are at work: then one process has to do. */
  private static final Duration SHARED = Duration.ofMillis(300);

  private static final int RANGES = 3;

  /**
   * A step that hashes all parents should not do so for a few children: so many for each parent,
   * but not more than so many.
   */
  private static final double FOR_EACH_PARENT = 10;

  private static final double MOST_FOR_PARENTS = 10_000_000;

  /** Others would notice a longer one; hashing the parents again each time is the price. */
  private static final double SHARE_WHEN_BUSY = 0.025;

  private static final Duration SHORTEST_FOR_PARENTS = Duration.ofMillis(100);

  private final List<Check> checks;
  private final Dialect dialect;
  private final Duration aim;
  private final Optional<TraversalStrategy> forced;
  private final StatementLimits limits;

  /**
   * @param checks one, or several of rows of one table
   * @param forced a form that is taken whatever is there; for tests
   */
  public StepRunner(
      List<Check> checks,
      Dialect dialect,
      Duration aim,
      Optional<TraversalStrategy> forced,
      StatementLimits limits) {
    this.checks = List.copyOf(checks);
    this.dialect = dialect;
    this.aim = aim;
    this.forced = forced;
    this.limits = limits;
  }

  /** Whether steps may have the server share them among processes. */
  public static boolean isShared(Duration aim) {
    return aim.compareTo(SHARED) >= 0;
  }

  public Step step(ScanTransaction transaction, Optional<String> position)
      throws SQLException, UnreadableException {
    Check first = checks.getFirst();
    List<SqlFragment> conditions = new ArrayList<>();
    for (Check check : checks) {
      conditions.add(BrokenRows.condition(check, dialect));
    }
    long question = CountedKeys.hash(conditions.stream().map(SqlFragment::shown).toList());
    TableStatisticsReader tables = new TableStatisticsReader(dialect.schema(), transaction);
    if (first instanceof Orphans orphans) {
      tables.of(List.of(orphans.table(), orphans.parent()));
    }
    TableStatistics statistics = tables.of(first.table());
    Checkpoint at =
        position.isPresent()
            ? resumed(position.get(), question, statistics)
            : beginning(transaction, tables, question, statistics);
    RowTraversal traversal = traversal(transaction, tables, at, statistics);
    transaction.limit(limits.part());
    long started = System.nanoTime();
    RowTraversal.Part part = traversal.next(transaction, at.resumeAt(), rows(tables, at));
    if (at.strategy() == TraversalStrategy.WHOLE || part.late()) {
      transaction.limit(limits.whole());
    }
    traversal.prepare(transaction);
    int most = part.late() ? MOST_LATE : CountedKeys.MOST + 1;
    CountResult counted =
        first instanceof Check.AnyOrphans any
            ? new ManyToAnyTraversal(any, part, dialect, transaction, tables).counted(most)
            : new ViolationCounting(first.key(), part.condition().map(List::of).orElse(conditions))
                .run(transaction, part.from(), part.only(), part.versions(), most);
    double seconds = (System.nanoTime() - started) / 1e9;
    return step(at, part, counted, seconds, statistics);
  }

  private Checkpoint beginning(
      ScanTransaction transaction,
      TableStatisticsReader tables,
      long question,
      TableStatistics statistics)
      throws SQLException, UnreadableException {
    TraversalStrategy strategy =
        forced.isPresent()
            ? forced.get()
            : new StrategyChooser(dialect, transaction, tables).form(checks, statistics);
    return new Checkpoint(
        strategy,
        question,
        statistics.file(),
        strategy == TraversalStrategy.PAGES ? PageTraversal.snapshot(transaction) : "",
        List.of(),
        strategy == TraversalStrategy.GAPS
            ? FIRST_RATE * childrenOfEach(tables, statistics)
            : FIRST_RATE,
        0,
        CountedKeys.nothing(checks.size()));
  }

  /** Gaps cost with the parents. */
  private double childrenOfEach(TableStatisticsReader tables, TableStatistics child)
      throws SQLException, UnreadableException {
    TableStatistics parent = tables.of(((Orphans) checks.getFirst()).parent());
    return Math.max(1, child.rows()) / Math.max(1, parent.rows());
  }

  private Checkpoint resumed(String text, long question, TableStatistics statistics)
      throws UnreadableException {
    Optional<Checkpoint> position = Checkpoint.parse(text);
    if (position.isEmpty() || position.get().question() != question) {
      throw new UnreadableException(
          Reason.UNSETTLED,
          "the checkpoint of this check is of another version of Plumbline or of the"
              + " check; it starts again");
    }
    if (position.get().strategy() == TraversalStrategy.PAGES
        && !position.get().file().equals(statistics.file())) {
      throw new UnreadableException(
          Reason.UNSETTLED,
          "table %s was rewritten while it was scanned (VACUUM FULL, TRUNCATE or the like); this check starts again"
              .formatted(checks.getFirst().table()));
    }
    return position.get();
  }

  private RowTraversal traversal(
      ScanTransaction transaction,
      TableStatisticsReader tables,
      Checkpoint at,
      TableStatistics statistics)
      throws SQLException, UnreadableException {
    Check first = checks.getFirst();
    SqlFragment table = dialect.table(first.table());
    return switch (at.strategy()) {
      case WHOLE -> new WholeTableTraversal(table, Math.round(statistics.rows()));
      case PAGES -> new PageTraversal(table, statistics, at.snapshot(), isShared(aim) ? RANGES : 1);
      case KEYS -> KeyTraversal.of(table, statistics.oid(), first.key(), transaction);
      case GAPS, MERGE ->
          parents(tables, (Orphans) first, at.strategy() == TraversalStrategy.MERGE, statistics);
    };
  }

  private RowTraversal parents(
      TableStatisticsReader tables, Orphans orphans, boolean merging, TableStatistics child)
      throws SQLException, UnreadableException {
    KeyIndexes indexes =
        tables
            .indexes(orphans)
            .orElseThrow(
                () ->
                    new UnreadableException(
                        Reason.UNSETTLED,
                        "an index of table %s was dropped while it was scanned; this check starts again"
                            .formatted(orphans.table())));
    double share = 1 / childrenOfEach(tables, child);
    return new ParentTraversal(orphans, dialect, indexes, merging, share);
  }

  private long rows(TableStatisticsReader tables, Checkpoint at)
      throws SQLException, UnreadableException {
    double rows = at.rate() * aim.toNanos() / 1e9;
    if (at.strategy() == TraversalStrategy.PAGES && aim.compareTo(SHORTEST_FOR_PARENTS) >= 0) {
      double share = isShared(aim) ? 1 : SHARE_WHEN_BUSY;
      rows =
          Math.max(
              rows, Math.min(hashed(tables) * FOR_EACH_PARENT * share, MOST_FOR_PARENTS * share));
    }
    return Math.max(1, Math.round(Math.max(rows, fewest())));
  }

  /** How many keys are hashed before the first row is checked. */
  private double hashed(TableStatisticsReader tables) throws SQLException, UnreadableException {
    double keys = 0;
    switch (checks.getFirst()) {
      case Orphans orphans -> keys = tables.of(orphans.parent()).rows();
      case Check.TextOrphans orphans -> keys = tables.of(orphans.parent()).rows();
      case Check.AnyOrphans any ->
          keys = tables.analysed(any.targets().stream().map(Check.Target::table).toList());
      case Check.NamedRows ignored -> {}
      case Check.Rows ignored -> {}
      case Check.Duplicates ignored -> {}
      case Check.SharedNames ignored -> {}
      case Check.Cycles ignored -> {}
      case Check.UnreachableOperations ignored -> {}
      case Check.MissingNames ignored -> {}
      case Check.SequenceBehind ignored -> {}
      case Check.UnindexedForeignKey ignored -> {}
      case Check.UnservedStorage ignored -> {}
      case Check.MissingBinaries ignored -> {}
    }
    return keys;
  }

  /** What a step costs before its first row is never worth less than so many. */
  private double fewest() {
    return FEWEST * Math.min(1, (double) aim.toNanos() / SHORTEST_FOR_PARENTS.toNanos());
  }

  private Step step(
      Checkpoint at,
      RowTraversal.Part part,
      CountResult counted,
      double seconds,
      TableStatistics statistics) {
    Map<CheckId, Tally> tallies = new HashMap<>();
    for (int check = 0; check < checks.size(); check++) {
      tallies.put(
          checks.get(check).id(),
          part.late() ? at.countedKeys().unknown(check, counted) : counted.tally(check));
    }
    long rows = rows(at, part, statistics);
    long passed = at.passed() + rows;
    double rate = Math.min(at.rate() * GROWTH, part.rows() / Math.max(1e-3, seconds));
    Optional<String> next =
        part.next().isEmpty()
            ? Optional.empty()
            : Optional.of(
                new Checkpoint(
                        at.strategy(),
                        at.question(),
                        at.file(),
                        at.snapshot(),
                        part.next(),
                        Math.max(1, rate),
                        passed,
                        at.strategy() == TraversalStrategy.PAGES
                            ? at.countedKeys().plus(counted)
                            : at.countedKeys())
                    .text());
    double done = next.isEmpty() ? 1 : Math.min(0.99, passed / Math.max(1, statistics.rows()));
    return new Step(tallies, rows, next, done);
  }

  /** A last part that goes by parents was asked for more rows than are left. */
  private static long rows(Checkpoint at, RowTraversal.Part part, TableStatistics statistics) {
    boolean byParents =
        at.strategy() == TraversalStrategy.GAPS || at.strategy() == TraversalStrategy.MERGE;
    return byParents && part.next().isEmpty()
        ? Math.clamp(Math.round(statistics.rows()) - at.passed(), 0, part.rows())
        : part.rows();
  }
}
