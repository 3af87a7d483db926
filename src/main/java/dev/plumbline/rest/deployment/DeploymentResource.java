package dev.plumbline.rest.deployment;

import dev.plumbline.configuration.ApiToken.Role;
import dev.plumbline.configuration.Settings;
import dev.plumbline.http.access.Caller;
import dev.plumbline.http.access.RoleNeeded;
import dev.plumbline.http.problem.Problems;
import dev.plumbline.http.request.Ids;
import dev.plumbline.store.DeploymentStore;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/api/v1/deployments")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "Deployments")
class DeploymentResource {
  private final Settings settings;
  private final DeploymentStore store;
  private final DeploymentViews views;
  private final Caller caller;

  DeploymentResource(
      Settings settings, DeploymentStore store, DeploymentViews views, Caller caller) {
    this.settings = settings;
    this.store = store;
    this.views = views;
    this.caller = caller;
  }

  @GET
  @Path("/{id}")
  @RoleNeeded(Role.VIEWER)
  @Operation(
      operationId = "getDeployment",
      summary = "One deployment, running or ended",
      description = "Ask again while state is running.")
  public DeploymentView deployment(String id) {
    return Ids.uuid(id)
        .flatMap(deployment -> store.deployment(deployment, caller.access()))
        .filter(known -> settings.environments().containsKey(known.environment()))
        .map(views::of)
        .orElseThrow(() -> Problems.notFound("deployment", id));
  }
}
