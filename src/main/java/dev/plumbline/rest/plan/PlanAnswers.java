package dev.plumbline.rest.plan;

import dev.plumbline.approval.Objection;
import dev.plumbline.configuration.Settings;
import dev.plumbline.configuration.WatchedEnvironment;
import dev.plumbline.environment.EnvironmentId;
import dev.plumbline.http.access.Caller;
import dev.plumbline.http.problem.ProblemType;
import dev.plumbline.http.problem.Problems;
import dev.plumbline.http.request.IdempotencyKeys;
import dev.plumbline.http.request.Ids;
import dev.plumbline.planning.decision.Decided;
import dev.plumbline.planning.decision.Plans;
import dev.plumbline.planning.readiness.ProofServerReader;
import dev.plumbline.store.plan.StoredPlan;
import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;

/** Plans as the caller may see them, and why a decision about one does not count. */
@Singleton
final class PlanAnswers {
  private final Plans plans;
  private final Settings settings;
  private final Caller caller;
  private final ProofServerReader proof;
  private final Clock clock;

  PlanAnswers(Plans plans, Settings settings, Caller caller, ProofServerReader proof, Clock clock) {
    this.plans = plans;
    this.settings = settings;
    this.caller = caller;
    this.proof = proof;
    this.clock = clock;
  }

  StoredPlan plan(String id) {
    return Ids.uuid(id)
        .flatMap(plans::plan)
        .filter(
            plan -> caller.sees(plan.proposal().source()) && caller.sees(plan.proposal().target()))
        .orElseThrow(() -> Problems.notFound("plan", id));
  }

  PlanView view(String id) {
    StoredPlan plan = plan(id);
    return PlanView.of(plan, closed(plan.proposal().target()), proof.name());
  }

  PlanView decided(UUID id, Optional<Decided> decided) {
    switch (decided.orElseThrow(() -> Problems.notFound("plan", id.toString()))) {
      case Decided.Recorded ignored -> {}
      case Decided.Objected(Objection objection) -> throw problem(objection);
      case Decided.OtherKey ignored -> throw IdempotencyKeys.reused("decision");
      case Decided.NotAllowed(String message) -> throw Problems.of(ProblemType.FORBIDDEN, message);
    }
    return view(id.toString());
  }

  /** Why the target may not be changed now, in one clause. */
  Optional<String> closed(EnvironmentId target) {
    return Optional.ofNullable(settings.environments().get(target))
        .map(WatchedEnvironment::changes)
        .flatMap(changes -> changes.closed(clock.instant()));
  }

  /** Where a run would prove its backup. */
  String proofServer() {
    return proof.name();
  }

  private static HttpProblem problem(Objection objection) {
    return Problems.of(
        switch (objection.kind()) {
          case NOT_WAITING -> ProblemType.PLAN_NOT_WAITING;
          case WRONG_HASH -> ProblemType.WRONG_HASH;
          case SELF_APPROVAL -> ProblemType.SELF_APPROVAL;
          case ALREADY_DECIDED -> ProblemType.ALREADY_DECIDED;
          case CONFIRMATION_MISSING -> ProblemType.CONFIRMATION_MISSING;
          case ADMIN_NEEDED -> ProblemType.FORBIDDEN;
        },
        objection.message());
  }
}
