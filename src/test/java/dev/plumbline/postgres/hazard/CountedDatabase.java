package dev.plumbline.postgres.hazard;

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
import dev.plumbline.lab.postgres.LabPostgres;
import dev.plumbline.lab.postgres.Sql;
import dev.plumbline.postgres.session.Identifier;
import java.net.URI;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A database on which hazards are counted by a role that may read and nothing else. Directus's role
 * is another one, which owns {@code directus_fields}.
 */
record CountedDatabase(LabPostgres postgres, String name, String schema) implements AutoCloseable {
  static final EnvironmentId ID = new EnvironmentId("production");
  private static final String PASSWORD = "correct horse";
  private static final AtomicInteger COUNT = new AtomicInteger();

  static CountedDatabase create(LabPostgres postgres, String schema) {
    String name = "counted_" + COUNT.incrementAndGet();
    CountedDatabase database = new CountedDatabase(postgres, name, schema);
    postgres.createDatabase(name, "template0", "postgres");
    postgres.createRole(name, PASSWORD);
    postgres.createRole(name + "_cms", PASSWORD);
    database
        .superuser()
        .run(
            """
            CREATE SCHEMA IF NOT EXISTS %1$s; GRANT USAGE ON SCHEMA %1$s TO %2$s;
            ALTER DEFAULT PRIVILEGES IN SCHEMA %1$s GRANT SELECT ON TABLES TO %2$s;
            CREATE TABLE %1$s.directus_fields (
              id serial PRIMARY KEY, collection varchar(64), field varchar(64));
            ALTER TABLE %1$s.directus_fields OWNER TO %2$s_cms\
            """
                .formatted(new Identifier(schema).sql(), name));
    return database;
  }

  Sql superuser() {
    return postgres.superuser(name);
  }

  void run(String statements) {
    superuser().run("SET search_path = " + new Identifier(schema).sql() + ";" + statements);
  }

  /** A session of somebody else; to be closed. */
  Connection connect() throws SQLException {
    Sql superuser = superuser();
    Connection connection =
        DriverManager.getConnection(superuser.jdbcUrl(), superuser.username(), "");
    try (Statement statement = connection.createStatement()) {
      statement.execute("SET search_path = " + new Identifier(schema).sql());
    }
    return connection;
  }

  PostgresRowCounter counter(CountLimits limits) {
    return counter(postgres.jdbcUrl(name), limits);
  }

  private PostgresRowCounter counter(String jdbcUrl, CountLimits limits) {
    Database database = new Database(jdbcUrl, name, new Secret.Literal(PASSWORD), schema);
    return new PostgresRowCounter(
        Map.of(
            ID,
            new WatchedEnvironment(
                new Environment(ID, Tier.PRODUCTION, true),
                Optional.empty(),
                Optional.of(database),
                new Polling(
                    new Schedule.Every(Duration.ofMinutes(5)),
                    Duration.ZERO,
                    Duration.ofMinutes(1)))),
        limits);
  }

  /** By another port of this machine. */
  RowAnswer countThrough(int port, RowQuestion question) {
    String url = "jdbc:postgresql://127.0.0.1:%d/%s".formatted(port, name);
    return Objects.requireNonNull(
        counter(url, CountLimits.DEFAULT).count(ID, Set.of(question)).get(question));
  }

  int port() {
    return URI.create(postgres.jdbcUrl(name).substring("jdbc:".length())).getPort();
  }

  Map<RowQuestion, RowAnswer> count(Set<RowQuestion> questions) {
    return counter(CountLimits.DEFAULT).count(ID, questions);
  }

  RowAnswer count(RowQuestion question) {
    return Objects.requireNonNull(count(Set.of(question)).get(question));
  }

  @Override
  public void close() {
    postgres.dropDatabase(name);
    postgres.dropRole(name);
    postgres.dropRole(name + "_cms");
  }
}
