package dev.plumbline.postgres.hazard;

import dev.plumbline.configuration.BackupPolicy;
import dev.plumbline.configuration.WatchedEnvironment;
import dev.plumbline.configuration.WatchedEnvironment.Database;
import dev.plumbline.environment.EnvironmentId;
import dev.plumbline.hazard.means.Fact;
import dev.plumbline.hazard.means.RunFacts.BackupRole;
import dev.plumbline.hazard.means.RunFacts.Content;
import dev.plumbline.hazard.means.RunFacts.TargetFacts;
import dev.plumbline.hazard.means.RunFacts.WriterRole;
import dev.plumbline.planning.readiness.TargetFactsReader;
import dev.plumbline.postgres.dump.TableGraphReader;
import dev.plumbline.postgres.session.Connector;
import dev.plumbline.postgres.session.DatabaseTarget;
import dev.plumbline.postgres.session.PostgresFailures;
import dev.plumbline.postgres.session.ReadTransaction;
import dev.plumbline.watch.source.UnreadableException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Asks as the role that watches: everybody may ask what another role may do, and the credentials
 * that write stay unused.
 */
public final class PostgresTargetFacts implements TargetFactsReader {
  private static final Duration LIMIT = Duration.ofSeconds(10);
  private static final int NAMED = 3;

  private static final String SERVER =
      """
      SELECT current_setting('server_version_num')::int / 10000, current_user::text,
             ARRAY(SELECT extname::text FROM pg_extension)
      """;

  /** As a run asks about itself ({@code ApplySessions}). */
  private static final String WRITER =
      """
      SELECT w.rolsuper OR pg_has_role(w.oid, 'pg_read_all_stats'::name, 'USAGE')
               OR coalesce(pg_has_role(w.oid, r.oid, 'USAGE'), false),
             w.rolsuper OR NOT coalesce(r.rolsuper, false)
               AND (pg_has_role(w.oid, 'pg_signal_backend'::name, 'USAGE')
                    OR coalesce(pg_has_role(w.oid, r.oid, 'USAGE'), false)),
             coalesce(r.rolsuper, false)
        FROM pg_roles w
        LEFT JOIN pg_namespace n ON n.nspname = ?
        LEFT JOIN pg_class c ON c.relname = 'directus_fields' AND c.relnamespace = n.oid
        LEFT JOIN pg_roles r ON CASE WHEN ?::text IS NULL THEN r.oid = c.relowner AND r.rolcanlogin
                                     ELSE r.rolname = ?::text END
       WHERE w.rolname = ?
      """;

  /** What pg_dump reads: not what extensions bring along, and no row that a policy would hide. */
  private static final String BACKUP =
      """
      SELECT format('%s.%s', n.nspname, c.relname)
        FROM pg_roles b, pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
       WHERE b.rolname = ? AND NOT b.rolsuper
         AND c.relkind IN ('r', 'p', 'S') AND c.relpersistence <> 't'
         AND n.nspname <> 'information_schema' AND n.nspname !~ '^pg_'
         AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_class'::regclass
                            AND d.objid = c.oid AND d.deptype = 'e')
         AND NOT (has_schema_privilege(b.oid, n.oid, 'USAGE')
                  AND has_table_privilege(b.oid, c.oid, 'SELECT')
                  AND (NOT c.relrowsecurity OR b.rolbypassrls
                       OR NOT c.relforcerowsecurity AND pg_has_role(b.oid, c.relowner, 'USAGE')))
       ORDER BY 1
      """;

  private final Map<EnvironmentId, WatchedEnvironment> environments;

  public PostgresTargetFacts(Map<EnvironmentId, WatchedEnvironment> environments) {
    this.environments = Map.copyOf(environments);
  }

  @Override
  public Fact<TargetFacts> read(EnvironmentId environment) {
    Optional<WatchedEnvironment> watched = Optional.ofNullable(environments.get(environment));
    Optional<DatabaseTarget> target =
        watched.flatMap(WatchedEnvironment::database).map(DatabaseTarget::new);
    if (watched.isEmpty() || target.isEmpty()) {
      return new Fact.Unknown<>("no database of the target is configured");
    }
    boolean connected = false;
    try (Connection connection = Connector.connect(target.get(), LIMIT)) {
      connected = true;
      new ReadTransaction("plumbline", LIMIT, LIMIT, "pg_catalog", false).begin(connection);
      return new Fact.Known<>(read(connection, watched.get(), target.get()));
    } catch (SQLException e) {
      return new Fact.Unknown<>(PostgresFailures.of(e, target.get(), connected).detail());
    } catch (UnreadableException e) {
      return new Fact.Unknown<>(e.detail());
    } catch (UncheckedIOException e) {
      // The file of the password cannot be read.
      return new Fact.Unknown<>(String.valueOf(e.getMessage()));
    }
  }

  private static TargetFacts read(
      Connection connection, WatchedEnvironment watched, DatabaseTarget target)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(SERVER);
        ResultSet row = statement.executeQuery()) {
      row.next();
      String watcher = row.getString(2);
      String writer = role(watched.writer().database(), target, watcher);
      String backup = role(watched.backup().map(BackupPolicy::database), target, watcher);
      return new TargetFacts(
          row.getInt(1),
          writer(connection, target, writer),
          backup(connection, backup),
          new TreeSet<>(Arrays.asList((String[]) row.getArray(3).getArray())),
          content(connection, watched, target));
    }
  }

  /** Reading the size of a large database takes a moment. */
  private static Optional<Content> content(
      Connection connection, WatchedEnvironment watched, DatabaseTarget target)
      throws SQLException {
    return watched.backup().flatMap(BackupPolicy::narrowAbove).isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Content(
                TableGraphReader.bytes(connection),
                TableGraphReader.read(connection, target.database().schema())));
  }

  /** A pooler may know the role that watches by another name than the server does. */
  private static String role(Optional<Database> configured, DatabaseTarget target, String watcher) {
    return configured
        .map(Database::username)
        .filter(name -> !name.equals(target.database().username()))
        .orElse(watcher);
  }

  private static Fact<WriterRole> writer(Connection connection, DatabaseTarget target, String role)
      throws SQLException {
    @Nullable String directus = target.database().directusRole().orElse(null);
    try (PreparedStatement statement = connection.prepareStatement(WRITER)) {
      statement.setString(1, target.database().schema());
      statement.setString(2, directus);
      statement.setString(3, directus);
      statement.setString(4, role);
      try (ResultSet row = statement.executeQuery()) {
        return row.next()
            ? new Fact.Known<>(
                new WriterRole(role, row.getBoolean(1), row.getBoolean(2), row.getBoolean(3)))
            : new Fact.Unknown<>(missing(role));
      }
    }
  }

  private static Fact<BackupRole> backup(Connection connection, String role) throws SQLException {
    try (PreparedStatement exists =
        connection.prepareStatement("SELECT FROM pg_roles WHERE rolname = ?")) {
      exists.setString(1, role);
      try (ResultSet row = exists.executeQuery()) {
        if (!row.next()) {
          return new Fact.Unknown<>(missing(role));
        }
      }
    }
    List<String> tables = new ArrayList<>();
    long count = 0;
    try (PreparedStatement statement = connection.prepareStatement(BACKUP)) {
      statement.setString(1, role);
      try (ResultSet row = statement.executeQuery()) {
        for (; row.next(); count++) {
          if (count < NAMED) {
            tables.add(row.getString(1));
          }
        }
      }
    }
    return new Fact.Known<>(new BackupRole(role, tables, count));
  }

  private static String missing(String role) {
    return "the server has no role of the name " + role + ", which a pooler may know by another";
  }
}
