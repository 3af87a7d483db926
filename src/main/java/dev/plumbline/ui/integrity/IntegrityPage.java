package dev.plumbline.ui.integrity;

import dev.plumbline.configuration.ApiToken.Role;
import dev.plumbline.environment.EnvironmentId;
import dev.plumbline.http.access.RoleNeeded;
import dev.plumbline.http.problem.Problems;
import dev.plumbline.http.request.Visibility;
import dev.plumbline.scan.IntegrityOverview;
import dev.plumbline.scan.ItemHistory;
import dev.plumbline.scan.Scanning;
import dev.plumbline.ui.page.Frame;
import dev.plumbline.ui.page.Frames;
import dev.plumbline.ui.page.Frames.Area;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** The records of one environment. */
@Path("/environments/{env}/integrity")
@Produces(MediaType.TEXT_HTML)
@RunOnVirtualThread
class IntegrityPage {
  private final Scanning scanning;
  private final Visibility visible;
  private final Frames frames;

  IntegrityPage(Scanning scanning, Visibility visible, Frames frames) {
    this.scanning = scanning;
    this.visible = visible;
    this.frames = frames;
  }

  @CheckedTemplate
  static class Templates {
    private Templates() {}

    static native TemplateInstance integrity(Frame frame, IntegrityDetails page);
  }

  @GET
  @RoleNeeded(Role.VIEWER)
  public String integrity(String env) {
    EnvironmentId id = visible.environment(env).watched().environment().id();
    IntegrityOverview overview =
        scanning.integrity(id).orElseThrow(() -> Problems.notFound("environment", env));
    ItemHistory items = scanning.items(id).orElseThrow(() -> Problems.notFound("environment", env));
    Frame frame =
        frames.of("Records of " + env, Area.OVERVIEW, "/api/v1/environments/" + env + "/integrity");
    return Templates.integrity(frame, IntegrityDetails.of(overview, items, frame.now())).render();
  }
}
