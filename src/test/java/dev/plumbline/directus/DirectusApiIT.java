package dev.plumbline.directus;

import static dev.plumbline.directus.Asking.STAGING;
import static dev.plumbline.directus.Asking.directus;
import static dev.plumbline.directus.Asking.failure;
import static dev.plumbline.directus.Asking.value;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.configuration.Secret;
import dev.plumbline.directus.answer.Limits;
import dev.plumbline.lab.LabEnvironment;
import dev.plumbline.lab.Laboratory;
import dev.plumbline.lab.Template;
import dev.plumbline.lab.directus.DirectusVersion;
import dev.plumbline.reading.Reading;
import dev.plumbline.reading.Reason;
import dev.plumbline.snapshot.Snapshot;
import dev.plumbline.snapshot.SnapshotJson;
import dev.plumbline.watch.source.DirectusApi.ApiSnapshot;
import dev.plumbline.watch.source.DirectusApi.Health;
import dev.plumbline.watch.source.DirectusApi.Status;
import java.net.URI;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The real ones. */
class DirectusApiIT {
  private static final String EDITOR_TOKEN = "editor-of-the-laboratory";

  private static final Limits UNHURRIED =
      new Limits(Duration.ofSeconds(30), Duration.ofSeconds(60), Limits.DEFAULT.snapshotBytes());

  /** On a busy machine Directus would answer 503 now and then. */
  private static final Map<String, String> CALM = Map.of("PRESSURE_LIMITER_ENABLED", "false");

  private static final Map<DirectusVersion, LabEnvironment> RUNNING =
      new EnumMap<>(DirectusVersion.class);

  @AfterAll
  static void close() {
    RUNNING.values().forEach(LabEnvironment::close);
  }

  @ParameterizedTest
  @EnumSource
  void administratorSeesEverything(DirectusVersion version) {
    LabEnvironment environment = running(version);
    DirectusHttp directus = asking(environment, environment.adminToken());

    assertAlive(version, value(directus.status(STAGING)));
    ApiSnapshot snapshot = value(directus.snapshot(STAGING));
    assertThat(snapshot.directus()).isEqualTo(version.number());
    assertThat(snapshot.snapshot().collections()).isNotEmpty();
    assertThat(SnapshotJson.of(snapshot.snapshot(), version.number()))
        .isEqualTo(environment.directus().snapshot());
  }

  @ParameterizedTest
  @EnumSource
  void otherUserSeesVersionAndHealth(DirectusVersion version) {
    DirectusHttp directus = asking(running(version), EDITOR_TOKEN);

    assertAlive(version, value(directus.status(STAGING)));
    Reading.Failure<?> failure = failure(directus.snapshot(STAGING));
    assertThat(failure.reason()).isEqualTo(Reason.FORBIDDEN);
    assertThat(failure.detail()).contains("403 FORBIDDEN").contains("administrator");
  }

  @ParameterizedTest
  @EnumSource
  void wrongTokenIsRefused(DirectusVersion version) {
    DirectusHttp directus = asking(running(version), "nobody-has-this-token");

    for (Reading<?> reading : List.of(directus.status(STAGING), directus.snapshot(STAGING))) {
      assertThat(failure(reading).reason()).isEqualTo(Reason.UNAUTHORIZED);
      assertThat(failure(reading).detail()).contains("401 INVALID_CREDENTIALS");
    }
  }

  @ParameterizedTest
  @EnumSource
  void withoutTokenDirectusIsAlive(DirectusVersion version) {
    URI url = URI.create(running(version).directusUrl());

    Status status = value(directus(url, Optional.empty(), UNHURRIED).status(STAGING));

    assertThat(status.version()).isEmpty();
    switch (version) {
      case V11 -> assertThat(status.health()).isPresent();
      case V12 -> assertThat(status.health()).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource
  void stoppedDirectusIsUnreachableUntilItIsStarted(DirectusVersion version) {
    LabEnvironment environment = running(version);
    DirectusHttp directus = asking(environment, environment.adminToken());
    Snapshot before = value(directus.snapshot(STAGING)).snapshot();

    environment.stop();

    assertThat(failure(directus.status(STAGING)).reason()).isEqualTo(Reason.UNREACHABLE);
    assertThat(failure(directus.snapshot(STAGING)).reason()).isEqualTo(Reason.UNREACHABLE);

    environment.start();

    assertThat(value(directus.status(STAGING)).version()).contains(version.number());
    assertThat(value(directus.snapshot(STAGING)).snapshot()).isEqualTo(before);
  }

  @ParameterizedTest
  @EnumSource
  void cachedAnswerIsNotTaken(DirectusVersion version) {
    try (LabEnvironment environment =
        Laboratory.shared()
            .environment(
                version,
                Template.BOOTSTRAPPED,
                Map.of(
                    "CACHE_ENABLED",
                    "true",
                    "CACHE_AUTO_PURGE",
                    "false",
                    "PRESSURE_LIMITER_ENABLED",
                    "false"))) {
      DirectusHttp directus = asking(environment, environment.adminToken());
      assertThat(environment.directus().snapshot()).isNotNull();
      assertThat(value(directus.snapshot(STAGING)).snapshot().collections()).isEmpty();

      environment
          .directus()
          .post(
              "/collections",
              """
              {"collection": "late", "schema": {}, "meta": {},
               "fields": [{"field": "id", "type": "integer", "meta": {},
                           "schema": {"is_primary_key": true, "has_auto_increment": true}}]}
              """);

      Snapshot cached = SnapshotJson.read(environment.directus().snapshot());
      assertThat(cached.collections()).as("what everybody else is reported").isEmpty();
      assertThat(value(directus.snapshot(STAGING)).snapshot().collections()).hasSize(1);
    }
  }

  private static void assertAlive(DirectusVersion version, Status status) {
    assertThat(status.version()).contains(version.number());
    // On a busy machine Directus warns of slow answers of its database.
    assertThat(status.health())
        .hasValueSatisfying(health -> assertThat(health).isIn(Health.OK, Health.WARN));
  }

  private static LabEnvironment running(DirectusVersion version) {
    return RUNNING.computeIfAbsent(
        version,
        v -> {
          LabEnvironment environment = Laboratory.shared().environment(v, Template.MODEL, CALM);
          environment
              .directus()
              .post(
                  "/users",
                  "{\"email\": \"editor@example.com\", \"token\": \"%s\"}".formatted(EDITOR_TOKEN));
          return environment;
        });
  }

  private static DirectusHttp asking(LabEnvironment environment, String token) {
    return directus(
        URI.create(environment.directusUrl()), Optional.of(new Secret.Literal(token)), UNHURRIED);
  }
}
