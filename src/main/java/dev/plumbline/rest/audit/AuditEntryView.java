package dev.plumbline.rest.audit;

import dev.plumbline.audit.ChainedEntry;
import dev.plumbline.environment.EnvironmentId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** Something that somebody did. */
@Schema(name = "AuditEntry")
public record AuditEntryView(
    @Schema(description = "From 1 on, without a gap.") long number,
    Instant at,
    @Schema(
            enumeration = {
              "plan_proposed",
              "plan_sealed",
              "plan_refused",
              "plan_failed",
              "plan_approved",
              "plan_rejected",
              "plan_withdrawn",
              "plan_voided",
              "plan_expired",
              "break_glass",
              "run_started",
              "run_applied",
              "run_not_applied",
              "run_ended",
              "run_held",
              "run_resumed",
              "run_cancel_requested",
              "rollback_started",
              "backup_requested",
              "backup_verification_requested",
              "finding_acknowledged",
              "acknowledgement_removed",
              "environment_paused",
              "environment_resumed"
            })
        String action,
    @Schema(description = "The name of the token; null: Plumbline itself.") @Nullable String token,
    @Schema(description = "Whose token it is, where that is known.") @Nullable String person,
    @Schema(description = "The id of the plan, finding or backup, or the name of the environment.")
        String subject,
    List<String> environments,
    Map<String, String> details,
    @Schema(description = "The hash of the entry before it.") String previous,
    @Schema(description = "SHA-256 over this entry and previous.") String hash) {

  static AuditEntryView of(ChainedEntry chained) {
    return new AuditEntryView(
        chained.number(),
        chained.entry().at(),
        chained.entry().action().label(),
        chained.entry().token().orElse(null),
        chained.entry().person().orElse(null),
        chained.entry().subject(),
        chained.entry().environments().stream().map(EnvironmentId::name).toList(),
        chained.entry().details(),
        chained.previous(),
        chained.hash());
  }

  /** Whether the chain is as it was recorded. */
  @Schema(name = "AuditVerification")
  public record Verification(
      boolean valid,
      @Schema(description = "The last entry that is right; 0 if there is none.") long lastEntry,
      @Schema(description = "Its hash.") String hash,
      @Schema(description = "What is wrong with the entry after it; null if nothing is.")
          @Nullable String problem) {}
}
