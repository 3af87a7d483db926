package dev.plumbline.scan.work;

import dev.plumbline.configuration.Settings;
import dev.plumbline.configuration.WatchedEnvironment;
import dev.plumbline.integrity.CheckContext;
import dev.plumbline.integrity.CheckList;
import dev.plumbline.scan.FileBinaries;
import dev.plumbline.scan.ScanListener;
import dev.plumbline.scan.ScannedDatabase;
import dev.plumbline.scan.ScannedDatabase.Schema;
import dev.plumbline.scan.Sleeper;
import dev.plumbline.scan.work.run.ScanBudget;
import dev.plumbline.scan.work.run.ScanInterruptedException;
import dev.plumbline.scan.work.run.ScanJournal;
import dev.plumbline.store.FindingStore;
import dev.plumbline.store.Lease;
import dev.plumbline.store.MonitorStore;
import dev.plumbline.store.ScanStore;
import dev.plumbline.store.ScanStore.Taken;
import dev.plumbline.store.StoreUnavailableException;
import dev.plumbline.store.state.Scan;
import dev.plumbline.timing.Heartbeat;
import dev.plumbline.timing.Waiting;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.BooleanSupplier;

/**
 * One scan of one environment, from its begin to its end or, after its process died, from where
 * that one was. Whatever is to be known after a crash is in the store.
 */
public final class Scanner {
  /** How often a scan that runs says that it is alive. */
  public static final Duration BEAT = ScanJournal.BEAT;

  private static final System.Logger LOG = System.getLogger(Scanner.class.getName());

  private final Settings settings;
  private final Equipment equipment;
  private final Heartbeat heartbeat;
  private final CompiledSchemas compiled = new CompiledSchemas();

  /** Where what was found is kept. */
  public record Stores(ScanStore scans, MonitorStore monitor, FindingStore findings) {}

  /**
   * What is checked.
   *
   * @param compiler which checks a schema asks for
   */
  public record Sources(
      ScannedDatabase databases,
      FileBinaries binaries,
      BiFunction<Schema, CheckContext, CheckList> compiler) {}

  /** What a scan is carried out with. */
  public record Equipment(
      Stores stores, Sources sources, ScanListener listener, Waiting waiting, Clock clock) {}

  /**
   * @param heartbeat says that a scan is alive, every {@link #BEAT}
   */
  public Scanner(Settings settings, Equipment equipment, Heartbeat heartbeat) {
    this.settings = settings;
    this.equipment = equipment;
    this.heartbeat = heartbeat;
  }

  /**
   * Carries out a scan that began or was taken over; returns when it ended, was taken over by
   * another process, or was let go.
   *
   * @param stopping whether this process ends: then the scan is let go after its step
   */
  void run(Scan scan, Lease lease, BooleanSupplier stopping) {
    try {
      ScanJournal journal =
          new ScanJournal(equipment.stores().scans(), lease, scan, equipment.clock());
      Heartbeat.Beating beating = heartbeat.start(journal::beat);
      try {
        run(scan, lease, journal, stopping);
      } finally {
        beating.close();
      }
    } catch (StoreUnavailableException e) {
      LOG.log(
          Level.WARNING,
          "the scan of {0} is suspended until Plumbline's store is available again: {1}",
          scan.environment(),
          e.getMessage());
    }
  }

  /** Ends a scan that nobody survives. */
  void giveUp(Taken taken) {
    Scan scan = taken.scan();
    String message =
        "given up: "
            + taken.deaths()
            + " processes died one after another while running it, without completing"
            + " a single check"
            + scan.progress().current().map(check -> ", the last one during " + check).orElse("");
    LOG.log(Level.ERROR, "the scan of {0} is {1}", scan.environment(), message);
    Instant now = equipment.clock().instant();
    ends(scan, Scan.State.FAILED, message);
    Scan ended =
        new Scan(
            scan.id(),
            scan.environment(),
            scan.trigger(),
            scan.startedAt(),
            Optional.of(now),
            Scan.State.FAILED,
            scan.progress(),
            Optional.of(message));
    if (equipment.stores().scans().end(taken.lease(), ended, Set.of())) {
      equipment.listener().scanFinished(ended, Duration.between(scan.startedAt(), now));
    }
  }

  private void run(Scan scan, Lease lease, ScanJournal journal, BooleanSupplier stopping) {
    try {
      ScanRun.End end = run(scan, journal, stopping);
      ends(scan, end.state(), end.message());
      Scan ended = journal.end(end.state(), end.message(), end.dropped());
      equipment
          .listener()
          .scanFinished(ended, Duration.between(ended.startedAt(), equipment.clock().instant()));
    } catch (ScanInterruptedException interruption) {
      LOG.log(
          Level.INFO,
          "this process stops working on the scan of {0}: {1}",
          scan.environment(),
          interruption.getMessage());
      if (interruption.why() == ScanInterruptedException.Why.STOPPED) {
        equipment.stores().scans().release(lease);
      }
    } catch (InterruptedException e) {
      // Not let go: whoever interrupts us does not wait for the store, and notices the silence.
      Thread.currentThread().interrupt();
    }
  }

  /** Before it is recorded: a scan whose process dies in between ends once more elsewhere. */
  private void ends(Scan scan, Scan.State state, String how) {
    // Of others nobody could resolve it.
    if (settings.environments().containsKey(scan.environment())) {
      new ScanFailures(equipment.stores().monitor(), equipment.stores().findings())
          .ends(scan.environment(), state, how, equipment.clock().instant());
    }
  }

  private ScanRun.End run(Scan scan, ScanJournal journal, BooleanSupplier stopping)
      throws InterruptedException {
    WatchedEnvironment watched = settings.environments().get(scan.environment());
    if (watched == null) {
      return failed("the environment is no longer configured");
    }
    // Of the scan, not of this process: whoever takes it over would else begin to count anew.
    Instant until = scan.startedAt().plus(watched.scanning().budget());
    ScanBudget budget =
        new ScanBudget(stopping, new Sleeper(equipment.waiting(), equipment.clock()), until);
    try (ScanRun run = new ScanRun(watched, scan, journal, budget, compiled, equipment)) {
      return run.run();
    } catch (StoreUnavailableException | ScanInterruptedException e) {
      throw e;
    } catch (RuntimeException | Error e) {
      // Taken over again and again it would fail for ever, and errors of memory with it everywhere.
      LOG.log(Level.ERROR, "the scan of " + scan.environment() + " ended in an error", e);
      return failed("internal error in Plumbline; see its log");
    }
  }

  private static ScanRun.End failed(String message) {
    return new ScanRun.End(Scan.State.FAILED, message, Set.of());
  }
}
