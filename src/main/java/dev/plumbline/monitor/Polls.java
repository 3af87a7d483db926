package dev.plumbline.monitor;

import dev.plumbline.environment.EnvironmentId;
import dev.plumbline.memory.Poll;
import dev.plumbline.memory.Poll.Trigger;
import java.lang.System.Logger.Level;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The polls that run in this process: never two of one environment. */
final class Polls {
  private static final System.Logger LOG = System.getLogger(Polls.class.getName());

  private final Monitor monitor;
  private final Map<EnvironmentId, Slot> slots = new ConcurrentHashMap<>();

  Polls(Monitor monitor) {
    this.monitor = monitor;
  }

  /**
   * A poll that began.
   *
   * @param work carries it out and never throws; to be run exactly once
   */
  record Begun(Poll poll, Runnable work) {}

  /** Empty if a poll of this environment runs already. */
  Optional<Begun> begin(EnvironmentId environment, Trigger trigger) {
    Slot slot = slot(environment);
    synchronized (slot) {
      if (slot.running.isPresent()) {
        return Optional.empty();
      }
      Poll poll = monitor.begin(environment, trigger);
      slot.running = Optional.of(poll);
      return Optional.of(new Begun(poll, () -> run(poll, slot)));
    }
  }

  Optional<Poll> running(EnvironmentId environment) {
    Slot slot = slot(environment);
    synchronized (slot) {
      return slot.running;
    }
  }

  private void run(Poll poll, Slot slot) {
    try {
      monitor.run(poll);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      // One environment failing never ends the pass; what is not recorded shows as unknown.
      LOG.log(Level.ERROR, "the poll of " + poll.environment() + " ended in an error", e);
    } finally {
      synchronized (slot) {
        slot.running = Optional.empty();
      }
    }
  }

  private Slot slot(EnvironmentId environment) {
    return slots.computeIfAbsent(environment, id -> new Slot());
  }

  private static final class Slot {
    private Optional<Poll> running = Optional.empty();
  }
}
