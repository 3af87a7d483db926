package dev.plumbline.postgres.scan;

import static java.util.stream.Gatherers.windowFixed;

import dev.plumbline.integrity.Check;
import dev.plumbline.integrity.CheckContext;
import dev.plumbline.integrity.Tally;
import dev.plumbline.postgres.SchemaReading;
import dev.plumbline.postgres.scan.server.LoadQuery;
import dev.plumbline.postgres.scan.server.LockWatchdog;
import dev.plumbline.postgres.scan.server.ScanTransaction;
import dev.plumbline.postgres.scan.server.StatementLimits;
import dev.plumbline.postgres.scan.sql.ViolationQuery;
import dev.plumbline.postgres.scan.sql.condition.Dialect;
import dev.plumbline.postgres.scan.sql.condition.SqlFragment;
import dev.plumbline.postgres.scan.traversal.StepRunner;
import dev.plumbline.postgres.scan.traversal.statistics.TraversalStrategy;
import dev.plumbline.postgres.session.DatabaseTarget;
import dev.plumbline.postgres.session.Identifier;
import dev.plumbline.postgres.session.PostgresFailures;
import dev.plumbline.reading.Reason;
import dev.plumbline.scan.ScannedDatabase.Load;
import dev.plumbline.scan.ScannedDatabase.ScanSession;
import dev.plumbline.scan.ScannedDatabase.Schema;
import dev.plumbline.scan.ScannedDatabase.State;
import dev.plumbline.scan.ScannedDatabase.Step;
import dev.plumbline.store.state.CheckStatus.TableState;
import dev.plumbline.store.state.ItemCount.Counted;
import dev.plumbline.watch.source.UnreadableException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/** One connection; each question is a short transaction. */
final class ScanConnection implements ScanSession {
  private final DatabaseTarget target;
  private final Connection connection;
  private final LockWatchdog watchdog;
  private Dialect dialect;
  private final Options options;
  private final LoadQuery load;
  private long transactions;

  /**
   * How it asks.
   *
   * @param forced a form that is taken whatever is there
   */
  record Options(Optional<TraversalStrategy> forced, StatementLimits limits) {
    static final Options DEFAULT = new Options(Optional.empty(), StatementLimits.DEFAULT);
  }

  private ScanConnection(
      DatabaseTarget target,
      Connection connection,
      LockWatchdog watchdog,
      Dialect dialect,
      Options options) {
    this.target = target;
    this.connection = connection;
    this.watchdog = watchdog;
    this.dialect = dialect;
    this.options = options;
    this.load = new LoadQuery(dialect.version());
  }

  /** Takes the connection over, and closes it if nothing comes of it. */
  static ScanConnection on(Connection connection, DatabaseTarget target, Options options)
      throws SQLException {
    LockWatchdog watchdog = new LockWatchdog(target);
    try (ScanTransaction transaction =
        ScanTransaction.begin(connection, watchdog, options.limits(), false)) {
      return new ScanConnection(
          target, connection, watchdog, DialectReader.read(transaction, target.schema()), options);
    }
  }

  private interface Question<T> {
    T ask(ScanTransaction transaction) throws SQLException, UnreadableException;
  }

  private <T> T ask(boolean parallel, Question<T> question)
      throws SQLException, UnreadableException {
    transactions++;
    try (ScanTransaction transaction =
        ScanTransaction.begin(connection, watchdog, options.limits(), parallel)) {
      return question.ask(transaction);
    }
  }

  private <T> T general(Question<T> question) throws UnreadableException {
    try {
      return ask(false, question);
    } catch (SQLException e) {
      throw failed(e);
    }
  }

  private UnreadableException failed(SQLException e) {
    PostgresFailures.Failure failure = PostgresFailures.of(e, target, true);
    return broken(new UnreadableException(failure.reason(), failure.detail()));
  }

  /** The driver gives a connection up that did not answer in time: another one may. */
  private UnreadableException broken(UnreadableException failure) {
    try {
      return failure.reason() == Reason.TIMED_OUT && connection.isClosed()
          ? new UnreadableException(Reason.INTERRUPTED, failure.detail())
          : failure;
    } catch (SQLException e) {
      return failure;
    }
  }

  @Override
  public State state() throws UnreadableException {
    // Before anything else: what is written from now on makes another state.
    SortedMap<String, TableState> relations =
        general(transaction -> WriteCounters.read(transaction, target.schema()));
    try {
      transactions++;
      return new State(
          SchemaReading.fingerprint(connection, target, options.limits().brief()),
          relations,
          context());
    } catch (SQLException e) {
      throw failed(e);
    }
  }

  @Override
  public Schema schema() throws UnreadableException {
    // The checks that follow may be about columns that were not there before.
    dialect = general(transaction -> DialectReader.read(transaction, target.schema()));
    try {
      transactions += 2;
      SchemaReading.Schema schema =
          SchemaReading.read(connection, target, options.limits().brief(), read -> read);
      return new Schema(
          schema.fingerprint(), schema.catalog(), schema.metadata(), schema.snapshot());
    } catch (SQLException e) {
      throw failed(e);
    }
  }

  @Override
  public Step step(List<Check> checks, Optional<String> position, Duration aim)
      throws UnreadableException {
    Check first = checks.getFirst();
    boolean together =
        first.group().isPresent()
            && checks.stream().allMatch(check -> check.group().equals(first.group()));
    if (checks.size() > 1 && !together) {
      throw new IllegalArgumentException("only checks of one group share a step");
    }
    try {
      return switch (first) {
        case Check.SequenceBehind _ ->
            ask(
                false,
                transaction ->
                    new Sequences(
                            transaction, dialect, new Identifier(target.database().username()))
                        .step(all(Check.SequenceBehind.class, checks)));
        case Check.UnindexedForeignKey _ ->
            ask(
                false,
                transaction ->
                    new ForeignKeyIndexes(transaction, dialect)
                        .step(all(Check.UnindexedForeignKey.class, checks)));
        case Check.MissingNames names ->
            ask(false, transaction -> new NamesInRows(transaction, dialect, names).step(position));
        case Check.UnservedStorage _, Check.MissingBinaries _ ->
            throw new IllegalArgumentException("binaries are not checked by SQL");
        case Check.Orphans _, Check.TextOrphans _, Check.AnyOrphans _, Check.Cycles _ ->
            rows(checks, position, aim);
        case Check.NamedRows _, Check.Rows _, Check.Duplicates _, Check.SharedNames _ ->
            rows(checks, position, aim);
        case Check.UnreachableOperations _ -> rows(checks, position, aim);
      };
    } catch (SQLException e) {
      throw broken(CheckFailures.of(e, first, target));
    }
  }

  private Step rows(List<Check> checks, Optional<String> position, Duration aim)
      throws SQLException, UnreadableException {
    return ask(
        StepRunner.isShared(aim),
        transaction ->
            new StepRunner(checks, dialect, aim, options.forced(), options.limits())
                .step(transaction, position));
  }

  private static <T extends Check> List<T> all(Class<T> kind, List<Check> checks) {
    return checks.stream().map(kind::cast).toList();
  }

  @Override
  public List<Counted> count(List<String> tables) throws UnreadableException {
    List<Counted> counts = new ArrayList<>();
    // Each in a transaction of its own, with whose end the locks go.
    for (List<String> batch :
        tables.stream().sorted().gather(windowFixed(RowCounts.BATCH)).toList()) {
      counts.addAll(general(transaction -> new RowCounts(transaction, dialect).count(batch)));
    }
    return counts;
  }

  @Override
  public List<String> files(Optional<String> storage, Optional<String> after, int limit)
      throws UnreadableException {
    List<SqlFragment> conditions = new ArrayList<>(List.of(SqlFragment.of("true")));
    after.ifPresent(key -> conditions.add(SqlFragment.of("id > {}::uuid", SqlFragment.text(key))));
    storage.ifPresent(
        name -> conditions.add(SqlFragment.of("storage = {}", SqlFragment.text(name))));
    return general(
        transaction ->
            transaction.rows(
                SqlFragment.of(
                    "SELECT id::text FROM {} WHERE {} ORDER BY id LIMIT " + limit,
                    dialect.table("directus_files"),
                    SqlFragment.join(" AND ", conditions)),
                row -> row.getString(1)));
  }

  @Override
  public long countFiles(String storage) throws UnreadableException {
    return general(
        transaction ->
            transaction.one(
                SqlFragment.of(
                    "SELECT count(*) FROM {} WHERE storage = {}",
                    dialect.table("directus_files"),
                    SqlFragment.text(storage)),
                row -> row.getLong(1)));
  }

  @Override
  public CheckContext context() throws UnreadableException {
    return new CheckContext(
        general(transaction -> CheckContextQuery.hidden(transaction, dialect)),
        ifAllowed(transaction -> CheckContextQuery.storages(transaction, dialect)));
  }

  @Override
  public Load load() throws UnreadableException {
    return general(transaction -> load.run(transaction, transactions));
  }

  @Override
  public String sql(Check check, Tally found) {
    return ViolationQuery.of(check, found, dialect);
  }

  @Override
  public Optional<String> note(Check check) throws UnreadableException {
    return switch (check) {
      case Check.SequenceBehind behind -> Optional.of(ViolationNotes.repair(behind, dialect));
      case Check.SharedNames names ->
          ifAllowed(transaction -> ViolationNotes.attached(names, transaction, dialect))
              .flatMap(note -> note);
      case Check.NamedRows rows ->
          ifAllowed(transaction -> ViolationNotes.operations(rows, transaction, dialect))
              .flatMap(note -> note);
      case Check.Orphans _, Check.TextOrphans _, Check.AnyOrphans _ -> Optional.empty();
      case Check.Rows _, Check.Duplicates _, Check.Cycles _ -> Optional.empty();
      case Check.MissingNames _, Check.UnindexedForeignKey _ -> Optional.empty();
      case Check.UnreachableOperations _ -> Optional.empty();
      case Check.UnservedStorage _, Check.MissingBinaries _ -> Optional.empty();
    };
  }

  /** Empty if it may not be read: the checks are made without it. */
  private <T> Optional<T> ifAllowed(Question<T> question) throws UnreadableException {
    try {
      return Optional.of(general(question));
    } catch (UnreadableException e) {
      if (e.reason() == Reason.UNREACHABLE || e.reason() == Reason.INTERRUPTED) {
        throw e;
      }
      return Optional.empty();
    }
  }

  @Override
  public void close() {
    watchdog.close();
    try {
      connection.close();
    } catch (SQLException e) {
      // It is closed already.
    }
  }
}
