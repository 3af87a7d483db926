package dev.plumbline.jdbc;

import dev.plumbline.jdbc.sql.Pruning;
import dev.plumbline.jdbc.sql.Sql;
import dev.plumbline.jdbc.sql.StoreAddress;
import dev.plumbline.jdbc.sql.Transactions;
import dev.plumbline.jdbc.table.DueTable;
import dev.plumbline.jdbc.table.ReplicaTable;
import dev.plumbline.replica.ReplicaStore;
import dev.plumbline.store.Part;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;

/** The replicas that live, and when polls and scans are due, in PostgreSQL. */
public final class JdbcReplicaStore implements ReplicaStore {
  private final Transactions transactions;

  public JdbcReplicaStore(DataSource dataSource, StoreAddress address) {
    this.transactions = new Transactions(dataSource, address);
  }

  @Override
  public Map<Part, Instant> announce(
      UUID replica, boolean fit, Map<Part, String> definitions, Map<Part, Instant> since) {
    return transactions.write(
        connection -> {
          ReplicaTable.lock(connection);
          return ReplicaTable.announce(connection, replica, fit, definitions, since);
        });
  }

  @Override
  public Optional<Agenda> beat(UUID replica) {
    return transactions.write(
        connection ->
            ReplicaTable.beat(connection, replica)
                ? Optional.of(agenda(connection, replica))
                : Optional.empty());
  }

  private static Agenda agenda(Connection connection, UUID replica) throws SQLException {
    Set<Part> overruled = ReplicaTable.overruled(connection, replica);
    return new Agenda(
        Sql.of("SELECT clock_timestamp() AS now")
            .first(connection, row -> Sql.time(row, "now"))
            .orElseThrow(),
        overruled,
        DueTable.unplanned(connection, replica, overruled),
        DueTable.due(connection, replica, overruled),
        DueTable.upcoming(connection, replica, overruled));
  }

  @Override
  public void leave(UUID replica) {
    alone(connection -> ReplicaTable.leave(connection, replica));
  }

  @Override
  public void forget(Duration silence) {
    alone(connection -> ReplicaTable.forget(connection, silence));
  }

  @Override
  public void plan(Plan plan, Optional<Due> before) {
    transactions.write(
        connection -> {
          DueTable.plan(connection, plan, before);
          return true;
        });
  }

  @Override
  public boolean take(UUID replica, Due due, Instant next) {
    return transactions.write(connection -> DueTable.take(connection, replica, due, next));
  }

  @Override
  public void done(UUID replica, Part part, Optional<Next> next) {
    transactions.write(
        connection -> {
          DueTable.done(connection, replica, part, next);
          return true;
        });
  }

  @Override
  public Optional<Instant> next(Part part) {
    return transactions.read(connection -> DueTable.next(connection, part));
  }

  @Override
  public Map<Part, Instant> planned() {
    return transactions.read(DueTable::planned);
  }

  @Override
  public Map<Part, Instant> left() {
    return transactions.read(ReplicaTable::left);
  }

  @Override
  public long prune(Instant before) {
    long rows = 0;
    for (Map.Entry<Part, Instant> entry : left().entrySet()) {
      if (entry.getValue().isBefore(before)) {
        rows += prune(entry.getKey(), before);
      }
    }
    return rows;
  }

  private long prune(Part part, Instant before) {
    long rows = 0;
    for (Sql delete : RemovedPart.deletes(part, Pruning.BATCH)) {
      rows +=
          Pruning.all(
              transactions,
              connection ->
                  ReplicaTable.lockLeft(connection, part, before) ? delete.update(connection) : 0);
    }
    return rows;
  }

  /** What changes who lives. */
  private interface Change {
    void in(Connection connection) throws SQLException;
  }

  private void alone(Change change) {
    transactions.write(
        connection -> {
          ReplicaTable.lock(connection);
          change.in(connection);
          return true;
        });
  }
}
