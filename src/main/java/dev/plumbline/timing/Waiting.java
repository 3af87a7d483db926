package dev.plumbline.timing;

import java.time.Duration;

/** Lets time pass. From outside, so that a test can step it by hand. */
@FunctionalInterface
public interface Waiting {
  void await(Duration duration) throws InterruptedException;
}
