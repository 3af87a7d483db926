package dev.plumbline.ui.audit;

import dev.plumbline.audit.AuditAction;
import dev.plumbline.audit.AuditEntry;
import dev.plumbline.audit.ChainedEntry;
import dev.plumbline.auditing.AuditVerification;
import dev.plumbline.configuration.ApiToken.Role;
import dev.plumbline.environment.EnvironmentId;
import dev.plumbline.http.access.Caller;
import dev.plumbline.http.access.RoleNeeded;
import dev.plumbline.http.request.Paging;
import dev.plumbline.http.request.RequestParameters;
import dev.plumbline.store.Page;
import dev.plumbline.store.audit.AuditStore;
import dev.plumbline.ui.form.Blanks;
import dev.plumbline.ui.form.Choice;
import dev.plumbline.ui.form.PageLink;
import dev.plumbline.ui.page.Frame;
import dev.plumbline.ui.page.Frames;
import dev.plumbline.ui.page.Frames.Area;
import dev.plumbline.ui.sign.Sign;
import io.quarkus.qute.CheckedTemplate;
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
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Who did what. */
@Path("/audit")
@Produces(MediaType.TEXT_HTML)
@RunOnVirtualThread
class AuditPage {
  /** In a list. */
  private static final int ROWS = 100;

  private final AuditStore store;
  private final AuditVerification verification;
  private final Caller caller;
  private final Frames frames;

  AuditPage(AuditStore store, AuditVerification verification, Caller caller, Frames frames) {
    this.store = store;
    this.verification = verification;
    this.caller = caller;
    this.frames = frames;
  }

  /**
   * Something that somebody did.
   *
   * @param link to what it was done to; empty if that has no page
   */
  record AuditRow(
      long number,
      Instant at,
      String action,
      String who,
      String subject,
      Optional<String> link,
      String environments,
      String details) {
    static AuditRow of(ChainedEntry chained) {
      AuditEntry entry = chained.entry();
      String action = entry.action().label();
      return new AuditRow(
          chained.number(),
          entry.at(),
          action.replace('_', ' '),
          entry.person().or(entry::token).orElse("Plumbline"),
          entry.subject(),
          link(action, entry),
          entry.environments().stream().map(EnvironmentId::name).collect(Collectors.joining(", ")),
          entry.details().entrySet().stream()
              .map(detail -> detail.getKey() + ": " + detail.getValue())
              .collect(Collectors.joining("; ")));
    }

    private static Optional<String> link(String action, AuditEntry entry) {
      if (action.startsWith("environment_")) {
        return Optional.of("/environments/" + entry.subject());
      }
      // A backup has no page of its own.
      if (action.startsWith("backup_")) {
        return entry.environments().stream().findFirst().map(id -> "/environments/" + id.name());
      }
      return Optional.of(
          (action.startsWith("finding_") || action.startsWith("acknowledgement_")
                  ? "/findings/"
                  : "/plans/")
              + entry.subject());
    }
  }

  @CheckedTemplate
  static class Templates {
    private Templates() {}

    static native TemplateInstance audit(
        Frame frame,
        List<AuditRow> rows,
        List<Choice> actions,
        String who,
        Optional<String> next,
        Sign chain,
        Optional<String> problem);
  }

  @GET
  @RoleNeeded(Role.VIEWER)
  public String audit(
      @QueryParam("who") @Nullable String who,
      @QueryParam("action") @Nullable String action,
      @QueryParam("cursor") @Nullable String cursor) {
    RequestParameters checked = new RequestParameters();
    Optional<AuditAction> wanted =
        checked.oneOf("action", Blanks.toNull(action), AuditAction.values(), AuditAction::label);
    checked.orThrow();
    Optional<String> person = Optional.ofNullable(Blanks.toNull(who));
    AuditStore.Filter filter =
        new AuditStore.Filter(caller.access(), person, wanted, Optional.empty(), Optional.empty());
    Page<ChainedEntry> found =
        Paging.read(Blanks.toNull(cursor), ROWS, (from, size) -> store.entries(filter, from, size));
    AuditVerification.Result chain = verification.verifyAdded();
    return Templates.audit(
            frames.of("Audit", Area.AUDIT, link("/api/v1/audit", person, wanted).text()),
            found.items().stream().map(AuditRow::of).toList(),
            Choice.of(AuditAction.values(), AuditAction::label, wanted),
            person.orElse(""),
            found.next().map(next -> link("/audit", person, wanted).with("cursor", next).text()),
            chain.isValid() ? Sign.good("chain intact") : Sign.bad("chain broken"),
            chain.problem())
        .render();
  }

  private static PageLink link(String path, Optional<String> person, Optional<AuditAction> action) {
    return new PageLink(path)
        .with("who", person.orElse(null))
        .with("action", action.map(AuditAction::label).orElse(null));
  }
}
