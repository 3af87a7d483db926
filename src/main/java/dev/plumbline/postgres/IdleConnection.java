package dev.plumbline.postgres;

import dev.plumbline.watch.source.WatchedDatabase.OnePoll;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * The connection on which a poll asks its next question. On a new one, a process of the server
 * first reads the definitions of some forty tables of the catalog, which costs more than the
 * question.
 *
 * <p>A session has the settings of its role and database as they were when it began. So one that
 * saw the schema change is not used again: what is believed was read by a session that began after
 * the last change.
 */
final class IdleConnection {
  private final Duration longest;
  private int polls;
  private @Nullable Open idle;

  /**
   * @param longest how long it waits for the next question
   */
  IdleConnection(Duration longest) {
    this.longest = longest;
  }

  /** One that holds a permit until it is closed. */
  static final class Open {
    private final Connection connection;
    private final Semaphore permits;
    private Optional<String> seen = Optional.empty();
    private boolean mayWait;
    private boolean changed;

    /**
     * @param permits of which one was acquired for it
     */
    Open(Connection connection, Semaphore permits) {
      this.connection = connection;
      this.permits = permits;
    }

    Connection connection() {
      return connection;
    }

    /** Without this, it is closed after the first question. */
    void mayWait() {
      mayWait = true;
    }

    /**
     * @param fingerprint of the schema
     */
    void saw(String fingerprint) {
      changed |= seen.filter(before -> !before.equals(fingerprint)).isPresent();
      seen = Optional.of(fingerprint);
    }

    private void close() {
      try {
        connection.close();
      } catch (SQLException e) {
        // The server has closed it already.
      } finally {
        permits.release();
      }
    }
  }

  /** Until it ends, a connection waits for the next question. */
  synchronized OnePoll forOnePoll() {
    polls++;
    AtomicBoolean ended = new AtomicBoolean();
    return () -> {
      if (!ended.getAndSet(true)) {
        pollEnds();
      }
    };
  }

  private void pollEnds() {
    Optional<Open> last;
    synchronized (this) {
      polls--;
      last = polls == 0 ? take() : Optional.empty();
    }
    last.ifPresent(Open::close);
  }

  /** Whoever takes it gives it back. */
  synchronized Optional<Open> take() {
    Optional<Open> taken = Optional.ofNullable(idle);
    idle = null;
    return taken;
  }

  /**
   * @param usable whether nothing failed
   */
  void giveBack(Open open, boolean usable) {
    if (usable && open.mayWait && !open.changed && waits(open)) {
      Thread.ofVirtual().name("idle-connection").start(() -> closeLater(open));
    } else {
      open.close();
    }
  }

  private synchronized boolean waits(Open open) {
    if (polls == 0 || idle != null) {
      return false;
    }
    idle = open;
    return true;
  }

  private void closeLater(Open open) {
    try {
      Thread.sleep(longest);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (stopsWaiting(open)) {
      open.close();
    }
  }

  private synchronized boolean stopsWaiting(Open open) {
    if (idle != open) {
      return false;
    }
    idle = null;
    return true;
  }
}
