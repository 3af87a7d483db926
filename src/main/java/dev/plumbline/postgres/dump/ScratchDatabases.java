package dev.plumbline.postgres.dump;

import dev.plumbline.backup.port.BackupException;
import dev.plumbline.backup.port.ProofServer;
import dev.plumbline.backup.port.ProofServer.RunningServer;
import dev.plumbline.backup.port.ScratchServer;
import dev.plumbline.configuration.WatchedEnvironment.Database;
import dev.plumbline.postgres.session.Identifier;
import dev.plumbline.store.backup.DatabaseContent;
import dev.plumbline.store.backup.DatabaseContent.Locale;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * Databases in which backups are proven, one at a time on a server: the session that makes one
 * holds an advisory lock until it is dropped. Whoever has the lock drops what others left that
 * died.
 */
public final class ScratchDatabases implements ScratchServer {
  private static final String PREFIX = "plumbline_proof_";
  private static final String MARK = "made by Plumbline to prove a backup";

  /** Of {@code plumbline backup proof}; any number that nobody else uses. */
  private static final long LOCK = 0x706c62_70726f6fL;

  private static final Pattern DATABASE_NAME = Pattern.compile("(jdbc:postgresql://[^/]*/)[^?]*");
  private static final Locale ANYWHERE = new Locale("", "C", "C");

  private final ProofServer server;
  private final Duration limit;
  private final Supplier<UUID> ids;

  /**
   * @param limit of a whole proof
   * @param ids for the names of databases
   */
  public ScratchDatabases(ProofServer server, Duration limit, Supplier<UUID> ids) {
    this.server = server;
    this.limit = limit;
    this.ids = ids;
  }

  @Override
  public ScratchDatabase create(DatabaseContent expected)
      throws BackupException, InterruptedException {
    RunningServer running = server.start();
    boolean created = false;
    try {
      ScratchDatabase database =
          Opener.open(
              running.maintenance(),
              limit,
              (connection, target) -> create(connection, running, expected));
      created = true;
      return database;
    } finally {
      if (!created) {
        running.close();
      }
    }
  }

  private ScratchDatabase create(
      Connection connection, RunningServer running, DatabaseContent expected)
      throws SQLException, BackupException {
    connection.setAutoCommit(true);
    int major =
        Integer.parseInt(Opener.texts(connection, "SHOW server_version_num").getFirst()) / 10000;
    if (major < expected.major()) {
      throw BackupException.failed(
          "%s is PostgreSQL %d, older than the dumped server, PostgreSQL %d; configure a newer one in plumbline.backups.scratch.url"
              .formatted(running.name(), major, expected.major()));
    }
    run(connection, "SELECT pg_advisory_lock(" + LOCK + ")");
    dropAll(connection);
    for (String role : expected.roles()) {
      createRole(connection, role);
    }
    String name = PREFIX + ids.get().toString().replace("-", "");
    createDatabase(connection, name, expected.locale());
    return new Created(
        connection,
        running,
        new Database(
            DATABASE_NAME.matcher(running.maintenance().url()).replaceFirst("$1" + name),
            running.maintenance().username(),
            running.maintenance().password(),
            "public"),
        running.name() + ", PostgreSQL " + major);
  }

  @Override
  public void deleteLeft() throws BackupException, InterruptedException {
    try (RunningServer running = server.start()) {
      Opener.open(running.maintenance(), limit, (connection, target) -> deletedLeft(connection))
          .close();
    }
  }

  /** The connection that was used, and has the lock if it was free. */
  private static OpenLock deletedLeft(Connection connection) throws SQLException {
    connection.setAutoCommit(true);
    if (Opener.texts(connection, "SELECT pg_try_advisory_lock(" + LOCK + ")").contains("t")) {
      dropAll(connection);
    }
    return new OpenLock(connection);
  }

  private record OpenLock(Connection connection) implements AutoCloseable {
    @Override
    public void close() {
      Opener.close(connection);
    }
  }

  private static void createRole(Connection connection, String role) throws SQLException {
    Identifier name = new Identifier(role);
    try (PreparedStatement exists =
        connection.prepareStatement("SELECT FROM pg_roles WHERE rolname = ?")) {
      exists.setString(1, role);
      try (ResultSet row = exists.executeQuery()) {
        if (row.next()) {
          return;
        }
      }
    }
    run(connection, "CREATE ROLE %s NOLOGIN".formatted(name.sql()));
    run(connection, "COMMENT ON ROLE %s IS '%s'".formatted(name.sql(), MARK));
  }

  /** Where the machine does not have the locale, rows are the same in any other. */
  private static void createDatabase(Connection connection, String name, Locale locale)
      throws SQLException {
    try {
      createDatabase(connection, name, locale.encoding(), locale);
    } catch (SQLException e) {
      createDatabase(connection, name, locale.encoding(), ANYWHERE);
    }
  }

  private static void createDatabase(
      Connection connection, String name, String encoding, Locale locale) throws SQLException {
    run(
        connection,
        "CREATE DATABASE %s TEMPLATE template0 ENCODING %s LC_COLLATE %s LC_CTYPE %s"
            .formatted(
                new Identifier(name).sql(),
                literal(encoding),
                literal(locale.collate()),
                literal(locale.ctype())));
  }

  private static String literal(String text) {
    return "'" + text.replace("'", "''") + "'";
  }

  private static void dropAll(Connection connection) throws SQLException {
    for (String name :
        Opener.texts(
            connection,
            "SELECT datname FROM pg_database WHERE datname ~ '^%s[0-9a-f]{32}$'"
                .formatted(PREFIX))) {
      run(
          connection,
          "DROP DATABASE IF EXISTS %s WITH (FORCE)".formatted(new Identifier(name).sql()));
    }
    for (String role :
        Opener.texts(
            connection,
            """
            SELECT rolname FROM pg_roles
             WHERE shobj_description(oid, 'pg_authid') = '%s'
            """
                .formatted(MARK))) {
      run(connection, "DROP ROLE IF EXISTS %s".formatted(new Identifier(role).sql()));
    }
  }

  private static void run(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** The session keeps the lock. */
  private record Created(
      Connection connection, RunningServer running, Database database, String server)
      implements ScratchDatabase {
    @Override
    public void close() {
      try {
        dropAll(connection);
      } catch (SQLException e) {
        System.getLogger(ScratchDatabases.class.getName())
            .log(
                System.Logger.Level.WARNING,
                "what a proof left on {0} is dropped by the next proof: {1}",
                server,
                e.getMessage());
      } finally {
        Opener.close(connection);
        running.close();
      }
    }
  }
}
