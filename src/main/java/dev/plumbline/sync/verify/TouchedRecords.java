package dev.plumbline.sync.verify;

import dev.plumbline.environment.EnvironmentId;
import dev.plumbline.integrity.Check;
import dev.plumbline.integrity.CheckContext;
import dev.plumbline.integrity.CheckId;
import dev.plumbline.integrity.CheckList;
import dev.plumbline.integrity.CheckList.Uncheckable;
import dev.plumbline.integrity.Tally;
import dev.plumbline.integrity.compile.CheckCompiler;
import dev.plumbline.scan.ScannedDatabase;
import dev.plumbline.scan.ScannedDatabase.ScanSession;
import dev.plumbline.scan.ScannedDatabase.Schema;
import dev.plumbline.scan.ScannedDatabase.Step;
import dev.plumbline.watch.source.UnreadableException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

/**
 * Counts the rows that break the checks of some tables, within a limit. Each statement is short and
 * is cancelled when somebody waits for its lock, as in a scan.
 */
public final class TouchedRecords {
  /** A step that is as long ends within the limit of its statement. */
  private static final Duration STEP = Duration.ofSeconds(1);

  private final ScannedDatabase databases;
  private final Compiler compiler;
  private final Duration limit;
  private final LongSupplier nanos;

  /** Which checks a schema asks for. */
  interface Compiler {
    CheckList compile(Schema schema, CheckContext context);
  }

  /**
   * @param databases the primaries: a standby lags behind
   * @param limit of all checks together; the statement that is running then ends first
   */
  public TouchedRecords(ScannedDatabase databases, Duration limit) {
    this(
        databases,
        (schema, context) ->
            CheckCompiler.compile(schema.catalog(), schema.metadata(), schema.snapshot(), context),
        limit,
        System::nanoTime);
  }

  /**
   * @param nanos as {@link System#nanoTime}
   */
  TouchedRecords(ScannedDatabase databases, Compiler compiler, Duration limit, LongSupplier nanos) {
    this.databases = databases;
    this.compiler = compiler;
    this.limit = limit;
    this.nanos = nanos;
  }

  /**
   * The checks of some tables.
   *
   * @param uncheckable those that cannot be made, and why
   * @param failure why none is known; else empty
   */
  record TouchedChecks(
      List<List<Check>> together, Map<CheckId, String> uncheckable, Optional<String> failure) {
    private static final TouchedChecks NONE =
        new TouchedChecks(List.of(), Map.of(), Optional.empty());
  }

  /** The checks of the tables as the schema is now. Never fails because of the database. */
  TouchedChecks checks(EnvironmentId target, Set<String> tables) throws InterruptedException {
    if (tables.isEmpty()) {
      return TouchedChecks.NONE;
    }
    try (ScanSession session = databases.open(target)) {
      return checks(session, tables);
    } catch (UnreadableException e) {
      return new TouchedChecks(List.of(), Map.of(), Optional.of(e.detail()));
    }
  }

  private TouchedChecks checks(ScanSession session, Set<String> tables)
      throws UnreadableException, InterruptedException {
    Schema schema = session.schema();
    CheckList checks = compiler.compile(schema, session.context());
    return new TouchedChecks(
        CheckList.together(
            checks.checks().stream().filter(check -> isOf(check, tables)).toList(), check -> false),
        checks.uncheckable().stream()
            .filter(one -> tables.contains(one.id().collection()))
            .collect(Collectors.toMap(Uncheckable::id, Uncheckable::detail, (one, other) -> other)),
        Optional.empty());
  }

  /** Counts everything it can. Never fails because of the database. */
  RecordCounts count(EnvironmentId target, Set<String> tables) throws InterruptedException {
    if (tables.isEmpty()) {
      return count(target, TouchedChecks.NONE);
    }
    long end = end();
    try (ScanSession session = databases.open(target)) {
      return count(session, checks(session, tables), end);
    } catch (UnreadableException e) {
      return new RecordCounts(Map.of(), Map.of(), Optional.of(e.detail()));
    }
  }

  /**
   * The same for checks that are known.
   *
   * @param checks of a schema that is still the same
   */
  RecordCounts count(EnvironmentId target, TouchedChecks checks) throws InterruptedException {
    if (checks.together().isEmpty()) {
      return new RecordCounts(Map.of(), checks.uncheckable(), checks.failure());
    }
    long end = end();
    try (ScanSession session = databases.open(target)) {
      return count(session, checks, end);
    } catch (UnreadableException e) {
      return new RecordCounts(Map.of(), checks.uncheckable(), Optional.of(e.detail()));
    }
  }

  private long end() {
    return nanos.getAsLong() + limit.toNanos();
  }

  private RecordCounts count(ScanSession session, TouchedChecks checks, long end)
      throws InterruptedException {
    Map<CheckId, RecordCounts.Counted> counted = new TreeMap<>();
    Map<CheckId, String> unknown = new TreeMap<>(checks.uncheckable());
    for (List<Check> together : checks.together()) {
      count(session, together, end, counted, unknown);
    }
    return new RecordCounts(counted, unknown, Optional.empty());
  }

  private void count(
      ScanSession session,
      List<Check> checks,
      long end,
      Map<CheckId, RecordCounts.Counted> counted,
      Map<CheckId, String> unknown)
      throws InterruptedException {
    Map<CheckId, Long> sums = new HashMap<>();
    Optional<String> position = Optional.empty();
    try {
      do {
        if (nanos.getAsLong() - end >= 0) {
          checks.forEach(check -> unknown.put(check.id(), "its time was used up"));
          return;
        }
        Step step = session.step(checks, position, STEP);
        step.tallies().forEach((id, tally) -> sums.merge(id, tally.count(), Long::sum));
        position = step.next();
      } while (position.isPresent());
      checks.forEach(
          check ->
              counted.put(
                  check.id(),
                  new RecordCounts.Counted(
                      check.definition(),
                      check.tables(),
                      sums.getOrDefault(check.id(), Tally.NONE.count()))));
    } catch (UnreadableException e) {
      checks.forEach(check -> unknown.put(check.id(), e.detail()));
    }
  }

  /**
   * Whether rows of the tables break it, or reference them. Not what a plan changes on purpose,
   * such as an index, nor what is asked over HTTP.
   */
  private static boolean isOf(Check check, Set<String> tables) {
    return switch (check) {
      case Check.Orphans one -> tables.contains(one.table()) || tables.contains(one.parent());
      case Check.TextOrphans one -> tables.contains(one.table()) || tables.contains(one.parent());
      case Check.AnyOrphans one -> tables.contains(one.table());
      case Check.NamedRows one -> tables.contains(one.table());
      case Check.SharedNames one -> tables.contains(one.table());
      case Check.Rows one -> tables.contains(one.table());
      case Check.Duplicates one -> tables.contains(one.table());
      case Check.Cycles one -> tables.contains(one.table());
      case Check.UnreachableOperations ignored -> false;
      case Check.SequenceBehind ignored -> false;
      case Check.UnindexedForeignKey ignored -> false;
      case Check.MissingNames ignored -> false;
      case Check.UnservedStorage ignored -> false;
      case Check.MissingBinaries ignored -> false;
    };
  }
}
