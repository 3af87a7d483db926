package dev.plumbline.http.admission;

import java.util.concurrent.atomic.AtomicBoolean;

/** The place of one request among those that are worked on. It is given back once. */
final class Ticket {
  private final RequestSlots slots;
  private final AtomicBoolean returned = new AtomicBoolean();

  Ticket(RequestSlots slots) {
    this.slots = slots;
  }

  void giveBack() {
    if (returned.compareAndSet(false, true)) {
      slots.giveBack();
    }
  }
}
