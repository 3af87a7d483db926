package dev.plumbline.rest.deployment;

import dev.plumbline.configuration.ApiToken.Role;
import dev.plumbline.deployment.Deployments;
import dev.plumbline.environment.EnvironmentId;
import dev.plumbline.http.access.Caller;
import dev.plumbline.http.access.RoleNeeded;
import dev.plumbline.http.problem.ProblemType;
import dev.plumbline.http.problem.Problems;
import dev.plumbline.http.request.IdempotencyKeys;
import dev.plumbline.http.request.Paging;
import dev.plumbline.http.request.RequestParameters;
import dev.plumbline.http.request.Visibility;
import dev.plumbline.monitor.overview.EnvironmentOverview;
import dev.plumbline.rest.wire.PageAnswer;
import dev.plumbline.rest.wire.PageView;
import dev.plumbline.store.DeploymentStore;
import dev.plumbline.store.Page;
import dev.plumbline.store.state.Deployment;
import dev.plumbline.store.state.Deployment.Details;
import dev.plumbline.store.state.EnvironmentStatus;
import dev.plumbline.store.state.EnvironmentStatus.Pause;
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

@Path("/api/v1/environments/{env}/deployments")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(
    name = "Deployments",
    description = "Deployments to an environment, reported by a pipeline or a person.")
class DeploymentsResource {
  private final Deployments deployments;
  private final DeploymentStore store;
  private final DeploymentViews views;
  private final Visibility visible;
  private final Caller caller;

  DeploymentsResource(
      Deployments deployments,
      DeploymentStore store,
      DeploymentViews views,
      Visibility visible,
      Caller caller) {
    this.deployments = deployments;
    this.store = store;
    this.views = views;
    this.visible = visible;
    this.caller = caller;
  }

  @GET
  @RoleNeeded(Role.VIEWER)
  @Operation(
      operationId = "listDeployments",
      summary = "The deployments to an environment, newest first")
  public RestResponse<PageView<DeploymentView>> deployments(
      String env,
      @Parameter(ref = "limit") @QueryParam("limit") @Nullable String limit,
      @Parameter(ref = "cursor") @QueryParam("cursor") @Nullable String cursor,
      UriInfo uri) {
    EnvironmentId id = id(visible.environment(env));
    RequestParameters checked = new RequestParameters();
    int most = checked.limit(limit);
    checked.orThrow();
    Page<Deployment> page =
        Paging.read(cursor, most, (from, size) -> store.deployments(id, from, size));
    return PageAnswer.of(page, views::of, uri);
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @RoleNeeded(Role.OPERATOR)
  @Operation(
      operationId = "reportDeployment",
      summary = "Report a deployment: poll and scan now",
      description =
          "Answers at once. Follow Location until state is done or failed. The environment is"
              + " polled after this request, and then scanned if it has a database; a scan that"
              + " is already running ends first.")
  @RequestBody(
      required = false,
      content =
          @Content(
              schema = @Schema(implementation = DeploymentView.Request.class),
              examples =
                  @ExampleObject(
                      name = "commit",
                      value = "{\"revision\": \"8c1f3a9\", \"note\": \"Articles get a slug\"}")))
  @APIResponse(
      responseCode = "202",
      description = "It is recorded, and the poll begins.",
      headers = @Header(name = "Location", description = "The deployment."),
      content = @Content(schema = @Schema(implementation = DeploymentView.class)))
  @APIResponse(
      responseCode = "409",
      description = "The environment is paused.",
      content = @Content(mediaType = "application/problem+json"))
  @APIResponse(
      responseCode = "422",
      description = "The Idempotency-Key was used with another body.",
      content = @Content(mediaType = "application/problem+json"))
  public RestResponse<DeploymentView> report(
      String env,
      @Parameter(
              description =
                  "1 to 255 printable ASCII characters. A repeated request with the same key"
                      + " returns the first deployment and does nothing else.")
          @HeaderParam("Idempotency-Key")
          @Nullable String idempotencyKey,
      String body) {
    EnvironmentOverview environment = visible.environment(env);
    Optional<String> key = IdempotencyKeys.read(idempotencyKey);
    Details details = DeploymentBody.read(body);
    environment
        .status()
        .flatMap(EnvironmentStatus::pause)
        .ifPresent(
            pause -> {
              throw Problems.of(ProblemType.PAUSED, paused(env, pause));
            });
    Deployment deployment = deployments.report(id(environment), caller.name(), details, key);
    if (!deployment.details().equals(details)) {
      throw IdempotencyKeys.reused("deployment");
    }
    return ResponseBuilder.create(Status.ACCEPTED, views.of(deployment))
        // Relative, so that it is right behind any proxy.
        .header("Location", URI.create("/api/v1/deployments/" + deployment.id()))
        .header("Retry-After", 2)
        .build();
  }

  private static String paused(String env, Pause pause) {
    return "'"
        + env
        + "' was paused by '"
        + pause.by()
        + "': "
        + pause.note()
        + ". Resume it with DELETE /api/v1/environments/"
        + env
        + "/pause, then send this request again.";
  }

  private static EnvironmentId id(EnvironmentOverview overview) {
    return overview.watched().environment().id();
  }
}
