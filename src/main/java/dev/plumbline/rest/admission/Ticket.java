package dev.plumbline.rest.admission;

import java.util.concurrent.atomic.AtomicBoolean;

/** The place of one request among those that are worked on. It is given back once. */
final class Ticket {
  private final Places places;
  private final AtomicBoolean returned = new AtomicBoolean();

  Ticket(Places places) {
    this.places = places;
  }

  void giveBack() {
    if (returned.compareAndSet(false, true)) {
      places.giveBack();
    }
  }
}
