package dev.plumbline.ui.plan;

import dev.plumbline.approval.PlanState;
import dev.plumbline.configuration.ApiToken.Role;
import dev.plumbline.http.access.Caller;
import dev.plumbline.http.access.RoleNeeded;
import dev.plumbline.http.admission.Rendering;
import dev.plumbline.http.plan.PlanActions;
import dev.plumbline.http.plan.PlanPage;
import dev.plumbline.http.request.Paging;
import dev.plumbline.http.request.RequestParameters;
import dev.plumbline.http.run.RunActions;
import dev.plumbline.planning.decision.Plans;
import dev.plumbline.run.Run;
import dev.plumbline.store.Page;
import dev.plumbline.store.plan.ListedPlan;
import dev.plumbline.store.plan.PlanStore;
import dev.plumbline.store.plan.StoredPlan;
import dev.plumbline.ui.form.Blanks;
import dev.plumbline.ui.form.Choice;
import dev.plumbline.ui.form.FormJson;
import dev.plumbline.ui.form.PageLink;
import dev.plumbline.ui.page.BlockHtml;
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

/** Plans: the list, and each of them. */
@Path("/plans")
@Produces(MediaType.TEXT_HTML)
@RunOnVirtualThread
class PlanPages {
  /** In a list. */
  private static final int ROWS = 50;

  /** Who decides reads on without it; who checks the evidence later opens it. */
  private static final Set<String> FOLDED = Set.of("Seal");

  private final Plans plans;
  private final PlanActions actions;
  private final RunActions runs;
  private final Rendering rendering;
  private final Caller caller;
  private final Frames frames;

  PlanPages(
      Plans plans,
      PlanActions actions,
      RunActions runs,
      Rendering rendering,
      Caller caller,
      Frames frames) {
    this.plans = plans;
    this.actions = actions;
    this.runs = runs;
    this.rendering = rendering;
    this.caller = caller;
    this.frames = frames;
  }

  @CheckedTemplate
  static class Templates {
    private Templates() {}

    static native TemplateInstance list(
        Frame frame, List<PlanRow> rows, List<Choice> states, Optional<String> next);

    static native TemplateInstance plan(Frame frame, PlanDetails page);
  }

  @GET
  @RoleNeeded(Role.VIEWER)
  public String list(
      @QueryParam("state") @Nullable String state, @QueryParam("cursor") @Nullable String cursor) {
    RequestParameters checked = new RequestParameters();
    Optional<PlanState.Kind> wanted =
        checked.oneOf(
            "state", Blanks.toNull(state), PlanState.Kind.values(), PlanState.Kind::label);
    checked.orThrow();
    PlanStore.Filter filter =
        new PlanStore.Filter(caller.access(), Optional.empty(), Optional.empty(), wanted);
    Page<ListedPlan> found =
        Paging.read(Blanks.toNull(cursor), ROWS, (from, size) -> plans.plans(filter, from, size));
    return Templates.list(
            frames.of(
                "Plans",
                Area.PLANS,
                new PageLink("/api/v1/plans").with("state", Blanks.toNull(state)).text()),
            found.items().stream().map(PlanRow::of).toList(),
            Choice.of(PlanState.Kind.values(), PlanState.Kind::label, wanted),
            found
                .next()
                .map(
                    next ->
                        new PageLink("/plans").with("state", state).with("cursor", next).text()))
        .render();
  }

  @GET
  @Path("/{id}")
  @RoleNeeded(Role.VIEWER)
  public String plan(String id) {
    StoredPlan plan = actions.plan(id);
    Optional<String> closed = actions.closed(plan.proposal().target());
    Frame frame =
        frames.of("Plan for " + plan.proposal().target(), Area.PLANS, "/api/v1/plans/" + id);
    return rendering.page(
        () ->
            Templates.plan(
                    frame,
                    PlanDetails.of(
                        plan,
                        closed,
                        BlockHtml.of(
                            PlanPage.of(plan, closed, actions.proofServer(), frame.now()).blocks(),
                            FOLDED),
                        caller.approver()))
                .render());
  }

  @POST
  @Path("/{id}/approvals")
  @RoleNeeded(Role.APPROVER)
  public Response decide(
      String id,
      @FormParam("decision") @Nullable String decision,
      @FormParam("hash") @Nullable String hash,
      @FormParam("note") @Nullable String note,
      @FormParam("reason") @Nullable String reason,
      @FormParam("ticket") @Nullable String ticket,
      @FormParam("targetName") @Nullable String targetName,
      @FormParam("consents") List<String> consents,
      @FormParam("key") @Nullable String key) {
    actions.decide(
        id,
        new FormJson()
            .with("decision", decision)
            .with("hash", hash)
            .with("note", note)
            .with("reason", reason)
            .with("ticket", ticket)
            .with("targetName", targetName)
            .with("consents", consents)
            .text(),
        Optional.ofNullable(Blanks.toNull(key)));
    return back(id);
  }

  @POST
  @Path("/{id}/withdrawal")
  @RoleNeeded(Role.OPERATOR)
  public Response withdraw(String id) {
    actions.withdraw(id);
    return back(id);
  }

  @POST
  @Path("/{id}/runs")
  @RoleNeeded(Role.OPERATOR)
  public Response run(String id, @FormParam("key") @Nullable String key) {
    Run run = runs.begin(actions.plan(id), Blanks.toNull(key));
    return Response.seeOther(URI.create("/runs/" + run.id())).build();
  }

  private static Response back(String id) {
    return Response.seeOther(URI.create("/plans/" + id)).build();
  }
}
