package dev.plumbline.ui.environment;

import dev.plumbline.configuration.ApiToken.Role;
import dev.plumbline.environment.EnvironmentId;
import dev.plumbline.http.access.Caller;
import dev.plumbline.http.access.RoleNeeded;
import dev.plumbline.http.environment.EnvironmentActions;
import dev.plumbline.http.plan.PlanActions;
import dev.plumbline.http.request.Visibility;
import dev.plumbline.monitor.overview.EnvironmentOverview;
import dev.plumbline.store.DeploymentStore;
import dev.plumbline.store.MonitorStore;
import dev.plumbline.store.backup.BackupStore;
import dev.plumbline.store.run.RunStore;
import dev.plumbline.ui.form.FormJson;
import dev.plumbline.ui.page.Frame;
import dev.plumbline.ui.page.Frames;
import dev.plumbline.ui.page.Frames.Area;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One environment. */
@Path("/environments/{env}")
@Produces(MediaType.TEXT_HTML)
@RunOnVirtualThread
class EnvironmentPages {
  /** Of each kind of thing that happened. */
  private static final int MOST = 20;

  private static final int BACKUPS = 5;

  private final EnvironmentActions actions;
  private final PlanActions plans;
  private final Visibility visible;
  private final Caller caller;
  private final Frames frames;
  private final MonitorStore snapshots;
  private final DeploymentStore deployments;
  private final RunStore runs;
  private final BackupStore backups;

  EnvironmentPages(
      EnvironmentActions actions,
      PlanActions plans,
      Visibility visible,
      Caller caller,
      Frames frames,
      MonitorStore snapshots,
      DeploymentStore deployments,
      RunStore runs,
      BackupStore backups) {
    this.actions = actions;
    this.plans = plans;
    this.visible = visible;
    this.caller = caller;
    this.frames = frames;
    this.snapshots = snapshots;
    this.deployments = deployments;
    this.runs = runs;
    this.backups = backups;
  }

  @CheckedTemplate
  static class Templates {
    private Templates() {}

    static native TemplateInstance environment(Frame frame, EnvironmentDetails page);
  }

  @GET
  @RoleNeeded(Role.VIEWER)
  public String environment(String env) {
    EnvironmentOverview overview = visible.environment(env);
    EnvironmentId id = overview.watched().environment().id();
    Frame frame = frames.of(env, Area.OVERVIEW, "/api/v1/environments/" + env);
    return Templates.environment(
            frame,
            EnvironmentDetails.of(
                overview,
                plans.closed(id),
                visible.comparisons(),
                backups.backups(List.of(id), Optional.empty(), BACKUPS).items(),
                TimelineEntry.of(
                    snapshots.snapshots(id, Optional.empty(), MOST).items(),
                    deployments.deployments(id, Optional.empty(), MOST).items(),
                    runs.runs(caller.access(), Optional.of(id), Optional.empty(), MOST).items())))
        .render();
  }

  @POST
  @Path("/polls")
  @RoleNeeded(Role.OPERATOR)
  public Response poll(String env) {
    actions.poll(env);
    return back(env, "");
  }

  @POST
  @Path("/scans")
  @RoleNeeded(Role.OPERATOR)
  public Response scan(String env) {
    actions.scan(env);
    return back(env, "/integrity");
  }

  @POST
  @Path("/pause")
  @RoleNeeded(Role.OPERATOR)
  public Response pause(String env, @FormParam("note") @Nullable String note) {
    actions.pause(env, new FormJson().with("note", note).text());
    return back(env, "");
  }

  @POST
  @Path("/pause/end")
  @RoleNeeded(Role.OPERATOR)
  public Response resume(String env) {
    actions.resume(env);
    return back(env, "");
  }

  private static Response back(String env, String page) {
    return Response.seeOther(URI.create("/environments/" + env + page)).build();
  }
}
