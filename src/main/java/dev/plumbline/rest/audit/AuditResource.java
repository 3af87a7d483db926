package dev.plumbline.rest.audit;

import dev.plumbline.audit.AuditAction;
import dev.plumbline.auditing.AuditVerification;
import dev.plumbline.configuration.ApiToken.Role;
import dev.plumbline.http.access.Caller;
import dev.plumbline.http.access.RoleNeeded;
import dev.plumbline.http.request.Paging;
import dev.plumbline.http.request.RequestParameters;
import dev.plumbline.rest.audit.AuditEntryView.Verification;
import dev.plumbline.rest.wire.PageAnswer;
import dev.plumbline.rest.wire.PageView;
import dev.plumbline.store.audit.AuditStore;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

@Path("/api/v1/audit")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "Audit", description = "Who did what. Entries are only added.")
class AuditResource {
  private final AuditStore store;
  private final AuditVerification verification;
  private final Caller caller;

  AuditResource(AuditStore store, AuditVerification verification, Caller caller) {
    this.store = store;
    this.verification = verification;
    this.caller = caller;
  }

  @GET
  @RoleNeeded(Role.VIEWER)
  @Operation(
      operationId = "listAudit",
      summary = "Who did what, newest first",
      description = "Of environments that the token may not see, nothing is listed.")
  public RestResponse<PageView<AuditEntryView>> entries(
      @Parameter(description = "Only what this person or token did.", example = "ada")
          @QueryParam("who")
          @Nullable String who,
      @Parameter(
              description = "Only entries with this action.",
              schema =
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
                      }))
          @QueryParam("action")
          @Nullable String action,
      @Parameter(
              description = "Only entries at or after this time: RFC 3339, or a date (00:00 UTC).",
              example = "2030-12-31T18:00:00Z")
          @QueryParam("since")
          @Nullable String since,
      @Parameter(description = "Only entries before this time, likewise.", example = "2031-01-01")
          @QueryParam("until")
          @Nullable String until,
      @Parameter(ref = "limit") @QueryParam("limit") @Nullable String limit,
      @Parameter(ref = "cursor") @QueryParam("cursor") @Nullable String cursor,
      UriInfo uri) {
    RequestParameters checked = new RequestParameters();
    AuditStore.Filter filter =
        new AuditStore.Filter(
            caller.access(),
            checked.read("who", who, text -> text),
            checked.oneOf("action", action, AuditAction.values(), AuditAction::label),
            checked.time("since", since),
            checked.time("until", until));
    int most = checked.limit(limit);
    checked.orThrow();
    return PageAnswer.of(
        Paging.read(cursor, most, (from, size) -> store.entries(filter, from, size)),
        AuditEntryView::of,
        uri);
  }

  @GET
  @Path("/verification")
  @RoleNeeded(Role.VIEWER)
  @Operation(
      operationId = "verifyAudit",
      summary = "Whether the audit is as it was recorded",
      description = "Follows the whole chain and names the first entry that is broken.")
  public Verification verification() {
    AuditVerification.Result result = verification.verify();
    return new Verification(
        result.isValid(),
        result.last().number(),
        result.last().hash(),
        result.problem().orElse(null));
  }
}
