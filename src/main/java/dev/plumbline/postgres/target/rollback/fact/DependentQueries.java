package dev.plumbline.postgres.target.rollback.fact;

import java.util.List;

/** Facts that PostgreSQL prints as statements: constraints, indexes, triggers, rules, policies. */
final class DependentQueries {
  /** Not the rows of NOT NULL, which PostgreSQL 18 names by itself. */
  private static final String CONSTRAINTS =
      TableQueries.TABLES
          + """
          SELECT CASE contype WHEN 'f' THEN 'FOREIGN_KEY' WHEN 'c' THEN 'CHECK' ELSE 'KEY' END,
                 t.name, conname,
                 format('ALTER TABLE %s ADD CONSTRAINT %I %s', sql, conname,
                        pg_get_constraintdef(k.oid)),
                 format('ALTER TABLE %s DROP CONSTRAINT IF EXISTS %I', sql, conname)
            FROM t JOIN pg_constraint k ON k.conrelid = t.oid
           WHERE contype IN ('p', 'u', 'x', 'c', 'f')
          """;

  private static final String INDEXES =
      TableQueries.TABLES
          + """
          SELECT 'INDEX', t.name, x.relname, pg_get_indexdef(x.oid),
                 format('DROP INDEX IF EXISTS %I.%I', n.nspname, x.relname)
            FROM t JOIN pg_index i ON i.indrelid = t.oid AND i.indisvalid
            JOIN pg_class x ON x.oid = i.indexrelid
            JOIN pg_namespace n ON n.oid = x.relnamespace
           WHERE NOT EXISTS (SELECT FROM pg_constraint k
                              WHERE k.conindid = x.oid AND k.contype IN ('p', 'u', 'x'))
          """;

  /** Without expressions in an order of its own: that of columns changes when one comes back. */
  private static final String STATISTICS =
      TableQueries.TABLES
          + """
          SELECT k.kind, t.name, stxname, k.sql, k.drop
            FROM t JOIN pg_statistic_ext e ON e.stxrelid = t.oid
            JOIN pg_namespace n ON n.oid = stxnamespace
            CROSS JOIN LATERAL (VALUES
              ('STATISTICS',
               CASE WHEN 'e' = ANY (stxkind) THEN pg_get_statisticsobjdef(e.oid)
                 ELSE format('CREATE STATISTICS %I.%I (%s) ON %s FROM %s', n.nspname, stxname,
                   (SELECT string_agg(CASE kind WHEN 'd' THEN 'ndistinct' WHEN 'f' THEN 'dependencies'
                                        ELSE 'mcv' END, ', ' ORDER BY kind)
                      FROM unnest(stxkind) kind),
                   (SELECT string_agg(quote_ident(attname), ', ' ORDER BY attname)
                      FROM pg_attribute WHERE attrelid = t.oid AND attnum = ANY (stxkeys)),
                   t.sql) END,
               format('DROP STATISTICS IF EXISTS %I.%I', n.nspname, stxname)),
              ('STATISTICS_OWNER',
               format('ALTER STATISTICS %I.%I OWNER TO %I', n.nspname, stxname,
                      pg_get_userbyid(stxowner)), NULL)) k (kind, sql, drop)
          """;

  private static final String RULES =
      TableQueries.TABLES
          + """
          SELECT k.kind, t.name, rulename, k.sql, k.drop
            FROM t JOIN pg_rewrite r ON ev_class = t.oid AND rulename <> '_RETURN'
            CROSS JOIN LATERAL (VALUES
              ('RULE', pg_get_ruledef(r.oid), format('DROP RULE IF EXISTS %I ON %s', rulename, t.sql)),
              ('RULE_STATE',
               format('ALTER TABLE %s %s RULE %I', t.sql,
                      CASE ev_enabled WHEN 'D' THEN 'DISABLE' WHEN 'R' THEN 'ENABLE REPLICA'
                        WHEN 'A' THEN 'ENABLE ALWAYS' ELSE 'ENABLE' END, rulename),
               NULL)) k (kind, sql, drop)
          """;

  private static final String TRIGGERS =
      TableQueries.TABLES
          + """
          SELECT k.kind, t.name, tgname, k.sql, k.drop
            FROM t JOIN pg_trigger g ON tgrelid = t.oid AND NOT tgisinternal
            CROSS JOIN LATERAL (VALUES
              ('TRIGGER', pg_get_triggerdef(g.oid),
               format('DROP TRIGGER IF EXISTS %I ON %s', tgname, t.sql)),
              ('TRIGGER_STATE',
               format('ALTER TABLE %s %s TRIGGER %I', t.sql,
                      CASE tgenabled WHEN 'D' THEN 'DISABLE' WHEN 'R' THEN 'ENABLE REPLICA'
                        WHEN 'A' THEN 'ENABLE ALWAYS' ELSE 'ENABLE' END, tgname),
               NULL)) k (kind, sql, drop)
          """;

  private static final String POLICIES =
      TableQueries.TABLES
          + """
          SELECT 'POLICY', t.name, polname,
                 format('CREATE POLICY %I ON %s AS %s FOR %s TO %s', polname, sql,
                        CASE WHEN polpermissive THEN 'PERMISSIVE' ELSE 'RESTRICTIVE' END,
                        CASE polcmd WHEN 'r' THEN 'SELECT' WHEN 'a' THEN 'INSERT'
                          WHEN 'w' THEN 'UPDATE' WHEN 'd' THEN 'DELETE' ELSE 'ALL' END,
                        (SELECT string_agg(CASE role WHEN 0 THEN 'PUBLIC'
                                             ELSE quote_ident(pg_get_userbyid(role)) END, ', '
                                           ORDER BY role)
                           FROM unnest(polroles) role))
                 || coalesce(' USING (' || pg_get_expr(polqual, t.oid) || ')', '')
                 || coalesce(' WITH CHECK (' || pg_get_expr(polwithcheck, t.oid) || ')', ''),
                 format('DROP POLICY IF EXISTS %I ON %s', polname, sql)
            FROM t JOIN pg_policy ON polrelid = t.oid
          """;

  private static final String COMMENTS =
      TableQueries.SEQUENCES
          + """
          SELECT 'COMMENT', o."table", o.object,
                 format('COMMENT ON %s IS %L', o.object, d.description),
                 format('COMMENT ON %s IS NULL', o.object)
            FROM (
              SELECT name AS "table", 'pg_class'::regclass::oid AS class, oid, 0 AS sub,
                     'TABLE ' || sql AS object FROM t
              UNION ALL
              SELECT name, 'pg_class'::regclass, t.oid, attnum,
                     format('COLUMN %s.%I', sql, attname)
                FROM t JOIN pg_attribute a ON attrelid = t.oid AND attnum > 0 AND NOT attisdropped
              UNION ALL
              SELECT "table", 'pg_class'::regclass, seqrelid, 0, 'SEQUENCE ' || sql FROM s
              UNION ALL
              SELECT t.name, 'pg_class'::regclass, x.oid, 0,
                     format('INDEX %I.%I', n.nspname, x.relname)
                FROM t JOIN pg_index i ON indrelid = t.oid JOIN pg_class x ON x.oid = indexrelid
                JOIN pg_namespace n ON n.oid = x.relnamespace
              UNION ALL
              SELECT name, 'pg_constraint'::regclass, k.oid, 0,
                     format('CONSTRAINT %I ON %s', conname, sql)
                FROM t JOIN pg_constraint k ON conrelid = t.oid AND contype <> 'n'
              UNION ALL
              SELECT name, 'pg_trigger'::regclass, g.oid, 0, format('TRIGGER %I ON %s', tgname, sql)
                FROM t JOIN pg_trigger g ON tgrelid = t.oid
              UNION ALL
              SELECT name, 'pg_rewrite'::regclass, r.oid, 0, format('RULE %I ON %s', rulename, sql)
                FROM t JOIN pg_rewrite r ON ev_class = t.oid
              UNION ALL
              SELECT name, 'pg_policy'::regclass, p.oid, 0, format('POLICY %I ON %s', polname, sql)
                FROM t JOIN pg_policy p ON polrelid = t.oid
              UNION ALL
              SELECT name, 'pg_statistic_ext'::regclass, e.oid, 0,
                     format('STATISTICS %I.%I', n.nspname, stxname)
                FROM t JOIN pg_statistic_ext e ON stxrelid = t.oid
                JOIN pg_namespace n ON n.oid = stxnamespace) o
            JOIN pg_description d ON d.classoid = o.class AND d.objoid = o.oid AND d.objsubid = o.sub
          """;

  static final List<String> ALL =
      List.of(CONSTRAINTS, INDEXES, STATISTICS, RULES, TRIGGERS, POLICIES, COMMENTS);

  private DependentQueries() {}
}
