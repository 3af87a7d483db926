package dev.plumbline.postgres;

import dev.plumbline.postgres.session.Session;
import dev.plumbline.schema.Catalog;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * Reads the catalog with flat queries on {@code pg_catalog}, which everybody may read; what belongs
 * together is joined in {@link CatalogBuilder}. {@code information_schema} hides what a role has no
 * grant on, and its views of foreign keys take seconds.
 */
final class CatalogQueries {
  /** So that not all rows of a large schema are held twice. */
  private static final int FETCH_SIZE = 2000;

  private static final String OURS =
      "(SELECT oid FROM pg_class WHERE relnamespace = ? AND relkind IN ('r', 'p', 'v', 'm', 'f'))";

  /** Also what is referenced from ours but lies in another schema. */
  private static final String REFERENCED =
      "(SELECT confrelid FROM pg_constraint WHERE contype = 'f' AND connamespace = ?)";

  private static final String TABLES =
      """
      SELECT oid, relname, relkind::text, relnamespace = ?
        FROM pg_class
       WHERE relnamespace = ? AND relkind IN ('r', 'p', 'v', 'm', 'f') OR oid IN %s
       ORDER BY oid
      """
          .formatted(REFERENCED);

  private static final String COLUMNS =
      """
      SELECT attrelid, attnum, attname, atttypid, atttypmod, attnotnull, attidentity::text,
             attgenerated::text
        FROM pg_attribute
       WHERE attnum > 0 AND NOT attisdropped AND (attrelid IN %s OR attrelid IN %s)
       ORDER BY attrelid, attnum
      """
          .formatted(OURS, REFERENCED);

  private static final String TYPES =
      """
      SELECT oid, format_type(oid, NULL)
        FROM pg_type WHERE oid IN (SELECT atttypid FROM pg_attribute WHERE attrelid IN %s)
      """
          .formatted(OURS);

  private static final String DEFAULTS =
      "SELECT adrelid, adnum, pg_get_expr(adbin, adrelid) FROM pg_attrdef WHERE adrelid IN " + OURS;

  private static final String CONSTRAINTS =
      """
      SELECT conrelid, conname, contype::text, conkey::text, confrelid, confkey::text,
             confupdtype::text, confdeltype::text
        FROM pg_constraint
       WHERE connamespace = ? AND contype IN ('p', 'u', 'f') AND conrelid <> 0
       ORDER BY oid
      """;

  private static final String INDEXES =
      """
      SELECT i.indrelid, c.relname, i.indisunique, i.indkey::text
        FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
       WHERE i.indrelid IN %s
       ORDER BY i.indexrelid
      """
          .formatted(OURS);

  /** As {@code pg_get_serial_sequence} finds them, but all in one go. */
  private static final String OWNED_SEQUENCES =
      """
      SELECT d.refobjid, d.refobjsubid
        FROM pg_depend d JOIN pg_class s ON s.oid = d.objid AND s.relkind = 'S'
       WHERE d.classid = 'pg_class'::regclass AND d.refclassid = 'pg_class'::regclass
         AND d.deptype IN ('a', 'i') AND d.refobjsubid > 0 AND d.refobjid IN %s
      """
          .formatted(OURS);

  private CatalogQueries() {}

  static Catalog run(Session session) throws SQLException {
    CatalogBuilder builder = new CatalogBuilder();
    each(
        session,
        TABLES,
        row ->
            builder.table(row.getLong(1), row.getString(2), row.getString(3), row.getBoolean(4)));
    each(session, TYPES, row -> builder.type(row.getLong(1), row.getString(2)));
    each(
        session,
        DEFAULTS,
        row -> builder.expression(row.getLong(1), row.getInt(2), row.getString(3)));
    each(session, OWNED_SEQUENCES, row -> builder.ownedSequence(row.getLong(1), row.getInt(2)));
    each(session, COLUMNS, builder::column);
    each(session, CONSTRAINTS, builder::constraint);
    each(session, INDEXES, builder::index);
    return builder.build();
  }

  private interface Row {
    void accept(ResultSet row) throws SQLException;
  }

  /** Every parameter of the queries is the schema. */
  private static void each(Session session, String sql, Row reader) throws SQLException {
    try (PreparedStatement statement = session.connection().prepareStatement(sql)) {
      int parameters = (int) sql.chars().filter(c -> c == '?').count();
      for (int parameter = 1; parameter <= parameters; parameter++) {
        statement.setLong(parameter, session.schema());
      }
      statement.setFetchSize(FETCH_SIZE);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          reader.accept(row);
        }
      }
    }
  }
}
