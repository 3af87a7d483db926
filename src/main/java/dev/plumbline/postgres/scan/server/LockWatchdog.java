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

  /** Watches over a statement of the backend until it is closed. */
  Watch over(Statement statement, int backend) {
    Watch watch = new Watch(statement, backend);
    Thread.ofVirtual().name("scan-guard").start(watch::run);
    return watch;
  }

  /** One statement being watched over. */
  final class Watch implements AutoCloseable {
    private final Statement statement;
    private final int backend;
    private final CountDownLatch over = new CountDownLatch(1);
    private final AtomicReference<@Nullable Stop> stopped = new AtomicReference<>();

    private Watch(Statement statement, int backend) {
      this.statement = statement;
      this.backend = backend;
    }

    /** Why it was cancelled, if we did it. */
    Optional<Stop> stopped() {
      return Optional.ofNullable(stopped.get());
    }

    private void run() {
      try {
        Duration pause = FIRST_LOOK;
        long answered = System.nanoTime();
        while (!over.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
          pause = BETWEEN_LOOKS;
          Optional<Boolean> waiting = look(backend);
          long now = System.nanoTime();
          if (waiting.isPresent()) {
            answered = now;
          }
          if (waiting.orElse(false)) {
            stop(Stop.GAVE_WAY);
            return;
          }
          if (now - answered > LONGEST_UNWATCHED.toNanos()) {
            stop(Stop.UNWATCHED);
            return;
          }
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      } catch (SQLException e) {
        // Of the cancelling: the time limit of the statement is all there is.
      }
    }

    private void stop(Stop why) throws SQLException {
      stopped.set(why);
      statement.cancel();
    }

    @Override
    public void close() {
      over.countDown();
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
