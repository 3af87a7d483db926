package dev.plumbline.http.admission;

import java.util.concurrent.atomic.AtomicInteger;

/** So many at once and no more; nobody waits. */
final class RequestSlots {
  private final AtomicInteger free;

  RequestSlots(int number) {
    this.free = new AtomicInteger(number);
  }

  boolean take() {
    if (free.decrementAndGet() < 0) {
      free.incrementAndGet();
      return false;
    }
    return true;
  }

  void giveBack() {
    free.incrementAndGet();
  }
}
