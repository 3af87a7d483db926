package dev.plumbline.postgres;

import dev.plumbline.postgres.session.ReadSession;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * The cheap fingerprint: which versions of which rows the transaction sees, in every table from
 * which the catalog and the metadata are made. A row never changes in place: each change makes a
 * new version that carries the id of its transaction ({@code xmin}), and what a transaction did
 * becomes visible at once. So as long as ids are not used twice, equal multisets of {@code xmin}
 * mean equal rows. Ids are used twice after a restore, a failover or a crash that lost commits,
 * which is why the identity of the server process is part of it. The whole argument, with
 * measurements: {@code docs/fingerprint.md}.
 */
final class FingerprintQuery {
  /** Changes with the form, so that fingerprints of two forms are never equal. */
  private static final String FORM = "12";

  /**
   * Of the id of the transaction that made a row. Ids have no cast to a number, and by way of a
   * text this would be a fifth of the whole statement's time. Ages of two ids are counted from the
   * same transaction, so that their difference is that of the ids; the parameter is the age of the
   * first. The permanent ids (1 and 2: initdb, and frozen before 9.4), whose age is always the
   * same, are counted as rows but not summed: no row is ever made with them anew.
   */
  private static final String HASH =
      "hashint8extended((%d - nullif(age(x.xmin), 2147483647)) & 4294967295, 0)";

  /**
   * No versions of the catalog's own row: TRUNCATE, REINDEX, VACUUM FULL and REFRESH MATERIALIZED
   * VIEW make new ones. Names wherever they are; of our own schema also privileges, with the names
   * of roles that PostgreSQL writes into them, the options of views, and indexes. Thousands of
   * tables have the same few privileges, each of which is dear to print: relations are grouped by
   * them, and which ones these are is a hash of their object ids.
   */
  private static final String RELATIONS =
      """
      (SELECT count(*) || '.' || coalesce(sum(hashnameextended(x.relname, hashoidextended(x.oid,
                hashoidextended(x.relnamespace, hashcharextended(x.relkind, hashoidextended(
                  x.relowner, hashcharextended(x.relpersistence, x.relispartition::int
                    + 2 * x.relrowsecurity::int + 4 * x.relforcerowsecurity::int))))))), 0)
         FROM pg_class x
        WHERE (x.relkind IN ('r', 'p', 'v', 'm', 'f', 'S')
               OR x.relkind IN ('i', 'I') AND x.relnamespace = ?::oid)
          AND x.relnamespace NOT IN (SELECT oid FROM passing))
      || '.' || (SELECT coalesce(sum(hashtextextended(concat(acl, ' ', options, ' ', relations), 0)), 0)
         FROM (SELECT x.relacl AS acl, x.reloptions AS options,
                      sum(hashoidextended(x.oid, 0)) AS relations
                 FROM pg_class x
                WHERE x.relkind IN ('r', 'p', 'v', 'm', 'f', 'S', 'i', 'I')
                  AND x.relnamespace = ?::oid
                  AND (x.relacl IS NOT NULL OR x.reloptions IS NOT NULL)
                GROUP BY x.relacl, x.reloptions) granted)""";

  /**
   * Roles that show in policies and in privileges on columns; also the one that has always been
   * there, of which PostgreSQL keeps no record.
   */
  private static final String ROLES =
      """
      (SELECT count(*) || '.' || coalesce(sum(hashnameextended(x.rolname, hashoidextended(x.oid, 0))), 0)
         FROM pg_roles x
        WHERE x.oid = 10 OR x.oid IN (
          SELECT refobjid FROM pg_shdepend
           WHERE refclassid = 'pg_authid'::regclass AND deptype IN ('a', 'r') AND dbid = %d))""";

  /**
   * What decides about the privileges of the role that Directus connects as, beside those of
   * relations and memberships: of the schema, and what is said of the role itself. A configured
   * role is added with its name.
   */
  private static final String ACCESS =
      """
      (SELECT hashtextextended(concat_ws(' ', n.nspowner, n.nspacl, r.oid, r.rolsuper, r.rolinherit,
                r.rolbypassrls, r.rolcanlogin), 0)
         FROM pg_namespace n
         LEFT JOIN pg_class c ON c.relnamespace = n.oid AND c.relname = 'directus_fields'
         LEFT JOIN pg_roles r ON r.oid = c.relowner
        WHERE n.oid = ?::oid)""";

  /** Those of the server that change what values mean; our own do not show in them. */
  private static final String SETTINGS =
      """
      (SELECT hashtextextended(string_agg(concat(name, '=', reset_val), ' ' ORDER BY name), 0)
         FROM pg_settings WHERE name IN ('DateStyle', 'IntervalStyle', 'bytea_output',
           'standard_conforming_strings', 'default_text_search_config', 'search_path',
           'row_security', 'session_replication_role', 'default_transaction_read_only',
           'default_transaction_isolation', 'statement_timeout', 'lock_timeout',
           'idle_in_transaction_session_timeout', 'lc_monetary'))""";

  private static final String CONFIGURED_ROLE =
      """
      'directus=' || (SELECT concat_ws(' ', oid, rolsuper, rolinherit, rolbypassrls)
         FROM pg_roles WHERE rolname = ?::name)""";

  private static final String SCHEMAS =
      """
      (SELECT count(*) || '.' || coalesce(sum(hashnameextended(x.nspname, hashoidextended(x.oid, 0))), 0)
         FROM pg_namespace x WHERE x.oid NOT IN (SELECT oid FROM passing))""";

  /**
   * Mine is what our schema has with columns, its sequences, and composite types of any schema,
   * which a column of ours may have; ours is the first of these, each once, and what it refers to:
   * by a foreign key, and in a view, a policy or the body of a routine, whose text has the names of
   * columns.
   */
  private static final String SETS =
      """
      mine AS MATERIALIZED (
        SELECT oid, relkind FROM pg_class
         WHERE relnamespace = ?::oid AND relkind IN ('r', 'p', 'v', 'm', 'f', 'S')
            OR relkind = 'c'),
      ours AS MATERIALIZED (
        SELECT oid FROM mine WHERE relkind <> 'S'
        UNION
        SELECT confrelid FROM pg_constraint WHERE contype = 'f' AND connamespace = ?::oid
        UNION
        SELECT d.refobjid FROM mine JOIN pg_rewrite x ON x.ev_class = mine.oid
          JOIN pg_depend d ON d.objid = x.oid
         WHERE d.classid = 'pg_rewrite'::regclass AND d.refclassid = 'pg_class'::regclass
        UNION
        SELECT d.refobjid FROM mine JOIN pg_policy x ON x.polrelid = mine.oid
          JOIN pg_depend d ON d.objid = x.oid
         WHERE d.classid = 'pg_policy'::regclass AND d.refclassid = 'pg_class'::regclass
        UNION
        SELECT d.refobjid FROM pg_depend d JOIN pg_proc x ON x.oid = d.objid
         WHERE d.classid = 'pg_proc'::regclass AND d.refclassid = 'pg_class'::regclass
           AND x.pronamespace = ?::oid),
      passing AS MATERIALIZED (
        SELECT oid FROM pg_namespace WHERE nspname ~ '^pg_temp_|^pg_toast_temp_')""";

  private FingerprintQuery() {}

  static String run(ReadSession session) throws SQLException {
    try (PreparedStatement statement = prepare(session, "");
        ResultSet row = statement.executeQuery()) {
      row.next();
      return row.getString(1);
    }
  }

  /**
   * @param prefix put before the statement, such as {@code EXPLAIN}
   */
  static PreparedStatement prepare(ReadSession session, String prefix) throws SQLException {
    List<String> parts = catalog(session);
    // Before a name, which may hold a question mark, is put in.
    long parameters = (SETS + parts).chars().filter(c -> c == '?').count();
    parts.addAll(metadata(session));
    session.directusRole().ifPresent(role -> parts.add(CONFIGURED_ROLE));
    String sql = "WITH %s\nSELECT concat_ws(' ', %s)".formatted(SETS, String.join(",\n  ", parts));
    PreparedStatement statement = session.connection().prepareStatement(prefix + sql);
    for (int parameter = 1; parameter <= parameters; parameter++) {
      statement.setLong(parameter, session.schema());
    }
    if (session.directusRole().isPresent()) {
      statement.setString((int) parameters + 1, session.directusRole().get());
    }
    return statement;
  }

  /** With the object id of the schema as each of its parameters. */
  private static List<String> catalog(ReadSession session) {
    // Each relation is once in it, and so is each row of the join.
    String ours = "ours JOIN ";
    String lasting = " NOT IN (SELECT oid FROM passing)";
    List<String> parts = new ArrayList<>();
    parts.add("'form=" + FORM + "'");
    parts.add("'server=' || current_setting('server_version_num')");
    parts.add("'schema=' || ?::bigint");
    parts.add("'money=' || current_setting('lc_monetary')");
    parts.add("'database=%d'".formatted(session.database()));
    // Its own privileges are left out of the catalog.
    parts.add("'role=%d'".formatted(session.role()));
    if (session.control()) {
      parts.add("'system=' || (SELECT system_identifier FROM pg_control_system())");
    }
    parts.add("'started=' || extract(epoch FROM pg_postmaster_start_time())");
    // Set anew by crash recovery, which does not change the start time.
    parts.add(
        "'recovered=' || coalesce(extract(epoch FROM pg_stat_get_bgwriter_stat_reset_time()), 0)");
    parts.add("'relations=' || " + RELATIONS);
    parts.add("'schemas=' || " + SCHEMAS);
    parts.add("'roles=' || " + ROLES.formatted(session.database()));
    parts.add(versions(session, "memberships", "pg_auth_members x"));
    parts.add("'access=' || " + ACCESS);
    parts.add("'settings=' || " + SETTINGS);
    parts.add(
        versions(
            session,
            "assigned",
            "pg_db_role_setting x WHERE x.setdatabase IN (0, %d)".formatted(session.database())));
    parts.add(versions(session, "properties", "pg_database x WHERE x.oid = " + session.database()));
    parts.add(attributes(session));
    parts.add(versions(session, "defaults", ours + "pg_attrdef x ON x.adrelid = ours.oid"));
    parts.add(versions(session, "constraints", "pg_constraint x WHERE x.connamespace = ?::oid"));
    parts.add(versions(session, "domains", "pg_constraint x WHERE x.contypid > '0'::oid"));
    parts.add(versions(session, "indexes", ours + "pg_index x ON x.indrelid = ours.oid"));
    // Four of each foreign key, which add nothing to it as long as they fire.
    parts.add(
        versions(
            session,
            "triggers",
            ours
                + "pg_trigger x ON x.tgrelid = ours.oid AND NOT (x.tgisinternal AND x.tgenabled = 'O')"));
    parts.add(versions(session, "policies", ours + "pg_policy x ON x.polrelid = ours.oid"));
    parts.add(versions(session, "rules", ours + "pg_rewrite x ON x.ev_class = ours.oid"));
    parts.add(versions(session, "partitions", ours + "pg_inherits x ON x.inhrelid = ours.oid"));
    parts.add(versions(session, "foreign", ours + "pg_foreign_table x ON x.ftrelid = ours.oid"));
    parts.add(versions(session, "servers", "pg_foreign_server x"));
    parts.add(versions(session, "wrappers", "pg_foreign_data_wrapper x"));
    parts.add(
        versions(
            session,
            "sequences",
            "pg_sequence x WHERE x.seqrelid IN (SELECT oid FROM mine WHERE relkind = 'S')"));
    // PostgreSQL keeps a sequence in the schema of the table that owns it.
    parts.add(
        versions(
            session,
            "owned",
            "mine JOIN pg_depend x ON x.objid = mine.oid AND mine.relkind = 'S'"
                + " AND x.classid = 'pg_class'::regclass AND x.refclassid = 'pg_class'::regclass AND x.deptype IN ('a', 'i')"
                + " AND x.refobjsubid > 0"));
    parts.add(versions(session, "extensions", "pg_extension x"));
    parts.add(
        versions(
            session,
            "members",
            "pg_depend x WHERE x.refclassid = 'pg_extension'::regclass AND x.deptype = 'e'"));
    // Names that PostgreSQL writes into types and expressions.
    parts.add(versions(session, "types", "pg_type x WHERE x.typnamespace" + lasting));
    parts.add(versions(session, "enums", "pg_enum x"));
    parts.add(versions(session, "functions", "pg_proc x WHERE x.pronamespace" + lasting));
    parts.add(versions(session, "languages", "pg_language x"));
    parts.add(versions(session, "operators", "pg_operator x"));
    parts.add(versions(session, "classes", "pg_opclass x"));
    parts.add(versions(session, "collations", "pg_collation x"));
    parts.add(versions(session, "configurations", "pg_ts_config x"));
    parts.add(versions(session, "dictionaries", "pg_ts_dict x"));
    return parts;
  }

  private static List<String> metadata(ReadSession session) {
    List<String> parts = new ArrayList<>();
    parts.add(versions(session, ReadSession.COLLECTIONS, table(session, ReadSession.COLLECTIONS)));
    parts.add(versions(session, ReadSession.FIELDS, table(session, ReadSession.FIELDS)));
    parts.add(versions(session, ReadSession.RELATIONS, table(session, ReadSession.RELATIONS)));
    if (session.migrations()) {
      parts.add(versions(session, ReadSession.MIGRATIONS, table(session, ReadSession.MIGRATIONS)));
    }
    if (session.flows()) {
      parts.add(versions(session, ReadSession.FLOWS, table(session, ReadSession.FLOWS)));
      parts.add(versions(session, ReadSession.OPERATIONS, table(session, ReadSession.OPERATIONS)));
    }
    return parts;
  }

  private static String table(ReadSession session, String name) {
    return session.schemaName().table(name) + " x";
  }

  /** How many rows, and a sum over a hash of the id of the transaction that made each. */
  private static String versions(ReadSession session, String label, String from) {
    return "'%s=' || (SELECT count(*) || '.' || coalesce(sum(%s), 0) FROM %s)"
        .formatted(label, HASH.formatted(session.sinceFirst()), from);
  }

  /**
   * The same of columns: by the index, relation by relation. PostgreSQL would read the columns of
   * every index and every other schema too, which are the most of them.
   */
  private static String attributes(ReadSession session) {
    return """
    'attributes=' || (SELECT coalesce(sum(n), 0) || '.' || coalesce(sum(versions), 0)
       FROM ours CROSS JOIN LATERAL (
         SELECT count(*) AS n, sum(%s) AS versions
           FROM pg_attribute x WHERE x.attrelid = ours.oid AND x.attnum > 0
         OFFSET 0) of_relation)"""
        .formatted(HASH.formatted(session.sinceFirst()));
  }
}
