package dev.plumbline.rest.backup;

import dev.plumbline.backup.Backups;
import dev.plumbline.configuration.ApiToken.Role;
import dev.plumbline.configuration.Settings;
import dev.plumbline.environment.EnvironmentId;
import dev.plumbline.http.access.Caller;
import dev.plumbline.http.access.RoleNeeded;
import dev.plumbline.http.problem.ProblemType;
import dev.plumbline.http.problem.Problems;
import dev.plumbline.http.request.Ids;
import dev.plumbline.http.request.Paging;
import dev.plumbline.http.request.RequestParameters;
import dev.plumbline.http.request.Visibility;
import dev.plumbline.rest.wire.PageAnswer;
import dev.plumbline.rest.wire.PageView;
import dev.plumbline.store.Page;
import dev.plumbline.store.backup.Backup;
import dev.plumbline.store.backup.BackupStore;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jboss.resteasy.reactive.RestResponse.Status;
import org.jspecify.annotations.Nullable;

@Path("/api/v1/backups")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "Backups", description = "Backups of databases, each proven by restoring it.")
class BackupsResource {
  private final Backups backups;
  private final BackupStore store;
  private final Settings settings;
  private final Visibility visible;
  private final Caller caller;

  BackupsResource(
      Backups backups, BackupStore store, Settings settings, Visibility visible, Caller caller) {
    this.backups = backups;
    this.store = store;
    this.settings = settings;
    this.visible = visible;
    this.caller = caller;
  }

  @GET
  @RoleNeeded(Role.VIEWER)
  @Operation(operationId = "listBackups", summary = "The backups, newest first")
  public RestResponse<PageView<BackupView>> backups(
      @Parameter(description = "Only those of this environment.") @QueryParam("environment")
          @Nullable String environment,
      @Parameter(ref = "limit") @QueryParam("limit") @Nullable String limit,
      @Parameter(ref = "cursor") @QueryParam("cursor") @Nullable String cursor,
      UriInfo uri) {
    List<EnvironmentId> environments =
        environment == null
            ? settings.environments().keySet().stream().filter(caller::sees).toList()
            : List.of(visible.environment(environment).watched().environment().id());
    RequestParameters checked = new RequestParameters();
    int most = checked.limit(limit);
    checked.orThrow();
    Page<Backup> page =
        Paging.read(cursor, most, (from, size) -> store.backups(environments, from, size));
    return PageAnswer.of(page, BackupView::listed, uri);
  }

  @GET
  @Path("/{id}")
  @RoleNeeded(Role.VIEWER)
  @Operation(
      operationId = "getBackup",
      summary = "One backup, with the tables in it",
      description = "Ask again while finishedAt is null.")
  public BackupView backup(String id) {
    return BackupView.whole(known(id));
  }

  @POST
  @Path("/{id}/verification")
  @RoleNeeded(Role.OPERATOR)
  @Operation(
      operationId = "verifyBackup",
      summary = "Restore a backup once more, to prove it",
      description = "Answers at once. Follow Location until finishedAt is not null.")
  @APIResponse(
      responseCode = "202",
      description = "It begins.",
      headers = @Header(name = "Location", description = "The backup."),
      content = @Content(schema = @Schema(implementation = BackupView.class)))
  @APIResponse(
      responseCode = "409",
      description = "The backup has no file, or one of the environment is being made.",
      content = @Content(mediaType = "application/problem+json"))
  public RestResponse<BackupView> verify(String id) {
    Backup backup = known(id);
    if (!backup.hasFile()) {
      throw Problems.of(
          ProblemType.BACKUP_WITHOUT_FILE,
          "Backup "
              + id
              + (backup.dump().isPresent()
                  ? " has no file any more: newer ones are proven."
                  : " has no file: " + backup.message().orElse("it is being made") + "."));
    }
    if (!backups.verify(backup, caller.approver())) {
      throw Problems.of(
          ProblemType.BACKUP_RUNNING,
          "A backup of '"
              + backup.environment()
              + "' is being made or proven. Send this request again when it has ended.");
    }
    return accepted(store.backup(backup.id(), caller.access()).orElse(backup));
  }

  private Backup known(String id) {
    return Ids.uuid(id)
        .flatMap(backup -> store.backup(backup, caller.access()))
        .filter(backup -> settings.environments().containsKey(backup.environment()))
        .orElseThrow(() -> Problems.notFound("backup", id));
  }

  static RestResponse<BackupView> accepted(Backup backup) {
    return ResponseBuilder.create(Status.ACCEPTED, BackupView.whole(backup))
        // Relative, so that it is right behind any proxy.
        .header("Location", URI.create("/api/v1/backups/" + backup.id()))
        .header("Retry-After", 5)
        .build();
  }
}
