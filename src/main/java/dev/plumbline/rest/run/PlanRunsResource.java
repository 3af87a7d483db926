package dev.plumbline.rest.run;

import dev.plumbline.configuration.ApiToken.Role;
import dev.plumbline.http.access.RoleNeeded;
import dev.plumbline.http.plan.PlanActions;
import dev.plumbline.http.run.RunActions;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

@Path("/api/v1/plans/{id}/runs")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "Runs", description = "Carrying out approved plans.")
class PlanRunsResource {
  private final PlanActions plans;
  private final RunActions runs;

  PlanRunsResource(PlanActions plans, RunActions runs) {
    this.plans = plans;
    this.runs = runs;
  }

  @POST
  @RoleNeeded(Role.OPERATOR)
  @Operation(
      operationId = "runPlan",
      summary = "Carry out an approved plan",
      description =
          "Answers at once. Follow Location until finishedAt is not null: the target is backed up,"
              + " the backup is proven, the plan is applied once, and the target is verified. A plan"
              + " is run once.")
  @APIResponse(
      responseCode = "202",
      description = "It begins, or it was begun before with the same key.",
      headers = @Header(name = "Location", description = "The run."),
      content = @Content(schema = @Schema(implementation = RunView.class)))
  @APIResponse(
      responseCode = "409",
      description =
          "The plan is not approved, another run changes the target, or the target may not be"
              + " changed now; the type of the problem says which.",
      content = @Content(mediaType = "application/problem+json"))
  @APIResponse(
      responseCode = "422",
      description = "The Idempotency-Key was used with another plan.",
      content = @Content(mediaType = "application/problem+json"))
  public RestResponse<RunView> run(
      String id,
      @Parameter(
              required = true,
              description =
                  "1 to 255 printable ASCII characters. A repeated request with the same key"
                      + " returns the first run and does nothing else.")
          @HeaderParam("Idempotency-Key")
          @Nullable String idempotencyKey) {
    return RunAnswer.accepted(runs.begin(plans.plan(id), idempotencyKey));
  }
}
