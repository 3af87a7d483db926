package dev.plumbline.rest;

import dev.plumbline.configuration.ApiToken.Role;
import dev.plumbline.environment.Versions;
import dev.plumbline.http.access.RoleNeeded;
import dev.plumbline.http.environment.EnvironmentActions;
import dev.plumbline.http.request.Visibility;
import dev.plumbline.rest.wire.EnvironmentView;
import dev.plumbline.rest.wire.MigrationView;
import dev.plumbline.rest.wire.PageView;
import dev.plumbline.rest.wire.PollView;
import dev.plumbline.rest.wire.RequestBodies;
import dev.plumbline.store.state.EnvironmentStatus;
import dev.plumbline.store.state.Poll;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.net.URI;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jboss.resteasy.reactive.RestResponse.Status;

@Path("/api/v1/environments")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "Environments", description = "The watched environments, as last read.")
class EnvironmentsResource {
  private final EnvironmentActions actions;
  private final Visibility visible;

  EnvironmentsResource(EnvironmentActions actions, Visibility visible) {
    this.actions = actions;
    this.visible = visible;
  }

  @GET
  @RoleNeeded(Role.VIEWER)
  @Operation(operationId = "listEnvironments", summary = "Every environment, sorted by name")
  public PageView<EnvironmentView> environments() {
    return PageView.whole(visible.environments().stream().map(EnvironmentView::of).toList());
  }

  @GET
  @Path("/{env}")
  @RoleNeeded(Role.VIEWER)
  @Operation(operationId = "getEnvironment", summary = "One environment")
  public EnvironmentView environment(String env) {
    return EnvironmentView.of(visible.environment(env));
  }

  @GET
  @Path("/{env}/migrations")
  @RoleNeeded(Role.VIEWER)
  @Operation(
      operationId = "listMigrations",
      summary = "Every migration of Directus that has run in an environment, sorted")
  public PageView<MigrationView> migrations(String env) {
    return PageView.whole(
        visible
            .environment(env)
            .status()
            .map(EnvironmentStatus::versions)
            .orElse(Versions.UNKNOWN)
            .migrations()
            .stream()
            .sorted()
            .map(MigrationView::new)
            .toList());
  }

  @POST
  @Path("/{env}/polls")
  @RoleNeeded(Role.OPERATOR)
  @Operation(
      operationId = "pollEnvironment",
      summary = "Poll now",
      description =
          "Answers at once. Follow Location until state is done or failed. The"
              + " environment is read after this request: if a poll is running, the new one"
              + " starts after it, and further requests get the same new poll.")
  @APIResponse(
      responseCode = "202",
      description = "It runs.",
      headers = @Header(name = "Location", description = "The poll."),
      content = @Content(schema = @Schema(implementation = PollView.class)))
  public RestResponse<PollView> poll(String env) {
    Poll poll = actions.poll(env);
    return ResponseBuilder.create(Status.ACCEPTED, PollView.of(poll))
        // Relative, so that it is right behind any proxy.
        .header("Location", URI.create("/api/v1/polls/" + poll.id()))
        .header("Retry-After", 1)
        .build();
  }

  @PUT
  @Path("/{env}/pause")
  @Consumes(MediaType.APPLICATION_JSON)
  @RoleNeeded(Role.OPERATOR)
  @Operation(
      operationId = "pauseEnvironment",
      summary = "Stop polling on schedule",
      description = "Until somebody resumes it. Pausing again replaces name and note.")
  @RequestBody(
      required = true,
      content =
          @Content(
              schema = @Schema(implementation = RequestBodies.Pause.class),
              examples =
                  @ExampleObject(
                      name = "upgrade",
                      value = "{\"note\": \"Directus is upgraded until noon\"}")))
  public EnvironmentView pause(String env, String body) {
    return EnvironmentView.of(actions.pause(env, body));
  }

  @DELETE
  @Path("/{env}/pause")
  @RoleNeeded(Role.OPERATOR)
  @Operation(
      operationId = "resumeEnvironment",
      summary = "Poll on schedule again",
      description = "Does nothing if it is not paused.")
  public EnvironmentView resume(String env) {
    return EnvironmentView.of(actions.resume(env));
  }
}
