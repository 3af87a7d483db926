package dev.plumbline.postgres.target.rollback.fact;

import dev.plumbline.postgres.target.shape.SelectedTables;
import java.util.List;

/** Facts of tables themselves and of their sequences. */
final class TableQueries {
  static final String TABLES = SelectedTables.SQL;

  /** And those sequences that belong to one of their columns. */
  static final String SEQUENCES =
      TABLES
          + """
          , s AS (
            SELECT q.*, c.relname::text AS name, c.relowner, c.relacl, t.name AS "table",
                   d.deptype = 'i' AS identity,
                   format('%I.%I', n.nspname, c.relname) AS sql,
                   t.sql || '.' || quote_ident(a.attname) AS "column"
              FROM t JOIN pg_depend d ON d.refobjid = t.oid AND d.deptype IN ('a', 'i')
               AND d.classid = 'pg_class'::regclass AND d.refclassid = 'pg_class'::regclass
              JOIN pg_class c ON c.oid = d.objid AND c.relkind = 'S'
              JOIN pg_namespace n ON n.oid = c.relnamespace
              JOIN pg_sequence q ON q.seqrelid = c.oid
              JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = d.refobjsubid)
          """;

  static final List<String> ALL =
      List.of(
          TABLES
              + """
              SELECT 'OWNER', name, '',
                     format('ALTER TABLE %s OWNER TO %I', sql, pg_get_userbyid(relowner)), NULL
                FROM t
              UNION ALL
              SELECT 'PERSISTENCE', name, '',
                     format('ALTER TABLE %s SET %s', sql,
                            CASE relpersistence WHEN 'u' THEN 'UNLOGGED' ELSE 'LOGGED' END), NULL
                FROM t
              UNION ALL
              SELECT 'ROW_SECURITY', name, '',
                     format('ALTER TABLE %s %s ROW LEVEL SECURITY', sql,
                            CASE WHEN relrowsecurity THEN 'ENABLE' ELSE 'DISABLE' END), NULL
                FROM t
              UNION ALL
              SELECT 'FORCE_ROW_SECURITY', name, '',
                     format('ALTER TABLE %s %s ROW LEVEL SECURITY', sql,
                            CASE WHEN relforcerowsecurity THEN 'FORCE' ELSE 'NO FORCE' END), NULL
                FROM t
              UNION ALL
              SELECT 'REPLICA_IDENTITY', name, '',
                     format('ALTER TABLE %s REPLICA IDENTITY %s', sql,
                            CASE relreplident WHEN 'f' THEN 'FULL' WHEN 'n' THEN 'NOTHING'
                              WHEN 'i' THEN coalesce(
                                (SELECT 'USING INDEX ' || quote_ident(x.relname)
                                   FROM pg_index i JOIN pg_class x ON x.oid = i.indexrelid
                                  WHERE i.indrelid = t.oid AND i.indisreplident), 'NOTHING')
                              ELSE 'DEFAULT' END), NULL
                FROM t
              UNION ALL
              SELECT 'CLUSTER', t.name, '',
                     format('ALTER TABLE %s CLUSTER ON %I', sql, x.relname),
                     format('ALTER TABLE %s SET WITHOUT CLUSTER', sql)
                FROM t JOIN pg_index i ON i.indrelid = t.oid AND i.indisclustered
                JOIN pg_class x ON x.oid = i.indexrelid
              """,
          TABLES
              + """
              SELECT 'TABLE_OPTION', name, o.prefix || split_part(o.text, '=', 1),
                     format('ALTER TABLE %s SET (%s%I = %L)', sql, o.prefix,
                            split_part(o.text, '=', 1),
                            substr(o.text, strpos(o.text, '=') + 1)),
                     format('ALTER TABLE %s RESET (%s%I)', sql, o.prefix,
                            split_part(o.text, '=', 1))
                FROM t CROSS JOIN LATERAL (
                  SELECT '' AS prefix, unnest(t.reloptions) AS text
                  UNION ALL
                  SELECT 'toast.', unnest(r.reloptions) FROM pg_class r
                   WHERE r.oid = t.reltoastrelid) o
              """,
          SEQUENCES
              + """
              SELECT 'SEQUENCE', "table", name, 'CREATE SEQUENCE ' || sql,
                     'DROP SEQUENCE IF EXISTS ' || sql
                FROM s WHERE NOT identity
              UNION ALL
              SELECT 'SEQUENCE_OWNER', "table", name,
                     format('ALTER SEQUENCE %s OWNER TO %I', sql, pg_get_userbyid(relowner)), NULL
                FROM s WHERE NOT identity
              UNION ALL
              SELECT 'SEQUENCE_OWNED', "table", name,
                     format('ALTER SEQUENCE %s OWNED BY %s', sql, "column"), NULL
                FROM s WHERE NOT identity
              UNION ALL
              SELECT 'SEQUENCE_OPTIONS', "table", name,
                     format('ALTER SEQUENCE %s AS %s INCREMENT BY %s MINVALUE %s MAXVALUE %s'
                            || ' START WITH %s CACHE %s %s', sql, format_type(seqtypid, NULL),
                            seqincrement, seqmin, seqmax, seqstart, seqcache,
                            CASE WHEN seqcycle THEN 'CYCLE' ELSE 'NO CYCLE' END), NULL
                FROM s
              """);

  private TableQueries() {}
}
