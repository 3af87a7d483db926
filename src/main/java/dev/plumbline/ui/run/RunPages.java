package dev.plumbline.ui.run;

import dev.plumbline.configuration.ApiToken.Role;
import dev.plumbline.http.access.Caller;
import dev.plumbline.http.access.RoleNeeded;
import dev.plumbline.http.admission.Rendering;
import dev.plumbline.http.request.Paging;
import dev.plumbline.http.run.RunActions;
import dev.plumbline.http.run.RunPhase;
import dev.plumbline.http.run.RunReportPage;
import dev.plumbline.http.run.RunStream;
import dev.plumbline.jackson.form.RecordJson;
import dev.plumbline.report.layout.PageOutline;
import dev.plumbline.run.Run;
import dev.plumbline.run.RunRequest;
import dev.plumbline.run.evidence.RunReport;
import dev.plumbline.run.rollback.RollbackPreview;
import dev.plumbline.store.Page;
import dev.plumbline.store.run.FollowUpStore;
import dev.plumbline.store.run.RunStore;
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
import io.vertx.core.http.HttpServerResponse;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseEventSink;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Runs: the list, and each of them. */
@Path("/runs")
@Produces(MediaType.TEXT_HTML)
@RunOnVirtualThread
class RunPages {
  /** In a list. */
  private static final int ROWS = 50;

  private final RunStore store;
  private final RunActions actions;
  private final RunStream stream;
  private final FollowUpStore followUps;
  private final Rendering rendering;
  private final Caller caller;
  private final Frames frames;

  RunPages(
      RunStore store,
      RunActions actions,
      RunStream stream,
      FollowUpStore followUps,
      Rendering rendering,
      Caller caller,
      Frames frames) {
    this.store = store;
    this.actions = actions;
    this.stream = stream;
    this.followUps = followUps;
    this.rendering = rendering;
    this.caller = caller;
    this.frames = frames;
  }

  @CheckedTemplate
  static class Templates {
    private Templates() {}

    static native TemplateInstance list(Frame frame, List<RunListRow> rows, Optional<String> next);

    static native TemplateInstance run(Frame frame, RunDetails page);

    static native TemplateInstance report(
        Frame frame, String run, String subtitle, RawString report);

    static native TemplateInstance rollback(
        Frame frame, RunListRow page, RollbackPreview preview, String hash);
  }

  @GET
  @RoleNeeded(Role.VIEWER)
  public String list(@QueryParam("cursor") @Nullable String cursor) {
    Page<Run> found =
        Paging.read(
            Blanks.toNull(cursor),
            ROWS,
            (from, size) -> store.runs(caller.access(), Optional.empty(), from, size));
    return Templates.list(
            frames.of("Runs", Area.RUNS, "/api/v1/runs"),
            found.items().stream().map(RunListRow::of).toList(),
            found.next().map(next -> new PageLink("/runs").with("cursor", next).text()))
        .render();
  }

  @GET
  @Path("/{id}")
  @RoleNeeded(Role.VIEWER)
  public String run(String id) {
    Run run = actions.run(id);
    RunDetails page =
        RunDetails.of(
            run,
            RunPhase.of(store.events(run.id(), 0)),
            followUps.followUps(run.id()),
            actions.rollback(run));
    String title = (page.undoes().isPresent() ? "Rollback of " : "Run on ") + page.target();
    return Templates.run(frames.of(title, Area.RUNS, "/api/v1/runs/" + id), page).render();
  }

  /** That something happened; the page is then read again. */
  @GET
  @Path("/{id}/events")
  @Produces(MediaType.SERVER_SENT_EVENTS)
  @RoleNeeded(Role.VIEWER)
  public void events(
      String id,
      @HeaderParam("Last-Event-ID") @Nullable String lastEventId,
      @Context HttpServerResponse response,
      @Context SseEventSink sink,
      @Context Sse sse)
      throws InterruptedException {
    // No filter of the framework sees the answer of a stream.
    response.putHeader("Cache-Control", "no-store");
    stream.send(
        actions.run(id),
        lastEventId,
        sink,
        recorded ->
            sse.newEventBuilder()
                .id(Long.toString(recorded.id()))
                .data(recorded.event().kind().label())
                .build());
  }

  /** The evidence, which never changes. */
  @GET
  @Path("/{id}/report")
  @RoleNeeded(Role.VIEWER)
  public String report(String id) {
    PageOutline report = RunReportPage.of(RecordJson.read(actions.report(id), RunReport.class));
    Frame frame = frames.of(report.title(), Area.RUNS, "/api/v1/runs/" + id + "/report");
    return rendering.page(
        () ->
            Templates.report(frame, id, report.subtitle(), BlockHtml.of(report.blocks())).render());
  }

  @POST
  @Path("/{id}/hold")
  @RoleNeeded(Role.OPERATOR)
  public Response hold(String id) {
    return asked(id, Optional.of(RunRequest.HOLD));
  }

  @POST
  @Path("/{id}/resume")
  @RoleNeeded(Role.OPERATOR)
  public Response resume(String id) {
    return asked(id, Optional.empty());
  }

  @POST
  @Path("/{id}/cancel")
  @RoleNeeded(Role.OPERATOR)
  public Response cancel(String id) {
    return asked(id, Optional.of(RunRequest.CANCEL));
  }

  private Response asked(String id, Optional<RunRequest> request) {
    return to(actions.ask(id, request));
  }

  @GET
  @Path("/{id}/rollback")
  @RoleNeeded(Role.VIEWER)
  public String preview(String id) {
    Run run = actions.run(id);
    RollbackPreview preview = actions.preview(run);
    return Templates.rollback(
            frames.of(
                "Roll back a run on " + run.target(),
                Area.RUNS,
                "/api/v1/runs/" + id + "/rollback"),
            RunListRow.of(run),
            preview,
            preview.hash())
        .render();
  }

  @POST
  @Path("/{id}/rollback")
  @RoleNeeded(Role.APPROVER)
  public Response rollback(
      String id, @FormParam("hash") @Nullable String hash, @FormParam("key") @Nullable String key) {
    return to(actions.rollback(actions.run(id), hash == null ? "" : hash, Blanks.toNull(key)));
  }

  private static Response to(Run run) {
    return Response.seeOther(URI.create("/runs/" + run.id())).build();
  }
}
