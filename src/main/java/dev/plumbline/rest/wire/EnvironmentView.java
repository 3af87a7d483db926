package dev.plumbline.rest.wire;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.plumbline.environment.Versions;
import dev.plumbline.monitor.overview.EnvironmentOverview;
import dev.plumbline.snapshot.Fingerprint;
import dev.plumbline.store.state.EnvironmentStatus;
import dev.plumbline.store.state.EnvironmentStatus.Pause;
import dev.plumbline.store.state.Identity;
import dev.plumbline.store.state.Identity.Role;
import dev.plumbline.store.state.SourceStatus;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** One environment: what is configured, and how it was when last checked. */
@Schema(name = "Environment", description = "One watched environment, as last read.")
public record EnvironmentView(
    @Schema(examples = "staging") String name,
    @Schema(enumeration = {"local", "staging", "production"}) String tier,
    @JsonProperty("protected") boolean isProtected,
    VersionsView versions,
    SourcesView sources,
    @Schema(description = "Fingerprint of the current schema; see /snapshots/{fingerprint}.")
        @Nullable String snapshot,
    @Schema(description = "When this schema was last confirmed.") @Nullable Instant snapshotAt,
    @Schema(description = "Whether API and database had the same schema when both were last read.")
        @Nullable Boolean apiAgrees,
    IdentityView identity,
    @Nullable Instant lastPollAt,
    @Schema(description = "Null while it is paused.") @Nullable Instant nextPollAt,
    @Schema(description = "Polls in a row in which a source could not be read.") int pollFailures,
    @Schema(description = "True if this was read too long ago to count as current.") boolean stale,
    @Schema(description = "Who paused it; null if it is not paused.") @Nullable PauseView paused) {

  /** What runs there; null where it could not be determined. */
  @Schema(name = "Versions")
  public record VersionsView(
      @Schema(examples = "12.4.0") @Nullable String directus,
      @Schema(examples = "15.18") @Nullable String postgres,
      @Schema(
              examples = "20260909A",
              description = "The last migration of Directus; null if none could be read.")
          @Nullable String lastMigration,
      @Schema(
              examples = "109",
              description =
                  "How many migrations of Directus have run; see"
                      + " /environments/{env}/migrations.")
          int migrations) {}

  /** The two sources that an environment is read from. */
  @Schema(name = "Sources")
  public record SourcesView(SourceView api, SourceView database) {}

  /** How the last reading at one source went. */
  @Schema(name = "Source")
  public record SourceView(
      @Schema(
              enumeration = {"ok", "unreachable", "unauthorized", "not_configured", "unknown"},
              description = "unknown: not read yet.")
          String state,
      @Schema(examples = "timed_out", description = "Null if the source was read successfully.")
          @Nullable String reason,
      @Schema(description = "The error in one sentence; null if the source was read successfully.")
          @Nullable String detail,
      @Nullable Instant checkedAt,
      @Schema(description = "When it was last read successfully.") @Nullable Instant okAt) {}

  /** Which Directus and which database it is; null where that is not known. */
  @Schema(name = "Identity")
  public record IdentityView(
      @Schema(description = "project_id of Directus, which every copy of its database has as well.")
          @Nullable String project,
      @Schema(description = "Whether API and database belong to the same Directus.")
          @Nullable Boolean apiServesDatabase,
      @Schema(description = "The database role that Directus connects as.")
          @Nullable String directusRole,
      @Schema(
              enumeration = {"configured", "owner"},
              description =
                  "Where the role comes from: the configuration, or the"
                      + " owner of directus_fields.")
          @Nullable String directusRoleFrom,
      @Schema(description = "Storage locations that files use.")
          @Nullable List<String> storageLocations) {}

  /** A pause. */
  @Schema(name = "Pause")
  public record PauseView(String by, String note, Instant at) {}

  public static EnvironmentView of(EnvironmentOverview overview) {
    var environment = overview.watched().environment();
    Optional<EnvironmentStatus> status = overview.status();
    return new EnvironmentView(
        environment.id().name(),
        environment.tier().label(),
        environment.isProtected(),
        versions(status.map(EnvironmentStatus::versions).orElse(Versions.UNKNOWN)),
        new SourcesView(
            source(overview.watched().directus().isPresent(), status.map(EnvironmentStatus::api)),
            source(
                overview.watched().database().isPresent(),
                status.map(EnvironmentStatus::database))),
        status.flatMap(EnvironmentStatus::snapshot).map(Fingerprint::hex).orElse(null),
        status.flatMap(EnvironmentStatus::snapshotAt).orElse(null),
        status.flatMap(EnvironmentStatus::apiAgrees).orElse(null),
        identity(overview.identity()),
        status.flatMap(EnvironmentStatus::lastPollAt).orElse(null),
        overview.nextPollAt().orElse(null),
        status.map(EnvironmentStatus::pollFailures).orElse(0),
        overview.stale(),
        status.flatMap(EnvironmentStatus::pause).map(EnvironmentView::pause).orElse(null));
  }

  private static VersionsView versions(Versions versions) {
    return new VersionsView(
        versions.directus().orElse(null),
        versions.postgres().orElse(null),
        versions.migrations().stream().max(Comparator.naturalOrder()).orElse(null),
        versions.migrations().size());
  }

  private static IdentityView identity(Optional<Identity> identity) {
    Optional<Role> role = identity.flatMap(Identity::role);
    return new IdentityView(
        identity.flatMap(Identity::project).orElse(null),
        identity.flatMap(Identity::apiServesDatabase).orElse(null),
        role.map(Role::name).orElse(null),
        role.map(known -> known.configured() ? "configured" : "owner").orElse(null),
        identity.flatMap(Identity::storages).<List<String>>map(List::copyOf).orElse(null));
  }

  private static SourceView source(boolean configured, Optional<SourceStatus> status) {
    if (!configured) {
      return view(SourceStatus.NOT_CONFIGURED);
    }
    return status
        // Paused before its first poll, say: nothing was read yet.
        .filter(known -> known.checkedAt().isPresent())
        .map(EnvironmentView::view)
        .orElse(new SourceView("unknown", null, null, null, null));
  }

  private static SourceView view(SourceStatus status) {
    return new SourceView(
        status.state().label(),
        status.failure().map(failure -> failure.reason().label()).orElse(null),
        status.failure().map(SourceStatus.Failure::detail).orElse(null),
        status.checkedAt().orElse(null),
        status.okAt().orElse(null));
  }

  private static PauseView pause(Pause pause) {
    return new PauseView(pause.by(), pause.note(), pause.at());
  }
}
