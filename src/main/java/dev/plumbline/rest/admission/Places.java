package dev.plumbline.rest.admission;

import java.util.concurrent.atomic.AtomicInteger;

/** So many at once and no more; nobody waits. */
final class Places {
  private final AtomicInteger free;

  Places(int number) {
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
