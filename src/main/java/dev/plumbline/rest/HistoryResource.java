package dev.plumbline.rest;

import dev.plumbline.configuration.ApiToken.Role;
import dev.plumbline.environment.EnvironmentId;
import dev.plumbline.http.access.RoleNeeded;
import dev.plumbline.http.request.Paging;
import dev.plumbline.http.request.RequestParameters;
import dev.plumbline.http.request.Visibility;
import dev.plumbline.rest.wire.PageAnswer;
import dev.plumbline.rest.wire.PageView;
import dev.plumbline.rest.wire.SnapshotPeriodView;
import dev.plumbline.store.MonitorStore;
import dev.plumbline.store.MonitorStore.SnapshotPeriod;
import dev.plumbline.store.Page;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

@Path("/api/v1/environments/{env}/snapshots")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "Snapshots")
class HistoryResource {
  private final MonitorStore store;
  private final Visibility visible;

  HistoryResource(MonitorStore store, Visibility visible) {
    this.store = store;
    this.visible = visible;
  }

  @GET
  @RoleNeeded(Role.VIEWER)
  @Operation(
      operationId = "listSnapshots",
      summary = "The schemas that an environment has had, newest first")
  public RestResponse<PageView<SnapshotPeriodView>> history(
      String env,
      @Parameter(ref = "limit") @QueryParam("limit") @Nullable String limit,
      @Parameter(ref = "cursor") @QueryParam("cursor") @Nullable String cursor,
      UriInfo uri) {
    EnvironmentId id = visible.environment(env).watched().environment().id();
    RequestParameters checked = new RequestParameters();
    int most = checked.limit(limit);
    checked.orThrow();
    Page<SnapshotPeriod> page =
        Paging.read(cursor, most, (from, size) -> store.snapshots(id, from, size));
    return PageAnswer.of(page, SnapshotPeriodView::of, uri);
  }
}
