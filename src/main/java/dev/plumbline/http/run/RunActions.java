package dev.plumbline.http.run;

import dev.plumbline.approval.DecisionRules;
import dev.plumbline.approval.PlanState;
import dev.plumbline.http.access.Caller;
import dev.plumbline.http.problem.ProblemType;
import dev.plumbline.http.problem.Problems;
import dev.plumbline.http.request.IdempotencyKeys;
import dev.plumbline.http.request.Ids;
import dev.plumbline.run.Run;
import dev.plumbline.run.RunRequest;
import dev.plumbline.run.rollback.RollbackPreview;
import dev.plumbline.store.plan.StoredPlan;
import dev.plumbline.store.run.RunStore;
import dev.plumbline.store.run.RunStore.Begun;
import dev.plumbline.sync.Rollbacks;
import dev.plumbline.sync.Runs;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Runs as the caller may see them, and what may be done about them. Whatever is not done is a
 * problem that says why.
 */
@Singleton
public final class RunActions {
  private final RunStore store;
  private final Runs runs;
  private final Rollbacks rollbacks;
  private final Caller caller;
  private final Clock clock;

  RunActions(RunStore store, Runs runs, Rollbacks rollbacks, Caller caller, Clock clock) {
    this.store = store;
    this.runs = runs;
    this.rollbacks = rollbacks;
    this.caller = caller;
    this.clock = clock;
  }

  /** The run, if the caller may see both of its environments. */
  public Run run(String id) {
    return Ids.uuid(id)
        .flatMap(run -> store.run(run, caller.access()))
        .orElseThrow(() -> Problems.notFound("run", id));
  }

  /**
   * Begins to carry out a plan.
   *
   * @return the run, which begins or was begun before with the same key
   */
  public Run begin(StoredPlan plan, @Nullable String idempotencyKey) {
    String key = requiredKey(idempotencyKey);
    return switch (runs.request(plan, caller.approver(), Optional.of(key))) {
      case Runs.Requested.Closed(String reason) ->
          throw Problems.of(
              ProblemType.CHANGES_CLOSED,
              "'" + plan.proposal().target() + "' may not be changed now: " + reason + ".");
      case Runs.Requested.NotConfigured(String message) ->
          throw Problems.of(ProblemType.RUN_NOT_CONFIGURED, message);
      case Runs.Requested.Stored(Begun begun) -> begun(begun);
    };
  }

  /** What a rollback would do now. */
  public RollbackPreview preview(Run run) {
    return rollbacks.preview(run);
  }

  /** The rollback that somebody asked for last. */
  public Optional<Run> rollback(Run run) {
    return store.rollback(run.id());
  }

  /**
   * Begins to undo a run.
   *
   * @param hash of the preview that was read
   * @return the rollback, which begins or was begun before with the same key
   */
  public Run rollback(Run run, String hash, @Nullable String idempotencyKey) {
    String key = requiredKey(idempotencyKey);
    return switch (rollbacks.request(run, hash, caller.approver(), Optional.of(key))) {
      case Rollbacks.Requested.Stored(Begun begun) -> begun(begun);
      case Rollbacks.Requested.Blocked(List<String> reasons) -> throw blocked(run, reasons);
      case Rollbacks.Requested.OtherHash(String now) ->
          throw Problems.of(
              ProblemType.ROLLBACK_CHANGED,
              "A rollback would do something else now. Read GET /api/v1/runs/"
                  + run.id()
                  + "/rollback again, and send its hash, "
                  + now
                  + ".");
    };
  }

  /**
   * Records what a person wants of a run.
   *
   * @param request empty: that it continues
   * @return the run after that
   */
  public Run ask(String id, Optional<RunRequest> request) {
    Run run = run(id);
    if (!store.ask(run.id(), request, caller.approver(), clock.instant())) {
      throw Problems.of(
          ProblemType.RUN_ENDED,
          "Run " + id + " has ended: " + run(id).message().orElse("no reason") + ".");
    }
    return run(id);
  }

  /** The report of a run that has ended: JSON, as it was stored. */
  public String report(String id) {
    Run run = run(id);
    if (!run.state().isEnded()) {
      throw Problems.of(
          ProblemType.RUN_NOT_ENDED,
          "Run " + id + " is " + run.state().label() + ". Its report is made when it ends.");
    }
    return store
        .report(run.id())
        .orElseThrow(
            () ->
                Problems.of(
                    ProblemType.NOT_FOUND,
                    "Run " + id + " has no report: it ended before Plumbline made any."));
  }

  /** Of runs and rollbacks, so that neither is ever begun twice. */
  private static String requiredKey(@Nullable String idempotencyKey) {
    return IdempotencyKeys.read(idempotencyKey)
        .orElseThrow(
            () ->
                Problems.of(
                    ProblemType.INVALID_REQUEST,
                    "A run needs the header Idempotency-Key, so that it is never begun twice."
                        + " Send any text that is new for each run, such as a UUID."));
  }

  private static Run begun(Begun begun) {
    return switch (begun) {
      case Begun.New(Run run, var lease) -> run;
      case Begun.Repeated(Run run) -> run;
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

  private static RuntimeException blocked(Run run, List<String> reasons) {
    return Problems.of(
        ProblemType.ROLLBACK_BLOCKED,
        "Run " + run.id() + " cannot be rolled back: " + String.join("; ", reasons) + ".");
  }
}
