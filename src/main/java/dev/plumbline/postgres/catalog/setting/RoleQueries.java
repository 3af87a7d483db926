package dev.plumbline.postgres.catalog.setting;

import dev.plumbline.catalog.DirectusRole;
import dev.plumbline.catalog.DirectusRole.Limit;
import dev.plumbline.postgres.session.ReadSession;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Reads what the role that Directus connects as may not do. Every role may ask for the privileges
 * of another one; inherited ones count.
 */
public final class RoleQueries {
  private static final String CONFIGURED =
      "SELECT oid, rolname FROM pg_roles WHERE rolname = ?::name";

  /** A role that may not log in is a group, and nobody knows who of it connects. */
  private static final String OWNER =
      """
      SELECT r.oid, r.rolname FROM pg_roles r JOIN pg_class c ON c.relowner = r.oid
       WHERE c.relnamespace = ?::oid AND c.relname = 'directus_fields'
         AND (r.rolcanlogin OR r.rolsuper)
      """;

  private static final String SCHEMA =
      """
      SELECT has_schema_privilege(%1$d, oid, 'USAGE'), has_schema_privilege(%1$d, oid, 'CREATE')
        FROM pg_namespace WHERE oid = ?::oid
      """;

  /**
   * Tables with a limit. A privilege on every column is as good as one on the table. For the
   * numbers of an identity column PostgreSQL asks for no privilege. Only what a default uses is
   * asked for its privileges: there are thousands of functions.
   */
  private static final String LIMITS =
      """
      SELECT relname, reads, inserts, updates, deletes, sequences, functions,
             CASE WHEN NOT owns THEN pg_get_userbyid(relowner) END, hidden
        FROM (
          SELECT c.relname, c.relowner,
                 has_table_privilege(%1$d, c.oid, 'SELECT') OR NOT EXISTS (
                   SELECT FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attnum > 0
                      AND NOT a.attisdropped
                      AND NOT has_column_privilege(%1$d, c.oid, a.attnum, 'SELECT')) AS reads,
                 has_table_privilege(%1$d, c.oid, 'INSERT') OR NOT EXISTS (
                   SELECT FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attnum > 0
                      AND NOT a.attisdropped AND a.attgenerated = ''
                      AND NOT has_column_privilege(%1$d, c.oid, a.attnum, 'INSERT')) AS inserts,
                 has_table_privilege(%1$d, c.oid, 'UPDATE') OR NOT EXISTS (
                   SELECT FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attnum > 0
                      AND NOT a.attisdropped AND a.attgenerated = ''
                      AND NOT has_column_privilege(%1$d, c.oid, a.attnum, 'UPDATE')) AS updates,
                 has_table_privilege(%1$d, c.oid, 'DELETE') AS deletes,
                 pg_has_role(%1$d, c.relowner, 'USAGE') AS owns,
                 coalesce(d.sequences, '{}') AS sequences, coalesce(d.functions, '{}') AS functions,
                 c.relrowsecurity AND NOT r.rolsuper AND NOT r.rolbypassrls
                   AND (c.relforcerowsecurity OR NOT pg_has_role(%1$d, c.relowner, 'USAGE')) AS hidden
            FROM pg_class c
            JOIN pg_roles r ON r.oid = %1$d
            LEFT JOIN (
              SELECT f.adrelid,
                     array_agg(DISTINCT s.oid::regclass::text) FILTER (WHERE s.oid IS NOT NULL) AS sequences,
                     array_agg(DISTINCT x.refobjid::regprocedure::text) FILTER (WHERE s.oid IS NULL) AS functions
                FROM pg_depend x
                JOIN pg_attrdef f ON f.oid = x.objid
                LEFT JOIN pg_class s ON x.refclassid = 'pg_class'::regclass AND s.oid = x.refobjid
                     AND s.relkind = 'S'
               WHERE x.classid = 'pg_attrdef'::regclass
                 AND CASE x.refclassid
                       WHEN 'pg_class'::regclass THEN NOT has_sequence_privilege(%1$d, s.oid, 'USAGE, UPDATE')
                       WHEN 'pg_proc'::regclass THEN NOT has_function_privilege(%1$d, x.refobjid, 'EXECUTE')
                     END
               GROUP BY f.adrelid) d ON d.adrelid = c.oid
           WHERE c.relnamespace = ?::oid AND c.relkind = 'r') t
       WHERE NOT (reads AND inserts AND updates AND deletes AND owns) OR hidden
          OR sequences <> '{}' OR functions <> '{}'
      """;

  /** A role of the server. */
  public record Role(long oid, String name) {}

  private RoleQueries() {}

  /** The one that is configured, or else guessed. */
  public static Optional<Role> role(Rows rows) throws SQLException {
    Optional<String> configured = rows.session().directusRole();
    return configured.isPresent() ? named(rows.session(), configured.get()) : owner(rows);
  }

  public static Optional<DirectusRole> run(Rows rows, Optional<Role> role) throws SQLException {
    Optional<String> configured = rows.session().directusRole();
    if (role.isEmpty()) {
      return configured.map(DirectusRole::missing);
    }
    long oid = role.get().oid();
    List<Boolean> schema = new ArrayList<>();
    rows.each(
        SCHEMA.formatted(oid),
        row -> {
          schema.add(row.getBoolean(1));
          schema.add(row.getBoolean(2));
        });
    List<Limit> limits = new ArrayList<>();
    rows.each(LIMITS.formatted(oid), row -> limits.add(limit(row)));
    limits.sort(Comparator.comparing(Limit::table));
    return Optional.of(
        new DirectusRole(
            role.get().name(),
            configured.isPresent(),
            true,
            schema.getFirst(),
            schema.getLast(),
            limits));
  }

  private static Optional<Role> named(ReadSession session, String name) throws SQLException {
    try (PreparedStatement statement = session.connection().prepareStatement(CONFIGURED)) {
      statement.setString(1, name);
      try (ResultSet row = statement.executeQuery()) {
        return row.next()
            ? Optional.of(new Role(row.getLong(1), row.getString(2)))
            : Optional.empty();
      }
    }
  }

  private static Optional<Role> owner(Rows rows) throws SQLException {
    List<Role> roles = new ArrayList<>();
    rows.each(OWNER, row -> roles.add(new Role(row.getLong(1), row.getString(2))));
    return roles.stream().findFirst();
  }

  private static Limit limit(ResultSet row) throws SQLException {
    List<String> missing = new ArrayList<>();
    String[] privileges = {"SELECT", "INSERT", "UPDATE", "DELETE"};
    for (int i = 0; i < privileges.length; i++) {
      if (!row.getBoolean(i + 2)) {
        missing.add(privileges[i]);
      }
    }
    return new Limit(
        row.getString(1),
        missing,
        Rows.texts(row, 6),
        Rows.texts(row, 7),
        Optional.ofNullable(row.getString(8)),
        row.getBoolean(9));
  }
}
