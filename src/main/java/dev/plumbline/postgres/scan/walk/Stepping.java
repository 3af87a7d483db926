package dev.plumbline.postgres.scan.walk;

import dev.plumbline.integrity.Check;
import dev.plumbline.integrity.Check.Orphans;
import dev.plumbline.integrity.CheckId;
import dev.plumbline.integrity.Tally;
import dev.plumbline.postgres.scan.form.BrokenRows;
import dev.plumbline.postgres.scan.form.Dialect;
import dev.plumbline.postgres.scan.form.Phrase;
import dev.plumbline.postgres.scan.server.Asking;
import dev.plumbline.postgres.scan.server.StatementLimits;
import dev.plumbline.postgres.scan.tally.Counted;
import dev.plumbline.postgres.scan.tally.Counting;
import dev.plumbline.postgres.scan.tally.Remembered;
import dev.plumbline.scan.ScannedDatabase.Step;
import dev.plumbline.schema.Reason;
import dev.plumbline.watch.UnreadableException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One step of some checks of one table, within one transaction. */
public final class Stepping {
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
  private final Optional<Form> forced;
  private final StatementLimits limits;

  /**
   * @param checks one, or several of rows of one table
   * @param forced a form that is taken whatever is there; for tests
   */
  public Stepping(
      List<Check> checks,
      Dialect dialect,
      Duration aim,
      Optional<Form> forced,
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

  public Step step(Asking asking, Optional<String> position)
      throws SQLException, UnreadableException {
    Check first = checks.getFirst();
    List<Phrase> conditions = new ArrayList<>();
    for (Check check : checks) {
      conditions.add(BrokenRows.condition(check, dialect));
    }
    long question = Remembered.hash(conditions.stream().map(Phrase::shown).toList());
    KnownTables tables = new KnownTables(dialect, asking);
    TableFacts facts = tables.of(first.table());
    Position at =
        position.isPresent()
            ? resumed(position.get(), question, facts)
            : beginning(asking, tables, question, facts);
    Walk walk = walk(asking, tables, at, facts);
    asking.limit(limits.part());
    long started = System.nanoTime();
    Walk.Part part = walk.next(asking, at.place(), rows(tables, at));
    if (at.form() == Form.WHOLE || part.late()) {
      asking.limit(limits.whole());
    }
    walk.prepare(asking);
    int most = part.late() ? MOST_LATE : Remembered.MOST + 1;
    Counted counted =
        first instanceof Check.AnyOrphans any
            ? new AnyRows(any, part, dialect, asking, tables).counted(most)
            : new Counting(first.key(), part.condition().map(List::of).orElse(conditions))
                .run(asking, part.from(), part.only(), part.versions(), most);
    double seconds = (System.nanoTime() - started) / 1e9;
    return step(at, part, counted, seconds, facts);
  }

  private Position beginning(Asking asking, KnownTables tables, long question, TableFacts facts)
      throws SQLException, UnreadableException {
    Form form =
        forced.isPresent() ? forced.get() : new Choice(dialect, asking, tables).form(checks, facts);
    return new Position(
        form,
        question,
        facts.file(),
        PageWalk.snapshot(asking),
        List.of(),
        form == Form.GAPS ? FIRST_RATE * childrenOfEach(tables, facts) : FIRST_RATE,
        0,
        Remembered.nothing(checks.size()));
  }

  /** Gaps cost with the parents. */
  private double childrenOfEach(KnownTables tables, TableFacts child)
      throws SQLException, UnreadableException {
    TableFacts parent = tables.of(((Orphans) checks.getFirst()).parent());
    return Math.max(1, child.rows()) / Math.max(1, parent.rows());
  }

  private Position resumed(String text, long question, TableFacts facts)
      throws UnreadableException {
    Optional<Position> position = Position.parse(text);
    if (position.isEmpty() || position.get().question() != question) {
      throw new UnreadableException(
          Reason.UNSETTLED,
          "the checkpoint of this check is of another version of Plumbline or of the"
              + " check; it starts again");
    }
    if (position.get().form() == Form.PAGES && !position.get().file().equals(facts.file())) {
      throw new UnreadableException(
          Reason.UNSETTLED,
          "table %s was rewritten while it was scanned (VACUUM FULL, TRUNCATE or the like); this check starts again"
              .formatted(checks.getFirst().table()));
    }
    return position.get();
  }

  private Walk walk(Asking asking, KnownTables tables, Position at, TableFacts facts)
      throws SQLException, UnreadableException {
    Check first = checks.getFirst();
    Phrase table = dialect.table(first.table());
    return switch (at.form()) {
      case WHOLE -> new WholeWalk(table, Math.round(facts.rows()));
      case PAGES -> new PageWalk(table, facts, at.snapshot(), isShared(aim) ? RANGES : 1);
      case KEYS -> KeyWalk.of(table, facts.oid(), first.key(), asking);
      case GAPS, MERGE -> parents(tables, (Orphans) first, at.form() == Form.MERGE, facts);
    };
  }

  private Walk parents(KnownTables tables, Orphans orphans, boolean merging, TableFacts child)
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
    return new ParentWalk(orphans, dialect, indexes, merging, share);
  }

  private long rows(KnownTables tables, Position at) throws SQLException, UnreadableException {
    double rows = at.rate() * aim.toNanos() / 1e9;
    if (at.form() == Form.PAGES && aim.compareTo(SHORTEST_FOR_PARENTS) >= 0) {
      double share = isShared(aim) ? 1 : SHARE_WHEN_BUSY;
      rows =
          Math.max(
              rows, Math.min(hashed(tables) * FOR_EACH_PARENT * share, MOST_FOR_PARENTS * share));
    }
    return Math.max(1, Math.round(Math.max(rows, fewest())));
  }

  /** How many keys are hashed before the first row is looked at. */
  private double hashed(KnownTables tables) throws SQLException, UnreadableException {
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
      Position at, Walk.Part part, Counted counted, double seconds, TableFacts facts) {
    Map<CheckId, Tally> tallies = new HashMap<>();
    for (int check = 0; check < checks.size(); check++) {
      tallies.put(
          checks.get(check).id(),
          part.late() ? at.remembered().unknown(check, counted) : counted.tally(check));
    }
    long rows = rows(at, part, facts);
    long passed = at.passed() + rows;
    double rate = Math.min(at.rate() * GROWTH, part.rows() / Math.max(1e-3, seconds));
    Optional<String> next =
        part.next().isEmpty()
            ? Optional.empty()
            : Optional.of(
                new Position(
                        at.form(),
                        at.question(),
                        at.file(),
                        at.snapshot(),
                        part.next(),
                        Math.max(1, rate),
                        passed,
                        at.form() == Form.PAGES ? at.remembered().plus(counted) : at.remembered())
                    .text());
    double done = next.isEmpty() ? 1 : Math.min(0.99, passed / Math.max(1, facts.rows()));
    return new Step(tallies, rows, next, done);
  }

  /** A last part that goes by parents was asked for more rows than are left. */
  private static long rows(Position at, Walk.Part part, TableFacts facts) {
    boolean byParents = at.form() == Form.GAPS || at.form() == Form.MERGE;
    return byParents && part.next().isEmpty()
        ? Math.clamp(Math.round(facts.rows()) - at.passed(), 0, part.rows())
        : part.rows();
  }
}
