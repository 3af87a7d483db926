package dev.plumbline.jdbc;

import dev.plumbline.environment.Access;
import dev.plumbline.environment.EnvironmentId;
import dev.plumbline.integrity.CheckId;
import dev.plumbline.jdbc.scan.CheckCache;
import dev.plumbline.jdbc.scan.CheckSummaries;
import dev.plumbline.jdbc.scan.CheckTable;
import dev.plumbline.jdbc.scan.ScanTable;
import dev.plumbline.jdbc.sql.Pruning;
import dev.plumbline.jdbc.sql.StoreAddress;
import dev.plumbline.jdbc.sql.Transactions;
import dev.plumbline.jdbc.table.CountTable;
import dev.plumbline.store.Lease;
import dev.plumbline.store.ScanStore;
import dev.plumbline.store.state.CheckStatus;
import dev.plumbline.store.state.CheckStatus.TableState;
import dev.plumbline.store.state.CheckSummary;
import dev.plumbline.store.state.ItemCount;
import dev.plumbline.store.state.Scan;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;

/**
 * What scans remember, in PostgreSQL. On locks, see the package. Whether a process is alive is
 * decided by the clock of the database alone.
 */
public final class JdbcScanStore implements ScanStore {
  private final Transactions transactions;
  private final CheckCache lastChecks = new CheckCache();

  public JdbcScanStore(DataSource dataSource, StoreAddress address) {
    this.transactions = new Transactions(dataSource, address);
  }

  @Override
  public Scan begin(Scan scan) {
    return transactions.write(
        connection -> {
          while (true) {
            ScanTable.begin(connection, scan);
            Optional<Scan> running = ScanTable.running(connection, scan.environment());
            // The one that was in the way may have ended between the two.
            if (running.isPresent()) {
              return running.get();
            }
          }
        });
  }

  @Override
  public Optional<Taken> takeOver(Duration silence, Set<EnvironmentId> ours, Duration abandoned) {
    return transactions.write(
        connection -> ScanTable.takeOver(connection, silence, ours, abandoned));
  }

  @Override
  public void release(Lease lease) {
    transactions.write(
        connection -> {
          ScanTable.release(connection, lease);
          return true;
        });
  }

  @Override
  public boolean progress(
      Lease lease, Scan.Progress progress, Optional<String> message, Optional<Place> place) {
    return transactions.write(
        connection -> ScanTable.progress(connection, lease, progress, message, place));
  }

  @Override
  public Optional<Place> place(UUID scan) {
    return transactions.read(connection -> ScanTable.place(connection, scan));
  }

  @Override
  public boolean record(Lease lease, Collection<CheckStatus> results) {
    return ifOurs(
        lease,
        (connection, environment) -> {
          CheckTable.write(connection, environment, lease.work(), results);
          ScanTable.forgetPlace(connection, lease);
        });
  }

  @Override
  public boolean confirm(Lease lease, Set<CheckId> kept, Instant now) {
    return ifOurs(
        lease,
        (connection, environment) -> {
          CheckTable.confirm(connection, environment, lease.work(), kept, now);
          ScanTable.alive(connection, lease);
        });
  }

  @Override
  public Set<CheckId> dealtWith(UUID scan) {
    return transactions.read(connection -> CheckTable.ofScan(connection, scan));
  }

  @Override
  public boolean end(Lease lease, Scan ended, Set<CheckId> dropped) {
    return ifOurs(
        lease,
        (connection, environment) -> {
          ScanTable.end(connection, ended);
          if (!dropped.isEmpty()) {
            CheckTable.forget(connection, environment, dropped);
          }
        });
  }

  @Override
  public Optional<Scan> scan(UUID id, Access visible) {
    return transactions.read(connection -> ScanTable.read(connection, id, visible));
  }

  @Override
  public Optional<Scan> lastScan(EnvironmentId environment) {
    return transactions.read(connection -> ScanTable.last(connection, environment));
  }

  @Override
  public Optional<Scan> lastComplete(EnvironmentId environment) {
    return transactions.read(connection -> ScanTable.lastDone(connection, environment));
  }

  @Override
  public Map<EnvironmentId, Scan> lastScans(Set<EnvironmentId> environments) {
    return transactions.read(connection -> ScanTable.lasts(connection, environments));
  }

  @Override
  public Map<EnvironmentId, Scan> lastCompletes(Set<EnvironmentId> environments) {
    return transactions.read(connection -> ScanTable.lastsDone(connection, environments));
  }

  @Override
  public Map<EnvironmentId, CheckSummary> checkSummaries() {
    return transactions.read(CheckSummaries::read);
  }

  @Override
  public List<CheckStatus> checks(EnvironmentId environment) {
    return transactions.read(connection -> lastChecks.read(connection, environment));
  }

  @Override
  public boolean count(
      Lease lease, Set<String> tables, List<ItemCount> counts, Map<String, TableState> states) {
    return ifOurs(
        lease,
        (connection, environment) -> {
          CountTable.forgetOthers(connection, environment, tables);
          CountTable.add(connection, environment, counts, states);
          ScanTable.alive(connection, lease);
        });
  }

  @Override
  public Map<String, TableState> countedStates(EnvironmentId environment) {
    return transactions.read(connection -> CountTable.states(connection, environment));
  }

  @Override
  public List<ItemCount> lastCounts(EnvironmentId environment) {
    return transactions.read(connection -> CountTable.last(connection, environment));
  }

  @Override
  public List<ItemCount> dailyCounts(EnvironmentId environment, Instant since) {
    return transactions.read(connection -> CountTable.daily(connection, environment, since));
  }

  @Override
  public long prune(Instant before) {
    return Pruning.all(transactions, ScanTable.prune(before))
        + Pruning.all(transactions, CountTable.prune(before));
  }

  /** What is written about the scan of an environment that is locked. */
  private interface Writing {
    void to(Connection connection, EnvironmentId environment) throws SQLException;
  }

  private boolean ifOurs(Lease lease, Writing writing) {
    return transactions.write(
        connection -> {
          Optional<EnvironmentId> environment = ScanTable.lock(connection, lease);
          if (environment.isPresent()) {
            writing.to(connection, environment.get());
          }
          return environment.isPresent();
        });
  }
}
