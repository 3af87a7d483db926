package dev.plumbline.ui.finding;

import dev.plumbline.configuration.ApiToken.Role;
import dev.plumbline.finding.Finding;
import dev.plumbline.finding.FindingEvent;
import dev.plumbline.finding.FindingKind;
import dev.plumbline.finding.FindingState;
import dev.plumbline.http.access.Caller;
import dev.plumbline.http.access.RoleNeeded;
import dev.plumbline.http.finding.FindingActions;
import dev.plumbline.http.request.Paging;
import dev.plumbline.http.request.RequestParameters;
import dev.plumbline.http.request.Visibility;
import dev.plumbline.severity.Severity;
import dev.plumbline.store.FindingStore;
import dev.plumbline.store.Page;
import dev.plumbline.store.Part;
import dev.plumbline.ui.form.Blanks;
import dev.plumbline.ui.form.Choice;
import dev.plumbline.ui.form.FormJson;
import dev.plumbline.ui.form.PageLink;
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
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Findings: the list, and each of them. */
@Path("/findings")
@Produces(MediaType.TEXT_HTML)
@RunOnVirtualThread
class FindingPages {
  /** In a list. */
  private static final int ROWS = 100;

  private static final int MOST_EVENTS = 200;

  private final FindingStore store;
  private final FindingActions actions;
  private final Visibility visible;
  private final Caller caller;
  private final CodeGuide guide;
  private final Frames frames;

  FindingPages(
      FindingStore store,
      FindingActions actions,
      Visibility visible,
      Caller caller,
      CodeGuide guide,
      Frames frames) {
    this.store = store;
    this.actions = actions;
    this.visible = visible;
    this.caller = caller;
    this.guide = guide;
    this.frames = frames;
  }

  /**
   * The list.
   *
   * @param next the link to the following ones; empty at the end
   */
  record FindingList(
      List<FindingRow> rows,
      List<Choice> environments,
      List<Choice> kinds,
      List<Choice> severities,
      List<Choice> states,
      Optional<String> next) {}

  @CheckedTemplate
  static class Templates {
    private Templates() {}

    static native TemplateInstance list(Frame frame, FindingList page);

    static native TemplateInstance finding(Frame frame, FindingPage page);
  }

  @GET
  @RoleNeeded(Role.VIEWER)
  public String list(
      @QueryParam("environment") @Nullable String environment,
      @QueryParam("kind") @Nullable String kind,
      @QueryParam("severity") @Nullable String severity,
      @QueryParam("state") @Nullable String state,
      @QueryParam("cursor") @Nullable String cursor) {
    RequestParameters checked = new RequestParameters();
    // What nobody has asked for is what is open.
    String wanted = state == null ? "open" : Blanks.toNull(state);
    FindingStore.Filter filter =
        new FindingStore.Filter(
            caller.access(),
            visible.comparisonNames(),
            checked.read("environment", Blanks.toNull(environment), visible::environmentFilter),
            Optional.empty(),
            checked.oneOf("kind", Blanks.toNull(kind), FindingKind.values(), FindingKind::label),
            checked.oneOf("severity", Blanks.toNull(severity), Severity.values(), Severity::label),
            checked.oneOf("state", wanted, FindingState.labels()).map(Set::of).orElse(Set.of()),
            Optional.empty());
    checked.orThrow();
    Page<Finding> found =
        Paging.read(
            Blanks.toNull(cursor), ROWS, (from, size) -> store.findings(filter, from, size));
    List<String> environments =
        visible.environments().stream()
            .map(overview -> overview.watched().environment().id().name())
            .toList();
    FindingList page =
        new FindingList(
            found.items().stream().map(FindingRow::of).toList(),
            Choice.of(environments, Optional.ofNullable(Blanks.toNull(environment))),
            Choice.of(FindingKind.values(), FindingKind::label, filter.kind()),
            Choice.of(Severity.values(), Severity::label, filter.severity()),
            Choice.of(FindingState.labels(), Optional.ofNullable(wanted)),
            found
                .next()
                .map(
                    next ->
                        new PageLink("/findings")
                            .with("environment", environment)
                            .with("kind", kind)
                            .with("severity", severity)
                            .with("state", state)
                            .with("cursor", next)
                            .text()));
    PageLink rest =
        new PageLink("/api/v1/findings")
            .with("environment", Blanks.toNull(environment))
            .with("kind", Blanks.toNull(kind))
            .with("severity", Blanks.toNull(severity))
            .with("state", wanted);
    return Templates.list(frames.of("Findings", Area.FINDINGS, rest.text()), page).render();
  }

  @GET
  @Path("/{id}")
  @RoleNeeded(Role.VIEWER)
  public String finding(String id) {
    Finding finding = actions.finding(id);
    Page<FindingEvent.Recorded> events = store.events(finding.id(), Optional.empty(), MOST_EVENTS);
    return Templates.finding(
            frames.of("Finding", Area.FINDINGS, "/api/v1/findings/" + id),
            FindingPage.of(
                finding,
                guide.of(finding.observation().code()),
                Part.leftSince(finding.observation().scope(), store.left()),
                events.items(),
                events.next().isPresent()))
        .render();
  }

  @POST
  @Path("/{id}/acknowledgement")
  @RoleNeeded(Role.OPERATOR)
  public Response acknowledge(
      String id,
      @FormParam("note") @Nullable String note,
      @FormParam("until") @Nullable String until) {
    actions.acknowledge(id, new FormJson().with("note", note).with("until", until).text());
    return back(id);
  }

  @POST
  @Path("/{id}/acknowledgement/end")
  @RoleNeeded(Role.OPERATOR)
  public Response lift(String id) {
    actions.lift(id);
    return back(id);
  }

  private static Response back(String id) {
    return Response.seeOther(URI.create("/findings/" + id)).build();
  }
}
