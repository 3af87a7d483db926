package dev.plumbline.http.admission;

import dev.plumbline.http.problem.ProblemType;
import dev.plumbline.http.problem.Problems;
import jakarta.inject.Singleton;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Pages are made as a whole, unlike JSON: a few at once, so that they always fit into memory. */
@Singleton
public final class Rendering {
  private static final int MOST_AT_ONCE = 2;
  private static final int SECONDS = 2;

  private final Semaphore places = new Semaphore(MOST_AT_ONCE, true);

  public String page(Supplier<String> page) {
    try {
      if (!places.tryAcquire(SECONDS, TimeUnit.SECONDS)) {
        throw busy();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw busy();
    }
    try {
      return page.get();
    } finally {
      places.release();
    }
  }

  private static RuntimeException busy() {
    return Problems.builder(
            ProblemType.OVERLOADED,
            "Too many reports are being written. Send the request again later.")
        .withHeader("Retry-After", 1)
        .build();
  }
}
