package dev.plumbline.monitor;

import static dev.plumbline.monitor.World.PRODUCTION;
import static dev.plumbline.monitor.World.PROMOTION;
import static dev.plumbline.monitor.World.STAGING;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.environment.EnvironmentId;
import dev.plumbline.reading.Reason;
import dev.plumbline.store.state.Identity.Location;
import dev.plumbline.watch.source.ApiIdentity;
import dev.plumbline.watch.source.DatabaseIdentity;
import dev.plumbline.watch.source.DatabaseIdentity.Activity;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Of the two environments, whose tier is the same, production is the original: by its name. */
class IdentityTest {
  private static final Instant START = Instant.parse("2025-12-31T00:00:00Z");

  private final World world = new World();

  @Test
  void nothingIsReportedOfWhatIsNotKnown() {
    world.pollAll();

    assertThat(world.findings()).isEmpty();
    assertThat(world.promotion().verdict().state().label()).isEqualTo("in_sync");
  }

  @Test
  void copyIsReportedUntilItHasAProjectOfItsOwn() {
    database(STAGING, "p", 1, START);
    database(PRODUCTION, "p", 2, START);
    world.pollAll();
    assertThat(world.findings()).containsExactly("staging same_project open");

    database(STAGING, "q", 1, START);
    world.poll(STAGING);
    assertThat(world.findings()).containsExactly("staging same_project resolved");
  }

  @Test
  void whatCannotBeReadAnyMoreStaysOpen() {
    database(STAGING, "p", 1, START);
    database(PRODUCTION, "p", 2, START);
    world.pollAll();

    world.identity(STAGING, identity(Optional.empty(), Optional.empty(), Activity.UNKNOWN));
    world.poll(STAGING);
    assertThat(world.findings()).containsExactly("staging same_project open");

    world.databaseFails(STAGING, Reason.UNREACHABLE);
    world.poll(STAGING);
    assertThat(world.findings()).contains("staging same_project open");
  }

  @Test
  void whatCouldNotBeReadIsDecidedWhenItIsReadAgain() {
    database(STAGING, "p", 1, START);
    database(PRODUCTION, "p", 2, START);
    world.pollAll();
    world.identity(STAGING, identity(Optional.empty(), Optional.empty(), Activity.UNKNOWN));
    world.poll(STAGING);

    database(STAGING, "q", 1, START);
    world.poll(STAGING);

    assertThat(world.findings()).containsExactly("staging same_project resolved");
  }

  @Test
  void nextProcessResolvesWhatAnotherOneHasOpened() {
    database(STAGING, "p", 1, START);
    database(PRODUCTION, "p", 2, START);
    world.pollAll();
    world.every(Duration.ofMinutes(5));

    database(STAGING, "q", 1, START);
    world.pollAll();

    assertThat(world.findings()).containsExactly("staging same_project resolved");
  }

  @Test
  void sameDatabaseIsOneFindingAndNotCompared() {
    database(STAGING, "p", 1, START);
    database(PRODUCTION, "p", 1, START);
    world.pollAll();

    assertThat(world.findings()).containsExactly("staging same_database open");
    assertThat(world.promotion().verdict().toString())
        .contains("staging and production are configured with the same database");

    database(STAGING, "q", 3, START);
    world.poll(STAGING);
    assertThat(world.findings()).containsExactly("staging same_database resolved");
    assertThat(world.promotion().verdict().state().label()).isEqualTo("in_sync");
  }

  @Test
  void restartedServerResolvesNothing() {
    database(STAGING, "p", 1, START);
    database(PRODUCTION, "p", 1, START);
    world.pollAll();
    world.pass(Duration.ofMinutes(5));

    database(STAGING, "p", 1, world.clock.instant());
    world.poll(STAGING);

    assertThat(world.findings())
        .containsExactly("staging same_database open", "staging same_project open");
  }

  @ParameterizedTest
  @CsvSource({
    "SAME, false,",
    "OTHER, false, api_of_another_directus",
    "MISSING, false, api_of_another_directus",
    "MISSING, true,",
    "LATER, false, api_of_another_directus",
    "UNKNOWN, false,"
  })
  void activitiesTellWhetherApiAndDatabaseBelongTogether(
      Activity activity, boolean standby, String code) {
    DatabaseIdentity identity = identity(Optional.of("p"), Optional.empty(), activity);
    world.identity(
        STAGING,
        new DatabaseIdentity(
            identity.project(),
            identity.location(),
            identity.role(),
            identity.storages(),
            identity.tokens(),
            standby,
            activity));
    world.identity(STAGING, new ApiIdentity(Optional.of("p"), Optional.empty()));
    world.api(STAGING, "articles", "of another");

    world.pollAll();

    assertThat(world.findings())
        .containsExactlyElementsOf(
            List.of(code == null ? "staging api_stale open" : "staging " + code + " open"));
    assertThat(world.promotion().verdict().state().label())
        .isEqualTo(code == null ? "in_sync" : "unknown");
  }

  @Test
  void differentProjectsAreDifferentInstances() {
    database(STAGING, "p", 1, START);
    world.identity(STAGING, new ApiIdentity(Optional.of("q"), Optional.empty()));
    world.poll(STAGING);
    assertThat(world.findings()).containsExactly("staging api_of_another_directus open");

    world.identity(STAGING, new ApiIdentity(Optional.of("p"), Optional.empty()));
    world.identity(STAGING, identity(Optional.of("p"), Optional.empty(), Activity.SAME));
    world.poll(STAGING);
    assertThat(world.findings()).containsExactly("staging api_of_another_directus resolved");
  }

  @Test
  void storageLocationsAreComparedWhereBothHaveFiles() {
    storages(STAGING, "local");
    storages(PRODUCTION);
    world.pollAll();
    assertThat(world.findings()).isEmpty();

    storages(PRODUCTION, "local", "s3");
    world.poll(PRODUCTION);
    assertThat(world.findings()).containsExactly("staging storage_locations_differ open");

    storages(STAGING, "local", "s3");
    world.poll(STAGING);
    assertThat(world.findings()).containsExactly("staging storage_locations_differ resolved");
  }

  @ParameterizedTest
  @CsvSource({
    "12.4.0, 20260909A, false",
    "12.4.0, 20260818A, true",
    // Of a version in between, only what the older one has is certain.
    "12.3.1, 20260727A, false",
    "12.3.1, 20260512B, true",
    "11.17.4, 20260211A, false",
    "11.0.0, 20240701A, false",
    "13.0.0, 20240701A, false",
    "a fork, 20240701A, false"
  })
  void migrationsOlderThanTheVersionAreReported(String version, String newest, boolean behind) {
    world.upgrade(version);
    world.migrations(STAGING, "20201028A", newest);
    world.poll(STAGING);

    assertThat(world.findings())
        .containsExactlyElementsOf(behind ? List.of("staging migrations_behind open") : List.of());
  }

  @Test
  void tokensAreComparedInMemory() {
    tokens(STAGING, Set.of("a", "b"));
    tokens(PRODUCTION, Set.of("b", "c"));
    world.pollAll();
    assertThat(world.findings()).containsExactly("staging static_tokens_valid_in_both open");
    assertThat(world.store.identity(STAGING).toString()).doesNotContain("\"a\"");

    tokens(PRODUCTION, Set.of("c"));
    world.poll(PRODUCTION);
    assertThat(world.findings()).containsExactly("staging static_tokens_valid_in_both resolved");
    assertThat(world.service.comparison(PROMOTION)).isPresent();
  }

  private void database(EnvironmentId id, String project, long database, Instant startedAt) {
    world.identity(
        id,
        identity(
            Optional.of(project),
            Optional.of(
                new Location(
                    "7000000000000000000", database, 2200, startedAt, world.clock.instant())),
            Activity.UNKNOWN));
  }

  private void storages(EnvironmentId id, String... names) {
    world.identity(
        id,
        new DatabaseIdentity(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.of(new TreeSet<>(List.of(names))),
            Optional.empty(),
            false,
            Activity.UNKNOWN));
  }

  private void tokens(EnvironmentId id, Set<String> digests) {
    world.identity(
        id,
        new DatabaseIdentity(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.of(digests),
            false,
            Activity.UNKNOWN));
  }

  private static DatabaseIdentity identity(
      Optional<String> project, Optional<Location> location, Activity activity) {
    return new DatabaseIdentity(
        project, location, Optional.empty(), Optional.empty(), Optional.empty(), false, activity);
  }
}
