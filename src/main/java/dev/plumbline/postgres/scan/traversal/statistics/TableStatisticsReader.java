package dev.plumbline.postgres.scan.traversal.statistics;

import dev.plumbline.integrity.Check.Orphans;
import dev.plumbline.integrity.CheckId;
import dev.plumbline.postgres.scan.server.ScanTransaction;
import dev.plumbline.postgres.scan.sql.condition.SqlFragment;
import dev.plumbline.postgres.session.Identifier;
import dev.plumbline.reading.Reason;
import dev.plumbline.watch.source.UnreadableException;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What PostgreSQL knows of tables, each asked once in a transaction. */
public final class TableStatisticsReader {
  /**
   * A partitioned table has no size, and what it says of its rows only {@code ANALYZE} of just this
   * table keeps up; so all is that of what holds the rows. Rows have become more or less since the
   * last analysis as the pages have; of what was never analysed, a row is taken for 100 bytes.
   */
  private static final String FACTS =
      """
      SELECT c.relname, c.oid, CASE WHEN c.relhassubclass THEN 'p' ELSE c.relkind::text END,
             coalesce(pg_relation_filenode(c.oid)::text, ''), coalesce(h.pages, 0),
             coalesce(h.visible, 0), coalesce(h.rows, 0), coalesce(h.analysed, false),
             has_table_privilege(c.oid, 'SELECT') AND NOT row_security_active(c.oid)
        FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
        CROSS JOIN LATERAL (
          SELECT sum(s.pages) AS pages, sum(k.relallvisible)::float8 / nullif(sum(k.relpages), 0) AS visible,
                 sum(CASE WHEN k.relkind = 'f' THEN greatest(k.reltuples, 0)
                          WHEN s.analysed THEN k.reltuples::float8 / k.relpages * s.pages
                          ELSE greatest(k.reltuples, s.pages * 8192 / 100.0) END) AS rows,
                 bool_and(s.analysed OR s.pages = 0 AND k.relkind <> 'f') AS analysed
            FROM (WITH RECURSIVE held(oid) AS (
                    SELECT c.oid
                    UNION
                    SELECT i.inhrelid FROM held JOIN pg_inherits i ON i.inhparent = held.oid)
                  SELECT oid FROM held) l
            JOIN pg_class k ON k.oid = l.oid AND k.relkind IN ('r', 'm', 'f'),
                 LATERAL (SELECT CASE WHEN k.relkind = 'f' THEN 0 ELSE pg_relation_size(k.oid) / 8192 END AS pages,
                                 k.reltuples >= 0 AND k.relpages > 0 AS analysed) s) h
       WHERE n.nspname = {} AND c.relname = ANY ({}) AND c.relkind IN ('r', 'p', 'v', 'm', 'f')""";

  private final Identifier schema;
  private final ScanTransaction transaction;
  private final Map<String, TableStatistics> known = new HashMap<>();
  private final Map<CheckId, Optional<KeyIndexes>> indexes = new HashMap<>();

  public TableStatisticsReader(Identifier schema, ScanTransaction transaction) {
    this.schema = schema;
    this.transaction = transaction;
  }

  /**
   * @throws UnreadableException if there is none
   */
  public TableStatistics of(String table) throws SQLException, UnreadableException {
    return Optional.ofNullable(of(List.of(table)).get(table))
        .orElseThrow(
            () ->
                new UnreadableException(
                    Reason.INCOMPATIBLE,
                    "there is no table %s in schema %s"
                        .formatted(new Identifier(table).sql(), schema.sql())));
  }

  /** Those that are there, at least of these. */
  public Map<String, TableStatistics> of(Collection<String> tables) throws SQLException {
    List<String> unknown =
        tables.stream().filter(table -> !known.containsKey(table)).distinct().toList();
    if (!unknown.isEmpty()) {
      transaction
          .rows(
              SqlFragment.of(FACTS, SqlFragment.text(schema.name()), SqlFragment.texts(unknown)),
              row ->
                  Map.entry(
                      row.getString(1),
                      new TableStatistics(
                          row.getLong(2),
                          row.getString(3),
                          row.getString(4),
                          row.getLong(5),
                          row.getDouble(6),
                          row.getDouble(7),
                          row.getBoolean(8),
                          row.getBoolean(9))))
          .forEach(table -> known.put(table.getKey(), table.getValue()));
    }
    return known;
  }

  /** The indexes that put children and parents in the same order; empty if there are none. */
  public Optional<KeyIndexes> indexes(Orphans orphans) throws SQLException, UnreadableException {
    Optional<KeyIndexes> found = indexes.get(orphans.id());
    if (found == null) {
      found =
          KeyIndexes.find(
              orphans, of(orphans.table()).oid(), of(orphans.parent()).oid(), transaction);
      indexes.put(orphans.id(), found);
    }
    return found;
  }

  /** Rows of all these tables by their last analysis, which asks for a lock on none. */
  public double analysed(List<String> tables) throws SQLException {
    return transaction.one(
        SqlFragment.of(
            """
            SELECT coalesce(sum(greatest(c.reltuples, 0)), 0)
              FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
             WHERE n.nspname = {} AND c.relname = ANY ({})""",
            SqlFragment.text(schema.name()),
            SqlFragment.texts(tables)),
        row -> row.getDouble(1));
  }
}
