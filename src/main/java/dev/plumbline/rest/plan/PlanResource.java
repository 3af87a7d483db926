package dev.plumbline.rest.plan;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.plumbline.configuration.ApiToken.Role;
import dev.plumbline.http.access.RoleNeeded;
import dev.plumbline.http.admission.Rendering;
import dev.plumbline.http.plan.DecisionBody;
import dev.plumbline.http.plan.PlanActions;
import dev.plumbline.http.plan.PlanPage;
import dev.plumbline.http.problem.ProblemType;
import dev.plumbline.http.problem.Problems;
import dev.plumbline.http.report.ReportHtml;
import dev.plumbline.http.request.IdempotencyKeys;
import dev.plumbline.http.request.Negotiated;
import dev.plumbline.plan.Plan;
import dev.plumbline.planning.decision.Plans;
import dev.plumbline.report.layout.PageHtml;
import dev.plumbline.report.layout.PageMarkdown;
import dev.plumbline.report.layout.PageOutline;
import dev.plumbline.store.plan.StoredPlan;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

@Path("/api/v1/plans/{id}")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "Plans")
class PlanResource {
  private static final String MARKDOWN = "text/markdown";

  private final Plans plans;
  private final PlanActions actions;
  private final Rendering rendering;
  private final Clock clock;

  PlanResource(Plans plans, PlanActions actions, Rendering rendering, Clock clock) {
    this.plans = plans;
    this.actions = actions;
    this.rendering = rendering;
    this.clock = clock;
  }

  @GET
  @Produces({MediaType.APPLICATION_JSON, MARKDOWN, MediaType.TEXT_HTML})
  @RoleNeeded(Role.VIEWER)
  @Operation(
      operationId = "getPlan",
      summary = "One plan",
      description = "Ask again while state is planning. Whether it still holds is checked here.")
  @APIResponse(
      responseCode = "200",
      description = "The plan.",
      content = {
        @Content(
            mediaType = MediaType.APPLICATION_JSON,
            schema = @Schema(implementation = PlanView.class)),
        @Content(mediaType = MARKDOWN, schema = @Schema(type = SchemaType.STRING)),
        @Content(mediaType = MediaType.TEXT_HTML, schema = @Schema(type = SchemaType.STRING))
      })
  public Response plan(String id, Request request) {
    StoredPlan plan = actions.plan(id);
    Optional<String> closed = actions.closed(plan.proposal().target());
    String type =
        Negotiated.best(request, MediaType.APPLICATION_JSON, MARKDOWN, MediaType.TEXT_HTML);
    return switch (type) {
      case MARKDOWN ->
          Response.ok(
                  rendering.page(() -> PageMarkdown.write(page(plan, closed))),
                  MARKDOWN + ";charset=UTF-8")
              .build();
      case MediaType.TEXT_HTML ->
          Response.ok(
                  rendering.page(() -> PageHtml.write(page(plan, closed))),
                  MediaType.TEXT_HTML + ";charset=UTF-8")
              .header("Content-Security-Policy", ReportHtml.POLICY)
              .build();
      default ->
          Response.ok(PlanView.of(plan, closed, actions.proofServer()), MediaType.APPLICATION_JSON)
              .build();
    };
  }

  private PageOutline page(StoredPlan plan, Optional<String> closed) {
    return PlanPage.of(plan, closed, actions.proofServer(), clock.instant());
  }

  @GET
  @Path("/payload")
  @RoleNeeded(Role.APPROVER)
  @Operation(
      operationId = "getPlanPayload",
      summary = "The bytes that would be sent to Directus",
      description = "Their SHA-256 is payloadSha256 of the plan's seal.")
  @APIResponse(
      responseCode = "200",
      description = "The body of POST /schema/apply.",
      content = @Content(schema = @Schema(type = SchemaType.OBJECT)))
  @APIResponse(
      responseCode = "409",
      description = "The plan was never sealed.",
      content = @Content(mediaType = "application/problem+json"))
  public Response payload(String id) {
    StoredPlan plan = actions.plan(id);
    String payload =
        plan.plan()
            .map(Plan::seal)
            .flatMap(seal -> plans.payload(plan.proposal().id()))
            .orElseThrow(
                () ->
                    Problems.of(
                        ProblemType.PLAN_NOT_SEALED,
                        "This plan is "
                            + plan.state().kind().label()
                            + ", and nothing would be sent for it."));
    return Response.ok(payload.getBytes(UTF_8), MediaType.APPLICATION_JSON).build();
  }

  @POST
  @Path("/approvals")
  @Consumes(MediaType.APPLICATION_JSON)
  @RoleNeeded(Role.APPROVER)
  @Operation(
      operationId = "decidePlan",
      summary = "Approve or reject a plan",
      description =
          "By somebody else than the one who proposed it. break_glass, by an administrator,"
              + " approves alone and opens a finding.")
  @RequestBody(
      required = true,
      content =
          @Content(
              schema = @Schema(implementation = DecisionBody.Request.class),
              examples =
                  @ExampleObject(
                      name = "approve",
                      value =
                          "{\"decision\": \"approve\", \"hash\":"
                              + " \"9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08\"}")))
  @APIResponse(
      responseCode = "200",
      description = "The plan after the decision.",
      content = @Content(schema = @Schema(implementation = PlanView.class)))
  @APIResponse(
      responseCode = "409",
      description = "The decision does not count; the type of the problem says why.",
      content = @Content(mediaType = "application/problem+json"))
  @APIResponse(
      responseCode = "422",
      description = "The Idempotency-Key was used with another body.",
      content = @Content(mediaType = "application/problem+json"))
  public PlanView decide(
      String id,
      @Parameter(
              description =
                  "1 to 255 printable ASCII characters. A repeated request with the same key"
                      + " does nothing else.")
          @HeaderParam("Idempotency-Key")
          @Nullable String idempotencyKey,
      String body) {
    actions.decide(id, body, IdempotencyKeys.read(idempotencyKey));
    return view(id);
  }

  @POST
  @Path("/withdrawal")
  @RoleNeeded(Role.OPERATOR)
  @Operation(
      operationId = "withdrawPlan",
      summary = "Take a plan back",
      description = "By the one who proposed it, or an administrator.")
  @APIResponse(
      responseCode = "200",
      description = "The plan after that.",
      content = @Content(schema = @Schema(implementation = PlanView.class)))
  @APIResponse(
      responseCode = "409",
      description = "The plan has ended.",
      content = @Content(mediaType = "application/problem+json"))
  public PlanView withdraw(String id) {
    actions.withdraw(id);
    return view(id);
  }

  private PlanView view(String id) {
    StoredPlan plan = actions.plan(id);
    return PlanView.of(plan, actions.closed(plan.proposal().target()), actions.proofServer());
  }
}
