package dev.plumbline.postgres.target.late;

import dev.plumbline.postgres.session.DatabaseTarget;
import dev.plumbline.postgres.target.statement.StatementFailedException;
import dev.plumbline.postgres.target.statement.TargetTransaction;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Tables that are locked in {@code ACCESS SHARE} mode. A lock is released only with its
 * transaction; so before one table is released, another session takes the others.
 */
final class HeldTables implements AutoCloseable {
  /** To connect, and more than saving may take. */
  private static final Duration MORE = Duration.ofSeconds(10);

  private final DatabaseTarget target;
  private final Duration lockWait;
  private final List<Holder> holders = new ArrayList<>();

  /** A transaction, and the tables by id that it has locked. */
  record Holder(TargetTransaction transaction, int pid, Map<Long, GuardedTable> tables) {}

  HeldTables(DatabaseTarget target, Duration lockWait) {
    this.target = target;
    this.lockWait = lockWait;
  }

  TargetTransaction begin() throws StatementFailedException {
    return TargetTransaction.begin(target, "plumbline-saving", lockWait, lockWait.plus(MORE));
  }

  boolean isEmpty() {
    return holders.isEmpty();
  }

  List<Holder> holders() {
    return List.copyOf(holders);
  }

  /** Ids of the tables, as an array of SQL. */
  String tables() {
    return array(holders.stream().flatMap(holder -> holder.tables().keySet().stream()));
  }

  /** Process ids of the sessions, as an array of SQL. */
  String sessions() {
    return array(holders.stream().map(Holder::pid));
  }

  private static String array(Stream<?> numbers) {
    return numbers.map(String::valueOf).collect(Collectors.joining(",", "{", "}"));
  }

  /** Locks all of them, or none. */
  void add(Map<Long, GuardedTable> tables) throws StatementFailedException {
    if (tables.isEmpty()) {
      return;
    }
    TargetTransaction transaction = begin();
    boolean held = false;
    try {
      transaction.execute("the locks of tables whose rows are saved", lock(tables.values()));
      add(transaction, tables);
      held = true;
    } finally {
      if (!held) {
        transaction.close();
      }
    }
  }

  /**
   * Locks those that nobody else has locked exclusively.
   *
   * @return them, by id
   */
  Map<Long, GuardedTable> addFree(Collection<GuardedTable> tables) throws StatementFailedException {
    Map<Long, GuardedTable> locked = new TreeMap<>();
    TargetTransaction transaction = begin();
    try {
      for (GuardedTable table : tables) {
        if (transaction.attempt("its lock", lock(List.of(table)) + " NOWAIT").isEmpty()) {
          locked.put(table.oid(), table);
        }
      }
      if (!locked.isEmpty()) {
        add(transaction, new TreeMap<>(locked));
      }
      return locked;
    } finally {
      if (locked.isEmpty()) {
        transaction.close();
      }
    }
  }

  private static String lock(Collection<GuardedTable> tables) {
    return tables.stream()
        .map(table -> "ONLY " + table.sql())
        .collect(Collectors.joining(", ", "LOCK TABLE ", " IN ACCESS SHARE MODE"));
  }

  private void add(TargetTransaction transaction, Map<Long, GuardedTable> tables)
      throws StatementFailedException {
    int pid = transaction.one("its session", "SELECT pg_backend_pid()", row -> row.getInt(1));
    holders.add(new Holder(transaction, pid, tables));
  }

  /** The transaction that holds a table, once another one holds the others that it has. */
  Holder alone(long table) throws StatementFailedException {
    Holder holder =
        holders.stream().filter(one -> one.tables().containsKey(table)).findFirst().orElseThrow();
    Map<Long, GuardedTable> rest = new TreeMap<>(holder.tables());
    rest.remove(table);
    add(rest);
    holder.tables().keySet().removeAll(rest.keySet());
    return holder;
  }

  void release(Holder holder) {
    holders.remove(holder);
    holder.transaction().close();
  }

  @Override
  public void close() {
    holders.forEach(holder -> holder.transaction().close());
    holders.clear();
  }
}
