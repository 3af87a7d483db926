package dev.plumbline.postgres.target;

import dev.plumbline.postgres.target.PostgresTargetSession.WatchedTables;
import dev.plumbline.postgres.target.TableHandover.LockWait;
import dev.plumbline.postgres.target.late.TableGuard;
import dev.plumbline.postgres.target.statement.StatementFailedException;
import dev.plumbline.sync.port.ApplyWatch;
import dev.plumbline.sync.port.TargetException;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Samples what sessions do, forty times a second, as long as it is open. */
final class PostgresApplyWatch implements ApplyWatch {
  private static final Duration BETWEEN_SAMPLES = Duration.ofMillis(25);

  /** After a sample that failed. */
  private static final Duration BETWEEN_FAILURES = Duration.ofMillis(500);

  /** For saving rows, however long others have waited. */
  private static final Duration LEAST = Duration.ofMillis(200);

  private static final String AMBIGUOUS =
      "somebody else changed the data model while the plan was applied: which transaction was that of Directus is not known";

  /** For a session that was terminated. */
  private static final Duration END = Duration.ofSeconds(5);

  /** The session of an apply as one sample has it. */
  record Seen(int pid, String started, Optional<Long> transaction, boolean waits, boolean works) {}

  private final WatchedTables tables;
  private final TableGuard guard;
  private final ApplySignals signals;
  private TargetConnection connection;
  private @Nullable PreparedStatement sample;

  private boolean closed;
  private boolean terminates;
  private long samples;
  private Optional<Seen> current = Optional.empty();

  /** Process id of the last one. */
  private int last;

  /** Another session was like that of an apply at the same time. */
  private boolean isAmbiguous;

  private Optional<Long> transaction = Optional.empty();

  /** Since when it waits for a lock, as {@link System#nanoTime} has it. */
  private long waitsSince;

  private PostgresApplyWatch(
      TargetConnection connection, WatchedTables tables, TableGuard guard, ApplySignals signals) {
    this.connection = connection;
    this.tables = tables;
    this.guard = guard;
    this.signals = signals;
  }

  static PostgresApplyWatch start(
      TargetConnection connection, WatchedTables tables, TableGuard guard, ApplySignals signals) {
    PostgresApplyWatch watch = new PostgresApplyWatch(connection, tables, guard, signals);
    Thread.ofVirtual().name("apply-watch").start(watch::run);
    return watch;
  }

  private void run() {
    try {
      while (!isClosed()) {
        pause(sampleOnce() ? BETWEEN_SAMPLES : BETWEEN_FAILURES);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      guard.close();
      connection.close();
    }
  }

  private synchronized boolean isClosed() {
    return closed;
  }

  private synchronized void pause(Duration pause) throws InterruptedException {
    long end = System.nanoTime() + pause.toNanos();
    for (long left = pause.toNanos(); left > 0 && !closed; left = end - System.nanoTime()) {
      wait(Math.max(1, left / 1_000_000));
    }
  }

  /**
   * @return whether there was an answer
   */
  private boolean sampleOnce() {
    try {
      PreparedStatement query = sample;
      if (query == null) {
        query = connection.often(tables.query());
        sample = query;
      }
      List<LockWait> waiting = TableHandover.waiting(connection, guard);
      Object role = tables.role().orElse(null);
      List<Seen> seen =
          connection.rows(
              query,
              PostgresApplyWatch::seen,
              role,
              role,
              tables.began(),
              tables.planned(),
              tables.metadata(),
              tables.planned());
      Optional<Seen> apply = remember(seen);
      if (!handOver(waiting, apply) && apply.isPresent()) {
        signals.giveWay(connection, apply.get(), waitsSince, isTerminating(), guard.sessions());
      }
      return true;
    } catch (TargetException e) {
      reconnect();
      return false;
    }
  }

  private void reconnect() {
    sample = null;
    try {
      TargetConnection again = connection.another();
      connection.close();
      connection = again;
    } catch (TargetException e) {
      // Tried again after the next sample, which fails.
    }
  }

  private static Seen seen(ResultSet row) throws SQLException {
    long id = row.getLong(3);
    return new Seen(
        row.getInt(1),
        row.getString(2),
        row.wasNull() ? Optional.empty() : Optional.of(id),
        row.getBoolean(4),
        row.getBoolean(5));
  }

  /** The one that was seen before, as long as it lasts. */
  private synchronized Optional<Seen> remember(List<Seen> seen) {
    Optional<Seen> before = current;
    current =
        seen.stream()
            .filter(one -> before.filter(other -> isSame(one, other)).isPresent())
            .findFirst()
            .or(() -> seen.stream().findFirst());
    current.ifPresent(now -> last = now.pid());
    isAmbiguous |= seen.size() > 1;
    current.flatMap(Seen::transaction).ifPresent(id -> transaction = Optional.of(id));
    boolean waitedBefore =
        before
            .filter(Seen::waits)
            .filter(one -> current.filter(now -> isSame(one, now)).isPresent())
            .isPresent();
    if (!waitedBefore) {
      waitsSince = System.nanoTime();
    }
    samples++;
    notifyAll();
    return current;
  }

  private static boolean isSame(Seen one, Seen other) {
    return one.pid() == other.pid() && one.started().equals(other.started());
  }

  /**
   * @return whether a table was handed over to the apply, so that it waits no more
   */
  private boolean handOver(List<LockWait> waiting, Optional<Seen> apply) throws TargetException {
    try {
      boolean handedOver = TableHandover.to(waiting, guard, apply.map(Seen::pid), this::left);
      if (handedOver) {
        waitsSince = System.nanoTime();
      }
      return handedOver;
    } catch (StatementFailedException e) {
      if (!signals.cancel(connection, apply, e)) {
        guard.giveUp(e.getMessage());
      }
      return false;
    }
  }

  private synchronized Optional<Integer> pid() {
    return isAmbiguous ? Optional.empty() : Optional.of(last);
  }

  /** Of the time that others may have to wait because of the apply. */
  private Duration left() {
    return Duration.ofNanos(
        Math.max(LEAST.toNanos(), signals.lockWait().toNanos() - (System.nanoTime() - waitsSince)));
  }

  private synchronized boolean isTerminating() {
    return terminates;
  }

  @Override
  public synchronized Optional<Long> transaction() {
    return isAmbiguous ? Optional.empty() : transaction;
  }

  @Override
  public synchronized boolean hasBegun() {
    return last != 0 && !isAmbiguous;
  }

  @Override
  public Optional<String> cancelled() {
    return signals.cancelled();
  }

  @Override
  public Optional<String> waited() {
    return signals.waited();
  }

  @Override
  public List<String> saved() {
    Optional<Integer> directus = pid();
    List<String> notes = new ArrayList<>(guard.finish(directus));
    if (directus.isEmpty()) {
      notes.addFirst(AMBIGUOUS);
    }
    return List.copyOf(notes);
  }

  @Override
  public synchronized boolean awaitEnd(Duration limit) throws InterruptedException {
    // The one that runs now may have begun before this was asked.
    long from = samples + 1;
    if (awaitNone(from, limit)) {
      return true;
    }
    if (!signals.mayWrite()) {
      return false;
    }
    terminates = true;
    return awaitNone(samples + 1, END);
  }

  private synchronized boolean awaitNone(long from, Duration limit) throws InterruptedException {
    long end = System.nanoTime() + limit.toNanos();
    while (samples <= from || current.isPresent()) {
      long left = end - System.nanoTime();
      if (left <= 0 || closed) {
        return false;
      }
      wait(Math.max(1, left / 1_000_000));
    }
    return true;
  }

  @Override
  public synchronized void close() {
    closed = true;
    notifyAll();
  }
}
