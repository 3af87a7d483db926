package dev.plumbline.monitor;

import dev.plumbline.environment.EnvironmentId;
import dev.plumbline.store.state.Poll;
import dev.plumbline.store.state.Poll.Trigger;
import java.lang.System.Logger.Level;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.stream.Stream;

/** The polls of this process: of one environment one runs, and one waits at most. */
final class PollQueue {
  private static final System.Logger LOG = System.getLogger(PollQueue.class.getName());

  private final Monitor monitor;
  private final Map<EnvironmentId, Slot> slots = new ConcurrentHashMap<>();

  PollQueue(Monitor monitor) {
    this.monitor = monitor;
  }

  /** Polls now, on this thread; does nothing if a poll of this environment runs already. */
  void onSchedule(EnvironmentId environment) {
    Slot slot = slot(environment);
    Poll poll;
    synchronized (slot) {
      if (slot.running.isPresent()) {
        return;
      }
      poll = monitor.begin(environment, Trigger.SCHEDULE);
      slot.running = Optional.of(poll);
    }
    run(poll, slot);
  }

  /**
   * A poll that reads after this call, because whoever asks has just changed something: while
   * another runs, it waits for that one, and everybody who asks meanwhile gets the waiting one.
   */
  Poll request(EnvironmentId environment, Executor executor) {
    Slot slot = slot(environment);
    synchronized (slot) {
      if (slot.waiting.isPresent()) {
        return slot.waiting.get();
      }
      Poll poll = monitor.begin(environment, Trigger.REQUEST);
      if (slot.running.isPresent()) {
        slot.waiting = Optional.of(poll);
      } else {
        slot.running = Optional.of(poll);
        executor.execute(() -> run(poll, slot));
      }
      return poll;
    }
  }

  /** Whether a poll has not ended yet in this process. */
  boolean isUnderWay(Poll poll) {
    Slot slot = slot(poll.environment());
    synchronized (slot) {
      return Stream.of(slot.running, slot.waiting)
          .flatMap(Optional::stream)
          .anyMatch(known -> known.id().equals(poll.id()));
    }
  }

  /** Never throws: one environment failing never ends the pass. */
  private void run(Poll first, Slot slot) {
    Optional<Poll> poll = Optional.of(first);
    while (poll.isPresent()) {
      try {
        monitor.run(poll.get());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      } catch (RuntimeException | Error e) {
        // What is not recorded shows as unknown. Errors too: the one that waits must still run.
        LOG.log(Level.ERROR, "the poll of " + first.environment() + " ended in an error", e);
      } finally {
        synchronized (slot) {
          poll = slot.waiting;
          slot.running = slot.waiting;
          slot.waiting = Optional.empty();
        }
      }
    }
  }

  private Slot slot(EnvironmentId environment) {
    return slots.computeIfAbsent(environment, id -> new Slot());
  }

  private static final class Slot {
    private Optional<Poll> running = Optional.empty();
    private Optional<Poll> waiting = Optional.empty();
  }
}
