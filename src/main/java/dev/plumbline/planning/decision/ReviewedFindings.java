package dev.plumbline.planning.decision;

import dev.plumbline.environment.EnvironmentId;
import dev.plumbline.finding.Finding;
import dev.plumbline.finding.FindingId;
import dev.plumbline.finding.FindingKind;
import dev.plumbline.finding.FindingState.Acknowledged;
import dev.plumbline.finding.FindingState.Resolved;
import dev.plumbline.finding.Scope;
import dev.plumbline.store.FindingStore;
import dev.plumbline.store.FindingStore.Filter;
import dev.plumbline.store.MonitorStore;
import dev.plumbline.store.plan.PlanStore;
import java.time.Instant;
import java.util.Collection;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** Resolves findings about approvals that somebody has reviewed, once their plan is deleted. */
public final class ReviewedFindings {
  private final PlanStore plans;
  private final FindingStore findings;
  private final MonitorStore store;

  public ReviewedFindings(PlanStore plans, FindingStore findings, MonitorStore store) {
    this.plans = plans;
    this.findings = findings;
    this.store = store;
  }

  public void resolve(Collection<EnvironmentId> environments, Instant now) {
    for (EnvironmentId environment : environments) {
      Set<FindingId> over =
          findings.all(Filter.of(environment, FindingKind.APPROVAL).unresolved()).stream()
              .filter(finding -> finding.state() instanceof Acknowledged)
              .filter(finding -> plans.listed(plan(finding)).isEmpty())
              .map(Finding::id)
              .collect(Collectors.toSet());
      if (!over.isEmpty()) {
        store.reconcile(
            new Scope.OfApprovals(environment),
            known ->
                known.stream()
                    .filter(finding -> over.contains(finding.id()))
                    .filter(finding -> !(finding.state() instanceof Resolved))
                    .map(finding -> finding.resolved(now))
                    .toList());
      }
    }
  }

  private static UUID plan(Finding finding) {
    return UUID.fromString(finding.observation().path());
  }
}
