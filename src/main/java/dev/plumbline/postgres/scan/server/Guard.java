package dev.plumbline.postgres.scan.server;

import dev.plumbline.postgres.session.Connector;
import dev.plumbline.postgres.session.Target;
import dev.plumbline.watch.UnreadableException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Makes us the one that gives way. We hold nothing but {@code ACCESS SHARE}, which stands in the
 * way of migrations only; but whoever queues behind such a migration waits for us too. So while a
 * statement of ours takes long, a second connection looks whether anybody waits for us, and cancels
 * it.
 */
public final class Guard implements AutoCloseable {
  private static final Duration FIRST_LOOK = Duration.ofSeconds(1);
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(500);
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /** Everybody may see the locks; only of those who wait it is asked for whom. */
  private static final String WAITING =
      """
      SELECT EXISTS (
        SELECT FROM (SELECT DISTINCT pid FROM pg_locks WHERE NOT granted AND pid IS NOT NULL) w
         WHERE ? = ANY (pg_blocking_pids(w.pid)))
      """;

  private final Target target;
  private @Nullable Connection connection;

  public Guard(Target target) {
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
    private final AtomicBoolean gaveWay = new AtomicBoolean();

    private Watch(Statement statement, int backend) {
      this.statement = statement;
      this.backend = backend;
    }

    /** Whether it was cancelled because somebody waited. */
    boolean gaveWay() {
      return gaveWay.get();
    }

    private void run() {
      try {
        Duration pause = FIRST_LOOK;
        while (!over.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
          pause = BETWEEN_LOOKS;
          if (isSomebodyWaiting(backend)) {
            gaveWay.set(true);
            statement.cancel();
            return;
          }
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      } catch (SQLException | UnreadableException e) {
        // Without a second connection the time limit of the statement is all there is.
      }
    }

    @Override
    public void close() {
      over.countDown();
    }
  }

  private synchronized boolean isSomebodyWaiting(int backend)
      throws SQLException, UnreadableException {
    Connection open = connection;
    if (open == null || open.isClosed()) {
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

  @Override
  public synchronized void close() {
    if (connection == null) {
      return;
    }
    try {
      connection.close();
    } catch (SQLException e) {
      // It is gone already.
    }
  }
}
