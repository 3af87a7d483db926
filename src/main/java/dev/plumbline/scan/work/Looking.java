package dev.plumbline.scan.work;

import dev.plumbline.environment.EnvironmentId;
import dev.plumbline.integrity.Check;
import dev.plumbline.integrity.Outcome;
import dev.plumbline.integrity.Tally;
import dev.plumbline.memory.CheckStatus;
import dev.plumbline.scan.Pace;
import dev.plumbline.scan.ScanListener;
import dev.plumbline.scan.ScannedDatabase.ScanSession;
import dev.plumbline.scan.ScannedDatabase.Step;
import dev.plumbline.scan.work.AskedFiles.UntoldException;
import dev.plumbline.schema.Reason;
import dev.plumbline.watch.UnreadableException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Looks at units, step by step. */
final class Looking {
  private static final Comparator<List<String>> BY_KEY =
      Comparator.comparing(key -> String.join("\u0000", key));

  private final EnvironmentId environment;
  private final Line line;
  private final Journal journal;
  private final Patience patience;
  private final Pace pace;
  private final ScanListener listener;
  private final Clock clock;

  Looking(
      EnvironmentId environment,
      Line line,
      Journal journal,
      Patience patience,
      Pace pace,
      ScanListener listener,
      Clock clock) {
    this.environment = environment;
    this.line = line;
    this.journal = journal;
    this.patience = patience;
    this.pace = pace;
    this.listener = listener;
    this.clock = clock;
  }

  /**
   * What became of a unit of the database.
   *
   * @throws UnreadableException if its checks, or one of them, cannot be made
   */
  List<CheckStatus> rows(Unit begun) throws UnreadableException, InterruptedException {
    Unit unit = begun;
    boolean resumed = begun.position().isPresent();
    boolean anew = false;
    while (true) {
      Unit at = unit;
      try {
        Step step = line.ask(at.checks().getFirst().id().text(), session -> step(session, at));
        unit = after(at, step);
        if (step.next().isEmpty()) {
          return statuses(unit, Optional.empty());
        }
        resumed = false;
      } catch (UnreadableException e) {
        // The position may be that of another version of Plumbline, or of a table that was
        // rewritten.
        boolean misled = resumed || (at.position().isPresent() && e.reason() == Reason.UNSETTLED);
        if (!misled || anew) {
          throw e;
        }
        unit = at.anew();
        resumed = false;
        anew = true;
      }
    }
  }

  /** What became of a check whose answer comes from the API. */
  List<CheckStatus> files(Unit begun, AskedFiles files)
      throws UnreadableException, UntoldException, InterruptedException {
    Unit unit = begun;
    while (true) {
      patience.check();
      Unit at = unit;
      Step step = files.step(line, at);
      unit = after(at, step);
      if (step.next().isEmpty()) {
        return statuses(unit, files.note());
      }
    }
  }

  private Unit after(Unit unit, Step step) {
    journal.rows(step.rows());
    listener.rowsRead(environment, step.rows());
    Unit after = unit.after(step);
    if (step.next().isPresent()) {
      journal.at(after, step.done());
    }
    return after;
  }

  private Step step(ScanSession session, Unit unit)
      throws UnreadableException, InterruptedException {
    journal.answered();
    Optional<Duration> aim = pace.next(session, patience::isOver, journal::waits);
    if (aim.isEmpty()) {
      throw patience.cut();
    }
    journal.asks(unit.checks().getFirst().id().text());
    Instant begin = clock.instant();
    try {
      return session.step(unit.checks(), unit.position(), aim.get());
    } finally {
      pace.worked(Duration.between(begin, clock.instant()));
    }
  }

  private List<CheckStatus> statuses(Unit unit, Optional<String> note)
      throws UnreadableException, InterruptedException {
    Instant now = clock.instant();
    List<CheckStatus> statuses = new ArrayList<>();
    for (Check check : unit.checks()) {
      Outcome outcome = outcome(check, unit.tally(check.id()));
      Tally tally = unit.tally(check.id());
      Optional<String> besides = note.or(() -> reasons(tally));
      if (besides.isEmpty() && outcome instanceof Outcome.Violated) {
        besides = line.ask(check.id().text(), session -> session.note(check));
      }
      statuses.add(
          new CheckStatus(
              check.id(),
              check.id().code().severity(),
              check.definition(),
              outcome,
              now,
              now,
              unit.basisOf(check),
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
    String sql = line.ask(check.id().text(), session -> session.sql(check, tally));
    return new Outcome.Violated(
        tally.count(), tally.samples().stream().sorted(BY_KEY).toList(), sql);
  }
}
