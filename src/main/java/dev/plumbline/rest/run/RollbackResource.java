package dev.plumbline.rest.run;

import dev.plumbline.configuration.ApiToken.Role;
import dev.plumbline.http.access.RoleNeeded;
import dev.plumbline.http.run.RollbackBody;
import dev.plumbline.http.run.RunActions;
import dev.plumbline.run.Run;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

@Path("/api/v1/runs/{id}/rollback")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "Runs")
class RollbackResource {
  private final RunActions runs;

  RollbackResource(RunActions runs) {
    this.runs = runs;
  }

  @GET
  @RoleNeeded(Role.VIEWER)
  @Operation(
      operationId = "previewRollback",
      summary = "What a rollback of a run would do now",
      description = "Reads the target. Nothing is changed.")
  @APIResponse(
      responseCode = "200",
      description = "What is put back, what is lost, and whether it can be done.",
      content = @Content(schema = @Schema(implementation = RollbackView.class)))
  public RollbackView preview(String id) {
    Run run = runs.run(id);
    return RollbackView.of(run, runs.rollback(run), runs.preview(run));
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @RoleNeeded(Role.APPROVER)
  @Operation(
      operationId = "rollbackRun",
      summary = "Undo a finished run",
      description =
          "Answers at once. Follow Location until finishedAt is not null. A rollback is a run of its"
              + " own: the target is backed up first, what the run changed is put back in one"
              + " transaction, and verified. What somebody wrote since is kept.")
  @RequestBody(
      required = true,
      content =
          @Content(
              schema = @Schema(implementation = RollbackBody.Request.class),
              examples =
                  @ExampleObject(
                      name = "confirm",
                      value =
                          "{\"hash\":"
                              + " \"9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08\"}")))
  @APIResponse(
      responseCode = "202",
      description = "It begins, or it was begun before with the same key.",
      headers = @Header(name = "Location", description = "The rollback, which is a run."),
      content = @Content(schema = @Schema(implementation = RunView.class)))
  @APIResponse(
      responseCode = "409",
      description =
          "It cannot be done, it would do something else than what was confirmed, or another run"
              + " changes the target; the type of the problem says which.",
      content = @Content(mediaType = "application/problem+json"))
  @APIResponse(
      responseCode = "422",
      description = "The Idempotency-Key was used for another run.",
      content = @Content(mediaType = "application/problem+json"))
  public RestResponse<RunView> rollback(
      String id,
      @Parameter(
              required = true,
              description =
                  "1 to 255 printable ASCII characters. A repeated request with the same key"
                      + " returns the first rollback and does nothing else.")
          @HeaderParam("Idempotency-Key")
          @Nullable String idempotencyKey,
      String body) {
    return RunAnswer.accepted(runs.rollback(runs.run(id), RollbackBody.hash(body), idempotencyKey));
  }
}
