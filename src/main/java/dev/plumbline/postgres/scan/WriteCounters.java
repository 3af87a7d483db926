package dev.plumbline.postgres.scan;

import dev.plumbline.postgres.scan.server.ScanTransaction;
import dev.plumbline.postgres.scan.sql.condition.SqlFragment;
import dev.plumbline.postgres.session.Identifier;
import dev.plumbline.store.state.CheckStatus.TableState;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Whether anything was written to a table, as its write counters say. They begin anew after a crash
 * and when somebody resets them; so what they count from is part of the state. They come a little
 * late: PostgreSQL's processes hand them in after a second, an idle one after ten. Of a sequence
 * its last value tells.
 */
final class WriteCounters {
  /** What the counters count from; null if they do not say. */
  private static final String IDENTITY =
      """
      SELECT CASE
        WHEN pg_is_in_recovery() THEN NULL
        WHEN NOT current_setting('track_counts')::boolean THEN NULL
        WHEN EXISTS (SELECT FROM pg_db_role_setting s, unnest(s.setconfig) c
                      WHERE c ~* '^track_counts=' AND c !~* '=(on|true|yes|1)$') THEN NULL
        ELSE concat_ws(' ', current_setting('server_version_num'), %s, d.oid,
          extract(epoch FROM pg_postmaster_start_time()),
          extract(epoch FROM pg_stat_get_bgwriter_stat_reset_time()),
          extract(epoch FROM pg_stat_get_db_stat_reset_time(d.oid)),
          (SELECT hashtextextended(string_agg(concat_ws('.', enumtypid, enumsortorder, enumlabel), ' ' ORDER BY oid) COLLATE "C", 0) FROM pg_enum)) END
        FROM pg_database d WHERE d.datname = current_database()
      """;

  private static final String SYSTEM = "(SELECT system_identifier FROM pg_control_system())";

  /**
   * Of a partitioned table those of its partitions, which hold its rows. No counter reports a
   * column that is dropped and added again, with another default, or of two that change names.
   */
  private static final String COUNTERS =
      """
      WITH parts AS MATERIALIZED (
        SELECT c.oid AS relation, c.relname, c.oid AS part, c.relfilenode
          FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
         WHERE n.nspname = {} AND c.relkind IN ('r', 'm', 'p') AND NOT c.relhassubclass
        UNION ALL
        SELECT c.oid, c.relname, l.oid, l.relfilenode
          FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
          CROSS JOIN LATERAL pg_partition_tree(c.oid) t JOIN pg_class l ON l.oid = t.relid
         WHERE n.nspname = {} AND c.relkind = 'p' AND c.relhassubclass AND t.isleaf),
      columns AS (
        SELECT attrelid, sum(hashnameextended(attname, (attnum::bigint << 32) + atttypid::bigint)) AS columns
          FROM pg_attribute
         WHERE attnum > 0 AND NOT attisdropped AND attrelid IN (SELECT part FROM parts)
         GROUP BY attrelid)
      SELECT p.relname, string_agg(concat_ws('.', p.part, p.relfilenode,
               pg_stat_get_tuples_inserted(p.part), pg_stat_get_tuples_updated(p.part),
               pg_stat_get_tuples_deleted(p.part), c.columns), ' ' ORDER BY p.part)
        FROM parts p LEFT JOIN columns c ON c.attrelid = p.part
       GROUP BY p.relation, p.relname
      """;

  /**
   * PostgreSQL has no function for where an unused sequence starts, which {@code setval(…, false)}
   * changes; so such a one has a state only while the tables that use it are empty. A partitioned
   * table has no pages itself.
   */
  private static final String SEQUENCES =
      """
      WITH uses AS (
        SELECT d.objid AS sequence, d.refobjid AS relation FROM pg_depend d
         WHERE d.classid = 'pg_class'::regclass AND d.refclassid = 'pg_class'::regclass
           AND d.objsubid = 0 AND d.deptype IN ('a', 'i')
        UNION ALL
        SELECT d.refobjid, a.adrelid FROM pg_depend d JOIN pg_attrdef a ON a.oid = d.objid
         WHERE d.classid = 'pg_attrdef'::regclass AND d.refclassid = 'pg_class'::regclass),
      sequences AS (
        SELECT c.oid, c.relname, s.seqstart, s.seqincrement,
               CASE WHEN has_sequence_privilege(c.oid, 'USAGE, SELECT')
                    THEN pg_sequence_last_value(c.oid) END AS last
          FROM pg_sequence s JOIN pg_class c ON c.oid = s.seqrelid
          JOIN pg_namespace n ON n.oid = c.relnamespace
         WHERE n.nspname = {}),
      unused AS (
        SELECT s.oid FROM sequences s JOIN uses u ON u.sequence = s.oid
          JOIN pg_class t ON t.oid = u.relation
         WHERE s.last IS NULL
         GROUP BY s.oid
        HAVING bool_and(t.relkind = 'r' AND NOT t.relhassubclass AND pg_relation_size(t.oid) = 0))
      SELECT relname, concat_ws('.', oid, pg_relation_filenode(oid), seqstart, seqincrement, last)
        FROM sequences WHERE last IS NOT NULL OR oid IN (SELECT oid FROM unused)
      """;

  private WriteCounters() {}

  /** Empty if the server cannot say. */
  static SortedMap<String, TableState> read(ScanTransaction transaction, Identifier schema)
      throws SQLException {
    boolean control =
        transaction.one(
            SqlFragment.of("SELECT has_function_privilege('pg_control_system()', 'EXECUTE')"),
            row -> row.getBoolean(1));
    SortedMap<String, TableState> states = new TreeMap<>();
    String identity =
        transaction.one(
            SqlFragment.of(IDENTITY.formatted(control ? SYSTEM : "''")),
            row -> String.valueOf(row.getString(1)));
    if (identity.equals("null")) {
      return states;
    }
    SqlFragment name = SqlFragment.text(schema.name());
    for (SqlFragment query :
        List.of(SqlFragment.of(COUNTERS, name, name), SqlFragment.of(SEQUENCES, name))) {
      transaction
          .rows(query, row -> Map.entry(row.getString(1), row.getString(2)))
          .forEach(
              relation ->
                  states.put(
                      relation.getKey(), new TableState(identity + " " + relation.getValue())));
    }
    return states;
  }
}
