package dev.plumbline.postgres;

import dev.plumbline.postgres.session.Session;
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
  private static final String FORM = "11";

  /**
   * Ids of transactions have no cast to a number, and by way of a text this would be a fifth of the
   * whole statement's time. Ages of two ids are counted from the same transaction, so that their
   * difference is that of the ids. The permanent ids (1 and 2: initdb, and frozen before 9.4),
   * whose age is always the same, are counted as rows but not summed: no row is ever made with them
   * anew.
   */
  private static final String HASH =
      """
      hashint8extended(((SELECT first FROM transactions) - nullif(age(x.xmin), 2147483647))
        & 4294967295, 0)""";

  /**
   * No versions of the catalog's own row: TRUNCATE, REINDEX, VACUUM FULL and REFRESH MATERIALIZED
   * VIEW make new ones. Names wherever they are; of our own schema also privileges, with the names
   * of roles that PostgreSQL writes into them, the options of views, and indexes.
   */
  private static final String RELATIONS =
      """
      (SELECT count(*) || '.' || coalesce(sum(hashnameextended(x.relname, hashoidextended(x.oid,
                hashoidextended(x.relnamespace, hashcharextended(x.relkind, hashoidextended(
                  x.relowner, hashcharextended(x.relpersistence, x.relispartition::int
                    + 2 * x.relrowsecurity::int + 4 * x.relforcerowsecurity::int))))))), 0)
           || '.' || coalesce(sum(hashtextextended(concat(x.relacl, ' ', x.reloptions), x.oid::bigint))
                FILTER (WHERE x.relnamespace = ?::oid
                          AND (x.relacl IS NOT NULL OR x.reloptions IS NOT NULL)), 0)
         FROM pg_class x
        WHERE (x.relkind IN ('r', 'p', 'v', 'm', 'f', 'S')
               OR x.relkind IN ('i', 'I') AND x.relnamespace = ?::oid)
          AND x.relnamespace NOT IN (SELECT oid FROM passing))""";

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
           WHERE refclassid = 'pg_authid'::regclass AND deptype IN ('a', 'r')
             AND dbid = (SELECT oid FROM pg_database WHERE datname = current_database())))""";

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
   * which a column of ours may have; ours is the first of these and what it refers to: by a foreign
   * key, and in a view, a policy or the body of a routine, whose text has the names of columns.
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
        SELECT d.refobjid FROM pg_depend d JOIN pg_rewrite x ON x.oid = d.objid
         WHERE d.classid = 'pg_rewrite'::regclass AND d.refclassid = 'pg_class'::regclass
           AND x.ev_class IN (SELECT oid FROM mine)
        UNION
        SELECT d.refobjid FROM pg_depend d JOIN pg_policy x ON x.oid = d.objid
         WHERE d.classid = 'pg_policy'::regclass AND d.refclassid = 'pg_class'::regclass
           AND x.polrelid IN (SELECT oid FROM mine)
        UNION
        SELECT d.refobjid FROM pg_depend d JOIN pg_proc x ON x.oid = d.objid
         WHERE d.classid = 'pg_proc'::regclass AND d.refclassid = 'pg_class'::regclass
           AND x.pronamespace = ?::oid),
      passing AS MATERIALIZED (
        SELECT oid FROM pg_namespace WHERE nspname ~ '^pg_temp_|^pg_toast_temp_'),
      transactions AS MATERIALIZED (
        SELECT age('3'::xid)::bigint AS first)""";

  private FingerprintQuery() {}

  static String run(Session session) throws SQLException {
    try (PreparedStatement statement = prepare(session, "");
        ResultSet row = statement.executeQuery()) {
      row.next();
      return row.getString(1);
    }
  }

  /**
   * @param prefix put before the statement, such as {@code EXPLAIN}
   */
  static PreparedStatement prepare(Session session, String prefix) throws SQLException {
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
  private static List<String> catalog(Session session) {
    String ours = " IN (SELECT oid FROM ours)";
    String lasting = " NOT IN (SELECT oid FROM passing)";
    List<String> parts = new ArrayList<>();
    parts.add("'form=" + FORM + "'");
    parts.add("'server=' || current_setting('server_version_num')");
    parts.add("'schema=' || ?::bigint");
    parts.add("'money=' || current_setting('lc_monetary')");
    parts.add("'database=' || (SELECT oid FROM pg_database WHERE datname = current_database())");
    // Its own privileges are left out of the catalog.
    parts.add("'role=' || (SELECT oid FROM pg_roles WHERE rolname = current_user)");
    if (session.control()) {
      parts.add("'system=' || (SELECT system_identifier FROM pg_control_system())");
    }
    parts.add("'started=' || extract(epoch FROM pg_postmaster_start_time())");
    // Set anew by crash recovery, which does not change the start time.
    parts.add(
        "'recovered=' || coalesce(extract(epoch FROM pg_stat_get_bgwriter_stat_reset_time()), 0)");
    parts.add("'relations=' || " + RELATIONS);
    parts.add("'schemas=' || " + SCHEMAS);
    parts.add("'roles=' || " + ROLES);
    parts.add(versions("memberships", "pg_auth_members x"));
    parts.add("'access=' || " + ACCESS);
    parts.add("'settings=' || " + SETTINGS);
    parts.add(
        versions(
            "assigned",
            "pg_db_role_setting x WHERE x.setdatabase IN"
                + " (0, (SELECT oid FROM pg_database WHERE datname = current_database()))"));
    parts.add(versions("properties", "pg_database x WHERE x.datname = current_database()"));
    parts.add(versions("attributes", "pg_attribute x WHERE x.attnum > 0 AND x.attrelid" + ours));
    parts.add(versions("defaults", "pg_attrdef x WHERE x.adrelid" + ours));
    parts.add(versions("constraints", "pg_constraint x WHERE x.connamespace = ?::oid"));
    parts.add(versions("domains", "pg_constraint x WHERE x.contypid > '0'::oid"));
    parts.add(versions("indexes", "pg_index x WHERE x.indrelid" + ours));
    // Four of each foreign key, which tell nothing beside it as long as they fire.
    parts.add(
        versions(
            "triggers",
            "pg_trigger x WHERE NOT (x.tgisinternal AND x.tgenabled = 'O') AND x.tgrelid" + ours));
    parts.add(versions("policies", "pg_policy x WHERE x.polrelid" + ours));
    parts.add(versions("rules", "pg_rewrite x WHERE x.ev_class" + ours));
    parts.add(versions("partitions", "pg_inherits x WHERE x.inhrelid" + ours));
    parts.add(versions("foreign", "pg_foreign_table x WHERE x.ftrelid" + ours));
    parts.add(versions("servers", "pg_foreign_server x"));
    parts.add(versions("wrappers", "pg_foreign_data_wrapper x"));
    parts.add(
        versions(
            "sequences",
            "pg_sequence x WHERE x.seqrelid IN (SELECT oid FROM mine WHERE relkind = 'S')"));
    parts.add(
        versions(
            "owned",
            "pg_depend x WHERE x.classid = 'pg_class'::regclass"
                + " AND x.refclassid = 'pg_class'::regclass AND x.deptype IN ('a', 'i')"
                + " AND x.refobjsubid > 0 AND x.refobjid"
                + ours));
    parts.add(versions("extensions", "pg_extension x"));
    parts.add(
        versions(
            "members",
            "pg_depend x WHERE x.refclassid = 'pg_extension'::regclass AND x.deptype = 'e'"));
    // Names that PostgreSQL writes into types and expressions.
    parts.add(versions("types", "pg_type x WHERE x.typnamespace" + lasting));
    parts.add(versions("enums", "pg_enum x"));
    parts.add(versions("functions", "pg_proc x WHERE x.pronamespace" + lasting));
    parts.add(versions("languages", "pg_language x"));
    parts.add(versions("operators", "pg_operator x"));
    parts.add(versions("classes", "pg_opclass x"));
    parts.add(versions("collations", "pg_collation x"));
    parts.add(versions("configurations", "pg_ts_config x"));
    parts.add(versions("dictionaries", "pg_ts_dict x"));
    return parts;
  }

  private static List<String> metadata(Session session) {
    List<String> parts = new ArrayList<>();
    parts.add(versions(Session.COLLECTIONS, table(session, Session.COLLECTIONS)));
    parts.add(versions(Session.FIELDS, table(session, Session.FIELDS)));
    parts.add(versions(Session.RELATIONS, table(session, Session.RELATIONS)));
    if (session.migrations()) {
      parts.add(versions(Session.MIGRATIONS, table(session, Session.MIGRATIONS)));
    }
    if (session.flows()) {
      parts.add(versions(Session.FLOWS, table(session, Session.FLOWS)));
      parts.add(versions(Session.OPERATIONS, table(session, Session.OPERATIONS)));
    }
    return parts;
  }

  private static String table(Session session, String name) {
    return session.schemaName().table(name) + " x";
  }

  /** How many rows, and a sum over a hash of the id of the transaction that made each. */
  private static String versions(String label, String from) {
    return "'%s=' || (SELECT count(*) || '.' || coalesce(sum(%s), 0) FROM %s)"
        .formatted(label, HASH, from);
  }
}
