package dev.plumbline.postgres.target.rollback.row;

import dev.plumbline.postgres.target.shape.ColumnShape;
import dev.plumbline.postgres.target.statement.StatementFailedException;
import dev.plumbline.postgres.target.statement.TargetTransaction;
import java.util.List;

/**
 * Between types with and without time zone, PostgreSQL converts by the time zone of the session.
 * The one that Directus's session had is not recorded; it is the one with which most values are
 * what the run made of them.
 */
final class TimeZones {
  private static final String SETTING = "TimeZone";
  private static final String USUAL = "UTC";

  /** Of roles and databases, and the server's, which has the same for its log by default. */
  private static final String CANDIDATES =
      """
      SELECT DISTINCT zone FROM (
        SELECT substr(c, 10) AS zone FROM pg_db_role_setting, unnest(setconfig) c
         WHERE c ILIKE 'timezone=%'
           AND setdatabase IN (0, (SELECT oid FROM pg_database WHERE datname = current_database()))
        UNION ALL SELECT current_setting('log_timezone')) z
       WHERE zone IN (SELECT name FROM pg_timezone_names) AND zone <> 'UTC'
       ORDER BY zone
      """;

  private TimeZones() {}

  /**
   * @param count a query for the number of values that are what the run made of them
   */
  static void choose(TargetTransaction session, ColumnChanges changes, String count)
      throws StatementFailedException {
    if (changes.changed().stream().noneMatch(column -> depends(changes, column))) {
      return;
    }
    String object = "the values of `" + changes.table() + "`";
    String best = USUAL;
    long most = session.count(object, count);
    List<String> zones = session.rows("time zones", CANDIDATES, row -> row.getString(1));
    for (String zone : zones) {
      session.set(SETTING, zone);
      long same = session.count(object, count);
      if (same > most) {
        best = zone;
        most = same;
      }
    }
    session.set(SETTING, best);
  }

  static void reset(TargetTransaction session) throws StatementFailedException {
    session.set(SETTING, USUAL);
  }

  private static boolean depends(ColumnChanges changes, ColumnShape was) {
    String now = changes.current().column(was.name()).map(ColumnShape::type).orElse("");
    return isZoned(was.type()) || isZoned(now);
  }

  private static boolean isZoned(String type) {
    return type.contains("with time zone");
  }
}
