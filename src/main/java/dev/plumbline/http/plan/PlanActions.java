package dev.plumbline.http.plan;

import dev.plumbline.approval.Decision;
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
import dev.plumbline.planning.decision.Proposed;
import dev.plumbline.planning.readiness.ProofServerReader;
import dev.plumbline.store.plan.ListedPlan;
import dev.plumbline.store.plan.StoredPlan;
import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;

/**
 * Plans as the caller may see them, and what may be done about them. Whatever does not count is a
 * problem that says why.
 */
@Singleton
public final class PlanActions {
  private final Plans plans;
  private final Settings settings;
  private final Caller caller;
  private final ProofServerReader proof;
  private final Clock clock;

  PlanActions(Plans plans, Settings settings, Caller caller, ProofServerReader proof, Clock clock) {
    this.plans = plans;
    this.settings = settings;
    this.caller = caller;
    this.proof = proof;
    this.clock = clock;
  }

  public StoredPlan plan(String id) {
    return Ids.uuid(id)
        .flatMap(plan -> plans.plan(plan, caller.access()))
        .orElseThrow(() -> Problems.notFound("plan", id));
  }

  /**
   * @param key by which the client repeats the request safely
   * @return the plan that was proposed, now or before with the same key
   */
  public ListedPlan propose(PlanBody.Request request, Optional<String> key) {
    return switch (plans.propose(
        request.comparison(), request.selection(), caller.approver(), key)) {
      case Proposed.Accepted(ListedPlan plan) -> plan;
      case Proposed.OtherIsOpen(ListedPlan other) ->
          throw Problems.of(
              ProblemType.PLAN_OPEN,
              "The plan "
                  + other.proposal().id()
                  + " of this comparison, which '"
                  + other.proposal().by()
                  + "' proposed, is "
                  + other.state().label()
                  + ". Withdraw it with POST /api/v1/plans/"
                  + other.proposal().id()
                  + "/withdrawal, or wait for its end.");
      case Proposed.KeyReused ignored -> throw IdempotencyKeys.reused("plan");
    };
  }

  /** Returns only if the decision counts. */
  public void decide(String id, String body, Optional<String> key) {
    UUID plan = plan(id).proposal().id();
    Decision decision = DecisionBody.read(body, caller.approver(), clock.instant());
    counted(plan, plans.decide(plan, decision, key));
  }

  /** Likewise. */
  public void withdraw(String id) {
    UUID plan = plan(id).proposal().id();
    counted(plan, plans.withdraw(plan, caller.approver()));
  }

  private static void counted(UUID id, Optional<Decided> decided) {
    switch (decided.orElseThrow(() -> Problems.notFound("plan", id.toString()))) {
      case Decided.Recorded ignored -> {}
      case Decided.Objected(Objection objection) -> throw problem(objection);
      case Decided.OtherKey ignored -> throw IdempotencyKeys.reused("decision");
      case Decided.NotAllowed(String message) -> throw Problems.of(ProblemType.FORBIDDEN, message);
    }
  }

  /** Why the target may not be changed now, in one clause. */
  public Optional<String> closed(EnvironmentId target) {
    return Optional.ofNullable(settings.environments().get(target))
        .map(WatchedEnvironment::changes)
        .flatMap(changes -> changes.closed(clock.instant()));
  }

  /** Where a run would prove its backup. */
  public String proofServer() {
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
