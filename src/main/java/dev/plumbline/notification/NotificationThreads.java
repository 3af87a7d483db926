package dev.plumbline.notification;

import dev.plumbline.configuration.NotificationChannel;
import dev.plumbline.store.StoreUnavailableException;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A thread for each channel, so that a receiver that hangs holds up no poll and no other channel.
 * Of several replicas, whichever takes something first sends it.
 */
public final class NotificationThreads {
  private static final System.Logger LOG = System.getLogger(NotificationThreads.class.getName());

  /** How late an event may be sent; what one poll finds is one transaction, and so one message. */
  private static final Duration PAUSE = Duration.ofSeconds(3);

  private final Map<String, Notifier> notifiers = new TreeMap<>();
  private final List<Thread> threads = new ArrayList<>();

  public void add(NotificationChannel channel, Notifier notifier) {
    notifiers.put(channel.name(), notifier);
  }

  public void start() {
    notifiers.forEach(
        (channel, notifier) ->
            threads.add(
                Thread.ofVirtual().name("channel-" + channel).start(() -> run(channel, notifier))));
  }

  /** What is being sent may be sent again by another replica, or after the next start. */
  public void end() throws InterruptedException {
    threads.forEach(Thread::interrupt);
    for (Thread thread : threads) {
      thread.join(Duration.ofSeconds(5));
    }
  }

  private static void run(String channel, Notifier notifier) {
    try {
      while (true) {
        round(channel, notifier);
        Thread.sleep(PAUSE);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void round(String channel, Notifier notifier) throws InterruptedException {
    try {
      notifier.sendAll();
    } catch (StoreUnavailableException e) {
      // Whoever polls logs it, once.
      LOG.log(Level.DEBUG, "channel {0} waits for Plumbline's store", channel);
    } catch (RuntimeException e) {
      // One round that fails must not be the last one.
      LOG.log(Level.ERROR, "sending to channel " + channel + " ended in an error", e);
    }
  }
}
