package dev.plumbline.postgres.scan;

import dev.plumbline.postgres.scan.server.ScanTransaction;
import dev.plumbline.postgres.scan.sql.condition.Dialect;
import dev.plumbline.postgres.scan.sql.condition.Dialect.Column;
import dev.plumbline.postgres.scan.sql.condition.Dialect.Equality;
import dev.plumbline.postgres.scan.sql.condition.SqlFragment;
import dev.plumbline.postgres.session.Identifier;
import java.sql.SQLException;
import java.util.Map;
import java.util.stream.Collectors;

/** Asks a server what the SQL depends on. */
final class DialectReader {
  /**
   * As for a foreign key: the equality of the type's B-tree order, which only a superuser can have
   * made. A domain is compared as what it is made of.
   */
  private static final String EQUALITIES =
      """
      WITH RECURSIVE special AS MATERIALIZED (
        SELECT k.opcintype AS base, quote_ident(s.nspname) || '.' || p.oprname AS equality
          FROM pg_opclass k
          JOIN pg_am m ON m.oid = k.opcmethod AND m.amname = 'btree'
          JOIN pg_amop o ON o.amopfamily = k.opcfamily AND o.amopstrategy = 3
               AND o.amoplefttype = k.opcintype AND o.amoprighttype = k.opcintype
          JOIN pg_operator p ON p.oid = o.amopopr
          JOIN pg_namespace s ON s.oid = p.oprnamespace AND s.nspname <> 'pg_catalog'
         WHERE k.opcdefault),
      based(type, base, equality) AS (
        SELECT base, base, equality FROM special
        UNION ALL
        SELECT t.oid, b.base, b.equality
          FROM based b JOIN pg_type t ON t.typbasetype = b.type AND t.typtype = 'd')
      SELECT c.relname, a.attname, format_type(b.base, NULL), b.equality
        FROM based b
        JOIN pg_attribute a ON a.atttypid = b.type AND a.attnum > 0 AND NOT a.attisdropped
        JOIN pg_class c ON c.oid = a.attrelid AND c.relkind IN ('r', 'p', 'v', 'm', 'f')
        JOIN pg_namespace n ON n.oid = c.relnamespace
       WHERE n.nspname = {}""";

  private DialectReader() {}

  static Dialect read(ScanTransaction transaction, Identifier schema) throws SQLException {
    Map<Column, Equality> equalities =
        transaction
            .rows(
                SqlFragment.of(EQUALITIES, SqlFragment.text(schema.name())),
                row ->
                    Map.entry(
                        new Column(row.getString(1), row.getString(2)),
                        new Equality(row.getString(3), row.getString(4))))
            .stream()
            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    return transaction.one(
        SqlFragment.of(
            "SELECT current_setting('server_version_num')::int, getdatabaseencoding() = 'UTF8'"),
        row -> new Dialect(schema, row.getInt(1), row.getBoolean(2), equalities));
  }
}
