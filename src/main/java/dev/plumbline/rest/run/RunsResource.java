package dev.plumbline.rest.run;

import dev.plumbline.configuration.ApiToken.Role;
import dev.plumbline.environment.EnvironmentId;
import dev.plumbline.http.access.Caller;
import dev.plumbline.http.access.RoleNeeded;
import dev.plumbline.http.request.Paging;
import dev.plumbline.http.request.RequestParameters;
import dev.plumbline.http.request.Visibility;
import dev.plumbline.http.run.RunActions;
import dev.plumbline.http.run.RunStream;
import dev.plumbline.rest.wire.PageAnswer;
import dev.plumbline.rest.wire.PageView;
import dev.plumbline.run.Run;
import dev.plumbline.run.RunRequest;
import dev.plumbline.store.run.FollowUpStore;
import dev.plumbline.store.run.RunStore;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.core.http.HttpServerResponse;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseEventSink;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

@Path("/api/v1/runs")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "Runs")
class RunsResource {

  private final RunStore store;
  private final RunActions actions;
  private final RunStream stream;
  private final FollowUpStore followUps;
  private final Visibility visible;
  private final Caller caller;

  RunsResource(
      RunStore store,
      RunActions actions,
      RunStream stream,
      FollowUpStore followUps,
      Visibility visible,
      Caller caller) {
    this.store = store;
    this.actions = actions;
    this.stream = stream;
    this.followUps = followUps;
    this.visible = visible;
    this.caller = caller;
  }

  @GET
  @RoleNeeded(Role.VIEWER)
  @Operation(operationId = "listRuns", summary = "The runs, newest first")
  public RestResponse<PageView<RunView>> runs(
      @Parameter(description = "Only runs that change this environment.", example = "production")
          @QueryParam("target")
          @Nullable String target,
      @Parameter(ref = "limit") @QueryParam("limit") @Nullable String limit,
      @Parameter(ref = "cursor") @QueryParam("cursor") @Nullable String cursor,
      UriInfo uri) {
    RequestParameters checked = new RequestParameters();
    Optional<EnvironmentId> of = checked.read("target", target, visible::environmentFilter);
    int most = checked.limit(limit);
    checked.orThrow();
    return PageAnswer.of(
        Paging.read(cursor, most, (from, size) -> store.runs(caller.access(), of, from, size)),
        RunView::listed,
        uri);
  }

  @GET
  @Path("/{id}")
  @RoleNeeded(Role.VIEWER)
  @Operation(
      operationId = "getRun",
      summary = "One run, with its phases",
      description = "Ask again while finishedAt is null, or read its events.")
  public RunView run(String id) {
    return whole(known(id));
  }

  @GET
  @Path("/{id}/events")
  @Produces(MediaType.SERVER_SENT_EVENTS)
  @RoleNeeded(Role.VIEWER)
  @Operation(
      operationId = "followRun",
      summary = "The journal of a run, as it is written",
      description =
          "Ends with the run, or after 5 minutes: connect again with Last-Event-ID to"
              + " continue after that event.")
  @APIResponse(
      responseCode = "200",
      description = "One event for each entry; its id is that of the entry.",
      content =
          @Content(
              mediaType = MediaType.SERVER_SENT_EVENTS,
              schema = @Schema(implementation = RunView.EventView.class)))
  public void events(
      String id,
      @Parameter(description = "The id of the last event that was received.", example = "17")
          @HeaderParam("Last-Event-ID")
          @Nullable String lastEventId,
      @Context HttpServerResponse response,
      @Context SseEventSink sink,
      @Context Sse sse)
      throws InterruptedException {
    // No filter of the framework sees the answer of a stream.
    response.putHeader("Cache-Control", "no-store");
    stream.send(
        known(id),
        lastEventId,
        sink,
        recorded ->
            sse.newEventBuilder()
                .id(Long.toString(recorded.id()))
                .name(recorded.event().kind().label())
                .mediaType(MediaType.APPLICATION_JSON_TYPE)
                .data(RunView.EventView.class, RunView.EventView.of(recorded.event()))
                .build());
  }

  @POST
  @Path("/{id}/hold")
  @RoleNeeded(Role.OPERATOR)
  @Operation(
      operationId = "holdRun",
      summary = "Let a run wait before its next phase",
      description = "Before the plan is applied; from then on it is not stopped any more.")
  public RunView hold(String id) {
    return ask(id, Optional.of(RunRequest.HOLD));
  }

  @POST
  @Path("/{id}/resume")
  @RoleNeeded(Role.OPERATOR)
  @Operation(operationId = "resumeRun", summary = "Let a held run continue")
  public RunView resume(String id) {
    return ask(id, Optional.empty());
  }

  @POST
  @Path("/{id}/cancel")
  @RoleNeeded(Role.OPERATOR)
  @Operation(
      operationId = "cancelRun",
      summary = "End a run before its next phase",
      description =
          "Before the plan is applied; from then on it continues to its end, so that what was"
              + " changed is verified.")
  public RunView cancel(String id) {
    return ask(id, Optional.of(RunRequest.CANCEL));
  }

  private RunView ask(String id, Optional<RunRequest> request) {
    return whole(actions.ask(id, request));
  }

  private RunView whole(Run run) {
    return RunView.whole(run, store.events(run.id(), 0), followUps.followUps(run.id()));
  }

  private Run known(String id) {
    return actions.run(id);
  }
}
