package dev.plumbline.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

/**
 * Deletes what is older than the retention. It passes over rows that somebody else is just using:
 * so it never waits, nobody ever waits for it in a circle, and what it left is deleted next time.
 */
final class Pruning {
  /** Each with the one time as its only value. */
  private static final List<String> OF_AGE =
      List.of(
          """
          DELETE FROM poll WHERE number IN (
            SELECT number FROM poll WHERE started_at < ? FOR UPDATE SKIP LOCKED)
          """,
          """
          DELETE FROM finding WHERE id IN (
            SELECT id FROM finding WHERE resolved_at < ? FOR UPDATE SKIP LOCKED)
          """,
          """
          DELETE FROM snapshot_period WHERE id IN (
            SELECT id FROM snapshot_period WHERE ended_at < ? FOR UPDATE SKIP LOCKED)
          """);

  private static final String UNREFERENCED_SNAPSHOTS =
      """
      DELETE FROM snapshot WHERE fingerprint IN (
        SELECT fingerprint FROM snapshot s
        WHERE NOT EXISTS (SELECT FROM snapshot_period WHERE fingerprint = s.fingerprint)
          AND NOT EXISTS (SELECT FROM environment WHERE snapshot = s.fingerprint)
          AND NOT EXISTS (SELECT FROM comparison WHERE source = s.fingerprint)
          AND NOT EXISTS (SELECT FROM comparison WHERE target = s.fingerprint)
        FOR UPDATE SKIP LOCKED)
      """;

  private static final String UNREFERENCED_CATALOGS =
      """
      DELETE FROM catalog_reading WHERE fingerprint IN (
        SELECT fingerprint FROM catalog_reading c
        WHERE NOT EXISTS (SELECT FROM environment WHERE catalog = c.fingerprint)
        FOR UPDATE SKIP LOCKED)
      """;

  private Pruning() {}

  static long prune(Connection connection, Instant before) throws SQLException {
    long rows = 0;
    for (String delete : OF_AGE) {
      rows += Sql.of(delete, before).update(connection);
    }
    return rows
        + Sql.of(UNREFERENCED_SNAPSHOTS).update(connection)
        + Sql.of(UNREFERENCED_CATALOGS).update(connection);
  }
}
