package dev.plumbline.rest;

import dev.plumbline.configuration.ApiToken.Role;
import dev.plumbline.finding.FindingId;
import dev.plumbline.finding.FindingKind;
import dev.plumbline.finding.FindingState;
import dev.plumbline.http.access.Caller;
import dev.plumbline.http.access.RoleNeeded;
import dev.plumbline.http.finding.FindingActions;
import dev.plumbline.http.request.Paging;
import dev.plumbline.http.request.RequestParameters;
import dev.plumbline.http.request.Visibility;
import dev.plumbline.rest.wire.FindingEventView;
import dev.plumbline.rest.wire.FindingView;
import dev.plumbline.rest.wire.PageAnswer;
import dev.plumbline.rest.wire.PageView;
import dev.plumbline.rest.wire.RequestBodies;
import dev.plumbline.severity.Severity;
import dev.plumbline.store.FindingStore;
import dev.plumbline.store.Part;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.time.Instant;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

@Path("/api/v1/findings")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "Findings", description = "Problems, open, acknowledged or resolved.")
class FindingsResource {

  private final FindingStore store;
  private final FindingActions actions;
  private final Visibility visible;
  private final Caller caller;

  FindingsResource(FindingStore store, FindingActions actions, Visibility visible, Caller caller) {
    this.store = store;
    this.actions = actions;
    this.visible = visible;
    this.caller = caller;
  }

  @GET
  @RoleNeeded(Role.VIEWER)
  @Operation(operationId = "listFindings", summary = "Findings, newest opened first")
  public RestResponse<PageView<FindingView>> findings(
      @Parameter(description = "Only findings of this  environment.", example = "staging")
          @QueryParam("environment")
          @Nullable String environment,
      @Parameter(description = "Only findings of this  comparison.", example = "local-to-staging")
          @QueryParam("comparison")
          @Nullable String comparison,
      @Parameter(
              description = "Only findings of this  kind.",
              schema =
                  @Schema(
                      enumeration = {
                        "change",
                        "mismatch",
                        "violation",
                        "unreadable",
                        "loss",
                        "identity",
                        "ignore_rule",
                        "notification",
                        "approval",
                        "backup"
                      }))
          @QueryParam("kind")
          @Nullable String kind,
      @Parameter(
              description = "Only findings of exactly this severity.",
              schema = @Schema(enumeration = {"critical", "high", "medium", "low", "info"}))
          @QueryParam("severity")
          @Nullable String severity,
      @Parameter(
              description =
                  "Only findings in one of these states, separated by commas: open,"
                      + " acknowledged, resolved.",
              example = "open,acknowledged")
          @QueryParam("state")
          @Nullable String state,
      @Parameter(
              description =
                  "Only findings last seen at or after this time: RFC 3339,"
                      + " or a date (00:00 UTC).",
              example = "2030-12-31T18:00:00Z")
          @QueryParam("since")
          @Nullable String since,
      @Parameter(ref = "limit") @QueryParam("limit") @Nullable String limit,
      @Parameter(ref = "cursor") @QueryParam("cursor") @Nullable String cursor,
      UriInfo uri) {
    RequestParameters checked = new RequestParameters();
    FindingStore.Filter filter =
        new FindingStore.Filter(
            caller.access(),
            visible.comparisonNames(),
            checked.read("environment", environment, visible::environmentFilter),
            checked.read("comparison", comparison, visible::comparisonFilter),
            checked.oneOf("kind", kind, FindingKind.values(), FindingKind::label),
            checked.oneOf("severity", severity, Severity.values(), Severity::label),
            checked.someOf("state", state, FindingState.labels()),
            checked.time("since", since));
    int most = checked.limit(limit);
    checked.orThrow();
    Map<Part, Instant> left = store.left();
    return PageAnswer.of(
        Paging.read(cursor, most, (from, size) -> store.findings(filter, from, size)),
        finding -> FindingView.of(finding, left),
        uri);
  }

  @GET
  @Path("/{id}")
  @RoleNeeded(Role.VIEWER)
  @Operation(operationId = "getFinding", summary = "One finding")
  public FindingView finding(String id) {
    return FindingView.of(actions.finding(id), store.left());
  }

  @GET
  @Path("/{id}/events")
  @RoleNeeded(Role.VIEWER)
  @Operation(
      operationId = "listFindingEvents",
      summary = "What has happened to a finding, oldest first",
      description =
          "Opened, acknowledged, resolved and so on, each with its time and who did it. That a"
              + " poll or scan found the same problem again is not an event.")
  public RestResponse<PageView<FindingEventView>> events(
      String id,
      @Parameter(ref = "limit") @QueryParam("limit") @Nullable String limit,
      @Parameter(ref = "cursor") @QueryParam("cursor") @Nullable String cursor,
      UriInfo uri) {
    FindingId finding = actions.finding(id).id();
    RequestParameters checked = new RequestParameters();
    int most = checked.limit(limit);
    checked.orThrow();
    return PageAnswer.of(
        Paging.read(cursor, most, (from, size) -> store.events(finding, from, size)),
        FindingEventView::of,
        uri);
  }

  @POST
  @Path("/{id}/acknowledgement")
  @Consumes(MediaType.APPLICATION_JSON)
  @RoleNeeded(Role.OPERATOR)
  @Operation(
      operationId = "acknowledgeFinding",
      summary = "Acknowledge a finding",
      description = "Acknowledging again replaces name, note and until.")
  @APIResponse(
      responseCode = "200",
      description = "The finding after the change.",
      content = @Content(schema = @Schema(implementation = FindingView.class)))
  @APIResponse(
      responseCode = "409",
      description = "The finding is resolved, so it cannot be acknowledged.",
      content = @Content(mediaType = "application/problem+json"))
  @RequestBody(
      required = true,
      content =
          @Content(
              schema = @Schema(implementation = RequestBodies.Acknowledgement.class),
              examples =
                  @ExampleObject(
                      name = "release",
                      value =
                          "{\"note\": \"Goes out with Thursday's release\", \"until\":"
                              + " \"2030-12-31T18:00:00Z\"}")))
  public FindingView acknowledge(String id, String body) {
    return FindingView.of(actions.acknowledge(id, body), store.left());
  }

  @DELETE
  @Path("/{id}/acknowledgement")
  @RoleNeeded(Role.OPERATOR)
  @Operation(
      operationId = "liftAcknowledgement",
      summary = "Open it again",
      description = "Does nothing if it is not acknowledged.")
  public FindingView lift(String id) {
    return FindingView.of(actions.lift(id), store.left());
  }
}
