package dev.plumbline.ui.run;

import dev.plumbline.http.run.RunPhase;
import dev.plumbline.run.Phase;
import dev.plumbline.run.Run;
import dev.plumbline.run.RunRequest;
import dev.plumbline.run.RunState;
import dev.plumbline.run.followup.FollowUp;
import dev.plumbline.ui.sign.Sign;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/**
 * What is shown of a run.
 *
 * @param toCome the phases that it has not begun; none once it has ended
 * @param isLive whether it has not ended
 * @param canStop whether a person may still hold or cancel it
 * @param canBeUndone whether somebody may ask for a rollback
 * @param rollback the newest one; empty: nobody asked for one
 */
record RunDetails(
    String id,
    UUID plan,
    String comparison,
    String source,
    String target,
    String by,
    Instant startedAt,
    Optional<Instant> finishedAt,
    Optional<UUID> undoes,
    Sign state,
    Optional<String> message,
    Optional<String> asked,
    Optional<UUID> backup,
    List<PhaseLine> phases,
    List<String> toCome,
    List<FollowUpLine> followUps,
    boolean isLive,
    boolean isHeld,
    boolean canStop,
    boolean canBeUndone,
    Optional<UUID> rollback) {

  /**
   * One phase.
   *
   * @param took empty while it runs
   */
  record PhaseLine(
      String phase, Sign state, Instant begunAt, Optional<String> took, List<String> messages) {
    static PhaseLine of(RunPhase phase) {
      return new PhaseLine(
          phase.phase().label(),
          RunSigns.of(phase.state()),
          phase.begunAt(),
          phase.endedAt().map(end -> took(Duration.between(phase.begunAt(), end))),
          phase.messages());
    }

    private static String took(Duration duration) {
      long millis = Math.max(0, duration.toMillis());
      return millis < 10_000
          ? String.format(Locale.ROOT, "%.1f s", millis / 1000.0)
          : millis / 1000 + " s";
    }
  }

  /** Verifying the target again. */
  record FollowUpLine(Sign state, Instant at, String message) {
    static FollowUpLine of(FollowUp followUp) {
      return new FollowUpLine(
          RunSigns.of(followUp.state()),
          followUp.checkedAt().orElse(followUp.dueAt()),
          followUp.message());
    }
  }

  private static List<String> toCome(Run run) {
    Phase ofOthers = run.undoes().isPresent() ? Phase.REHEARSAL : Phase.RESTORE;
    return Arrays.stream(Phase.values())
        .filter(phase -> phase != ofOthers)
        .filter(phase -> run.phase().map(last -> phase.compareTo(last) > 0).orElse(true))
        .map(Phase::label)
        .toList();
  }

  static RunDetails of(
      Run run, List<RunPhase> phases, List<FollowUp> followUps, Optional<Run> rollback) {
    boolean isLive = !run.state().isEnded();
    return new RunDetails(
        run.id().toString(),
        run.plan(),
        run.comparison().name(),
        run.source().name(),
        run.target().name(),
        run.startedBy(),
        run.startedAt(),
        run.finishedAt(),
        run.undoes(),
        RunSigns.of(run.state()),
        run.message(),
        run.asked().map(RunRequest::label),
        run.backup(),
        phases.stream().map(PhaseLine::of).toList(),
        isLive ? toCome(run) : List.of(),
        followUps.stream().map(FollowUpLine::of).toList(),
        isLive,
        run.state() == RunState.HELD || run.asked().equals(Optional.of(RunRequest.HOLD)),
        isLive && run.phase().map(Phase::isBeforeApply).orElse(true),
        run.isUndoable(rollback),
        rollback.map(Run::id));
  }
}
