package dev.plumbline.rest.run;

import dev.plumbline.http.run.RunPhase;
import dev.plumbline.run.Phase;
import dev.plumbline.run.Run;
import dev.plumbline.run.RunEvent;
import dev.plumbline.run.RunRequest;
import dev.plumbline.run.followup.FollowUp;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** One run. */
@Schema(name = "Run", description = "Carrying out one approved plan.")
public record RunView(
    UUID id,
    UUID plan,
    String comparison,
    String source,
    String target,
    Instant startedAt,
    @Schema(description = "The person who asked for it.") String startedBy,
    @Schema(description = "Of a rollback: the run that it undoes; else null.")
        @Nullable UUID undoes,
    @Schema(
            enumeration = {"running", "held", "verified", "unverified", "failed", "cancelled"},
            description =
                "verified: the target is what was planned, or what it was before the run that is"
                    + " undone, as its own database says. unverified:"
                    + " the target was changed, and something is not as planned or not known."
                    + " failed, cancelled: the target is as it was.")
        String state,
    @Schema(
            enumeration = {
              "lock",
              "recheck",
              "transactions",
              "backup",
              "proof",
              "restore",
              "apply",
              "cache",
              "verify"
            },
            description = "The last one that was begun.")
        @Nullable String phase,
    @Schema(
            enumeration = {"hold", "cancel"},
            description = "What a person asked for; it is done before the next phase.")
        @Nullable String asked,
    @Schema(description = "The proven backup of the target, from before anything was changed.")
        @Nullable UUID backup,
    @Schema(description = "The result in one sentence; null until it ends.")
        @Nullable String message,
    @Nullable Instant finishedAt,
    @Schema(description = "The phases that were begun, in their order; null in lists.")
        @Nullable List<PhaseView> phases,
    @Schema(
            description =
                "When the target is verified again, and what came of it; empty until the run is"
                    + " verified, null in lists.")
        @Nullable List<FollowUpView> followUps) {

  static RunView listed(Run run) {
    return of(run, null, null);
  }

  static RunView whole(Run run, List<RunEvent.Recorded> events, List<FollowUp> followUps) {
    return of(
        run,
        RunPhase.of(events).stream().map(PhaseView::of).toList(),
        followUps.stream().map(FollowUpView::of).toList());
  }

  private static RunView of(
      Run run, @Nullable List<PhaseView> phases, @Nullable List<FollowUpView> followUps) {
    return new RunView(
        run.id(),
        run.plan(),
        run.comparison().name(),
        run.source().name(),
        run.target().name(),
        run.startedAt(),
        run.startedBy(),
        run.undoes().orElse(null),
        run.state().label(),
        run.phase().map(Phase::label).orElse(null),
        run.asked().map(RunRequest::label).orElse(null),
        run.backup().orElse(null),
        run.message().orElse(null),
        run.finishedAt().orElse(null),
        phases,
        followUps);
  }

  /** One phase, as its journal has it. */
  @Schema(name = "RunPhase")
  public record PhaseView(
      String phase,
      Instant begunAt,
      @Nullable Instant endedAt,
      @Schema(
              enumeration = {"running", "done", "failed", "interrupted"},
              description = "interrupted: its process died, and it was begun again.")
          String state,
      @Schema(description = "The result, and what is worth knowing.") List<String> messages) {

    static PhaseView of(RunPhase phase) {
      return new PhaseView(
          phase.phase().label(),
          phase.begunAt(),
          phase.endedAt().orElse(null),
          phase.state().label(),
          phase.messages());
    }
  }

  /** Verifying the target again. */
  @Schema(name = "RunFollowUp")
  public record FollowUpView(
      Instant dueAt,
      @Schema(
              enumeration = {"waiting", "as_planned", "not_as_planned", "superseded", "unknown"},
              description = "superseded: a later run changed the same things.")
          String state,
      @Nullable Instant checkedAt,
      @Schema(description = "The result in one sentence.") @Nullable String message) {
    static FollowUpView of(FollowUp followUp) {
      return new FollowUpView(
          followUp.dueAt(),
          followUp.state().label(),
          followUp.checkedAt().orElse(null),
          followUp.checkedAt().isPresent() ? followUp.message() : null);
    }
  }

  /** An entry of the journal, as a server-sent event. */
  @Schema(name = "RunEvent")
  public record EventView(String phase, String kind, Instant at, String message) {
    static EventView of(RunEvent event) {
      return new EventView(
          event.phase().label(), event.kind().label(), event.at(), event.message());
    }
  }
}
