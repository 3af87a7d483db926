package dev.plumbline.postgres.catalog;

import dev.plumbline.catalog.Catalog;
import dev.plumbline.postgres.catalog.setting.Rows;
import dev.plumbline.postgres.session.ReadSession;
import java.sql.SQLException;

/**
 * Reads the catalog with flat queries on {@code pg_catalog}, which everybody may read; what belongs
 * together is joined in {@link CatalogBuilder}. {@code information_schema} hides what a role has no
 * grant on, and its views of foreign keys take seconds.
 */
public final class CatalogQueries {
  private static final String TABLES =
      """
      SELECT oid, relname, relkind::text, relnamespace = ?::oid, relpersistence = 'u', relrowsecurity,
             relforcerowsecurity
        FROM pg_class
       WHERE relnamespace = ?::oid AND relkind IN ('r', 'p', 'v', 'm', 'f') OR oid IN %s
       ORDER BY oid
      """
          .formatted(Rows.REFERENCED);

  /** Of an array, where the type of its elements is from. */
  private static final String TYPES =
      """
      SELECT t.oid, format_type(t.oid, NULL), t.typcollation, own.typname,
             CASE WHEN own.typnamespace <> ?::oid THEN n.nspname END, e.extname
        FROM pg_type t
        LEFT JOIN pg_type own
          ON own.oid = CASE t.typcategory WHEN 'A' THEN t.typelem ELSE t.oid END
         AND own.typnamespace <> 'pg_catalog'::regnamespace
        LEFT JOIN pg_namespace n ON n.oid = own.typnamespace
        LEFT JOIN pg_depend d
          ON d.classid = 'pg_type'::regclass AND d.objid = own.oid AND d.deptype = 'e'
        LEFT JOIN pg_extension e ON e.oid = d.refobjid
       WHERE t.oid = ANY (%s)
      """;

  /**
   * Only what names a column needs its table, which {@code pg_get_expr} opens: of ordinary defaults
   * that would be half of the work.
   */
  private static final String DEFAULTS =
      """
      SELECT adrelid, adnum,
             pg_get_expr(adbin, CASE WHEN strpos(adbin::text, '{VAR ') > 0 THEN adrelid ELSE 0 END)
        FROM pg_attrdef WHERE adrelid IN %s
      """
          .formatted(Rows.TABLES);

  /** The triggers of a foreign key stand on both of its tables, and both are needed. */
  private static final String DISABLED_KEYS =
      """
      SELECT DISTINCT tgconstraint FROM pg_trigger
       WHERE tgisinternal AND tgconstraint <> 0 AND tgenabled NOT IN ('O', 'A')
      """;

  /**
   * Which columns a deletion sets is new in PostgreSQL 15, periods and what is not enforced in 18.
   * Of a primary key it is rare that there is more to say than its columns.
   */
  private static final String CONSTRAINTS =
      """
      SELECT conrelid, conname, contype::text, conkey::text, confrelid, confkey::text,
             confupdtype::text, confdeltype::text, oid, convalidated, condeferrable,
             CASE contype WHEN 'c' THEN pg_get_expr(conbin, conrelid)
               WHEN 'p' THEN CASE WHEN condeferrable OR %1$s OR EXISTS (
                   SELECT FROM pg_index i WHERE i.indexrelid = conindid AND i.indnatts > i.indnkeyatts)
                 THEN pg_get_constraintdef(oid) END
               WHEN 'u' THEN pg_get_constraintdef(oid) WHEN 'x' THEN pg_get_constraintdef(oid) END,
             CASE WHEN confdeltype IN ('n', 'd') THEN
               %3$s END,
             %1$s, %2$s, condeferred, confmatchtype = 'f', connoinherit
        FROM pg_constraint c
       WHERE connamespace = ?::oid AND contype IN ('p', 'u', 'f', 'c', 'x') AND conrelid <> 0
       ORDER BY oid
      """;

  /**
   * {@code pg_get_indexdef} is most of the work: what a constraint made is known by the constraint.
   */
  private static final String INDEXES =
      """
      SELECT i.indrelid, i.relname, i.indisunique, i.indkey::text, i.amname, i.indnkeyatts,
             i.indisvalid, pg_get_expr(i.indpred, i.indrelid), i.made,
             CASE WHEN i.made THEN '' ELSE pg_get_indexdef(i.indexrelid) END
        FROM (SELECT i.*, c.relname, m.amname,
                     i.indexrelid IN (SELECT conindid FROM pg_constraint
                                       WHERE contype IN ('p', 'u', 'x')) AS made
                FROM pg_index i
                JOIN pg_class c ON c.oid = i.indexrelid
                JOIN pg_am m ON m.oid = c.relam
               WHERE i.indrelid IN %s) i
       ORDER BY i.indexrelid
      """
          .formatted(Rows.TABLES);

  /** As {@code pg_get_serial_sequence} finds them, but all in one go. */
  private static final String OWNED_SEQUENCES =
      """
      SELECT d.refobjid, d.refobjsubid, d.objid
        FROM pg_depend d JOIN pg_class s ON s.oid = d.objid AND s.relkind = 'S'
       WHERE d.classid = 'pg_class'::regclass AND d.refclassid = 'pg_class'::regclass
         AND d.deptype IN ('a', 'i') AND d.refobjsubid > 0 AND d.refobjid IN %s
      """
          .formatted(Rows.TABLES);

  private final Rows rows;
  private final DirectusSession directus;
  private final ColumnRows columns;
  private final CatalogBuilder builder = new CatalogBuilder();

  private CatalogQueries(Rows rows) throws SQLException {
    this.rows = rows;
    this.directus = DirectusSession.read(rows);
    rows.each(TABLES, builder::table);
    this.columns = ColumnRows.read(rows, builder::isOurs);
  }

  /** Everything of the schema of the session. */
  public static Catalog run(ReadSession session) throws SQLException {
    CatalogQueries queries = begin(session);
    queries.readTables();
    return queries.all(queries.rest(session));
  }

  /** Reads which tables and columns the schema of the session has. */
  public static CatalogQueries begin(ReadSession session) throws SQLException {
    return new CatalogQueries(new Rows(session));
  }

  /** Reads what Directus shows of the tables, and a little more. */
  private void readTables() throws SQLException {
    rows.each(TYPES.formatted(columns.types()), builder::type);
    rows.each(DEFAULTS, row -> builder.expression(row.getLong(1), row.getInt(2), row.getString(3)));
    rows.each(
        OWNED_SEQUENCES,
        row -> builder.ownedSequence(row.getLong(1), row.getInt(2), row.getLong(3)));
    rows.each(DISABLED_KEYS, row -> builder.disabledKey(row.getLong(1)));
    columns.all().forEach(builder::column);
    rows.each(
        CONSTRAINTS.formatted(
            rows.since(18, "conperiod", "false"),
            rows.since(18, "conenforced", "true"),
            rows.since(15, "confdelsetcols::text", "NULL")),
        builder::constraint);
    rows.each(INDEXES, builder::index);
  }

  /**
   * Reads all that a snapshot of Directus is made of: tables without details, and of everything
   * else only which schemas are searched.
   */
  public Catalog shown() throws SQLException {
    readTables();
    return builder.build(new Details(), directus.alone());
  }

  /** What Directus never reads. */
  public static final class Rest {
    private final Details details;
    private final ObjectQueries.Objects objects;

    private Rest(Details details, ObjectQueries.Objects objects) {
      this.details = details;
      this.objects = objects;
    }
  }

  /**
   * Reads it; {@link #shown} may run meanwhile.
   *
   * @param session that sees the same as the one that began
   */
  public Rest rest(ReadSession session) throws SQLException {
    Rows others = new Rows(session);
    return new Rest(
        DetailQueries.run(others, columns.haveGrants()),
        ObjectQueries.run(others, columns, directus));
  }

  /** To be called after {@link #shown}. */
  public Catalog all(Rest rest) {
    return builder.build(rest.details, rest.objects.with(builder::owner));
  }
}
