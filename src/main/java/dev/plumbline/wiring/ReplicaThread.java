package dev.plumbline.wiring;

import dev.plumbline.replica.ReplicaLoop;
import dev.plumbline.store.StoreUnavailableException;
import jakarta.inject.Singleton;
import java.lang.System.Logger.Level;
import java.util.concurrent.TimeUnit;

/** The thread on which this replica says that it lives, and takes what is due. */
@Singleton
final class ReplicaThread {
  private static final System.Logger LOG = System.getLogger(ReplicaThread.class.getName());

  private final ReplicaLoop loop;
  private final Thread thread;
  private volatile boolean ending;

  ReplicaThread(ReplicaLoop loop) {
    this.loop = loop;
    this.thread = Thread.ofVirtual().name("rounds").unstarted(this::run);
  }

  /** The first round is over when this returns. */
  void start() {
    tick();
    thread.start();
  }

  /** Takes nothing more, and leaves what was taken to the others. */
  void end() throws InterruptedException {
    ending = true;
    thread.interrupt();
    thread.join(TimeUnit.SECONDS.toMillis(10));
    try {
      loop.leave();
    } catch (StoreUnavailableException e) {
      LOG.log(
          Level.INFO,
          "Plumbline's store is not available; other replicas take"
              + " over when this one is silent");
    }
  }

  private void run() {
    try {
      while (!ending) {
        // At least a moment, whatever the store says.
        TimeUnit.MILLISECONDS.sleep(Math.max(20, tick()));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private long tick() {
    try {
      return loop.tick().toMillis();
    } catch (RuntimeException e) {
      // One round that fails must not be the last one.
      LOG.log(Level.ERROR, "a background round of this replica ended in an error", e);
      return TimeUnit.SECONDS.toMillis(1);
    }
  }
}
