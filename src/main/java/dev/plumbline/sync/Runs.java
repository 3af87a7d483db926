package dev.plumbline.sync;

import dev.plumbline.approval.Approver;
import dev.plumbline.configuration.Settings;
import dev.plumbline.configuration.WatchedEnvironment;
import dev.plumbline.environment.EnvironmentId;
import dev.plumbline.run.Run;
import dev.plumbline.run.RunState;
import dev.plumbline.store.Lease;
import dev.plumbline.store.StoreUnavailableException;
import dev.plumbline.store.plan.StoredPlan;
import dev.plumbline.store.run.RunStore.Begun;
import dev.plumbline.store.run.RunStore.Taken;
import dev.plumbline.sync.journal.RunJournal;
import dev.plumbline.sync.journal.RunReports;
import dev.plumbline.sync.journal.RunStores;
import dev.plumbline.sync.port.RunListener;
import dev.plumbline.sync.work.RunMeans;
import dev.plumbline.sync.work.RunWorkers;
import dev.plumbline.timing.Heartbeat;
import dev.plumbline.timing.Waiting;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** The runs of this process, a thread each. If a process dies, another one continues its runs. */
public final class Runs {
  /** How often a process says that it lives. */
  public static final Duration BEAT = Duration.ofSeconds(1);

  /** Many beats. */
  static final Duration SILENCE = Duration.ofSeconds(30);

  private static final System.Logger LOG = System.getLogger(Runs.class.getName());

  private final Settings settings;
  private final RunStores stores;
  private final Consumer<EnvironmentId> polling;
  private final RunWorkers workers;
  private final RunReports reports;
  private final RunListener listener;
  private final Executor executor;
  private final Heartbeat heartbeat;
  private final Waiting waiting;
  private final Clock clock;
  private final Supplier<UUID> ids;

  /**
   * @param polling begins a poll
   * @param executor a virtual thread for each run
   */
  public Runs(
      Settings settings,
      RunStores stores,
      Consumer<EnvironmentId> polling,
      RunMeans means,
      Executor executor,
      Heartbeat heartbeat,
      Waiting waiting,
      Clock clock,
      Supplier<UUID> ids) {
    this.settings = settings;
    this.stores = stores;
    this.polling = polling;
    this.workers = new RunWorkers(stores, means, waiting);
    this.reports = new RunReports(stores);
    this.listener = means.listener();
    this.executor = executor;
    this.heartbeat = heartbeat;
    this.waiting = waiting;
    this.clock = clock;
    this.ids = ids;
  }

  /** What a request came to. */
  public sealed interface Requested {
    /** As the store has it. */
    record Stored(Begun begun) implements Requested {}

    /** The target may not be changed now, for a reason in one clause. */
    record Closed(String reason) implements Requested {}

    /** Something is not configured; a sentence that says what to set. */
    record NotConfigured(String message) implements Requested {}
  }

  /**
   * Records a run and returns at once; the plan is carried out on a thread of its own.
   *
   * @param key by which the client repeats the request safely
   */
  public Requested request(StoredPlan plan, Approver by, Optional<String> key) {
    EnvironmentId target = plan.proposal().target();
    WatchedEnvironment watched = settings.environments().get(target);
    if (watched == null) {
      return new Requested.NotConfigured("'" + target + "' is not configured any more.");
    }
    Optional<String> missing = missing(watched);
    if (missing.isPresent()) {
      return new Requested.NotConfigured(missing.get());
    }
    Optional<String> closed = watched.changes().closed(clock.instant());
    if (closed.isPresent()) {
      return new Requested.Closed(closed.get());
    }
    Run run = Run.started(ids.get(), plan.proposal(), by.person(), clock.instant());
    return new Requested.Stored(record(run, by, key));
  }

  /** Records a run or a rollback; if it is new, it begins on a thread of its own. */
  Begun record(Run run, Approver by, Optional<String> key) {
    Begun begun = stores.runs().begin(run, by, key);
    if (begun instanceof Begun.New(Run recorded, Lease lease)) {
      begin(recorded, lease);
    }
    return begun;
  }

  private static Optional<String> missing(WatchedEnvironment watched) {
    EnvironmentId target = watched.environment().id();
    if (watched.backup().isEmpty()) {
      return Optional.of(
          "No run without a backup, and no backup without a database: set plumbline.environments."
              + target
              + ".database.url with .username and .password beside it.");
    }
    if (watched.writer().token().isEmpty()) {
      return Optional.of(
          "Plumbline may not write to Directus of '"
              + target
              + "': set plumbline.environments."
              + target
              + ".directus.writer.token or .token-file to an administrator's token.");
    }
    return watched.writer().hasRole()
        ? Optional.empty()
        : Optional.of(
            "Plumbline may not write to the database of '%s': set plumbline.environments.%s.database.writer.username and .password beside it, or plumbline.environments.%s.run-without-writer to true."
                .formatted(target, target, target));
  }

  /** Continues runs whose process died. */
  public void takeOver() {
    Optional<Taken> taken = next();
    while (taken.isPresent()) {
      begin(taken.get().run(), taken.get().lease());
      taken = next();
    }
  }

  private Optional<Taken> next() {
    return stores.runs().takeOver(SILENCE, settings.environments().keySet());
  }

  private void begin(Run run, Lease lease) {
    executor.execute(
        () -> {
          RunJournal journal =
              new RunJournal(
                  stores.runs(), reports, listener, settings.runs(), run, lease, waiting, clock);
          Heartbeat.Beating beating = heartbeat.start(journal::beat);
          try {
            carryOut(journal);
          } catch (RunJournal.LeaseLostException e) {
            LOG.log(Level.WARNING, "another process continues run {0}", run.id());
          } catch (StoreUnavailableException e) {
            // It is silent from now on, so that it is taken over once the store is there again.
            LOG.log(
                Level.WARNING,
                "run {0} waits for Plumbline''s store: {1}",
                run.id(),
                e.getMessage());
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          } finally {
            beating.close();
          }
        });
  }

  private void carryOut(RunJournal journal) throws InterruptedException {
    try {
      workers.carryOut(journal);
    } catch (RunJournal.LeaseLostException | StoreUnavailableException e) {
      throw e;
    } catch (RuntimeException e) {
      LOG.log(Level.ERROR, "run " + journal.run().id() + " ended in an internal error", e);
      journal.finish(
          journal.run().phase().filter(phase -> !phase.isBeforeApply()).isPresent()
              ? RunState.UNVERIFIED
              : RunState.FAILED,
          "an internal error ended it; see Plumbline's log");
    }
    ended(journal.run());
  }

  /** The target is polled, so that its comparisons show the result at once. */
  private void ended(Run run) {
    LOG.log(
        run.state() == RunState.VERIFIED ? Level.INFO : Level.WARNING,
        "run {0} on {1} is {2}: {3}",
        run.id(),
        run.target(),
        run.state().label(),
        run.message().orElse(""));
    polling.accept(run.target());
  }

  /** Deletes what is known of runs that ended before. */
  public long prune(Instant before) {
    return stores.runs().prune(before);
  }
}
