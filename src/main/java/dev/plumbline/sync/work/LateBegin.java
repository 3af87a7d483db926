package dev.plumbline.sync.work;

import dev.plumbline.run.Phase;
import dev.plumbline.sync.journal.RunJournal;
import dev.plumbline.sync.journal.RunUnclearException;
import dev.plumbline.sync.port.SchemaApply;
import dev.plumbline.sync.port.SchemaApply.Presence;
import dev.plumbline.sync.port.TargetException;
import dev.plumbline.timing.Waiting;
import java.time.Duration;

/**
 * A Directus that was sent a payload may not have begun its transaction yet: because it waits for a
 * connection of its pool, or has not read the request. Until it cannot begin any more, a target
 * that is as it was proves nothing.
 */
final class LateBegin {
  static final String SILENT = "Directus does not answer, so it may still begin what was sent";

  /**
   * Longer than a request waits for a connection: knex's {@code acquireConnectionTimeout} is 60 s
   * (https://knexjs.org/guide/#acquireconnectiontimeout), and settings of Directus's pool can only
   * make it shorter.
   */
  private static final Duration BEGINS = Duration.ofSeconds(75);

  private static final Duration STEP = Duration.ofSeconds(15);
  private static final Duration ANSWER = Duration.ofSeconds(5);

  /**
   * One after the other, a second apart: a Directus that ends first stops to listen, then does for
   * a second (SERVER_SHUTDOWN_TIMEOUT) what it has received.
   */
  private static final int REFUSALS = 5;

  private static final Duration BETWEEN_REFUSALS = Duration.ofSeconds(1);

  private final RunJournal journal;
  private final SchemaApply directus;
  private final Duration deadline;
  private final Waiting waiting;

  LateBegin(RunJournal journal, SchemaApply directus, Duration deadline, Waiting waiting) {
    this.journal = journal;
    this.directus = directus;
    this.deadline = deadline;
    this.waiting = waiting;
  }

  /** Whether there is a sign that Directus has begun. */
  interface Sign {
    boolean isThere() throws TargetException;
  }

  /**
   * Returns once Directus has begun what it was sent, or will never begin it. No clock decides:
   * each wait begins after this was called.
   *
   * @throws RunUnclearException if neither is known within the deadline
   */
  void await(Sign begun) throws RunUnclearException, TargetException, InterruptedException {
    if (begun.isThere() || isNobodyThere()) {
      return;
    }
    journal.note(
        Phase.APPLY,
        "Directus may still begin what it was sent; the run waits until that is certain");
    // What was sent before has been read then, so that its time in the pool has begun.
    if (!awaitAnswer(begun)) {
      return;
    }
    for (Duration left = BEGINS; left.isPositive() && !begun.isThere(); left = left.minus(STEP)) {
      waiting.await(STEP);
    }
    // Who answers again has connections in its pool.
    awaitAnswer(begun);
  }

  private boolean isNobodyThere() throws InterruptedException {
    for (int refusals = 0; refusals < REFUSALS; refusals++) {
      if (directus.presence(journal.run().target(), ANSWER) != Presence.ABSENT) {
        return false;
      }
      waiting.await(BETWEEN_REFUSALS);
    }
    return true;
  }

  /**
   * @return whether Directus has answered; else there is nothing left to wait for
   */
  private boolean awaitAnswer(Sign begun)
      throws RunUnclearException, TargetException, InterruptedException {
    // A try may take as long as two answers, and the pause after it.
    long tries = Math.max(1, deadline.dividedBy(ANSWER.multipliedBy(3)));
    for (long i = 0; i < tries; i++) {
      switch (directus.presence(journal.run().target(), ANSWER)) {
        case ANSWERS -> {
          return true;
        }
        case ABSENT -> {
          if (isNobodyThere()) {
            return false;
          }
        }
        case SILENT -> waiting.await(ANSWER);
      }
      if (begun.isThere()) {
        return false;
      }
    }
    throw new RunUnclearException(SILENT);
  }
}
