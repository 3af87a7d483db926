package dev.plumbline.scan.work;

import dev.plumbline.environment.EnvironmentId;
import dev.plumbline.integrity.Check;
import dev.plumbline.integrity.Outcome;
import dev.plumbline.integrity.Tally;
import dev.plumbline.reading.Reason;
import dev.plumbline.scan.ScanListener;
import dev.plumbline.scan.ScannedDatabase.ScanSession;
import dev.plumbline.scan.ScannedDatabase.Step;
import dev.plumbline.scan.Throttle;
import dev.plumbline.scan.work.files.AskedFiles;
import dev.plumbline.scan.work.files.AskedFiles.NoAnswerException;
import dev.plumbline.scan.work.run.CheckBatch;
import dev.plumbline.scan.work.run.ReconnectingSession;
import dev.plumbline.scan.work.run.ScanBudget;
import dev.plumbline.scan.work.run.ScanJournal;
import dev.plumbline.store.state.CheckStatus;
import dev.plumbline.watch.source.UnreadableException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Reads units, step by step. */
final class CheckRunner {
  private static final Comparator<List<String>> BY_KEY =
      Comparator.comparing(key -> String.join("\u0000", key));

  private final EnvironmentId environment;
  private final ReconnectingSession connection;
  private final ScanJournal journal;
  private final ScanBudget budget;
  private final Throttle throttle;
  private final ScanListener listener;
  private final Clock clock;

  CheckRunner(
      EnvironmentId environment,
      ReconnectingSession connection,
      ScanJournal journal,
      ScanBudget budget,
      Throttle throttle,
      ScanListener listener,
      Clock clock) {
    this.environment = environment;
    this.connection = connection;
    this.journal = journal;
    this.budget = budget;
    this.throttle = throttle;
    this.listener = listener;
    this.clock = clock;
  }

  /**
   * What became of a unit of the database.
   *
   * @throws UnreadableException if its checks, or one of them, cannot be made
   */
  List<CheckStatus> rows(CheckBatch begun) throws UnreadableException, InterruptedException {
    CheckBatch batch = begun;
    boolean resumed = begun.position().isPresent();
    boolean anew = false;
    while (true) {
      CheckBatch at = batch;
      try {
        Step step =
            connection.ask(at.checks().getFirst().id().text(), session -> step(session, at));
        batch = after(at, step);
        if (step.next().isEmpty()) {
          return statuses(batch, Optional.empty());
        }
        resumed = false;
      } catch (UnreadableException e) {
        // The position may be that of another version of Plumbline, or of a table that was
        // rewritten.
        boolean misled = resumed || (at.position().isPresent() && e.reason() == Reason.UNSETTLED);
        if (!misled || anew) {
          throw e;
        }
        batch = at.anew();
        resumed = false;
        anew = true;
      }
    }
  }

  /** What became of a check whose answer comes from the API. */
  List<CheckStatus> files(CheckBatch begun, AskedFiles files)
      throws UnreadableException, NoAnswerException, InterruptedException {
    CheckBatch batch = begun;
    while (true) {
      budget.check();
      CheckBatch at = batch;
      Step step = files.step(connection, at);
      batch = after(at, step);
      if (step.next().isEmpty()) {
        return statuses(batch, files.note());
      }
    }
  }

  private CheckBatch after(CheckBatch batch, Step step) {
    journal.rows(step.rows());
    listener.rowsRead(environment, step.rows());
    CheckBatch after = batch.after(step);
    if (step.next().isPresent()) {
      journal.at(after, step.done());
    }
    return after;
  }

  private Step step(ScanSession session, CheckBatch batch)
      throws UnreadableException, InterruptedException {
    journal.answered();
    Optional<Duration> aim = throttle.next(session, budget::isOver, journal::waits);
    if (aim.isEmpty()) {
      throw budget.cut();
    }
    journal.asks(batch.checks().getFirst().id().text());
    Instant begin = clock.instant();
    try {
      return session.step(batch.checks(), batch.position(), aim.get());
    } finally {
      throttle.worked(Duration.between(begin, clock.instant()));
    }
  }

  private List<CheckStatus> statuses(CheckBatch batch, Optional<String> note)
      throws UnreadableException, InterruptedException {
    Instant now = clock.instant();
    List<CheckStatus> statuses = new ArrayList<>();
    for (Check check : batch.checks()) {
      Outcome outcome = outcome(check, batch.tally(check.id()));
      Tally tally = batch.tally(check.id());
      Optional<String> besides = note.or(() -> reasons(tally));
      if (besides.isEmpty() && outcome instanceof Outcome.Violated) {
        besides = connection.ask(check.id().text(), session -> session.note(check));
      }
      statuses.add(
          new CheckStatus(
              check.id(),
              check.id().code().severity(),
              check.definition(),
              outcome,
              now,
              now,
              batch.basisOf(check),
              besides));
    }
    return statuses;
  }

  private static Optional<String> reasons(Tally tally) {
    return tally.reasons().isEmpty()
        ? Optional.empty()
        : Optional.of(
            String.join("; ", tally.reasons())
                + (tally.reasons().size() == Tally.MOST_REASONS ? "; …" : ""));
  }

  private Outcome outcome(Check check, Tally tally)
      throws UnreadableException, InterruptedException {
    if (tally.count() == 0) {
      return new Outcome.Clean();
    }
    String sql = connection.ask(check.id().text(), session -> session.sql(check, tally));
    return new Outcome.Violated(
        tally.count(), tally.samples().stream().sorted(BY_KEY).toList(), sql);
  }
}
