package dev.plumbline.ui.comparison;

import dev.plumbline.configuration.ApiToken.Role;
import dev.plumbline.configuration.Settings;
import dev.plumbline.http.access.RoleNeeded;
import dev.plumbline.http.admission.Rendering;
import dev.plumbline.http.plan.PlanActions;
import dev.plumbline.http.plan.PlanBody;
import dev.plumbline.http.report.DriftReport;
import dev.plumbline.http.report.ReportMarkdown;
import dev.plumbline.http.request.RequestParameters;
import dev.plumbline.http.request.Visibility;
import dev.plumbline.monitor.overview.ComparisonReport;
import dev.plumbline.store.plan.ListedPlan;
import dev.plumbline.ui.form.Blanks;
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
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One comparison. */
@Path("/comparisons/{name}")
@Produces(MediaType.TEXT_HTML)
@RunOnVirtualThread
class ComparisonResource {
  private final Visibility visible;
  private final Rendering rendering;
  private final PlanActions plans;
  private final Settings settings;
  private final Frames frames;
  private final Clock clock;

  ComparisonResource(
      Visibility visible,
      Rendering rendering,
      PlanActions plans,
      Settings settings,
      Frames frames,
      Clock clock) {
    this.visible = visible;
    this.rendering = rendering;
    this.plans = plans;
    this.settings = settings;
    this.frames = frames;
    this.clock = clock;
  }

  @CheckedTemplate
  static class Templates {
    private Templates() {}

    static native TemplateInstance comparison(Frame frame, ComparisonPage page);
  }

  @GET
  @RoleNeeded(Role.VIEWER)
  public String comparison(
      String name,
      @QueryParam("severity") @Nullable String severity,
      @QueryParam("kind") @Nullable String kind,
      @QueryParam("text") @Nullable String text,
      @QueryParam("from") @Nullable String from) {
    RequestParameters checked = new RequestParameters();
    ChangeFilter filter = ChangeFilter.read(checked, severity, kind, text);
    int first = checked.read("from", Blanks.toNull(from), ComparisonResource::number).orElse(1);
    checked.orThrow();
    ComparisonReport report = visible.report(name);
    Frame frame = frames.of(name, Area.OVERVIEW, "/api/v1/comparisons/" + name);
    boolean canBePlanned =
        Optional.ofNullable(settings.environments().get(report.overview().comparison().target()))
            .filter(target -> target.directus().isPresent() && target.database().isPresent())
            .isPresent();
    return rendering.page(
        () ->
            Templates.comparison(frame, ComparisonPage.of(report, filter, first, canBePlanned))
                .render());
  }

  private static Integer number(String text) {
    if (!text.matches("[1-9][0-9]{0,6}")) {
      throw new IllegalArgumentException("'" + text + "' is not a whole number from 1 on.");
    }
    return Integer.valueOf(text);
  }

  /** To be copied into a message or a ticket. */
  @GET
  @Path("/markdown")
  @Produces(MediaType.TEXT_PLAIN)
  @RoleNeeded(Role.VIEWER)
  public Response markdown(String name) {
    ComparisonReport report = visible.report(name);
    return Response.ok(
            rendering.page(() -> ReportMarkdown.write(DriftReport.of(report, clock.instant()))),
            "text/plain;charset=UTF-8")
        .build();
  }

  @POST
  @Path("/plans")
  @RoleNeeded(Role.OPERATOR)
  public Response propose(
      String name,
      @FormParam("include") @Nullable String include,
      @FormParam("exclude") @Nullable String exclude,
      @FormParam("key") @Nullable String key) {
    visible.comparison(name);
    PlanBody.Request request =
        PlanBody.read(
            new FormJson()
                .with("comparison", name)
                .with("include", lines(include))
                .with("exclude", lines(exclude))
                .text(),
            settings,
            visible);
    ListedPlan plan = plans.propose(request, Optional.ofNullable(Blanks.toNull(key)));
    return Response.seeOther(URI.create("/plans/" + plan.proposal().id())).build();
  }

  private static List<String> lines(@Nullable String text) {
    return text == null
        ? List.of()
        : Arrays.stream(text.split("\\R")).map(String::strip).filter(s -> !s.isEmpty()).toList();
  }
}
