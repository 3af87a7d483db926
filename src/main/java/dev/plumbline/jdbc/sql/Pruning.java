package dev.plumbline.jdbc.sql;

import java.time.Instant;
import java.util.List;

/**
 * Deletes what is older than the retention, a bounded number of rows in each transaction, so that
 * none takes long however much there is. It passes over rows that somebody else is just using: so
 * it never waits, nobody ever waits for it in a circle, and what it left is deleted next time.
 */
public final class Pruning {
  /** Rows for one transaction. */
  public static final int BATCH = 1_000;

  private static final List<Sql> UNREFERENCED =
      List.of(
          Sql.of(
              """
              DELETE FROM snapshot WHERE fingerprint IN (
                SELECT fingerprint FROM snapshot s
                WHERE NOT EXISTS (SELECT FROM snapshot_period WHERE fingerprint = s.fingerprint)
                  AND NOT EXISTS (SELECT FROM environment WHERE snapshot = s.fingerprint)
                  AND NOT EXISTS (SELECT FROM comparison WHERE source = s.fingerprint)
                  AND NOT EXISTS (SELECT FROM comparison WHERE target = s.fingerprint)
                LIMIT ? FOR UPDATE SKIP LOCKED)
              """,
              BATCH),
          Sql.of(
              """
              DELETE FROM catalog_reading WHERE fingerprint IN (
                SELECT fingerprint FROM catalog_reading c
                WHERE NOT EXISTS (SELECT FROM environment WHERE catalog = c.fingerprint)
                LIMIT ? FOR UPDATE SKIP LOCKED)
              """,
              BATCH));

  private Pruning() {}

  public static long prune(Transactions transactions, Instant before) {
    long rows =
        all(
                transactions,
                Sql.of(
                    """
                    DELETE FROM poll WHERE number IN (
                      SELECT number FROM poll WHERE started_at < ?
                      LIMIT ? FOR UPDATE SKIP LOCKED)
                    """,
                    before,
                    BATCH))
            + all(
                transactions,
                Sql.of(
                    """
                    DELETE FROM finding WHERE id IN (
                      SELECT id FROM finding WHERE resolved_at < ?
                      LIMIT ? FOR UPDATE SKIP LOCKED)
                    """,
                    before,
                    BATCH))
            + all(
                transactions,
                Sql.of(
                    """
                    DELETE FROM snapshot_period WHERE id IN (
                      SELECT id FROM snapshot_period WHERE ended_at < ?
                      LIMIT ? FOR UPDATE SKIP LOCKED)
                    """,
                    before,
                    BATCH));
    for (Sql delete : UNREFERENCED) {
      rows += all(transactions, delete);
    }
    return rows;
  }

  /** Until nothing is left, or as much as somebody else is using. */
  public static long all(Transactions transactions, Sql delete) {
    return all(transactions, delete::update);
  }

  /**
   * Likewise.
   *
   * @param delete deletes {@link #BATCH} rows at most
   * @return how many rows were deleted
   */
  public static long all(Transactions transactions, Transactions.Work<Integer> delete) {
    long rows = 0;
    int deleted;
    do {
      deleted = transactions.write(delete);
      rows += deleted;
    } while (deleted == BATCH);
    return rows;
  }
}
