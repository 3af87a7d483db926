package dev.plumbline.rest;

import dev.plumbline.configuration.ApiToken.Role;
import dev.plumbline.http.access.Caller;
import dev.plumbline.http.access.RoleNeeded;
import dev.plumbline.http.problem.Problems;
import dev.plumbline.http.request.Ids;
import dev.plumbline.monitor.overview.Monitoring;
import dev.plumbline.rest.wire.PollView;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/api/v1/polls")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "Polls", description = "Polls: single readings of an environment.")
class PollsResource {
  private final Monitoring monitoring;
  private final Caller caller;

  PollsResource(Monitoring monitoring, Caller caller) {
    this.monitoring = monitoring;
    this.caller = caller;
  }

  @GET
  @Path("/{id}")
  @RoleNeeded(Role.VIEWER)
  @Operation(operationId = "getPoll", summary = "One poll, running or ended")
  public PollView poll(String id) {
    return Ids.uuid(id)
        .flatMap(poll -> monitoring.poll(poll, caller.access()))
        .map(PollView::of)
        .orElseThrow(() -> Problems.notFound("poll", id));
  }
}
