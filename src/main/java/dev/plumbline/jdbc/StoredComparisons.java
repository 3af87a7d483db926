package dev.plumbline.jdbc;

import dev.plumbline.drift.ComparisonName;
import dev.plumbline.drift.DriftParts;
import dev.plumbline.finding.Finding;
import dev.plumbline.finding.Scope;
import dev.plumbline.jdbc.form.StoredDrift;
import dev.plumbline.jdbc.sql.RowVersionCache;
import dev.plumbline.jdbc.sql.Transactions;
import dev.plumbline.jdbc.table.ComparisonTable;
import dev.plumbline.jdbc.table.FindingTable;
import dev.plumbline.store.MonitorStore.Compared;
import dev.plumbline.store.MonitorStore.Recomputed;
import dev.plumbline.store.state.ComparisonStatus;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** The comparisons of a {@link JdbcMonitorStore}, as its interface describes them. */
final class StoredComparisons {
  private final Transactions transactions;
  private final WritingReplica replica;

  private final RowVersionCache<ComparisonName, Optional<ComparisonStatus>> comparisons =
      new RowVersionCache<>("comparison", "name", ComparisonName::name, ComparisonTable::read);

  /** Checksums of drifts that were read whole. */
  private final Map<ComparisonName, Long> readable = new ConcurrentHashMap<>();

  StoredComparisons(Transactions transactions, WritingReplica replica) {
    this.transactions = transactions;
    this.replica = replica;
  }

  Map<ComparisonName, ComparisonStatus> some(Set<ComparisonName> some) {
    return RowVersionCache.present(
        transactions.read(connection -> comparisons.read(connection, some)));
  }

  Optional<ComparisonStatus> settled(ComparisonName name) {
    return transactions.write(
        connection -> {
          FindingTable.lock(connection, FindingTable.scope(name));
          return status(connection, name);
        });
  }

  Optional<DriftParts> drift(ComparisonName name, String basis) {
    Optional<DriftParts> drift =
        transactions.read(connection -> ComparisonTable.drift(connection, name, basis));
    // After the transaction: it takes time, but no connection.
    drift.ifPresent(parts -> check(name, parts));
    return drift;
  }

  /**
   * So that a drift that cannot be read is an error before an answer has begun. Each content is
   * read whole once; after that its checksum will do.
   */
  private void check(ComparisonName name, DriftParts drift) {
    if (drift instanceof StoredDrift stored) {
      Long checksum = stored.checksum();
      if (!checksum.equals(readable.get(name))) {
        stored.check();
        readable.put(name, checksum);
      }
    }
  }

  boolean confirm(ComparisonName name, String basis, Instant now) {
    Scope scope = FindingTable.scope(name);
    return transactions.write(
        connection -> {
          FindingTable.lock(connection, scope);
          boolean stands =
              replica.mayCompare(connection, name)
                  && ComparisonTable.stands(connection, name, basis, now);
          if (stands) {
            // Says of its findings, too, that they were seen.
            ComparisonTable.confirm(connection, name, now);
          }
          return stands;
        });
  }

  void compare(ComparisonName name, Function<Compared, Optional<Recomputed>> update) {
    Scope scope = FindingTable.scope(name);
    transactions.write(
        connection -> {
          FindingTable.lock(connection, scope);
          if (replica.mayCompare(connection, name)) {
            List<Finding> findings = FindingTable.ofScope(connection, scope);
            Optional<Recomputed> made =
                update.apply(new Compared(status(connection, name), findings));
            if (made.isPresent()) {
              ComparisonTable.replace(connection, made.get());
              FindingTable.write(connection, scope, findings, made.get().findings());
            }
          }
          return true;
        });
  }

  void convert() {
    for (ComparisonName name : transactions.read(ComparisonTable::old)) {
      // A transaction each: together they may be larger than the heap.
      transactions.write(
          connection -> {
            FindingTable.lock(connection, FindingTable.scope(name));
            ComparisonTable.convert(connection, name);
            return true;
          });
    }
  }

  private Optional<ComparisonStatus> status(Connection connection, ComparisonName name)
      throws SQLException {
    return Optional.ofNullable(
        RowVersionCache.present(comparisons.read(connection, Set.of(name))).get(name));
  }
}
