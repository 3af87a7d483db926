package dev.plumbline.ui.overview;

import dev.plumbline.configuration.ApiToken.Role;
import dev.plumbline.environment.EnvironmentId;
import dev.plumbline.http.access.Caller;
import dev.plumbline.http.access.RoleNeeded;
import dev.plumbline.http.request.Visibility;
import dev.plumbline.scan.IntegritySummary;
import dev.plumbline.scan.Scanning;
import dev.plumbline.store.FindingStore;
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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What there is, and how it is. */
@Path("/")
@Produces(MediaType.TEXT_HTML)
@RunOnVirtualThread
class OverviewResource {
  private final Visibility visible;
  private final Scanning scanning;
  private final FindingStore findings;
  private final Caller caller;
  private final Pending pending;
  private final Frames frames;

  OverviewResource(
      Visibility visible,
      Scanning scanning,
      FindingStore findings,
      Caller caller,
      Pending pending,
      Frames frames) {
    this.visible = visible;
    this.scanning = scanning;
    this.findings = findings;
    this.caller = caller;
    this.pending = pending;
    this.frames = frames;
  }

  @CheckedTemplate
  static class Templates {
    private Templates() {}

    static native TemplateInstance overview(
        Frame frame,
        List<Pending.Line> pending,
        List<ComparisonRow> comparisons,
        List<EnvironmentRow> environments);
  }

  @GET
  @RoleNeeded(Role.VIEWER)
  public String overview() {
    Frame frame = frames.of("Overview", Area.OVERVIEW, "/api/v1/environments");
    Map<EnvironmentId, IntegritySummary> summaries =
        scanning.summaries().stream()
            .filter(summary -> caller.sees(summary.watched().environment().id()))
            .collect(
                Collectors.toMap(
                    summary -> summary.watched().environment().id(), Function.identity()));
    List<FindingStore.Count> counts = findings.counts();
    List<EnvironmentRow> environments =
        visible.environments().stream()
            .map(
                overview ->
                    EnvironmentRow.of(
                        overview,
                        Optional.ofNullable(summaries.get(overview.watched().environment().id())),
                        counts,
                        frame.now()))
            .sorted(EnvironmentRow.WORST_FIRST)
            .toList();
    List<ComparisonRow> comparisons =
        visible.comparisons().stream()
            .map(ComparisonRow::of)
            .sorted(ComparisonRow.WORST_FIRST)
            .toList();
    return Templates.overview(frame, pending.lines(), comparisons, environments).render();
  }
}
