package dev.plumbline.monitor;

import dev.plumbline.configuration.Settings;
import dev.plumbline.drift.Comparison;
import dev.plumbline.drift.Drift;
import dev.plumbline.drift.Side;
import dev.plumbline.drift.Verdict;
import dev.plumbline.drift.differ.Differ;
import dev.plumbline.environment.EnvironmentId;
import dev.plumbline.finding.Finding;
import dev.plumbline.finding.Observations;
import dev.plumbline.finding.Reconciler;
import dev.plumbline.inventory.Inventory;
import dev.plumbline.memory.ComparisonStatus;
import dev.plumbline.memory.EnvironmentStatus;
import dev.plumbline.memory.MonitorStore;
import dev.plumbline.memory.MonitorStore.Compared;
import dev.plumbline.memory.MonitorStore.StoredSnapshot;
import dev.plumbline.monitor.Basis.Known;
import dev.plumbline.monitor.Basis.Unreadable;
import dev.plumbline.schema.Fingerprint;
import dev.plumbline.watch.HeavyWork;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Keeps the comparisons and their findings up to what is known of their environments.
 *
 * <p>Only what was really compared is recorded. Whether it still holds is decided whenever it is
 * asked for ({@link #verdict}), so that neither a dead poller nor a crash between recording a poll
 * and comparing can leave an old verdict standing.
 */
final class Comparisons {
  private final Settings settings;
  private final MonitorStore store;
  private final Clock clock;
  private final String form;

  /**
   * @param form of the readings and comparisons of this version of Plumbline
   */
  Comparisons(Settings settings, MonitorStore store, Clock clock, String form) {
    this.settings = settings;
    this.store = store;
    this.clock = clock;
    this.form = form;
  }

  /** Compares again unless nothing changed that the recorded verdict was made from. */
  void recompute(Comparison comparison, HeavyWork.Permit permit) throws InterruptedException {
    Basis basis = basis(comparison, clock.instant());
    if (basis instanceof Known known
        && store.comparison(comparison.name()).filter(known::isOf).isEmpty()) {
      // Before the comparison is locked: the other way round two polls could wait for each other.
      permit.acquire();
    }
    store.compare(comparison.name(), before -> compare(comparison, before));
  }

  /** What is true of a comparison now. */
  Verdict verdict(
      Comparison comparison,
      Optional<ComparisonStatus> recorded,
      Function<EnvironmentId, Optional<EnvironmentStatus>> statuses) {
    return switch (basis(comparison, statuses, clock.instant())) {
      case Unreadable(String reason) -> new Verdict.Unknown(reason);
      case Known known ->
          recorded
              .filter(known::isOf)
              .map(ComparisonStatus::verdict)
              .orElseGet(
                  () ->
                      new Verdict.Unknown(
                          comparison.source()
                              + " or "
                              + comparison.target()
                              + " changed and has not been compared again yet"));
    };
  }

  private Compared compare(Comparison comparison, Compared before) {
    Instant now = clock.instant();
    return switch (basis(comparison, now)) {
      // What could not be looked at is neither still so nor resolved: the findings stay.
      case Unreadable ignored -> new Compared(before.status(), List.of());
      case Known known -> {
        Verdict verdict =
            before
                .status()
                .filter(known::isOf)
                .map(ComparisonStatus::verdict)
                .orElseGet(() -> diff(comparison, known, now));
        ComparisonStatus status =
            new ComparisonStatus(
                comparison.name(),
                verdict,
                known.source().snapshot(),
                known.target().snapshot(),
                known.text(),
                now);
        yield new Compared(
            Optional.of(status), reconciled(comparison, verdict, before.findings(), now));
      }
    };
  }

  private static List<Finding> reconciled(
      Comparison comparison, Verdict verdict, List<Finding> before, Instant now) {
    Drift drift =
        switch (verdict) {
          case Verdict.InSync(Drift none) -> none;
          case Verdict.Drifted(Drift some) -> some;
          case Verdict.Unknown(String reason) ->
              throw new IllegalStateException("an unknown verdict was recorded: " + reason);
        };
    return Reconciler.findings(before, Observations.of(comparison, drift), now);
  }

  private Verdict diff(Comparison comparison, Known known, Instant now) {
    return Verdict.of(
        Drift.of(
            Differ.diff(side(known.source()), side(known.target())), comparison.ignore(), now));
  }

  private Side side(EnvironmentStatus status) {
    Fingerprint address = status.snapshot().orElseThrow();
    StoredSnapshot stored =
        store
            .snapshot(address)
            .orElseThrow(
                () ->
                    new IllegalStateException(
                        "the snapshot "
                            + address
                            + " of "
                            + status.environment()
                            + " is not in the store"));
    return new Side(stored.snapshot(), status.versions(), status.catalog().map(this::inventory));
  }

  private Inventory inventory(Fingerprint catalog) {
    return store
        .catalog(catalog)
        .orElseThrow(
            () -> new IllegalStateException("the catalog " + catalog + " is not in the store"))
        .inventory();
  }

  private Basis basis(Comparison comparison, Instant now) {
    return basis(comparison, store::environment, now);
  }

  private Basis basis(
      Comparison comparison,
      Function<EnvironmentId, Optional<EnvironmentStatus>> statuses,
      Instant now) {
    Basis basis = Basis.of(settings, comparison, statuses, form, now);
    return switch (basis) {
      case Unreadable ignored -> basis;
      case Known ignored ->
          Hindrance.ofIdentity(comparison, store::identity)
              .<Basis>map(Unreadable::new)
              .orElse(basis);
    };
  }
}
