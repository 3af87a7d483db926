package dev.plumbline.postgres.session;

import dev.plumbline.reading.Reason;
import dev.plumbline.watch.source.UnreadableException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One read-only transaction on a watched database: what it sees does not change while it lasts.
 *
 * @param schema {@code pg_namespace.oid} of the schema
 * @param version {@code server_version}
 * @param number {@code server_version_num}
 * @param database {@code pg_database.oid} of the database
 * @param role {@code pg_authid.oid} of our own role
 * @param fewConnections whether our own role may have so few that none of them may be idle
 * @param sinceFirst age of the first ordinary transaction id, as this transaction counts ages
 * @param migrations whether {@code directus_migrations} may be read
 * @param flows whether {@code directus_flows} and {@code directus_operations} may be read
 * @param control whether {@code pg_control_system()} may be called
 * @param directusRole the role that Directus connects as, if somebody configured it
 */
public record ReadSession(
    Connection connection,
    Identifier schemaName,
    long schema,
    String version,
    int number,
    long database,
    long role,
    boolean fewConnections,
    long sinceFirst,
    boolean migrations,
    boolean flows,
    boolean control,
    Optional<String> directusRole) {
  public static final String COLLECTIONS = "directus_collections";
  public static final String FIELDS = "directus_fields";
  public static final String RELATIONS = "directus_relations";
  public static final String MIGRATIONS = "directus_migrations";
  public static final String FLOWS = "directus_flows";
  public static final String OPERATIONS = "directus_operations";

  private static final List<String> NEEDED = List.of(COLLECTIONS, FIELDS, RELATIONS);

  /** The oldest with {@code pg_attribute.attgenerated}. */
  private static final int OLDEST = 120000;

  /** As many as Plumbline may have at a time. */
  private static final int FEW = 4;

  private static final String SERVER =
      """
      SELECT version() AS version, current_setting('server_version_num')::int AS number,
             current_setting('server_version') AS name, current_user::text AS role,
             has_function_privilege('pg_control_system()', 'EXECUTE') AS control,
             age('3'::xid) AS since_first,
             n.oid AS schema, has_schema_privilege(n.oid, 'USAGE') AS usage,
             d.oid AS database, r.oid AS role_id, r.rolconnlimit BETWEEN 0 AND %d AS few
        FROM (SELECT 1) one
        LEFT JOIN pg_namespace n ON n.nspname = ?::name
        LEFT JOIN pg_roles r ON r.rolname = current_user
        LEFT JOIN pg_database d ON d.datname = current_database()
      """
          .formatted(FEW);

  private static final String TABLES =
      """
      SELECT relname, relkind::text, has_table_privilege(oid, 'SELECT')
        FROM pg_class WHERE relnamespace = ?::oid AND relname = ANY (?::name[])
      """;

  /**
   * Begins a transaction and makes sure that everything needed may be read.
   *
   * @param limit after which the server gives up a statement on its own
   * @throws UnreadableException if something needed is missing; the message says what would help
   */
  public static ReadSession begin(Connection connection, DatabaseTarget target, Duration limit)
      throws SQLException, UnreadableException {
    transaction(target, limit).begin(connection);
    return check(connection, target);
  }

  /**
   * Likewise; it sees what another transaction of this database sees, which must not have ended.
   *
   * @param snapshot as {@code pg_export_snapshot} returned it there
   */
  public static ReadSession join(
      Connection connection, DatabaseTarget target, Duration limit, String snapshot)
      throws SQLException, UnreadableException {
    transaction(target, limit).join(connection, snapshot);
    return check(connection, target);
  }

  private static ReadTransaction transaction(DatabaseTarget target, Duration limit) {
    return new ReadTransaction("plumbline", limit, limit, target.schema().sql(), false);
  }

  private static ReadSession check(Connection connection, DatabaseTarget target)
      throws SQLException, UnreadableException {
    Identifier schema = target.schema();
    try (PreparedStatement statement = connection.prepareStatement(SERVER)) {
      statement.setString(1, schema.name());
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        if (!row.getString("version").startsWith("PostgreSQL ")) {
          throw incompatible(
              target.place() + " is not a PostgreSQL server: " + row.getString("version"));
        }
        if (row.getInt("number") < OLDEST) {
          throw incompatible(
              "%s is PostgreSQL %s; Plumbline supports PostgreSQL 12 and newer"
                  .formatted(target.place(), row.getString("name")));
        }
        long oid = row.getLong("schema");
        if (row.wasNull()) {
          throw incompatible(
              "%s has no schema %s; the schema where Directus has its tables is configured in database.schema"
                  .formatted(target.place(), schema.sql()));
        }
        Identifier role = new Identifier(row.getString("role"));
        if (!row.getBoolean("usage")) {
          throw forbidden(
              target, role, "use schema " + schema.sql(), "USAGE ON SCHEMA " + schema.sql());
        }
        Set<String> readable = checkTables(connection, target, oid, role);
        return new ReadSession(
            connection,
            schema,
            oid,
            row.getString("name"),
            row.getInt("number"),
            row.getLong("database"),
            row.getLong("role_id"),
            row.getBoolean("few"),
            row.getLong("since_first"),
            readable.contains(MIGRATIONS),
            readable.contains(FLOWS) && readable.contains(OPERATIONS),
            row.getBoolean("control"),
            target.database().directusRole());
      }
    }
  }

  /**
   * @return the tables that may be read, also of those that are not needed
   */
  private static Set<String> checkTables(
      Connection connection, DatabaseTarget target, long schema, Identifier role)
      throws SQLException, UnreadableException {
    Map<String, Boolean> readable = new HashMap<>();
    try (PreparedStatement statement = connection.prepareStatement(TABLES)) {
      statement.setLong(1, schema);
      statement.setArray(
          2,
          connection.createArrayOf(
              "text",
              new String[] {COLLECTIONS, FIELDS, RELATIONS, MIGRATIONS, FLOWS, OPERATIONS}));
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          if (row.getString(2).equals("r")) {
            readable.put(row.getString(1), row.getBoolean(3));
          }
        }
      }
    }
    for (String table : NEEDED) {
      Boolean mayRead = readable.get(table);
      String name = target.schema().table(table);
      if (mayRead == null) {
        throw incompatible(
            "%s has no table %s, so Directus is not (or not completely) installed there; check database.schema"
                .formatted(target.place(), name));
      }
      if (!mayRead) {
        throw forbidden(target, role, "read table " + name, "SELECT ON " + name);
      }
    }
    readable.values().removeIf(mayRead -> !mayRead);
    return Set.copyOf(readable.keySet());
  }

  private static UnreadableException incompatible(String detail) {
    return new UnreadableException(Reason.INCOMPATIBLE, detail);
  }

  private static UnreadableException forbidden(
      DatabaseTarget target, Identifier role, String what, String grant) {
    return new UnreadableException(
        Reason.FORBIDDEN,
        "role %s may not %s on %s; to fix this: GRANT %s TO %s"
            .formatted(role.sql(), what, target.place(), grant, role.sql()));
  }
}
