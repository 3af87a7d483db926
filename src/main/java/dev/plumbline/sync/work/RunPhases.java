package dev.plumbline.sync.work;

import dev.plumbline.run.Phase;
import dev.plumbline.run.RunState;
import dev.plumbline.sync.journal.RunJournal;
import dev.plumbline.sync.journal.RunJournal.CancelledException;
import dev.plumbline.sync.journal.RunStoppedException;
import dev.plumbline.sync.journal.RunUnclearException;
import dev.plumbline.sync.port.SchemaApply;
import dev.plumbline.sync.port.TargetException;
import dev.plumbline.sync.port.TargetSession;
import dev.plumbline.sync.verify.TargetVerifier.Result;
import dev.plumbline.timing.Waiting;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The phases that carrying a plan out and rolling it back have in common. */
final class RunPhases {
  private static final Duration STEP = Duration.ofSeconds(1);

  /** A transaction that is older may last. */
  private static final Duration LONG = Duration.ofSeconds(5);

  private static final int TRANSACTION_TRIES = 30;

  private final RunJournal journal;
  private final SchemaApply directus;
  private final Duration deadline;
  private final Waiting waiting;

  RunPhases(RunJournal journal, SchemaApply directus, Duration deadline, Waiting waiting) {
    this.journal = journal;
    this.directus = directus;
    this.deadline = deadline;
    this.waiting = waiting;
  }

  void lock(TargetSession session)
      throws CancelledException, RunStoppedException, TargetException, InterruptedException {
    journal.obey();
    journal.begin(Phase.LOCK);
    if (!session.lock()) {
      throw new RunStoppedException("another process of Plumbline changes this database");
    }
    journal.end(Phase.LOCK, "");
  }

  /** The session of the process that died may take a while to end. */
  void awaitLock(TargetSession session)
      throws RunUnclearException, TargetException, InterruptedException {
    long tries = deadline.toSeconds();
    for (long i = 0; i < tries; i++) {
      if (session.lock()) {
        return;
      }
      waiting.await(STEP);
    }
    throw new RunUnclearException("another process of Plumbline holds the lock of this database");
  }

  /**
   * @param tables that are to be changed; it does not matter if one does not exist yet
   */
  void awaitTransactions(TargetSession session, Set<String> tables)
      throws CancelledException, RunStoppedException, TargetException, InterruptedException {
    journal.obey();
    journal.begin(Phase.TRANSACTIONS);
    List<String> open = session.longTransactions(tables, LONG);
    for (int tries = 1; !open.isEmpty() && tries < TRANSACTION_TRIES; tries++) {
      waiting.await(STEP);
      open = session.longTransactions(tables, LONG);
    }
    if (!open.isEmpty()) {
      throw new RunStoppedException(
          "transactions hold locks on tables that are to be changed: " + String.join("; ", open));
    }
    journal.end(Phase.TRANSACTIONS, "");
  }

  /** Fails closed: without the lock, another run may change the target. */
  void requireLocked(TargetSession session) throws RunStoppedException {
    if (!session.isLocked()) {
      throw new RunStoppedException("the connection that holds the lock was closed");
    }
  }

  void clearCaches() throws InterruptedException {
    journal.begin(Phase.CACHE);
    Optional<String> uncleared = directus.clearCaches(journal.run().target());
    journal.end(Phase.CACHE, uncleared.orElse(""));
  }

  /**
   * @param verified the sentence for a result without failures
   */
  void finish(Result result, String verified) throws InterruptedException {
    result.details().ifPresent(journal::verified);
    for (String note : result.notes()) {
      journal.note(Phase.VERIFY, note);
    }
    if (result.footprint().isPresent()) {
      journal.changed(result.footprint().get());
    }
    if (result.failures().isEmpty()) {
      journal.finish(RunState.VERIFIED, verified);
    } else {
      for (String failure : result.failures()) {
        journal.note(Phase.VERIFY, failure);
      }
      journal.finish(
          RunState.UNVERIFIED,
          "%s%s"
              .formatted(
                  result.failures().getFirst(),
                  result.failures().size() == 1
                      ? ""
                      : " (and %d more)".formatted(result.failures().size() - 1)));
    }
  }
}
