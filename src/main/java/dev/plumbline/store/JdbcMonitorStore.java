package dev.plumbline.store;

import dev.plumbline.drift.ComparisonName;
import dev.plumbline.environment.EnvironmentId;
import dev.plumbline.finding.Finding;
import dev.plumbline.finding.Scope;
import dev.plumbline.memory.ComparisonStatus;
import dev.plumbline.memory.EnvironmentStatus;
import dev.plumbline.memory.Identity;
import dev.plumbline.memory.ItemCount;
import dev.plumbline.memory.MonitorStore;
import dev.plumbline.memory.Page;
import dev.plumbline.memory.Poll;
import dev.plumbline.mismatch.CatalogReading;
import dev.plumbline.mismatch.Disagreements;
import dev.plumbline.schema.Fingerprint;
import dev.plumbline.store.EnvironmentTable.Known;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import javax.sql.DataSource;

/** What the monitor remembers, in PostgreSQL. On locks, see the package. */
public final class JdbcMonitorStore implements MonitorStore {
  private final Transactions transactions;

  public JdbcMonitorStore(DataSource dataSource, StoreAddress address) {
    this.transactions = new Transactions(dataSource, address);
  }

  @Override
  public Optional<EnvironmentStatus> environment(EnvironmentId environment) {
    return transactions.read(connection -> EnvironmentTable.read(connection, environment));
  }

  @Override
  public Optional<Identity> identity(EnvironmentId environment) {
    return transactions.read(connection -> IdentityTable.read(connection, environment));
  }

  @Override
  public void identify(EnvironmentId environment, Identity identity) {
    transactions.write(
        connection -> {
          IdentityTable.replace(connection, environment, identity);
          return true;
        });
  }

  @Override
  public void begin(Poll poll) {
    transactions.write(
        connection -> {
          PollTable.begin(connection, poll);
          return true;
        });
  }

  @Override
  public boolean finish(
      Poll poll,
      Optional<BelievedSnapshot> believed,
      Function<Optional<EnvironmentStatus>, EnvironmentStatus> update) {
    return transactions.write(connection -> finish(connection, poll, believed, update));
  }

  private static boolean finish(
      Connection connection,
      Poll poll,
      Optional<BelievedSnapshot> believed,
      Function<Optional<EnvironmentStatus>, EnvironmentStatus> update)
      throws SQLException {
    EnvironmentId environment = poll.environment();
    Known known = EnvironmentTable.lock(connection, environment);
    long number = PollTable.finish(connection, poll);
    if (number < known.lastPoll()) {
      return false;
    }
    EnvironmentStatus next = update.apply(known.status());
    Instant at = poll.finishedAt().orElse(poll.startedAt());
    if (believed.isPresent()) {
      SnapshotTable.store(connection, believed.get(), at);
    }
    Optional<BelievedCatalog> catalog = believed.flatMap(BelievedSnapshot::catalog);
    if (catalog.isPresent()) {
      CatalogTable.store(connection, catalog.get());
    }
    SnapshotTable.change(connection, environment, next.snapshot(), next.snapshotAt().orElse(at));
    EnvironmentTable.replace(connection, environment, number, next);
    return true;
  }

  @Override
  public void end(Poll poll) {
    transactions.write(connection -> PollTable.finish(connection, poll));
  }

  @Override
  public void announce(Announcement announcement) {
    transactions.write(
        connection ->
            Sql.of(
                    """
                    INSERT INTO reading_form (id, form, announced_at) VALUES (1, ?, ?)
                    ON CONFLICT (id) DO UPDATE SET
                      form = excluded.form, announced_at = excluded.announced_at
                    """,
                    announcement.form(),
                    announcement.at())
                .update(connection));
  }

  @Override
  public Optional<Announcement> announced() {
    return transactions.read(
        connection ->
            Sql.of("SELECT form, announced_at FROM reading_form")
                .first(
                    connection,
                    row -> new Announcement(Sql.text(row, "form"), Sql.time(row, "announced_at"))));
  }

  @Override
  public void pause(EnvironmentId environment, Optional<EnvironmentStatus.Pause> pause) {
    transactions.write(
        connection -> {
          EnvironmentTable.lock(connection, environment);
          EnvironmentTable.pause(connection, environment, pause);
          return true;
        });
  }

  @Override
  public Optional<Poll> poll(UUID id) {
    return transactions.read(connection -> PollTable.read(connection, id));
  }

  @Override
  public Optional<StoredSnapshot> snapshot(Fingerprint fingerprint) {
    return transactions.read(connection -> SnapshotTable.read(connection, fingerprint));
  }

  @Override
  public Optional<CatalogReading> catalog(Fingerprint fingerprint) {
    return transactions.read(connection -> CatalogTable.read(connection, fingerprint));
  }

  @Override
  public Optional<Disagreements> disagreements(Fingerprint catalog) {
    return transactions.read(connection -> CatalogTable.disagreements(connection, catalog));
  }

  @Override
  public Page<SnapshotPeriod> snapshots(
      EnvironmentId environment, Optional<String> cursor, int limit) {
    int most = Pages.limit(limit);
    Optional<Cursor> after = cursor.map(Cursor::of);
    return transactions.read(
        connection -> SnapshotTable.page(connection, environment, after, most));
  }

  @Override
  public List<ItemCount> itemCounts(EnvironmentId environment) {
    return transactions.read(connection -> CountTable.last(connection, environment));
  }

  @Override
  public Optional<ComparisonStatus> comparison(ComparisonName name) {
    return transactions.read(connection -> ComparisonTable.read(connection, name));
  }

  @Override
  public void compare(ComparisonName name, Function<Compared, Compared> update) {
    transactions.write(
        connection -> {
          Scope scope = new Scope.OfComparison(name);
          FindingTable.lock(connection, scope);
          Optional<ComparisonStatus> status = ComparisonTable.read(connection, name);
          List<Finding> findings = FindingTable.ofScope(connection, scope);
          Compared next = update.apply(new Compared(status, findings));
          if (next.status().isPresent()) {
            ComparisonTable.replace(connection, name, status, next.status().get());
          }
          FindingTable.write(connection, scope, findings, next.findings());
          return true;
        });
  }

  @Override
  public void reconcile(Scope scope, Function<List<Finding>, List<Finding>> update) {
    transactions.write(
        connection -> {
          FindingTable.lock(connection, scope);
          List<Finding> findings = FindingTable.ofScope(connection, scope);
          FindingTable.write(connection, scope, findings, update.apply(findings));
          return true;
        });
  }

  @Override
  public long prune(Instant before) {
    return transactions.write(connection -> Pruning.prune(connection, before));
  }
}
