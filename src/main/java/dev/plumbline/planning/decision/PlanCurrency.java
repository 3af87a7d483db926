package dev.plumbline.planning.decision;

import dev.plumbline.approval.Movement;
import dev.plumbline.approval.Movement.Present;
import dev.plumbline.approval.PlanState;
import dev.plumbline.environment.EnvironmentId;
import dev.plumbline.plan.Plan;
import dev.plumbline.plan.Seal;
import dev.plumbline.store.MonitorStore;
import dev.plumbline.store.plan.ListedPlan;
import dev.plumbline.store.plan.PlanStore;
import dev.plumbline.store.plan.PlanStore.Changed;
import dev.plumbline.store.plan.PlanStore.PlanChange;
import dev.plumbline.store.plan.StoredPlan;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Ends plans that are void or expired. */
public final class PlanCurrency {
  private final PlanStore store;
  private final MonitorStore environments;
  private final Clock clock;
  private final String model;

  /**
   * @param model of this version of Plumbline: of all that decides about plans
   */
  public PlanCurrency(PlanStore store, MonitorStore environments, Clock clock, String model) {
    this.store = store;
    this.environments = environments;
    this.clock = clock;
    this.model = model;
  }

  /**
   * Ends all that are to be ended, and records of which the end is near; to be called now and then,
   * because nobody may read them.
   */
  public void endAll() {
    for (ListedPlan plan : store.sealed()) {
      Instant now = clock.instant();
      if (isCurrent(plan)
          && plan.seal().filter(seal -> Movement.expiresSoon(seal, now)).isPresent()) {
        store.warn(plan.proposal().id(), now);
      }
    }
  }

  /** Ends it if it is not; a plan that has no seal, or has ended, is. */
  boolean isCurrent(ListedPlan plan) {
    boolean isSealed =
        plan.state() == PlanState.Kind.WAITING || plan.state() == PlanState.Kind.APPROVED;
    if (!isSealed || plan.seal().isEmpty()) {
      return true;
    }
    Seal seal = plan.seal().get();
    Map<EnvironmentId, Present> sides = sides(seal);
    Instant now = clock.instant();
    return !Movement.isEnded(seal, sides, model, now) || !end(plan.proposal().id(), sides, now);
  }

  /** Whether it was ended. */
  boolean end(StoredPlan plan) {
    if (!(plan.state() instanceof PlanState.Sealed) || plan.plan().isEmpty()) {
      return false;
    }
    Seal seal = plan.plan().get().seal();
    Map<EnvironmentId, Present> sides = sides(seal);
    Instant now = clock.instant();
    return Movement.isEnded(seal, sides, model, now) && end(plan.proposal().id(), sides, now);
  }

  /** Of what it is under the lock: somebody may have ended it since. */
  private boolean end(UUID id, Map<EnvironmentId, Present> sides, Instant now) {
    return store
        .change(
            id,
            plan -> {
              Optional<PlanState> next =
                  plan.state() instanceof PlanState.Sealed sealed
                      ? plan.plan()
                          .map(Plan::seal)
                          .map(seal -> Movement.now(sealed, seal, sides, model, now))
                          .filter(state -> state != sealed)
                      : Optional.empty();
              return new Changed<>(
                  next.isPresent(), next.map(state -> PlanChange.byItself(state, now)));
            })
        .orElse(false);
  }

  private Map<EnvironmentId, Present> sides(Seal seal) {
    Map<EnvironmentId, Present> sides = new HashMap<>();
    environments
        .environments(Set.of(seal.source().environment(), seal.target().environment()))
        .forEach(
            (id, status) ->
                sides.put(
                    id,
                    new Present(
                        status.snapshot(), status.catalog(), status.versions().directus())));
    return sides;
  }
}
