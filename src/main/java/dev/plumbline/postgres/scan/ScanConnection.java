package dev.plumbline.postgres.scan;

import static java.util.stream.Gatherers.windowFixed;

import dev.plumbline.integrity.Check;
import dev.plumbline.integrity.Tally;
import dev.plumbline.memory.CheckStatus.TableState;
import dev.plumbline.memory.ItemCount.Counted;
import dev.plumbline.postgres.SchemaReading;
import dev.plumbline.postgres.scan.form.Dialect;
import dev.plumbline.postgres.scan.form.Phrase;
import dev.plumbline.postgres.scan.form.ShownSql;
import dev.plumbline.postgres.scan.server.Asking;
import dev.plumbline.postgres.scan.server.Guard;
import dev.plumbline.postgres.scan.walk.Form;
import dev.plumbline.postgres.scan.walk.Stepping;
import dev.plumbline.postgres.session.Failures;
import dev.plumbline.postgres.session.Identifier;
import dev.plumbline.postgres.session.Target;
import dev.plumbline.scan.ScannedDatabase.Ground;
import dev.plumbline.scan.ScannedDatabase.Load;
import dev.plumbline.scan.ScannedDatabase.ScanSession;
import dev.plumbline.scan.ScannedDatabase.Step;
import dev.plumbline.watch.UnreadableException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/** One connection; each question is a short transaction. */
final class ScanConnection implements ScanSession {
  /** Of what takes milliseconds, unless the server is in trouble. */
  private static final Duration SHORT = Duration.ofSeconds(30);

  private final Target target;
  private final Connection connection;
  private final Guard guard;
  private Dialect dialect;
  private final Optional<Form> forced;
  private final LoadQuery load = new LoadQuery();
  private long transactions;

  private ScanConnection(
      Target target, Connection connection, Guard guard, Dialect dialect, Optional<Form> forced) {
    this.target = target;
    this.connection = connection;
    this.guard = guard;
    this.dialect = dialect;
    this.forced = forced;
  }

  /** Takes the connection over, and closes it if nothing comes of it. */
  static ScanConnection on(Connection connection, Target target, Optional<Form> forced)
      throws SQLException {
    Guard guard = new Guard(target);
    try (Asking asking = Asking.begin(connection, guard, SHORT, false)) {
      return new ScanConnection(
          target, connection, guard, Dialects.read(asking, target.schema()), forced);
    }
  }

  private interface Question<T> {
    T ask(Asking asking) throws SQLException, UnreadableException;
  }

  private <T> T asking(Duration limit, boolean parallel, Question<T> question)
      throws SQLException, UnreadableException {
    transactions++;
    try (Asking asking = Asking.begin(connection, guard, limit, parallel)) {
      return question.ask(asking);
    }
  }

  private <T> T general(Question<T> question) throws UnreadableException {
    try {
      return asking(SHORT, false, question);
    } catch (SQLException e) {
      throw failed(e);
    }
  }

  private UnreadableException failed(SQLException e) {
    Failures.Failure failure = Failures.of(e, target, true);
    return new UnreadableException(failure.reason(), failure.detail());
  }

  @Override
  public Ground ground() throws UnreadableException {
    // Before anything else: what is written from now on makes another state.
    SortedMap<String, TableState> tables =
        general(asking -> TableStates.read(asking, target.schema()));
    // The checks that follow may be about columns that were not there before.
    dialect = general(asking -> Dialects.read(asking, target.schema()));
    try {
      transactions += 2;
      SchemaReading.Schema schema = SchemaReading.read(connection, target, SHORT);
      return new Ground(schema.catalog(), schema.metadata(), schema.snapshot(), tables);
    } catch (SQLException e) {
      throw failed(e);
    }
  }

  @Override
  public Step step(List<Check> checks, Optional<String> position, Duration aim)
      throws UnreadableException {
    Check first = checks.getFirst();
    if (checks.size() > 1 && !checks.stream().allMatch(check -> isTogether(check, first))) {
      throw new IllegalArgumentException("only checks of one group share a step");
    }
    try {
      return switch (first) {
        case Check.SequenceBehind ignored ->
            asking(
                SHORT,
                false,
                asking ->
                    new Sequences(asking, dialect, new Identifier(target.database().username()))
                        .step(all(Check.SequenceBehind.class, checks)));
        case Check.UnindexedForeignKey ignored ->
            asking(
                SHORT,
                false,
                asking ->
                    new ForeignKeyIndexes(asking, dialect)
                        .step(all(Check.UnindexedForeignKey.class, checks)));
        case Check.MissingBinaries ignored ->
            throw new IllegalArgumentException("binaries are no matter of SQL");
        case Check.Orphans ignored -> rows(checks, position, aim);
        case Check.AnyOrphans ignored -> rows(checks, position, aim);
        case Check.Rows ignored -> rows(checks, position, aim);
        case Check.Duplicates ignored -> rows(checks, position, aim);
        case Check.Cycles ignored -> rows(checks, position, aim);
        case Check.UnreachableOperations ignored -> rows(checks, position, aim);
      };
    } catch (SQLException e) {
      throw CheckFailures.of(e, first, target);
    }
  }

  private Step rows(List<Check> checks, Optional<String> position, Duration aim)
      throws SQLException, UnreadableException {
    return asking(
        Stepping.LONGEST,
        Stepping.isShared(aim),
        asking -> new Stepping(checks, dialect, aim, forced).step(asking, position));
  }

  private static boolean isTogether(Check check, Check first) {
    return check.group().isPresent() && check.group().equals(first.group());
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
  public List<String> files(Optional<String> after, int limit) throws UnreadableException {
    Phrase behind =
        after
            .map(key -> Phrase.of("WHERE id > {}::uuid", Phrase.text(key)))
            .orElseGet(() -> Phrase.of(""));
    return general(
        asking ->
            asking.rows(
                Phrase.of(
                    "SELECT id::text FROM {} {} ORDER BY id LIMIT " + limit,
                    dialect.table("directus_files"),
                    behind),
                row -> row.getString(1)));
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
  public void close() {
    guard.close();
    try {
      connection.close();
    } catch (SQLException e) {
      // It is gone already.
    }
  }
}
