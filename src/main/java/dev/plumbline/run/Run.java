package dev.plumbline.run;

import dev.plumbline.drift.ComparisonName;
import dev.plumbline.environment.EnvironmentId;
import dev.plumbline.plan.Proposal;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * Carrying out one approved plan, or rolling such a run back.
 *
 * @param startedBy the person
 * @param undoes the run that this one rolls back; empty: it carries its plan out
 * @param phase the last one that was begun; empty before the first
 * @param asked what a person wants of it
 * @param backup the one that was made for it
 * @param message the result in a sentence; empty until it ends
 */
public record Run(
    UUID id,
    UUID plan,
    ComparisonName comparison,
    EnvironmentId source,
    EnvironmentId target,
    Instant startedAt,
    String startedBy,
    Optional<UUID> undoes,
    RunState state,
    Optional<Phase> phase,
    Optional<RunRequest> asked,
    Optional<UUID> backup,
    Optional<String> message,
    Optional<Instant> finishedAt) {

  /** One that has not begun its first phase. */
  public static Run started(UUID id, Proposal proposal, String by, Instant at) {
    return new Run(
        id,
        proposal.id(),
        proposal.comparison(),
        proposal.source(),
        proposal.target(),
        at,
        by,
        Optional.empty(),
        RunState.RUNNING,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  /** A rollback of this one, which has not begun its first phase. */
  public Run rollback(UUID rollback, String by, Instant at) {
    return new Run(
        rollback,
        plan,
        comparison,
        source,
        target,
        at,
        by,
        Optional.of(id),
        RunState.RUNNING,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  /**
   * Whether it can be rolled back now.
   *
   * @param last the newest rollback of it
   */
  public boolean isUndoable(Optional<Run> last) {
    return undoes.isEmpty()
        && state.isEnded()
        && state.isApplied()
        && last.filter(
                rollback -> !rollback.state().isEnded() || rollback.state() == RunState.VERIFIED)
            .isEmpty();
  }

  public Run in(Phase next) {
    return with(RunState.RUNNING, Optional.of(next), backup, message, finishedAt);
  }

  public Run held() {
    return with(RunState.HELD, phase, backup, message, finishedAt);
  }

  public Run backedUpBy(UUID made) {
    return with(state, phase, Optional.of(made), message, finishedAt);
  }

  /**
   * @throws IllegalArgumentException if that is no end, or not one that its phase can have
   */
  public Run ended(RunState end, String result, Instant at) {
    if (!end.isEnded() || (end.isApplied() && phase.filter(Phase::isBeforeApply).isPresent())) {
      throw new IllegalArgumentException("a run in the phase " + phase + " cannot end as " + end);
    }
    return with(end, phase, backup, Optional.of(result), Optional.of(at));
  }

  public Run asked(Optional<RunRequest> request) {
    return new Run(
        id,
        plan,
        comparison,
        source,
        target,
        startedAt,
        startedBy,
        undoes,
        state,
        phase,
        request,
        backup,
        message,
        finishedAt);
  }

  private Run with(
      RunState nextState,
      Optional<Phase> nextPhase,
      Optional<UUID> nextBackup,
      Optional<String> result,
      Optional<Instant> end) {
    return new Run(
        id,
        plan,
        comparison,
        source,
        target,
        startedAt,
        startedBy,
        undoes,
        nextState,
        nextPhase,
        asked,
        nextBackup,
        result,
        end);
  }
}
