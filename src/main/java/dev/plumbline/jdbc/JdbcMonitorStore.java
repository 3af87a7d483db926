package dev.plumbline.jdbc;

import dev.plumbline.drift.ComparisonName;
import dev.plumbline.drift.DriftParts;
import dev.plumbline.environment.Access;
import dev.plumbline.environment.EnvironmentId;
import dev.plumbline.finding.Finding;
import dev.plumbline.finding.Scope;
import dev.plumbline.jdbc.audit.AuditedPauses;
import dev.plumbline.jdbc.run.RunTable;
import dev.plumbline.jdbc.sql.Cursor;
import dev.plumbline.jdbc.sql.Pages;
import dev.plumbline.jdbc.sql.Pruning;
import dev.plumbline.jdbc.sql.RowVersionCache;
import dev.plumbline.jdbc.sql.StoreAddress;
import dev.plumbline.jdbc.sql.Transactions;
import dev.plumbline.jdbc.table.CatalogTable;
import dev.plumbline.jdbc.table.CountTable;
import dev.plumbline.jdbc.table.EnvironmentTable;
import dev.plumbline.jdbc.table.EnvironmentTable.Known;
import dev.plumbline.jdbc.table.FindingTable;
import dev.plumbline.jdbc.table.IdentityTable;
import dev.plumbline.jdbc.table.PollTable;
import dev.plumbline.jdbc.table.ReadingFormTable;
import dev.plumbline.jdbc.table.SnapshotTable;
import dev.plumbline.mismatch.CatalogReading;
import dev.plumbline.mismatch.Disagreements;
import dev.plumbline.severity.Severity;
import dev.plumbline.snapshot.Fingerprint;
import dev.plumbline.store.MonitorStore;
import dev.plumbline.store.Page;
import dev.plumbline.store.state.ComparisonStatus;
import dev.plumbline.store.state.EnvironmentStatus;
import dev.plumbline.store.state.Identity;
import dev.plumbline.store.state.ItemCount;
import dev.plumbline.store.state.Poll;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import javax.sql.DataSource;

/** What the monitor remembers, in PostgreSQL. On locks, see the package. */
public final class JdbcMonitorStore implements MonitorStore {
  private final Transactions transactions;
  private final WritingReplica replica;

  private final RowVersionCache<EnvironmentId, Optional<EnvironmentStatus>> environments =
      new RowVersionCache<>("environment", "name", EnvironmentId::name, EnvironmentTable::read);
  private final RowVersionCache<EnvironmentId, Identity> identities =
      new RowVersionCache<>("identity", "environment", EnvironmentId::name, IdentityTable::read);
  private final StoredComparisons comparisons;

  /** Of a process that shares the store with nobody, or that only reads. */
  public JdbcMonitorStore(DataSource dataSource, StoreAddress address) {
    this(new Transactions(dataSource, address), new WritingReplica(Optional.empty()));
  }

  /** Of a replica, which writes nothing by rules that are another one's by now. */
  public JdbcMonitorStore(DataSource dataSource, StoreAddress address, UUID replica) {
    this(new Transactions(dataSource, address), new WritingReplica(Optional.of(replica)));
  }

  private JdbcMonitorStore(Transactions transactions, WritingReplica replica) {
    this.transactions = transactions;
    this.replica = replica;
    this.comparisons = new StoredComparisons(transactions, replica);
  }

  @Override
  public Optional<EnvironmentStatus> environment(EnvironmentId environment) {
    return Optional.ofNullable(environments(Set.of(environment)).get(environment));
  }

  @Override
  public Map<EnvironmentId, EnvironmentStatus> environments(Set<EnvironmentId> some) {
    return RowVersionCache.present(
        transactions.read(connection -> environments.read(connection, some)));
  }

  @Override
  public Optional<Identity> identity(EnvironmentId environment) {
    return Optional.ofNullable(identities(Set.of(environment)).get(environment));
  }

  @Override
  public Map<EnvironmentId, Identity> identities(Set<EnvironmentId> some) {
    return transactions.read(connection -> identities.read(connection, some));
  }

  @Override
  public void identify(EnvironmentId environment, Identity identity) {
    transactions.write(
        connection -> {
          EnvironmentTable.lock(connection, environment);
          boolean mayPoll = replica.mayPoll(connection, environment);
          if (mayPoll) {
            IdentityTable.replace(connection, environment, identity);
          }
          return mayPoll;
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

  private boolean finish(
      Connection connection,
      Poll poll,
      Optional<BelievedSnapshot> believed,
      Function<Optional<EnvironmentStatus>, EnvironmentStatus> update)
      throws SQLException {
    EnvironmentId environment = poll.environment();
    Known known = EnvironmentTable.lock(connection, environment);
    if (!replica.mayPoll(connection, environment)) {
      PollTable.finish(connection, overruled(poll));
      return false;
    }
    long number = PollTable.finish(connection, poll);
    if (number < known.lastPoll()) {
      return false;
    }
    EnvironmentStatus next = update.apply(known.status());
    Instant at = endOf(poll);
    if (believed.isPresent()) {
      SnapshotTable.store(connection, believed.get(), at);
    }
    Optional<BelievedCatalog> catalog = believed.flatMap(BelievedSnapshot::catalog);
    if (catalog.isPresent()) {
      CatalogTable.store(connection, catalog.get());
    }
    SnapshotTable.change(connection, environment, next.snapshot(), next.snapshotAt().orElse(at));
    EnvironmentTable.replace(connection, environment, number, next);
    if (RunTable.changedSince(connection, environment, poll.startedAt())) {
      EnvironmentTable.outdate(connection, environment);
    }
    return true;
  }

  private static Poll overruled(Poll poll) {
    return poll.failed(
        endOf(poll),
        "another replica has a newer configuration of "
            + poll.environment()
            + ", or took this one for dead, so nothing that this poll read was recorded");
  }

  private static Instant endOf(Poll poll) {
    return poll.finishedAt().orElse(poll.startedAt());
  }

  @Override
  public void end(Poll poll) {
    transactions.write(connection -> PollTable.finish(connection, poll));
  }

  @Override
  public void announce(Announcement announcement) {
    transactions.write(connection -> ReadingFormTable.replace(connection, announcement));
  }

  @Override
  public Optional<Announcement> announced() {
    return transactions.read(ReadingFormTable::read);
  }

  @Override
  public void pause(EnvironmentId environment, EnvironmentStatus.Pause pause) {
    transactions.write(connection -> AuditedPauses.pause(connection, environment, pause));
  }

  @Override
  public void resume(EnvironmentId environment, String by, Instant at) {
    transactions.write(connection -> AuditedPauses.resume(connection, environment, by, at));
  }

  @Override
  public Optional<Poll> poll(UUID id, Access visible) {
    return transactions.read(connection -> PollTable.read(connection, id, visible));
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
  public Map<Fingerprint, Map<Severity, Integer>> mismatchCounts() {
    return transactions.read(CatalogTable::mismatchCounts);
  }

  @Override
  public Optional<ComparisonStatus> comparison(ComparisonName name) {
    return Optional.ofNullable(comparisons(Set.of(name)).get(name));
  }

  @Override
  public Map<ComparisonName, ComparisonStatus> comparisons(Set<ComparisonName> some) {
    return comparisons.some(some);
  }

  @Override
  public Optional<ComparisonStatus> settledComparison(ComparisonName name) {
    return comparisons.settled(name);
  }

  @Override
  public Optional<DriftParts> drift(ComparisonName name, String basis) {
    return comparisons.drift(name, basis);
  }

  @Override
  public boolean confirm(ComparisonName name, String basis, Instant now) {
    return comparisons.confirm(name, basis, now);
  }

  @Override
  public void compare(ComparisonName name, Function<Compared, Optional<Recomputed>> update) {
    comparisons.compare(name, update);
  }

  @Override
  public void convertComparisons() {
    comparisons.convert();
  }

  @Override
  public Set<Scope> reconcile(Map<Scope, Function<List<Finding>, List<Finding>>> updates) {
    Set<Scope> done = new HashSet<>();
    for (List<Scope> scopes : FindingTable.portions(updates.keySet())) {
      done.addAll(
          transactions.write(
              connection -> {
                FindingTable.lock(connection, scopes);
                List<Scope> ours = replica.mayReconcile(connection, scopes);
                FindingTable.reconcile(connection, ours, updates);
                return ours;
              }));
    }
    return done;
  }

  @Override
  public Set<Scope.OfPair> unresolvedPairs() {
    return transactions.read(IdentityTable::unresolvedPairs);
  }

  @Override
  public long prune(Instant before) {
    return Pruning.prune(transactions, before);
  }
}
