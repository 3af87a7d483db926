package dev.plumbline.wiring.command;

import dev.plumbline.configuration.Schedule;
import dev.plumbline.configuration.Secret;
import dev.plumbline.configuration.Settings;
import dev.plumbline.configuration.WatchedEnvironment;
import dev.plumbline.configuration.WatchedEnvironment.Database;
import dev.plumbline.configuration.WatchedEnvironment.Polling;
import dev.plumbline.configuration.text.JdbcUrl;
import dev.plumbline.configuration.text.PostgresUrl;
import dev.plumbline.drift.Comparison;
import dev.plumbline.drift.ComparisonName;
import dev.plumbline.environment.Environment;
import dev.plumbline.environment.EnvironmentId;
import dev.plumbline.environment.Tier;
import dev.plumbline.wiring.command.Invocation.Databases;
import dev.plumbline.wiring.command.Invocation.Given;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The settings of two databases that are configured nowhere. */
final class OnceSettings {
  private static final EnvironmentId SOURCE = new EnvironmentId("source");
  private static final EnvironmentId TARGET = new EnvironmentId("target");
  private static final ComparisonName NAME = new ComparisonName("source-to-target");

  /** Nobody polls again: only how old a reading may be when it is reported. */
  private static final Schedule SCHEDULE = new Schedule.Every(Duration.ofHours(6));

  private OnceSettings() {}

  /**
   * @throws IllegalArgumentException if a URL is none, or both are of one database and schema; the
   *     message has no part of a secret
   */
  static Settings of(Databases databases) {
    Database source = database(databases.source(), databases.schema());
    Database target = database(databases.target(), databases.schema());
    if (JdbcUrl.parse(source.url()).isSameDatabase(JdbcUrl.parse(target.url()))) {
      throw new IllegalArgumentException(
          databases.target().name()
              + " is the same database as "
              + databases.source().name()
              + ". Set two databases.");
    }
    return new Settings(
        new TreeMap<>(Map.of(SOURCE, watched(SOURCE, source), TARGET, watched(TARGET, target))),
        new TreeMap<>(Map.of(NAME, new Comparison(NAME, SOURCE, TARGET, List.of()))),
        List.of(),
        Settings.Notifications.NONE,
        new Settings.Store(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Path.of("data"),
            Duration.ofDays(90)));
  }

  private static Database database(Given given, String schema) {
    try {
      PostgresUrl url = PostgresUrl.parse(given.url());
      return new Database(url.jdbcUrl(), url.user(), new Secret.Literal(url.password()), schema);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(given.name() + " " + e.getMessage(), e);
    }
  }

  /** It is compared as it is at this instant: nobody would wait for it to settle. */
  private static WatchedEnvironment watched(EnvironmentId id, Database database) {
    return new WatchedEnvironment(
        new Environment(id, Tier.STAGING, false),
        Optional.empty(),
        Optional.of(database),
        new Polling(SCHEDULE, Duration.ZERO, Duration.ofMinutes(2)));
  }
}
