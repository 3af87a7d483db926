package dev.plumbline.rest.plan;

import dev.plumbline.approval.PlanState;
import dev.plumbline.configuration.ApiToken.Role;
import dev.plumbline.configuration.Settings;
import dev.plumbline.http.access.Caller;
import dev.plumbline.http.access.RoleNeeded;
import dev.plumbline.http.plan.PlanActions;
import dev.plumbline.http.plan.PlanBody;
import dev.plumbline.http.request.IdempotencyKeys;
import dev.plumbline.http.request.Paging;
import dev.plumbline.http.request.RequestParameters;
import dev.plumbline.http.request.Visibility;
import dev.plumbline.planning.decision.Plans;
import dev.plumbline.rest.wire.PageAnswer;
import dev.plumbline.rest.wire.PageView;
import dev.plumbline.store.plan.ListedPlan;
import dev.plumbline.store.plan.PlanStore;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.util.Optional;
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
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jboss.resteasy.reactive.RestResponse.Status;
import org.jspecify.annotations.Nullable;

@Path("/api/v1/plans")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "Plans", description = "What would make the target of a comparison like its source.")
class PlansResource {
  private final Plans plans;
  private final PlanActions actions;
  private final Settings settings;
  private final Visibility visible;
  private final Caller caller;

  PlansResource(
      Plans plans, PlanActions actions, Settings settings, Visibility visible, Caller caller) {
    this.plans = plans;
    this.actions = actions;
    this.settings = settings;
    this.visible = visible;
    this.caller = caller;
  }

  @GET
  @RoleNeeded(Role.VIEWER)
  @Operation(operationId = "listPlans", summary = "Plans, newest first")
  public RestResponse<PageView<ListedPlanView>> plans(
      @Parameter(description = "Only plans of this comparison.", example = "staging-to-production")
          @QueryParam("comparison")
          @Nullable String comparison,
      @Parameter(description = "Only plans that change this environment.", example = "production")
          @QueryParam("target")
          @Nullable String target,
      @Parameter(
              description = "Only plans in this state.",
              schema =
                  @Schema(
                      enumeration = {
                        "planning",
                        "refused",
                        "waiting",
                        "approved",
                        "rejected",
                        "withdrawn",
                        "voided",
                        "expired",
                        "failed",
                        "running",
                        "applied",
                        "not_applied"
                      }))
          @QueryParam("state")
          @Nullable String state,
      @Parameter(ref = "limit") @QueryParam("limit") @Nullable String limit,
      @Parameter(ref = "cursor") @QueryParam("cursor") @Nullable String cursor,
      UriInfo uri) {
    RequestParameters checked = new RequestParameters();
    PlanStore.Filter filter =
        new PlanStore.Filter(
            caller.access(),
            checked.read("comparison", comparison, visible::comparisonFilter),
            checked.read("target", target, visible::environmentFilter),
            checked.oneOf("state", state, PlanState.Kind.values(), PlanState.Kind::label));
    int most = checked.limit(limit);
    checked.orThrow();
    return PageAnswer.of(
        Paging.read(cursor, most, (from, size) -> plans.plans(filter, from, size)),
        ListedPlanView::of,
        uri);
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @RoleNeeded(Role.OPERATOR)
  @Operation(
      operationId = "proposePlan",
      summary = "Propose to make the target of a comparison like its source",
      description =
          "Answers at once. Follow Location until state is not planning any more: both"
              + " environments are read, Directus is asked what it would do, and what the plan"
              + " could hurt is counted. Nothing is written to an environment.")
  @RequestBody(
      required = true,
      content =
          @Content(
              schema = @Schema(implementation = PlanView.Request.class),
              examples =
                  @ExampleObject(
                      name = "part",
                      value =
                          "{\"comparison\": \"staging-to-production\", \"include\":"
                              + " [\"articles\"], \"exclude\": [\"*.meta.sort\"]}")))
  @APIResponse(
      responseCode = "202",
      description = "It is being made.",
      headers = @Header(name = "Location", description = "The plan."),
      content = @Content(schema = @Schema(implementation = ListedPlanView.class)))
  @APIResponse(
      responseCode = "409",
      description = "Another plan of the comparison is open.",
      content = @Content(mediaType = "application/problem+json"))
  @APIResponse(
      responseCode = "422",
      description = "The Idempotency-Key was used with another body.",
      content = @Content(mediaType = "application/problem+json"))
  public RestResponse<ListedPlanView> propose(
      @Parameter(
              description =
                  "1 to 255 printable ASCII characters. A repeated request with the same key"
                      + " returns the first plan and does nothing else.")
          @HeaderParam("Idempotency-Key")
          @Nullable String idempotencyKey,
      String body) {
    Optional<String> key = IdempotencyKeys.read(idempotencyKey);
    return accepted(actions.propose(PlanBody.read(body, settings, visible), key));
  }

  private static RestResponse<ListedPlanView> accepted(ListedPlan plan) {
    return ResponseBuilder.create(Status.ACCEPTED, ListedPlanView.of(plan))
        // Relative, so that it is right behind any proxy.
        .header("Location", URI.create("/api/v1/plans/" + plan.proposal().id()))
        .header("Retry-After", 2)
        .build();
  }
}
