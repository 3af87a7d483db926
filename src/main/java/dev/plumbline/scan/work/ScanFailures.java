package dev.plumbline.scan.work;

import dev.plumbline.environment.EnvironmentId;
import dev.plumbline.finding.Finding;
import dev.plumbline.finding.FindingState;
import dev.plumbline.finding.Observation;
import dev.plumbline.finding.Reconciler;
import dev.plumbline.finding.Scope;
import dev.plumbline.finding.observation.FindingCode;
import dev.plumbline.finding.observation.IntegrityObservations;
import dev.plumbline.store.FindingStore;
import dev.plumbline.store.MonitorStore;
import dev.plumbline.store.state.Scan;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Whether the scans of an environment fail: a finding while they do, and one line in the log when
 * that begins and one when it ends, on whatever replica.
 */
final class ScanFailures {
  private static final System.Logger LOG = System.getLogger(ScanFailures.class.getName());

  private final MonitorStore store;
  private final FindingStore findings;

  ScanFailures(MonitorStore store, FindingStore findings) {
    this.store = store;
    this.findings = findings;
  }

  static boolean isOne(Finding finding) {
    return finding.observation().code().equals(FindingCode.SCAN_FAILED.label());
  }

  /**
   * A scan is about to end. One whose budget is used up did not fail: its state shows what it is.
   *
   * @param how one sentence for a person
   */
  void ends(EnvironmentId environment, Scan.State state, String how, Instant now) {
    Optional<Finding> open =
        findings
            .finding(IntegrityObservations.scanFailureOf(environment))
            .filter(finding -> !(finding.state() instanceof FindingState.Resolved));
    boolean failed =
        switch (state) {
          case FAILED -> true;
          case RUNNING, DONE, OVER_BUDGET -> false;
        };
    if (failed) {
      reconcile(environment, List.of(IntegrityObservations.scanFailed(environment, how)), now);
      if (open.isEmpty()) {
        LOG.log(Level.WARNING, "scans of {0} fail: {1}", environment, how);
      }
    } else if (open.isPresent()) {
      reconcile(environment, List.of(), now);
      LOG.log(
          Level.INFO,
          "scans of {0} work again, after {1}: {2}",
          environment,
          Duration.ofSeconds(Duration.between(open.get().openedAt(), now).toSeconds()),
          how);
    }
  }

  private void reconcile(EnvironmentId environment, List<Observation> seen, Instant now) {
    store.reconcile(
        new Scope.OfScan(environment),
        known ->
            Reconciler.findings(known.stream().filter(ScanFailures::isOne).toList(), seen, now));
  }
}
