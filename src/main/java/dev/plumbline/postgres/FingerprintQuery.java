package dev.plumbline.postgres;

import dev.plumbline.postgres.session.Session;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * The cheap fingerprint: which versions of which rows the transaction sees, in every table from
 * which the snapshot is made. A row never changes in place: each change makes a new version that
 * carries the id of its transaction ({@code xmin}), and what a transaction did becomes visible at
 * once. So as long as ids are not used twice, equal multisets of {@code xmin} mean equal rows. Ids
 * are used twice after a restore, a failover or a crash that lost commits, which is why the
 * identity of the server process is part of it. The whole argument, with measurements: {@code
 * docs/fingerprint.md}.
 */
final class FingerprintQuery {
  /** Changes with the form, so that fingerprints of two forms are never equal. */
  private static final String FORM = "2";

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

  /** No versions in the catalog's own row: TRUNCATE, REINDEX, VACUUM FULL, GRANT make new ones. */
  private static final String RELATIONS =
      """
      (SELECT count(*) || '.' || coalesce(sum(hashnameextended(x.relname, hashoidextended(x.oid,
                hashoidextended(x.relnamespace, hashcharextended(x.relkind, 0))))), 0)
         FROM pg_class x
        WHERE x.relkind IN ('r', 'p', 'v', 'm', 'f', 'S')
          AND x.relnamespace NOT IN (SELECT oid FROM passing))""";

  private static final String SCHEMAS =
      """
      (SELECT count(*) || '.' || coalesce(sum(hashnameextended(x.nspname, hashoidextended(x.oid, 0))), 0)
         FROM pg_namespace x WHERE x.oid NOT IN (SELECT oid FROM passing))""";

  private FingerprintQuery() {}

  static String run(Session session) throws SQLException {
    try (PreparedStatement statement = session.connection().prepareStatement(sql(session))) {
      for (int parameter = 1; parameter <= 4; parameter++) {
        statement.setLong(parameter, session.schema());
      }
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        return row.getString(1);
      }
    }
  }

  /** With the object id of the schema as each of its four parameters. */
  static String sql(Session session) {
    String ours = " IN (SELECT oid FROM ours)";
    String lasting = " NOT IN (SELECT oid FROM passing)";
    List<String> parts = new ArrayList<>();
    parts.add("'form=" + FORM + "'");
    parts.add("'server=' || current_setting('server_version_num')");
    parts.add("'schema=' || ?::bigint");
    parts.add("'money=' || current_setting('lc_monetary')");
    parts.add("'database=' || (SELECT oid FROM pg_database WHERE datname = current_database())");
    if (session.control()) {
      parts.add("'system=' || (SELECT system_identifier FROM pg_control_system())");
    }
    parts.add("'started=' || extract(epoch FROM pg_postmaster_start_time())");
    // Set anew by crash recovery, which does not change the start time.
    parts.add(
        "'recovered=' || coalesce(extract(epoch FROM pg_stat_get_bgwriter_stat_reset_time()), 0)");
    parts.add("'relations=' || " + RELATIONS);
    parts.add("'schemas=' || " + SCHEMAS);
    parts.add(versions("attributes", "pg_attribute x WHERE x.attnum > 0 AND x.attrelid" + ours));
    parts.add(versions("defaults", "pg_attrdef x WHERE x.adrelid" + ours));
    parts.add(versions("constraints", "pg_constraint x WHERE x.connamespace = ?"));
    parts.add(versions("indexes", "pg_index x WHERE x.indrelid" + ours));
    parts.add(
        versions(
            "owned",
            "pg_depend x WHERE x.classid = 'pg_class'::regclass"
                + " AND x.refclassid = 'pg_class'::regclass AND x.deptype IN ('a', 'i')"
                + " AND x.refobjsubid > 0 AND x.refobjid"
                + ours));
    // Names that PostgreSQL writes into types and expressions.
    parts.add(versions("types", "pg_type x WHERE x.typnamespace" + lasting));
    parts.add(versions("enums", "pg_enum x"));
    parts.add(versions("functions", "pg_proc x WHERE x.pronamespace" + lasting));
    parts.add(versions("operators", "pg_operator x"));
    parts.add(versions("collations", "pg_collation x"));
    parts.add(versions("configurations", "pg_ts_config x"));
    parts.add(versions("dictionaries", "pg_ts_dict x"));
    parts.add(versions(Session.COLLECTIONS, table(session, Session.COLLECTIONS)));
    parts.add(versions(Session.FIELDS, table(session, Session.FIELDS)));
    parts.add(versions(Session.RELATIONS, table(session, Session.RELATIONS)));
    if (session.migrations()) {
      parts.add(versions(Session.MIGRATIONS, table(session, Session.MIGRATIONS)));
    }
    return """
    WITH ours AS MATERIALIZED (
      SELECT oid FROM pg_class WHERE relnamespace = ? AND relkind IN ('r', 'p', 'v', 'm', 'f')
      UNION
      SELECT confrelid FROM pg_constraint WHERE contype = 'f' AND connamespace = ?),
    passing AS MATERIALIZED (
      SELECT oid FROM pg_namespace WHERE nspname ~ '^pg_(toast_)?temp_'),
    transactions AS MATERIALIZED (
      SELECT age('3'::xid)::bigint AS first)
    SELECT concat_ws(' ', %s)
    """
        .formatted(String.join(",\n  ", parts));
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
