package dev.plumbline.postgres.target.rollback.fact;

import java.util.List;

/** Facts about roles and subscribers: who may do what, and what is published. */
final class GrantQueries {
  /** Of several grantors the owner is made the only one. */
  private static final String GRANTS =
      """
      SELECT 'GRANT', o."table", o.object || ' ' || x.privilege || ' ' || x.role,
             format('GRANT %s%s ON %s TO %s%s', x.privilege, o.columns, o.object, x.role,
                    CASE WHEN x.grantable THEN ' WITH GRANT OPTION' ELSE '' END),
             format('REVOKE %s%s ON %s FROM %s', x.privilege, o.columns, o.object, x.role)
        FROM o CROSS JOIN LATERAL (
          SELECT privilege_type AS privilege, bool_or(is_grantable) AS grantable,
                 CASE grantee WHEN 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(grantee)) END
                   AS role
            FROM aclexplode(o.acl) GROUP BY privilege_type, grantee) x
      """;

  static final List<String> ALL =
      List.of(
          TableQueries.TABLES
              + """
              , o AS (
                SELECT name AS "table", 'TABLE ' || sql AS object, '' AS columns,
                       coalesce(relacl, acldefault('r', relowner)) AS acl
                  FROM t)
              """
              + GRANTS,
          TableQueries.TABLES
              + """
              , o AS (
                SELECT name AS "table", 'TABLE ' || sql AS object,
                       format(' (%I)', attname) AS columns, attacl AS acl
                  FROM t JOIN pg_attribute ON attrelid = t.oid
                 WHERE attacl IS NOT NULL AND NOT attisdropped)
              """
              + GRANTS.replace(
                  "o.object || ' ' || x.privilege", "o.object || o.columns || ' ' || x.privilege"),
          TableQueries.SEQUENCES
              + """
              , o AS (
                SELECT "table", 'SEQUENCE ' || sql AS object, '' AS columns,
                       coalesce(relacl, acldefault('s', relowner)) AS acl
                  FROM s)
              """
              + GRANTS);

  private static final int WITH_ROW_FILTERS = 150000;

  private GrantQueries() {}

  /** Membership of publications is only ever added: others may have published a table since. */
  static String publications(int version) {
    String details =
        version < WITH_ROW_FILTERS
            ? "''"
            : """
              coalesce((SELECT ' (' || string_agg(quote_ident(attname), ', ' ORDER BY attnum) || ')'
                          FROM pg_attribute WHERE attrelid = t.oid AND attnum = ANY (prattrs)), '')
              || coalesce(' WHERE (' || pg_get_expr(prqual, prrelid) || ')', '')
              """;
    return TableQueries.TABLES
        + """
        SELECT 'PUBLICATION', t.name, pubname,
               format('ALTER PUBLICATION %I ADD TABLE %s', pubname, sql) ||
        """
        + details
        + """
        , NULL
          FROM t JOIN pg_publication_rel ON prrelid = t.oid
          JOIN pg_publication p ON p.oid = prpubid
        """;
  }
}
