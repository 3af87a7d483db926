package dev.plumbline.postgres.scan;

import static java.util.stream.Gatherers.windowFixed;

import dev.plumbline.integrity.Check;
import dev.plumbline.integrity.Surroundings;
import dev.plumbline.integrity.Tally;
import dev.plumbline.memory.CheckStatus.TableState;
import dev.plumbline.memory.ItemCount.Counted;
import dev.plumbline.postgres.SchemaReading;
import dev.plumbline.postgres.scan.form.Dialect;
import dev.plumbline.postgres.scan.form.Phrase;
import dev.plumbline.postgres.scan.form.ShownSql;
import dev.plumbline.postgres.scan.server.Asking;
import dev.plumbline.postgres.scan.server.Guard;
import dev.plumbline.postgres.scan.server.StatementLimits;
import dev.plumbline.postgres.scan.walk.Form;
import dev.plumbline.postgres.scan.walk.Stepping;
import dev.plumbline.postgres.session.Failures;
import dev.plumbline.postgres.session.Identifier;
import dev.plumbline.postgres.session.Target;
import dev.plumbline.scan.ScannedDatabase.Load;
import dev.plumbline.scan.ScannedDatabase.ScanSession;
import dev.plumbline.scan.ScannedDatabase.Schema;
import dev.plumbline.scan.ScannedDatabase.State;
import dev.plumbline.scan.ScannedDatabase.Step;
import dev.plumbline.schema.Reason;
import dev.plumbline.watch.UnreadableException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;

/** One connection; each question is a short transaction. */
final class ScanConnection implements ScanSession {
  private final Target target;
  private final Connection connection;
  private final Guard guard;
  private Dialect dialect;
  private final Options options;
  private final LoadQuery load;
  private long transactions;

  /**
   * How it asks.
   *
   * @param forced a form that is taken whatever is there
   */
  record Options(Optional<Form> forced, StatementLimits limits) {
    static final Options DEFAULT = new Options(Optional.empty(), StatementLimits.DEFAULT);
  }

  private ScanConnection(
      Target target, Connection connection, Guard guard, Dialect dialect, Options options) {
    this.target = target;
    this.connection = connection;
    this.guard = guard;
    this.dialect = dialect;
    this.options = options;
    this.load = new LoadQuery(dialect.version());
  }

  /** Takes the connection over, and closes it if nothing comes of it. */
  static ScanConnection on(Connection connection, Target target, Options options)
      throws SQLException {
    Guard guard = new Guard(target);
    try (Asking asking = Asking.begin(connection, guard, options.limits(), false)) {
      return new ScanConnection(
          target, connection, guard, Dialects.read(asking, target.schema()), options);
    }
  }

  private interface Question<T> {
    T ask(Asking asking) throws SQLException, UnreadableException;
  }

  private <T> T asking(boolean parallel, Question<T> question)
      throws SQLException, UnreadableException {
    transactions++;
    try (Asking asking = Asking.begin(connection, guard, options.limits(), parallel)) {
      return question.ask(asking);
    }
  }

  private <T> T general(Question<T> question) throws UnreadableException {
    try {
      return asking(false, question);
    } catch (SQLException e) {
      throw failed(e);
    }
  }

  private UnreadableException failed(SQLException e) {
    Failures.Failure failure = Failures.of(e, target, true);
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
        general(asking -> RelationStates.read(asking, target.schema()));
    try {
      transactions++;
      return new State(
          SchemaReading.fingerprint(connection, target, options.limits().brief()),
          relations,
          surroundings());
    } catch (SQLException e) {
      throw failed(e);
    }
  }

  @Override
  public Schema schema() throws UnreadableException {
    // The checks that follow may be about columns that were not there before.
    dialect = general(asking -> Dialects.read(asking, target.schema()));
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
        case Check.SequenceBehind ignored ->
            asking(
                false,
                asking ->
                    new Sequences(asking, dialect, new Identifier(target.database().username()))
                        .step(all(Check.SequenceBehind.class, checks)));
        case Check.UnindexedForeignKey ignored ->
            asking(
                false,
                asking ->
                    new ForeignKeyIndexes(asking, dialect)
                        .step(all(Check.UnindexedForeignKey.class, checks)));
        case Check.UnservedStorage ignored ->
            throw new IllegalArgumentException("binaries are not checked by SQL");
        case Check.MissingNames names ->
            asking(false, asking -> new NamesInRows(asking, dialect, names).step(position));
        case Check.MissingBinaries ignored ->
            throw new IllegalArgumentException("binaries are not checked by SQL");
        case Check.Orphans ignored -> rows(checks, position, aim);
        case Check.TextOrphans ignored -> rows(checks, position, aim);
        case Check.AnyOrphans ignored -> rows(checks, position, aim);
        case Check.NamedRows ignored -> rows(checks, position, aim);
        case Check.Rows ignored -> rows(checks, position, aim);
        case Check.Duplicates ignored -> rows(checks, position, aim);
        case Check.SharedNames ignored -> rows(checks, position, aim);
        case Check.Cycles ignored -> rows(checks, position, aim);
        case Check.UnreachableOperations ignored -> rows(checks, position, aim);
      };
    } catch (SQLException e) {
      throw broken(CheckFailures.of(e, first, target));
    }
  }

  private Step rows(List<Check> checks, Optional<String> position, Duration aim)
      throws SQLException, UnreadableException {
    return asking(
        Stepping.isShared(aim),
        asking ->
            new Stepping(checks, dialect, aim, options.forced(), options.limits())
                .step(asking, position));
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
      counts.addAll(general(asking -> new RowCounts(asking, dialect).count(batch)));
    }
    return counts;
  }

  @Override
  public List<String> files(Optional<String> storage, Optional<String> after, int limit)
      throws UnreadableException {
    List<Phrase> conditions = new ArrayList<>(List.of(Phrase.of("true")));
    after.ifPresent(key -> conditions.add(Phrase.of("id > {}::uuid", Phrase.text(key))));
    storage.ifPresent(name -> conditions.add(Phrase.of("storage = {}", Phrase.text(name))));
    return general(
        asking ->
            asking.rows(
                Phrase.of(
                    "SELECT id::text FROM {} WHERE {} ORDER BY id LIMIT " + limit,
                    dialect.table("directus_files"),
                    Phrase.join(" AND ", conditions)),
                row -> row.getString(1)));
  }

  @Override
  public long countFiles(String storage) throws UnreadableException {
    return general(
        asking ->
            asking.one(
                Phrase.of(
                    "SELECT count(*) FROM {} WHERE storage = {}",
                    dialect.table("directus_files"),
                    Phrase.text(storage)),
                row -> row.getLong(1)));
  }

  /** Storage locations that cannot be read are not known, and nothing fails for it. */
  private Surroundings surroundings() throws UnreadableException {
    SortedSet<String> hidden = general(asking -> SurroundingsQuery.hidden(asking, dialect));
    try {
      return new Surroundings(
          hidden, Optional.of(general(asking -> SurroundingsQuery.storages(asking, dialect))));
    } catch (UnreadableException e) {
      if (e.reason() == Reason.UNREACHABLE || e.reason() == Reason.INTERRUPTED) {
        throw e;
      }
      return new Surroundings(hidden, Optional.empty());
    }
  }

  @Override
  public Load load() throws UnreadableException {
    return general(asking -> load.run(asking, transactions));
  }

  @Override
  public String sql(Check check, Tally found) {
    return ShownSql.of(check, found, dialect);
  }

  @Override
  public Optional<String> note(Check check) throws UnreadableException {
    return switch (check) {
      case Check.SequenceBehind behind -> Optional.of(Notes.repair(behind, dialect));
      case Check.SharedNames names -> ifAllowed(asking -> Notes.attached(names, asking, dialect));
      case Check.NamedRows rows -> ifAllowed(asking -> Notes.operations(rows, asking, dialect));
      case Check.Orphans _, Check.TextOrphans _, Check.AnyOrphans _ -> Optional.empty();
      case Check.Rows _, Check.Duplicates _, Check.Cycles _, Check.MissingNames _ ->
          Optional.empty();
      case Check.UnindexedForeignKey _, Check.UnreachableOperations _ -> Optional.empty();
      case Check.UnservedStorage _, Check.MissingBinaries _ -> Optional.empty();
    };
  }

  /** What may not be read is left out: the check itself was made. */
  private Optional<String> ifAllowed(Question<Optional<String>> note) throws UnreadableException {
    try {
      return general(note);
    } catch (UnreadableException e) {
      if (e.reason() == Reason.UNREACHABLE || e.reason() == Reason.INTERRUPTED) {
        throw e;
      }
      return Optional.empty();
    }
  }

  @Override
  public void close() {
    guard.close();
    try {
      connection.close();
    } catch (SQLException e) {
      // It is gone already.
    }
  }
}
