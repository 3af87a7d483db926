package dev.plumbline.monitor.identity;

import dev.plumbline.environment.EnvironmentId;
import dev.plumbline.environment.Versions;
import dev.plumbline.finding.FindingKind;
import dev.plumbline.finding.Observation;
import dev.plumbline.finding.Scope;
import dev.plumbline.finding.observation.FindingCode;
import dev.plumbline.store.state.Identity;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What is wrong with the identity of one environment alone. */
final class IdentityRules {
  private IdentityRules() {}

  static IdentityObservations of(EnvironmentId id, KnownIdentity known, Versions versions) {
    List<Observation> seen = new ArrayList<>();
    Set<String> undecided = new HashSet<>();
    Optional<Boolean> serves = known.identity().flatMap(Identity::apiServesDatabase);
    boolean isOther = serves.equals(Optional.of(false));
    if (serves.isEmpty()) {
      undecided.add(FindingCode.API_OF_ANOTHER_DIRECTUS.label());
    } else if (isOther) {
      seen.add(
          observation(
              id,
              FindingCode.API_OF_ANOTHER_DIRECTUS,
              "the API and the database of "
                  + id
                  + " belong to different Directus instances, so they cannot be"
                  + " compared; correct directus.url or database.url"));
    }
    Optional<String> expected = versions.directus().flatMap(KnownMigrations::of);
    if (expected.isEmpty() || versions.migrations().isEmpty()) {
      undecided.add(FindingCode.MIGRATIONS_BEHIND.label());
    } else if (!versions.migrations().contains(expected.get()) && !isOther) {
      seen.add(
          observation(
              id,
              FindingCode.MIGRATIONS_BEHIND,
              "the API of %s runs Directus %s, which needs migration %s, but `directus_migrations`"
                      .formatted(id, versions.directus().orElseThrow(), expected.get())
                  + " does not have it (the last one there is %s): an upgrade has not finished;"
                      .formatted(versions.migrations().getLast())
                  + " find out why, then run `directus database migrate:latest`"));
    }
    return new IdentityObservations(seen, undecided);
  }

  private static Observation observation(EnvironmentId id, FindingCode code, String message) {
    return new Observation(
        new Scope.OfIdentity(id),
        id,
        FindingKind.IDENTITY,
        code.label(),
        code.severity(),
        "",
        "",
        message);
  }
}
