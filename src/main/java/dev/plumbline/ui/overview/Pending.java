package dev.plumbline.ui.overview;

import dev.plumbline.approval.PlanState;
import dev.plumbline.http.access.Caller;
import dev.plumbline.planning.decision.Plans;
import dev.plumbline.run.Run;
import dev.plumbline.store.plan.ListedPlan;
import dev.plumbline.store.plan.PlanStore;
import dev.plumbline.store.run.RunStore;
import dev.plumbline.ui.sign.Sign;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What is being done, and what waits for somebody. */
@Singleton
final class Pending {
  /** Of each kind. */
  private static final int MOST = 10;

  private final Plans plans;
  private final RunStore runs;
  private final Caller caller;

  Pending(Plans plans, RunStore runs, Caller caller) {
    this.plans = plans;
    this.runs = runs;
    this.caller = caller;
  }

  /** One plan or run. */
  record Line(String link, String text, Sign state, Instant at) {}

  /** Runs first, then plans that are approved, then those that wait for approval. */
  List<Line> lines() {
    return Stream.of(
            runs.runs(caller.access(), Optional.empty(), Optional.empty(), MOST).items().stream()
                .filter(run -> !run.state().isEnded())
                .map(Pending::line),
            plans(PlanState.Kind.APPROVED, Sign.good("ready to run")),
            plans(PlanState.Kind.WAITING, Sign.warning("waits for approval")))
        .flatMap(lines -> lines)
        .toList();
  }

  private static Line line(Run run) {
    return new Line(
        "/runs/" + run.id(),
        (run.undoes().isPresent() ? "Rollback of " : "Run on ") + run.target(),
        Sign.busy(run.state().label()),
        run.startedAt());
  }

  private Stream<Line> plans(PlanState.Kind state, Sign sign) {
    PlanStore.Filter filter =
        new PlanStore.Filter(
            caller.access(), Optional.empty(), Optional.empty(), Optional.of(state));
    return plans.plans(filter, Optional.empty(), MOST).items().stream()
        .map(plan -> line(plan, sign));
  }

  private static Line line(ListedPlan plan, Sign sign) {
    return new Line(
        "/plans/" + plan.proposal().id(),
        "Plan for " + plan.proposal().target() + " by " + plan.proposal().by(),
        sign,
        plan.changedAt());
  }
}
