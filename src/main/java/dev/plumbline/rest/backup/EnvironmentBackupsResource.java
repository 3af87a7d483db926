package dev.plumbline.rest.backup;

import dev.plumbline.backup.Backups;
import dev.plumbline.configuration.ApiToken.Role;
import dev.plumbline.configuration.WatchedEnvironment;
import dev.plumbline.http.access.Caller;
import dev.plumbline.http.access.RoleNeeded;
import dev.plumbline.http.problem.ProblemType;
import dev.plumbline.http.problem.Problems;
import dev.plumbline.http.request.IdempotencyKeys;
import dev.plumbline.http.request.JsonBody;
import dev.plumbline.http.request.Visibility;
import dev.plumbline.store.backup.Backup;
import dev.plumbline.store.backup.BackupStore;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

@Path("/api/v1/environments/{env}/backups")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "Backups")
class EnvironmentBackupsResource {
  private static final int LONGEST_NOTE = 2000;

  private final Backups backups;
  private final BackupStore store;
  private final Visibility visible;
  private final Caller caller;

  EnvironmentBackupsResource(
      Backups backups, BackupStore store, Visibility visible, Caller caller) {
    this.backups = backups;
    this.store = store;
    this.visible = visible;
    this.caller = caller;
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @RoleNeeded(Role.OPERATOR)
  @Operation(
      operationId = "backUpEnvironment",
      summary = "Back up the database now, and prove the backup",
      description =
          "Answers at once. Follow Location until finishedAt is not null. If a backup of this"
              + " environment is being made that has all rows, that one is returned.")
  @RequestBody(
      required = false,
      content =
          @Content(
              schema = @Schema(implementation = BackupView.Request.class),
              examples =
                  @ExampleObject(name = "note", value = "{\"note\": \"before the relaunch\"}")))
  @APIResponse(
      responseCode = "202",
      description = "It begins.",
      headers = @Header(name = "Location", description = "The backup."),
      content = @Content(schema = @Schema(implementation = BackupView.class)))
  @APIResponse(
      responseCode = "409",
      description =
          "No database is configured for the environment, so it cannot be backed up; or a run is"
              + " making a backup that may lack the rows of some tables.",
      content = @Content(mediaType = "application/problem+json"))
  @APIResponse(
      responseCode = "422",
      description = "The Idempotency-Key was used with another body.",
      content = @Content(mediaType = "application/problem+json"))
  public RestResponse<BackupView> backUp(
      String env,
      @Parameter(
              description =
                  "1 to 255 printable ASCII characters. A repeated request with the same key"
                      + " returns the first backup and does nothing else.")
          @HeaderParam("Idempotency-Key")
          @Nullable String idempotencyKey,
      String body) {
    WatchedEnvironment environment = visible.environment(env).watched();
    Optional<String> key = IdempotencyKeys.read(idempotencyKey);
    JsonBody read = JsonBody.read(body.isBlank() ? "{}" : body);
    Optional<String> note = read.optional("note", LONGEST_NOTE);
    read.orThrow();
    if (environment.database().isEmpty()) {
      throw Problems.of(ProblemType.NO_DATABASE, withoutDatabase(env));
    }
    Backup backup =
        backups.request(environment.environment().id(), Optional.of(caller.approver()), note, key);
    if (store.mayBeNarrowed(backup.id())) {
      throw Problems.of(ProblemType.BACKUP_RUNNING, withoutRows(backup));
    }
    // One that is being made for somebody else has a note of its own.
    if (key.filter(sent -> store.hasKey(backup.id(), sent)).isPresent()
        && !backup.note().equals(note)) {
      throw IdempotencyKeys.reused("backup");
    }
    return BackupsResource.accepted(backup);
  }

  private static String withoutRows(Backup backup) {
    return "A run is making its backup of '%s', which may lack the rows of some tables. Send this request again when backup %s has ended."
        .formatted(backup.environment(), backup.id());
  }

  private static String withoutDatabase(String env) {
    return "Backups are made of the database, and '%1$s' has none configured. Configure plumbline.environments.%1$s.database.url with .username and .password beside it."
        .formatted(env);
  }
}
