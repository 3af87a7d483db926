package dev.plumbline.notification;

import dev.plumbline.finding.FindingEvent;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The events of findings that are still to be sent on. The recorded events are the outbox: an event
 * is in it as soon as its finding is changed, in the same transaction. Each channel remembers up to
 * which event it is done.
 *
 * <p>An event is sent at least once, and twice only if a process dies, or takes longer than its
 * lease, between sending and {@link #confirm}. The id of the event is the same then: send it along,
 * so that the receiver can drop the second one.
 *
 * <p>Every method is one transaction and throws {@link
 * dev.plumbline.store.StoreUnavailableException} when the store cannot be reached.
 */
public interface EventOutbox {
  /** Adds a channel, which gets every event from now on. One that exists stays as it is. */
  void add(String channel);

  /**
   * Takes the next events of a channel, oldest first. Until they are confirmed, or the lease has
   * ended, nobody else gets events of this channel; afterwards whoever asks gets the same again.
   *
   * @param limit at least 1
   * @param lease by the clock of the store
   * @return empty if there are none, if somebody else has taken some, or if there is no such
   *     channel
   */
  Optional<Batch> take(String channel, int limit, Duration lease);

  /**
   * Records that all events of a batch were sent.
   *
   * @return false if its lease had ended and somebody else has taken the channel since: they send
   *     the same events again
   */
  boolean confirm(Batch batch);

  /**
   * Events to be sent on.
   *
   * @param term how often the channel was taken before, and this time
   * @param events at least one
   */
  record Batch(String channel, long term, List<FindingEvent.Recorded> events) {
    public Batch {
      events = List.copyOf(events);
    }
  }
}
