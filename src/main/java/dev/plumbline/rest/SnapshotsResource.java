package dev.plumbline.rest;

import dev.plumbline.configuration.ApiToken.Role;
import dev.plumbline.environment.EnvironmentId;
import dev.plumbline.http.access.Caller;
import dev.plumbline.http.access.RoleNeeded;
import dev.plumbline.http.problem.Problems;
import dev.plumbline.http.request.Negotiated;
import dev.plumbline.http.request.RequestParameters;
import dev.plumbline.http.request.Visibility;
import dev.plumbline.json.CanonicalJson;
import dev.plumbline.json.JsonValue.JsonNull;
import dev.plumbline.json.JsonValue.JsonObject;
import dev.plumbline.monitor.overview.EnvironmentOverview;
import dev.plumbline.rest.report.SnapshotYaml;
import dev.plumbline.snapshot.Fingerprint;
import dev.plumbline.snapshot.SnapshotJson;
import dev.plumbline.store.MonitorStore;
import dev.plumbline.store.MonitorStore.SnapshotPeriod;
import dev.plumbline.store.MonitorStore.StoredSnapshot;
import dev.plumbline.store.Page;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/api/v1/snapshots")
@RunOnVirtualThread
@Tag(name = "Snapshots", description = "Schemas in the format of Directus's snapshots.")
class SnapshotsResource {
  private static final String YAML = "application/yaml";
  private static final Pattern HEX = Pattern.compile("[0-9a-f]{64}");

  private final MonitorStore store;
  private final Visibility visible;
  private final Caller caller;

  SnapshotsResource(MonitorStore store, Visibility visible, Caller caller) {
    this.store = store;
    this.visible = visible;
    this.caller = caller;
  }

  @GET
  @Path("/{fingerprint}")
  @Produces({MediaType.APPLICATION_JSON, YAML})
  @RoleNeeded(Role.VIEWER)
  @Operation(
      operationId = "getSnapshot",
      summary = "One schema in Directus's own format",
      description =
          "The same as data in the answer of Directus to GET /schema/snapshot."
              + " directus is null if the version was unknown when the schema was read.")
  @APIResponse(
      responseCode = "200",
      description = "The snapshot.",
      content = {
        @Content(
            mediaType = MediaType.APPLICATION_JSON,
            schema = @Schema(type = SchemaType.OBJECT)),
        @Content(mediaType = YAML, schema = @Schema(type = SchemaType.STRING))
      })
  public Response snapshot(String fingerprint, Request request) {
    StoredSnapshot stored =
        Optional.of(fingerprint)
            .filter(text -> HEX.matcher(text).matches())
            .map(Fingerprint::new)
            .filter(this::isVisible)
            .flatMap(store::snapshot)
            .orElseThrow(() -> Problems.notFound("snapshot", fingerprint));
    JsonObject json = SnapshotJson.of(stored.snapshot(), stored.directus().orElse(""));
    JsonObject snapshot = stored.directus().isEmpty() ? json.with("directus", JsonNull.NULL) : json;
    return Negotiated.best(request, MediaType.APPLICATION_JSON, YAML).equals(YAML)
        ? Response.ok(SnapshotYaml.write(snapshot), YAML).build()
        : Response.ok(CanonicalJson.write(snapshot), MediaType.APPLICATION_JSON).build();
  }

  /** A schema is seen by whoever sees an environment that has it or had it. */
  private boolean isVisible(Fingerprint fingerprint) {
    return caller.isUnrestricted()
        || visible.environments().stream().anyMatch(overview -> had(overview, fingerprint));
  }

  private boolean had(EnvironmentOverview overview, Fingerprint fingerprint) {
    EnvironmentId id = overview.watched().environment().id();
    Optional<String> cursor = Optional.empty();
    do {
      Page<SnapshotPeriod> page = store.snapshots(id, cursor, RequestParameters.MOST);
      if (page.items().stream().anyMatch(period -> period.fingerprint().equals(fingerprint))) {
        return true;
      }
      cursor = page.next();
    } while (cursor.isPresent());
    return false;
  }
}
