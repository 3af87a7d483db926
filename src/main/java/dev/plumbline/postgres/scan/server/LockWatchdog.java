package dev.plumbline.postgres.scan.server;

import dev.plumbline.postgres.session.Connector;
import dev.plumbline.postgres.session.DatabaseTarget;
import dev.plumbline.watch.source.UnreadableException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Cancels our statement when somebody waits for its lock. We hold nothing but {@code ACCESS SHARE},
 * which stands in the way of migrations only; but whoever queues behind such a migration waits for
 * us too. So while a statement of ours takes long, a second connection checks whether anybody waits
 * for us, and cancels it.
 */
public final class LockWatchdog implements AutoCloseable {
  private static final Duration FIRST_LOOK = Duration.ofSeconds(1);
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(500);

  /** For one answer: behind a pooler without a free connection, there is none. */
  private static final Duration PATIENCE = Duration.ofSeconds(4);

  /** Without an answer; so long may a migration have been waiting without our knowing it. */
  private static final Duration LONGEST_UNWATCHED = Duration.ofSeconds(8);

  /** Everybody may see the locks; only of those who wait it is asked for whom. */
  private static final String WAITING =
      """
      SELECT EXISTS (
        SELECT FROM (SELECT DISTINCT pid FROM pg_locks WHERE NOT granted AND pid IS NOT NULL) w
         WHERE ? = ANY (pg_blocking_pids(w.pid)))
      """;

  /** Why a statement was cancelled. */
  enum Stop {
    GAVE_WAY,
    UNWATCHED
  }

  private final DatabaseTarget target;
  private @Nullable Connection connection;
  private boolean closed;

  public LockWatchdog(DatabaseTarget target) {
    this.target = target;
  }

  /** Watches over the statements of a transaction until it is closed. */
  Watch over(int backend) {
    Watch watch = new Watch(backend);
    Thread.ofVirtual().name("scan-guard").start(watch::run);
    return watch;
  }

  /** One transaction being watched over: a thread for each statement would cost more than many. */
  final class Watch implements AutoCloseable {
    private final int backend;
    private final CountDownLatch over = new CountDownLatch(1);
    private final AtomicReference<@Nullable Execution> running = new AtomicReference<>();

    private Watch(int backend) {
      this.backend = backend;
    }

    /** Until what this returns is closed, this statement is the one to cancel. */
    Execution begin(Statement statement) {
      Execution execution = new Execution(statement, running);
      running.set(execution);
      return execution;
    }

    private void run() {
      try {
        Duration pause = FIRST_LOOK;
        long answered = System.nanoTime();
        while (!over.await(pause.toNanos(), TimeUnit.NANOSECONDS)) {
          Execution watched = running.get();
          Duration left =
              watched == null
                  ? FIRST_LOOK
                  : FIRST_LOOK.minusNanos(System.nanoTime() - watched.since);
          if (watched == null || left.isPositive()) {
            pause = left;
            continue;
          }
          pause = BETWEEN_LOOKS;
          Optional<Boolean> waiting = look(backend);
          long now = System.nanoTime();
          answered = waiting.isPresent() ? now : Math.max(answered, watched.since);
          if (waiting.orElse(false)) {
            watched.stop(Stop.GAVE_WAY);
          } else if (now - answered > LONGEST_UNWATCHED.toNanos()) {
            watched.stop(Stop.UNWATCHED);
          }
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }

    @Override
    public void close() {
      over.countDown();
    }
  }

  /** A statement while it is executed. */
  static final class Execution implements AutoCloseable {
    private final Statement statement;
    private final AtomicReference<@Nullable Execution> running;
    private final long since = System.nanoTime();
    private final AtomicReference<@Nullable Stop> stopped = new AtomicReference<>();

    private Execution(Statement statement, AtomicReference<@Nullable Execution> running) {
      this.statement = statement;
      this.running = running;
    }

    /** Why it was cancelled, if we did it. */
    Optional<Stop> stopped() {
      return Optional.ofNullable(stopped.get());
    }

    private void stop(Stop why) {
      if (running.get() != this) {
        return;
      }
      stopped.set(why);
      try {
        statement.cancel();
      } catch (SQLException e) {
        // The next try is soon; until then the statement has its time limit.
      }
    }

    @Override
    public void close() {
      running.set(null);
    }
  }

  /** Empty if that could not be determined; the next try begins with a new connection. */
  private synchronized Optional<Boolean> look(int backend) {
    if (closed) {
      return Optional.empty();
    }
    try {
      return Optional.of(isSomebodyWaiting(backend));
    } catch (SQLException | UnreadableException | UncheckedIOException e) {
      disconnect();
      return Optional.empty();
    }
  }

  private boolean isSomebodyWaiting(int backend) throws SQLException, UnreadableException {
    Connection open = connection;
    if (open == null) {
      open = Connector.connect(target, PATIENCE);
      connection = open;
    }
    try (PreparedStatement query = open.prepareStatement(WAITING)) {
      query.setInt(1, backend);
      try (ResultSet row = query.executeQuery()) {
        row.next();
        return row.getBoolean(1);
      }
    }
  }

  private void disconnect() {
    Connection open = connection;
    connection = null;
    if (open == null) {
      return;
    }
    try {
      open.close();
    } catch (SQLException e) {
      // It is closed already.
    }
  }

  /** A later check does not connect any more, either. */
  @Override
  public synchronized void close() {
    closed = true;
    disconnect();
  }
}
