package dev.plumbline.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.configuration.Schedule;
import dev.plumbline.configuration.Secret;
import dev.plumbline.configuration.WatchedEnvironment;
import dev.plumbline.configuration.WatchedEnvironment.Database;
import dev.plumbline.configuration.WatchedEnvironment.Polling;
import dev.plumbline.environment.Environment;
import dev.plumbline.environment.EnvironmentId;
import dev.plumbline.environment.Tier;
import dev.plumbline.hazard.RowAnswer;
import dev.plumbline.hazard.RowQuestion;
import dev.plumbline.model.ContentModel;
import dev.plumbline.postgres.hazard.PostgresRowCounter;
import dev.plumbline.reading.Reading;
import dev.plumbline.watch.source.WatchedDatabase;
import dev.plumbline.watch.source.WatchedDatabase.DatabaseReading;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** One watched database, with a clock that stands still. */
public final class Watching {
  static final EnvironmentId STAGING = new EnvironmentId("staging");
  static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

  private final WatchedDatabase database;
  private final PostgresRowCounter rows;

  private Watching(Database database, Duration deadline) {
    WatchedEnvironment environment =
        new WatchedEnvironment(
            new Environment(STAGING, Tier.STAGING, false),
            Optional.empty(),
            Optional.of(database),
            new Polling(new Schedule.Every(Duration.ofMinutes(5)), Duration.ZERO, deadline));
    this.database =
        new PostgresDatabase(Map.of(STAGING, environment), Clock.fixed(NOW, ZoneOffset.UTC));
    this.rows = new PostgresRowCounter(Map.of(STAGING, environment));
  }

  static Watching of(Database database) {
    return new Watching(database, Duration.ofSeconds(60));
  }

  public static Watching of(String url, String username, String password) {
    return of(new Database(url, username, new Secret.Literal(password), "public"));
  }

  static Watching impatient(Database database, Duration deadline) {
    return new Watching(database, deadline);
  }

  public Reading<String> tryFingerprint() {
    return database.fingerprint(STAGING);
  }

  Reading<DatabaseReading> tryRead() {
    return database.read(STAGING);
  }

  String fingerprint() {
    return value(tryFingerprint());
  }

  public DatabaseReading read() {
    return value(tryRead());
  }

  /** What hazards need of it beside {@link #read()}. */
  public ContentModel model() {
    return value(database.model(STAGING));
  }

  /** What its rows answer. */
  public Map<RowQuestion, RowAnswer> count(Set<RowQuestion> questions) {
    return rows.count(STAGING, questions);
  }

  /** The failure of both ways to look, which must be the same. */
  Reading.Failure<String> failure() {
    Reading<String> fingerprint = tryFingerprint();
    Reading<DatabaseReading> read = tryRead();
    assertThat(read.map(reading -> "")).isEqualTo(fingerprint);
    return failure(fingerprint);
  }

  static <T> Reading.Failure<T> failure(Reading<T> reading) {
    if (reading instanceof Reading.Failure<T> failure) {
      return failure;
    }
    throw new AssertionError("it could be read: " + reading);
  }

  private static <T> T value(Reading<T> reading) {
    return switch (reading) {
      case Reading.Value<T>(T value, Instant ignored) -> value;
      case Reading.Failure<T>(var reason, String detail, Instant ignored) ->
          throw new AssertionError(reason + ": " + detail);
    };
  }
}
