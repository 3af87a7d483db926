package dev.plumbline.postgres.hazard;

import dev.plumbline.postgres.scan.server.ScanTransaction;
import dev.plumbline.postgres.scan.sql.condition.SqlFragment;
import dev.plumbline.postgres.session.DatabaseTarget;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The settings under which Directus converts values, taken over for our transaction: what is set
 * for its role in the database, else for its role, else for the database, else the server's.
 *
 * @param version {@code server_version_num}
 * @param zoneKnown whether the time zone is certainly that of Directus's sessions. The server's own
 *     is hidden from us, because the driver sets one; {@code log_timezone}, which is the same
 *     unless somebody changed one of the two, is then the best guess.
 * @param pooled whether a pooler or another proxy is between us and the server: the id of the
 *     process that was announced when the connection was opened is not the one that answers.
 *     PgBouncer and its like announce one of their own, by which they find the query to cancel.
 * @param conversion what was taken over, by name
 */
record SessionSettings(
    int version, boolean zoneKnown, boolean pooled, Map<String, String> conversion) {
  private static final List<String> NAMES = List.of("TimeZone", "DateStyle", "IntervalStyle");

  /** The nearest last. */
  private static final String ASSIGNED =
      """
      SELECT unnest(s.setconfig)
        FROM pg_db_role_setting s
       WHERE s.setdatabase IN (0, (SELECT oid FROM pg_database WHERE datname = current_database()))
         AND s.setrole IN (0, coalesce((
               SELECT r.oid FROM pg_roles r WHERE r.rolname = nullif({}, '')::name), (
               SELECT c.relowner FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
                WHERE n.nspname = {} AND c.relname = 'directus_fields'), 0))
       ORDER BY (s.setrole <> 0)::int * 2 + (s.setdatabase <> 0)::int\
      """;

  private static final String OF_SERVER =
      """
      SELECT name, reset_val FROM pg_settings
       WHERE name IN ('DateStyle', 'IntervalStyle', 'log_timezone', 'server_version_num')
      UNION ALL SELECT 'pid', pg_backend_pid()::text\
      """;

  /**
   * @param announced process id that the server announced to the driver
   */
  static SessionSettings apply(ScanTransaction transaction, DatabaseTarget target, int announced)
      throws SQLException {
    Map<String, String> server = new HashMap<>();
    transaction
        .rows(SqlFragment.of(OF_SERVER), row -> Map.entry(row.getString(1), row.getString(2)))
        .forEach(row -> server.put(row.getKey().toLowerCase(Locale.ROOT), row.getValue()));
    Map<String, String> assigned = new HashMap<>();
    transaction
        .rows(
            SqlFragment.of(
                ASSIGNED,
                SqlFragment.text(target.database().directusRole().orElse("")),
                SqlFragment.text(target.schema().name())),
            row -> row.getString(1))
        .forEach(
            assignment -> {
              int end = assignment.indexOf('=');
              assigned.put(
                  assignment.substring(0, end).toLowerCase(Locale.ROOT),
                  assignment.substring(end + 1));
            });
    Map<String, String> conversion = new TreeMap<>();
    for (String name : NAMES) {
      String key = name.toLowerCase(Locale.ROOT);
      Optional<String> value =
          Optional.ofNullable(assigned.get(key))
              .or(
                  () ->
                      Optional.ofNullable(
                          server.get(name.equals("TimeZone") ? "log_timezone" : key)));
      if (value.isPresent()) {
        transaction.set(name, value.get());
        conversion.put(name, value.get());
      }
    }
    boolean pooled = !Integer.toString(announced).equals(server.get("pid"));
    return new SessionSettings(
        Integer.parseInt(server.getOrDefault("server_version_num", "0")),
        // A session of a pooler has what its clients before left in it.
        assigned.containsKey("timezone") && !pooled,
        pooled,
        conversion);
  }

  /** Whether {@code pg_input_is_valid} is there. */
  boolean canValidate() {
    return version >= 160000;
  }
}
