package dev.plumbline.rest.admission;

import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The place of one request among those that are worked on. It is given back once: when the answer
 * begins, because whoever reads it slowly needs no place, or else when the work ends, because work
 * whose client is gone needs it still.
 */
final class Ticket {
  static final String KEY = Ticket.class.getName();

  private final Places places;
  private final AtomicBoolean returned = new AtomicBoolean();
  private volatile boolean working;

  Ticket(Places places) {
    this.places = places;
  }

  /** From now on somebody says when the work ends. */
  void workBegins() {
    working = true;
  }

  void workEnded() {
    if (returned.compareAndSet(false, true)) {
      places.giveBack();
    }
  }

  /** The connection is done with the request, whether it was answered or not. */
  void exchangeEnded() {
    if (!working) {
      workEnded();
    }
  }
}
