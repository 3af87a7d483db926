package dev.plumbline.bench;

import dev.plumbline.configuration.Schedule;
import dev.plumbline.configuration.Secret;
import dev.plumbline.configuration.WatchedEnvironment;
import dev.plumbline.configuration.WatchedEnvironment.Database;
import dev.plumbline.configuration.WatchedEnvironment.Directus;
import dev.plumbline.configuration.WatchedEnvironment.Polling;
import dev.plumbline.directus.DirectusHttp;
import dev.plumbline.directus.answer.Limits;
import dev.plumbline.environment.Environment;
import dev.plumbline.environment.EnvironmentId;
import dev.plumbline.environment.Tier;
import dev.plumbline.lab.LabEnvironment;
import dev.plumbline.postgres.PostgresDatabase;
import dev.plumbline.reading.Reading;
import dev.plumbline.snapshot.Snapshot;
import dev.plumbline.watch.source.WatchedDatabase;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** An environment of the laboratory as the service reads it, by the service's own classes. */
final class Watched {
  private static final EnvironmentId ID = new EnvironmentId("bench");
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private final Database database;
  private final PostgresDatabase databases;
  private final DirectusHttp apis;

  Watched(LabEnvironment environment) {
    database =
        new Database(
            environment.jdbcUrl(),
            environment.readerUsername(),
            new Secret.Literal(environment.readerPassword()),
            "public");
    Map<EnvironmentId, WatchedEnvironment> environments =
        Map.of(
            ID,
            new WatchedEnvironment(
                new Environment(ID, Tier.STAGING, false),
                Optional.of(
                    new Directus(
                        URI.create(environment.directusUrl()),
                        Optional.of(new Secret.Literal(environment.adminToken())))),
                Optional.of(database),
                new Polling(new Schedule.Every(PATIENCE), Duration.ZERO, PATIENCE)));
    databases = new PostgresDatabase(environments, Clock.systemUTC());
    apis =
        new DirectusHttp(
            environments,
            Clock.systemUTC(),
            UUID::randomUUID,
            new Limits(PATIENCE, PATIENCE, Limits.DEFAULT.snapshotBytes()),
            "bench");
  }

  Database database() {
    return database;
  }

  Snapshot fromDatabase() {
    return value(databases.read(ID)).snapshot();
  }

  /**
   * The reading of a poll that saw a change: on the connection on which it has just asked for the
   * fingerprint, which does not count.
   */
  Duration readingInAPoll() throws Exception {
    try (WatchedDatabase.OnePoll poll = databases.forOnePoll(ID)) {
      fingerprint();
      Duration reading = Race.time(this::fromDatabase);
      poll.end();
      return reading;
    }
  }

  Snapshot fromApi() {
    return value(apis.snapshot(ID)).snapshot();
  }

  String fingerprint() {
    return value(databases.fingerprint(ID));
  }

  private static <T> T value(Reading<T> reading) {
    return switch (reading) {
      case Reading.Value<T> value -> value.value();
      case Reading.Failure<T> failure ->
          throw new IllegalStateException(failure.reason() + ": " + failure.detail());
    };
  }
}
