package dev.plumbline.sync.work;

import dev.plumbline.plan.Seal;
import dev.plumbline.sync.journal.RunStoppedException;
import dev.plumbline.sync.journal.RunUnclearException;
import dev.plumbline.sync.port.ApplyWatch;
import dev.plumbline.sync.port.SchemaApply.Outcome;
import dev.plumbline.sync.port.TargetException;
import dev.plumbline.sync.port.TargetSession;
import dev.plumbline.sync.port.TargetSession.TransactionStatus;
import dev.plumbline.timing.Waiting;
import java.time.Duration;
import java.util.Optional;

/** Sends a payload once, and finds out what happened, whatever the answer. */
final class PayloadSender {
  static final String STILL = "Directus still applies the plan";

  private static final Duration STEP = Duration.ofSeconds(1);
  private static final int UNSEEN_TRIES = 30;

  private final Seal seal;
  private final RunMeans means;
  private final LateBegin late;
  private final Waiting waiting;
  private boolean isBegun;

  PayloadSender(Seal seal, RunMeans means, LateBegin late, Waiting waiting) {
    this.seal = seal;
    this.means = means;
    this.late = late;
    this.waiting = waiting;
  }

  /** Whether this process sent it, and knows that Directus has begun it or never will. */
  boolean isBegun() {
    return isBegun;
  }

  /**
   * Returns if it was applied.
   *
   * @throws RunStoppedException if nothing was changed
   * @throws TargetException if the database, which would know, cannot be asked
   */
  void send(String payload, TargetSession session, ApplyWatch watch)
      throws RunStoppedException, RunUnclearException, TargetException, InterruptedException {
    Outcome outcome =
        means.directus().apply(seal.target().environment(), payload, means.limits().deadline());
    if (outcome instanceof Outcome.Unknown) {
      awaitTransaction(watch);
      late.await(() -> watch.hasBegun() || !means.seals().isUnmoved(seal));
    }
    isBegun = true;
    requireEnded(watch);
    requireApplied(outcome, session, watch);
  }

  /** A Directus that is slow may not have begun what it was sent. */
  private void awaitTransaction(ApplyWatch watch) throws InterruptedException {
    for (int tries = 0; tries < UNSEEN_TRIES && watch.transaction().isEmpty(); tries++) {
      waiting.await(STEP);
    }
    isBegun = watch.hasBegun();
  }

  private void requireEnded(ApplyWatch watch) throws RunUnclearException, InterruptedException {
    if (!watch.awaitEnd(means.limits().deadline())) {
      throw new RunUnclearException(STILL);
    }
  }

  /** What the answer leaves open, the transaction says, and else the target itself. */
  private void requireApplied(Outcome outcome, TargetSession session, ApplyWatch watch)
      throws RunStoppedException, RunUnclearException, TargetException {
    String reason =
        switch (outcome) {
          case Outcome.Applied ignored -> "";
          case Outcome.NotSent(String why) -> throw new RunStoppedException(why);
          case Outcome.Refused(String message) -> message;
          case Outcome.Unknown(String why) -> why;
        };
    if (!reason.isEmpty() && !isCommitted(session, watch)) {
      throw new RunStoppedException(
          watch.cancelled().or(watch::waited).map(why -> why + "; Directus answered: ").orElse("")
              + reason);
    }
  }

  private boolean isCommitted(TargetSession session, ApplyWatch watch)
      throws RunUnclearException, TargetException {
    Optional<TransactionStatus> status =
        watch.transaction().isPresent()
            ? Optional.of(session.status(watch.transaction().get()))
            : Optional.empty();
    return switch (status.orElse(TransactionStatus.FORGOTTEN)) {
      case COMMITTED -> true;
      case ABORTED -> false;
      case IN_PROGRESS -> throw new RunUnclearException(STILL);
      case FORGOTTEN -> !means.seals().isUnmoved(seal);
    };
  }
}
