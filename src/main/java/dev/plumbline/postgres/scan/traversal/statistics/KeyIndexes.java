package dev.plumbline.postgres.scan.traversal.statistics;

import dev.plumbline.integrity.Check.Orphans;
import dev.plumbline.postgres.scan.server.ScanTransaction;
import dev.plumbline.postgres.scan.sql.condition.Dialect;
import dev.plumbline.postgres.scan.sql.condition.SqlFragment;
import java.sql.SQLException;
import java.util.Optional;

/**
 * Two indexes, on a child's column and on the key that it names, that put both in the same order.
 *
 * @param type of the parent's key, as {@code format_type} writes it
 * @param integers whether there is nothing between two numbers that follow one another
 * @param texts whether their order depends on a collation
 * @param childPages size of the child's index
 * @param childType of the child's column, likewise
 * @param once whether no key of the parent is there twice; one may be in a table that inherits
 */
public record KeyIndexes(
    String type, boolean integers, boolean texts, long childPages, String childType, boolean once) {
  /**
   * Of orders in which two keys of different types, or equal keys that are written differently,
   * stand where a comparison expects them. Each use plans it anew, and the time to plan grows with
   * the number of tables that are joined, so what only belongs to a row is a subquery.
   */
  private static final String FIND =
      """
      WITH indexes AS (
        SELECT i.indrelid AS relation, a.attname::text AS attribute, i.indexrelid AS index,
               o.opcfamily AS family, i.indcollation[0] AS collation, a.atttypid AS type,
               i.indisunique AND i.indnkeyatts = 1
                 AND (SELECT t.relkind = 'p' OR NOT t.relhassubclass
                        FROM pg_class t WHERE t.oid = i.indrelid) AS once
          FROM pg_index i
          JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = i.indkey[0]
          JOIN pg_opclass o ON o.oid = i.indclass[0]
         WHERE i.indrelid IN (%1$d, %2$d) AND i.indisvalid AND i.indpred IS NULL
           AND i.indcollation[0] = a.attcollation
           AND (i.indcollation[0] = 0
                OR (SELECT l.collisdeterministic FROM pg_collation l WHERE l.oid = i.indcollation[0])))
      SELECT format_type(p.type, NULL), f.opfname = 'integer_ops', f.opfname = 'text_ops',
             pg_relation_size(c.index) / 8192, format_type(c.type, NULL), p.once
        FROM indexes c JOIN indexes p ON p.family = c.family AND p.collation = c.collation
        JOIN pg_opfamily f ON f.oid = p.family AND f.opfnamespace = 'pg_catalog'::regnamespace
         AND f.opfname IN ('integer_ops', 'uuid_ops', 'text_ops', 'numeric_ops')
         AND f.opfmethod = (SELECT m.oid FROM pg_am m WHERE m.amname = 'btree')
       WHERE c.relation = %1$d AND c.attribute = {} AND p.relation = %2$d AND p.attribute = {}
       ORDER BY 4, p.once DESC LIMIT 1""";

  static Optional<KeyIndexes> find(
      Orphans orphans, long child, long parent, ScanTransaction transaction) throws SQLException {
    return transaction.first(
        SqlFragment.of(
            FIND.formatted(child, parent),
            SqlFragment.text(orphans.column()),
            SqlFragment.text(orphans.parentKey())),
        row ->
            new KeyIndexes(
                row.getString(1),
                row.getBoolean(2),
                row.getBoolean(3),
                row.getLong(4),
                row.getString(5),
                row.getBoolean(6)));
  }

  /**
   * How many children lie below the least and above the greatest parent, but no more than so many
   * of each.
   */
  static SqlFragment outside(Orphans orphans, Dialect dialect, int most) {
    SqlFragment key = SqlFragment.column("p", orphans.parentKey());
    SqlFragment parents =
        SqlFragment.of("{} p WHERE {} IS NOT NULL", dialect.table(orphans.parent()), key);
    SqlFragment end = SqlFragment.of("(SELECT {} FROM {} ORDER BY {}", key, parents, key);
    return SqlFragment.of(
        "SELECT CASE WHEN EXISTS (SELECT FROM {}) THEN {} + {} ELSE {} END",
        parents,
        children(orphans, dialect, SqlFragment.of("< {} LIMIT 1)", end), most),
        children(orphans, dialect, SqlFragment.of("> {} DESC LIMIT 1)", end), most),
        children(orphans, dialect, SqlFragment.of("IS NOT NULL"), most));
  }

  private static SqlFragment children(
      Orphans orphans, Dialect dialect, SqlFragment which, int most) {
    return SqlFragment.of(
        "(SELECT count(*) FROM (SELECT FROM {} c WHERE {} {} LIMIT %d) some_of_them)"
            .formatted(most),
        dialect.table(orphans.table()),
        SqlFragment.column("c", orphans.column()),
        which);
  }

  /**
   * The share of the children that have no parent, by the statistics of the child's column. What
   * stands beside {@code unnest} is evaluated for each value, so the texts are converted before.
   */
  SqlFragment lost(Orphans orphans, Dialect dialect) {
    return SqlFragment.of(
        """
        SELECT coalesce(sum(v.share), 0)
          FROM (SELECT most_common_vals::text::%1$s[] AS common, most_common_freqs AS shares,
                       histogram_bounds::text::%1$s[] AS bounds,
                       1 - null_frac - coalesce((SELECT sum(f) FROM unnest(most_common_freqs) f), 0) AS rest
                  FROM pg_stats
                 WHERE schemaname = {} AND tablename = {} AND attname = {} AND NOT inherited
                OFFSET 0) s,
               LATERAL (
                 SELECT unnest(s.common) AS value, unnest(s.shares)::float8 AS share
                 UNION ALL
                 SELECT unnest(s.bounds), s.rest / cardinality(s.bounds)) v
         WHERE NOT EXISTS (SELECT FROM {} p WHERE {} = v.value)"""
            .formatted(childType),
        SqlFragment.text(dialect.schema().name()),
        SqlFragment.text(orphans.table()),
        SqlFragment.text(orphans.column()),
        dialect.table(orphans.parent()),
        SqlFragment.column("p", orphans.parentKey()));
  }

  /** How many integers there are from the least to the greatest key of the parent. */
  static SqlFragment span(Orphans orphans, Dialect dialect) {
    SqlFragment key = SqlFragment.column("p", orphans.parentKey());
    return SqlFragment.of(
        "SELECT coalesce(max({})::float8 - min({})::float8 + 1, 0) FROM {} p",
        key,
        key,
        dialect.table(orphans.parent()));
  }
}
