package dev.plumbline.sync.journal;

import dev.plumbline.configuration.RunLimits;
import dev.plumbline.run.Phase;
import dev.plumbline.run.Run;
import dev.plumbline.run.RunEvent;
import dev.plumbline.run.RunEvent.Kind;
import dev.plumbline.run.RunRequest;
import dev.plumbline.run.RunState;
import dev.plumbline.run.evidence.VerifiedTarget;
import dev.plumbline.run.followup.FollowUp;
import dev.plumbline.run.rollback.Footprint;
import dev.plumbline.store.Lease;
import dev.plumbline.store.StoreUnavailableException;
import dev.plumbline.store.run.RunStore;
import dev.plumbline.sync.port.RunListener;
import dev.plumbline.timing.Waiting;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * Where one run is, written before and after each thing that it does. Nothing continues while that
 * cannot be written: it waits for the store, and stops if another process has taken the run over.
 */
public final class RunJournal {
  private static final Duration PAUSE = Duration.ofSeconds(1);
  private static final System.Logger LOG = System.getLogger(RunJournal.class.getName());

  private final RunStore store;
  private final Lease lease;
  private final Waiting waiting;
  private final Clock clock;
  private final RunReports reports;
  private final RunListener listener;
  private final RunLimits limits;
  private Run run;

  /**
   * When this process began the phase that has not ended, as {@link System#nanoTime} has it: the
   * clock of the day may be set back.
   */
  private OptionalLong begunAt = OptionalLong.empty();

  private Optional<VerifiedTarget> verified = Optional.empty();

  public RunJournal(
      RunStore store,
      RunReports reports,
      RunListener listener,
      RunLimits limits,
      Run run,
      Lease lease,
      Waiting waiting,
      Clock clock) {
    this.store = store;
    this.reports = reports;
    this.listener = listener;
    this.limits = limits;
    this.run = run;
    this.lease = lease;
    this.waiting = waiting;
    this.clock = clock;
  }

  /** Another process has taken the run over. */
  public static final class LeaseLostException extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  /** A person asked to cancel it. */
  public static final class CancelledException extends Exception {
    private static final long serialVersionUID = 1L;
  }

  public Run run() {
    return run;
  }

  /** Different for each process that works on the run. */
  public int term() {
    return lease.term();
  }

  /** Whether another process began it, and died. */
  public boolean isTakenOver() {
    return lease.term() > 1;
  }

  /** Says that this process lives; from any thread. */
  public void beat() {
    try {
      store.beat(lease);
    } catch (StoreUnavailableException e) {
      LOG.log(Level.DEBUG, "run {0} continues without store", lease.work());
    }
  }

  /** Records that a phase begins. */
  public void begin(Phase phase) throws InterruptedException {
    write(run.in(phase), List.of(event(phase, Kind.BEGUN, "")));
    begunAt = OptionalLong.of(System.nanoTime());
  }

  /**
   * Between two phases: waits while a person holds the run.
   *
   * @throws CancelledException if it was cancelled
   */
  public void obey() throws CancelledException, InterruptedException {
    Optional<RunRequest> asked = asked();
    while (asked.isPresent()) {
      if (asked.get() == RunRequest.CANCEL) {
        throw new CancelledException();
      }
      if (run.state() != RunState.HELD) {
        write(run.held(), List.of());
      }
      waiting.await(PAUSE);
      asked = asked();
    }
  }

  /** Whether a person wants it to be held or cancelled. */
  public boolean isAsked() throws InterruptedException {
    return asked().isPresent();
  }

  private Optional<RunRequest> asked() throws InterruptedException {
    return stored(() -> store.beat(lease)).orElseThrow(LeaseLostException::new).asked();
  }

  public void end(Phase phase, String message) throws InterruptedException {
    write(run, List.of(event(phase, Kind.ENDED, message)));
    measure(phase);
  }

  public void note(Phase phase, String message) throws InterruptedException {
    write(run, List.of(event(phase, Kind.NOTE, message)));
  }

  public void backedUpBy(UUID backup) throws InterruptedException {
    write(run.backedUpBy(backup), List.of());
  }

  /** How the target was verified; for the report. */
  public void verified(VerifiedTarget target) {
    verified = Optional.of(target);
  }

  /** Records what the run changed, for a rollback. */
  public void changed(Footprint footprint) throws InterruptedException {
    if (!stored(() -> store.record(lease, footprint))) {
      throw new LeaseLostException();
    }
  }

  /** The end of the run, with its report. */
  public void finish(RunState end, String result) throws InterruptedException {
    Phase phase = run.phase().orElse(Phase.LOCK);
    Run ended = run.ended(end, result, clock.instant());
    List<RunEvent> last =
        List.of(event(phase, end == RunState.VERIFIED ? Kind.ENDED : Kind.FAILED, result));
    List<FollowUp> followUps =
        end == RunState.VERIFIED ? FollowUp.of(ended, limits.followUp()) : List.of();
    String report = stored(() -> reports.of(ended, last, verified, followUps));
    if (!stored(() -> store.end(lease, ended, last, report, followUps))) {
      throw new LeaseLostException();
    }
    run = ended;
    measure(phase);
    listener.ended(run);
  }

  private void measure(Phase phase) {
    begunAt.ifPresent(at -> listener.phaseEnded(phase, Duration.ofNanos(System.nanoTime() - at)));
    begunAt = OptionalLong.empty();
  }

  private RunEvent event(Phase phase, Kind kind, String message) {
    return new RunEvent(phase, kind, clock.instant(), message);
  }

  private void write(Run next, List<RunEvent> events) throws InterruptedException {
    if (!stored(() -> store.record(lease, next, events))) {
      throw new LeaseLostException();
    }
    run = next;
  }

  /** While the store is away, nobody else can take the run over. */
  private <T> T stored(Supplier<T> write) throws InterruptedException {
    while (true) {
      try {
        return write.get();
      } catch (StoreUnavailableException e) {
        LOG.log(
            Level.WARNING, "run {0} waits for Plumbline''s store: {1}", run.id(), e.getMessage());
        waiting.await(PAUSE);
      }
    }
  }
}
