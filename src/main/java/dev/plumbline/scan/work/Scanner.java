package dev.plumbline.scan.work;

import dev.plumbline.configuration.Settings;
import dev.plumbline.configuration.WatchedEnvironment;
import dev.plumbline.integrity.CheckList;
import dev.plumbline.integrity.Surroundings;
import dev.plumbline.memory.FindingStore;
import dev.plumbline.memory.MonitorStore;
import dev.plumbline.memory.Scan;
import dev.plumbline.memory.ScanStore;
import dev.plumbline.memory.ScanStore.Lease;
import dev.plumbline.memory.ScanStore.Taken;
import dev.plumbline.memory.StoreUnavailableException;
import dev.plumbline.scan.Binaries;
import dev.plumbline.scan.Pauses;
import dev.plumbline.scan.Pulse;
import dev.plumbline.scan.ScanListener;
import dev.plumbline.scan.ScannedDatabase;
import dev.plumbline.scan.ScannedDatabase.Schema;
import dev.plumbline.watch.Waiting;
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
  public static final Duration BEAT = Journal.BEAT;

  private static final System.Logger LOG = System.getLogger(Scanner.class.getName());

  private final Settings settings;
  private final Equipment equipment;
  private final Pulse pulse;
  private final CompiledSchemas compiled = new CompiledSchemas();

  /** Where what was found is kept. */
  public record Stores(ScanStore scans, MonitorStore monitor, FindingStore findings) {}

  /**
   * What is looked at.
   *
   * @param compiler which checks a schema asks for
   */
  public record Sources(
      ScannedDatabase databases,
      Binaries binaries,
      BiFunction<Schema, Surroundings, CheckList> compiler) {}

  /** What a scan is carried out with. */
  public record Equipment(
      Stores stores, Sources sources, ScanListener listener, Waiting waiting, Clock clock) {}

  /**
   * @param pulse says that a scan is alive, every {@link #BEAT}
   */
  public Scanner(Settings settings, Equipment equipment, Pulse pulse) {
    this.settings = settings;
    this.equipment = equipment;
    this.pulse = pulse;
  }

  /**
   * Carries out a scan that began or was taken over; returns when it ended, was taken over by
   * another process, or was let go.
   *
   * @param stopping whether this process ends: then the scan is let go after its step
   */
  void run(Scan scan, Lease lease, BooleanSupplier stopping) {
    try {
      Journal journal = new Journal(equipment.stores().scans(), lease, scan, equipment.clock());
      Pulse.Beating beating = pulse.start(journal::beat);
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

  private void run(Scan scan, Lease lease, Journal journal, BooleanSupplier stopping) {
    try {
      Walk.End end = walk(scan, journal, stopping);
      ends(scan, end.state(), end.message());
      Scan ended = journal.end(end.state(), end.message(), end.dropped());
      equipment
          .listener()
          .scanFinished(ended, Duration.between(ended.startedAt(), equipment.clock().instant()));
    } catch (Cut cut) {
      LOG.log(
          Level.INFO,
          "this process stops working on the scan of {0}: {1}",
          scan.environment(),
          cut.getMessage());
      if (cut.why() == Cut.Why.STOPPED) {
        equipment.stores().scans().release(lease);
      }
    } catch (InterruptedException e) {
      // Not let go: whoever interrupts us does not wait for the store, and the silence will tell.
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

  private Walk.End walk(Scan scan, Journal journal, BooleanSupplier stopping)
      throws InterruptedException {
    WatchedEnvironment watched = settings.environments().get(scan.environment());
    if (watched == null) {
      return failed("the environment is no longer configured");
    }
    // Of the scan, not of this process: whoever takes it over would else begin to count anew.
    Instant until = scan.startedAt().plus(watched.scanning().budget());
    Patience patience =
        new Patience(stopping, new Pauses(equipment.waiting(), equipment.clock()), until);
    try (Walk walk = new Walk(watched, scan, journal, patience, compiled, equipment)) {
      return walk.walk();
    } catch (StoreUnavailableException | Cut e) {
      throw e;
    } catch (RuntimeException | Error e) {
      // Taken over again and again it would fail for ever, and errors of memory with it everywhere.
      LOG.log(Level.ERROR, "the scan of " + scan.environment() + " ended in an error", e);
      return failed("internal error in Plumbline; see its log");
    }
  }

  private static Walk.End failed(String message) {
    return new Walk.End(Scan.State.FAILED, message, Set.of());
  }
}
