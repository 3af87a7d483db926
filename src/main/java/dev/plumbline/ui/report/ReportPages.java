package dev.plumbline.ui.report;

import dev.plumbline.configuration.ApiToken.Role;
import dev.plumbline.http.access.RoleNeeded;
import dev.plumbline.http.admission.Rendering;
import dev.plumbline.http.report.VisibleReports;
import dev.plumbline.http.request.Paging;
import dev.plumbline.report.Reports.Served;
import dev.plumbline.report.layout.PageOutline;
import dev.plumbline.report.page.ReportPage;
import dev.plumbline.store.Page;
import dev.plumbline.store.history.ReportStore;
import dev.plumbline.store.history.ReportStore.Listed;
import dev.plumbline.ui.form.Blanks;
import dev.plumbline.ui.form.PageLink;
import dev.plumbline.ui.page.BlockHtml;
import dev.plumbline.ui.page.Frame;
import dev.plumbline.ui.page.Frames;
import dev.plumbline.ui.page.Frames.Area;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.RawString;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The reports: the list, and each of them. */
@Path("/reports")
@Produces(MediaType.TEXT_HTML)
@RunOnVirtualThread
class ReportPages {
  /** In a list. */
  private static final int ROWS = 50;

  private final ReportStore store;
  private final Rendering rendering;
  private final VisibleReports visible;
  private final Frames frames;

  ReportPages(ReportStore store, Rendering rendering, VisibleReports visible, Frames frames) {
    this.store = store;
    this.rendering = rendering;
    this.visible = visible;
    this.frames = frames;
  }

  /** A report, in one line. */
  record ReportRow(long id, Instant from, Instant to, String trigger, Instant madeAt) {
    static ReportRow of(Listed listed) {
      return new ReportRow(
          listed.id(),
          listed.span().from(),
          listed.span().to(),
          listed.trigger().label(),
          listed.madeAt());
    }
  }

  @CheckedTemplate
  static class Templates {
    private Templates() {}

    static native TemplateInstance list(Frame frame, List<ReportRow> rows, Optional<String> next);

    static native TemplateInstance report(Frame frame, String subtitle, RawString report);
  }

  @GET
  @RoleNeeded(Role.VIEWER)
  public String list(@QueryParam("cursor") @Nullable String cursor) {
    Page<Listed> found = Paging.read(Blanks.toNull(cursor), ROWS, store::reports);
    return Templates.list(
            frames.of("Reports", Area.REPORTS, "/api/v1/reports"),
            found.items().stream().map(ReportRow::of).toList(),
            found.next().map(next -> new PageLink("/reports").with("cursor", next).text()))
        .render();
  }

  @GET
  @Path("/{id}")
  @RoleNeeded(Role.VIEWER)
  public String report(String id) {
    Served served = visible.report(id);
    return rendering.page(
        () -> {
          PageOutline outline = ReportPage.of(served);
          return Templates.report(
                  frames.of(outline.title(), Area.REPORTS, "/api/v1/reports/" + id),
                  outline.subtitle(),
                  BlockHtml.of(outline.blocks()))
              .render();
        });
  }
}
