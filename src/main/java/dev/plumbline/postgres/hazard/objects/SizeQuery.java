package dev.plumbline.postgres.hazard.objects;

import dev.plumbline.postgres.scan.server.ScanTransaction;
import dev.plumbline.postgres.scan.sql.condition.SqlFragment;
import dev.plumbline.postgres.scan.traversal.statistics.TableStatistics;
import dev.plumbline.postgres.scan.traversal.statistics.TableStatisticsReader;
import dev.plumbline.postgres.session.Identifier;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/**
 * How large a table is, with its partitions and what inherits from it: {@code ALTER TABLE} rewrites
 * and checks them, too, and a partitioned table itself has no size.
 */
public final class SizeQuery {
  private static final String BYTES =
      """
      WITH RECURSIVE tree(oid) AS (
        SELECT %d::oid
        UNION
        SELECT i.inhrelid FROM tree JOIN pg_inherits i ON i.inhparent = tree.oid)
      SELECT coalesce(sum(pg_total_relation_size(oid)), 0)::bigint FROM tree""";

  private SizeQuery() {}

  /**
   * @param rows an estimate, which is not 0 because a table was never analysed
   * @param bytes with its indexes and TOAST
   */
  public record Size(long rows, long bytes) {}

  /** Empty if there is no such table. */
  public static Optional<Size> size(String table, Identifier schema, ScanTransaction transaction)
      throws SQLException {
    TableStatistics statistics =
        new TableStatisticsReader(schema, transaction).of(List.of(table)).get(table);
    if (statistics == null) {
      return Optional.empty();
    }
    return transaction.first(
        SqlFragment.of(BYTES.formatted(statistics.oid())),
        row -> new Size(Math.round(statistics.rows()), row.getLong(1)));
  }
}
