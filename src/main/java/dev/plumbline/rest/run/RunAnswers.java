package dev.plumbline.rest.run;

import dev.plumbline.approval.DecisionRules;
import dev.plumbline.approval.PlanState;
import dev.plumbline.http.access.Caller;
import dev.plumbline.http.problem.ProblemType;
import dev.plumbline.http.problem.Problems;
import dev.plumbline.http.request.IdempotencyKeys;
import dev.plumbline.http.request.Ids;
import dev.plumbline.run.Run;
import dev.plumbline.store.run.RunStore;
import dev.plumbline.store.run.RunStore.Begun;
import dev.plumbline.sync.Rollbacks;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jboss.resteasy.reactive.RestResponse.Status;
import org.jspecify.annotations.Nullable;

/** What is answered to a request for a run or a rollback. */
final class RunAnswers {
  private RunAnswers() {}

  /** Of both, so that neither is ever begun twice. */
  static String requiredKey(@Nullable String idempotencyKey) {
    return IdempotencyKeys.read(idempotencyKey)
        .orElseThrow(
            () ->
                Problems.of(
                    ProblemType.INVALID_REQUEST,
                    "A run needs the header Idempotency-Key, so that it is never begun twice."
                        + " Send any text that is new for each run, such as a UUID."));
  }

  /** The run, if the caller may see both of its environments. */
  static Run known(RunStore store, Caller caller, String id) {
    return Ids.uuid(id)
        .flatMap(store::run)
        .filter(run -> caller.sees(run.source()) && caller.sees(run.target()))
        .orElseThrow(() -> Problems.notFound("run", id));
  }

  static RestResponse<RunView> of(Begun begun) {
    return switch (begun) {
      case Begun.New(Run run, var lease) -> accepted(run);
      case Begun.Repeated(Run run) -> accepted(run);
      case Begun.KeyReused ignored -> throw IdempotencyKeys.reused("run");
      case Begun.TargetBusy(Run other) ->
          throw Problems.of(
              ProblemType.RUN_IN_PROGRESS,
              "Run "
                  + other.id()
                  + ", which '"
                  + other.startedBy()
                  + "' started, changes '"
                  + other.target()
                  + "'. Send this request again when it has ended.");
      case Begun.NotApproved(PlanState state) ->
          throw Problems.of(
              ProblemType.PLAN_NOT_APPROVED,
              state instanceof PlanState.Waiting
                  ? "This plan waits for approval. Approve it with POST /api/v1/plans/{id}/approvals."
                  : DecisionRules.notOpen(state).message());
      case Begun.NotUndoable(Run undone, Optional<Run> rollback) ->
          throw blocked(undone, List.of(Rollbacks.notUndoable(undone, rollback)));
    };
  }

  static RuntimeException blocked(Run run, List<String> reasons) {
    return Problems.of(
        ProblemType.ROLLBACK_BLOCKED,
        "Run " + run.id() + " cannot be rolled back: " + String.join("; ", reasons) + ".");
  }

  private static RestResponse<RunView> accepted(Run run) {
    return ResponseBuilder.create(Status.ACCEPTED, RunView.whole(run, List.of(), List.of()))
        // Relative, so that it is right behind any proxy.
        .header("Location", URI.create("/api/v1/runs/" + run.id()))
        .header("Retry-After", 2)
        .build();
  }
}
