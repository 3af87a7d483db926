package dev.plumbline.postgres.catalog;

import dev.plumbline.postgres.catalog.setting.Rows;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.LongPredicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The columns as {@code pg_attribute} has them. They are read once and early: it is the largest
 * table of the catalog, and which types, collations and privileges there are to ask for stands in
 * it.
 */
final class ColumnRows {
  /** What a user made under a name need not be the same elsewhere; columns differ by version. */
  private static final String COLLATION =
      """
      (SELECT c.collname
              || CASE WHEN c.collnamespace = 'pg_catalog'::regnamespace THEN '' ELSE
                   concat(' (', c.collprovider, ' ', coalesce(to_jsonb(c) ->> 'colllocale',
                     to_jsonb(c) ->> 'colliculocale', c.collcollate),
                     ' ' || (to_jsonb(c) ->> 'collicurules'),
                     CASE WHEN NOT c.collisdeterministic THEN ', not deterministic' END, ')') END
         FROM pg_collation c WHERE c.oid = attcollation)""";

  /**
   * What almost no column has is one value of a row, and mostly null: thousands of rows are sent.
   * Almost every collation is 100, the default of the database, or none. Since PostgreSQL 18 a
   * {@code NOT NULL} may be {@code NOT VALID}, and {@code attnotnull} is set all the same, or not
   * be inherited. How a column is compressed is new in PostgreSQL 14.
   */
  private static final String COLUMNS =
      """
      SELECT attrelid, attnum, attname, atttypid, atttypmod, attnotnull, attcollation,
             CASE WHEN attidentity <> '' OR attgenerated <> '' OR attcollation NOT IN (0, 100)
                    OR %%1$s OR %%2$s OR %%3$s <> '' OR attacl IS NOT NULL THEN
               ARRAY[attidentity::text, attgenerated::text,
                     CASE WHEN attcollation NOT IN (0, 100) THEN %s END,
                     (%%1$s)::text, (%%2$s)::text, %%3$s, (attacl IS NOT NULL)::text] END
        FROM pg_attribute
       WHERE attnum > 0 AND NOT attisdropped AND (attrelid IN %s OR attrelid IN %s)
       ORDER BY attrelid, attnum
      """
          .formatted(COLLATION, Rows.TABLES, Rows.REFERENCED);

  /** Of the columns whose {@code NOT NULL} is special in some way. */
  private static final String NOT_NULL =
      """
      (attrelid, attnum) IN (
        SELECT conrelid, conkey[1] FROM pg_constraint
         WHERE contype = 'n' AND %s AND connamespace = ?::oid)""";

  private static final @Nullable String[] NOTHING_RARE = new @Nullable String[7];

  private final List<ColumnRow> all = new ArrayList<>();
  private final Set<Long> types = new TreeSet<>();
  private final Set<Long> collations = new TreeSet<>();
  private boolean haveGrants;

  /**
   * One of them.
   *
   * @param table object id
   * @param modifier {@code atttypmod}
   * @param collation object id; 0 if the type has none
   * @param collationName null of the default of the database
   * @param notValid whether rows may break its NOT NULL
   * @param notInherited whether its NOT NULL is NO INHERIT
   */
  record ColumnRow(
      long table,
      int number,
      String name,
      long type,
      int modifier,
      boolean notNull,
      String identity,
      String generated,
      long collation,
      @Nullable String collationName,
      boolean notValid,
      boolean notInherited,
      String compression) {}

  private ColumnRows() {}

  /**
   * Those of our tables, and of those that ours refer to.
   *
   * @param ours whether the table with an object id is ours
   */
  static ColumnRows read(Rows rows, LongPredicate ours) throws SQLException {
    ColumnRows columns = new ColumnRows();
    rows.each(
        COLUMNS.formatted(
            rows.since(18, NOT_NULL.formatted("NOT convalidated"), "false"),
            rows.since(18, NOT_NULL.formatted("connoinherit"), "false"),
            rows.since(14, "attcompression::text", "''")),
        row -> columns.add(row, ours));
    return columns;
  }

  private void add(ResultSet row, LongPredicate ours) throws SQLException {
    Array rare = row.getArray(8);
    @Nullable String[] texts = rare == null ? NOTHING_RARE : (@Nullable String[]) rare.getArray();
    ColumnRow column =
        new ColumnRow(
            row.getLong(1),
            row.getInt(2),
            row.getString(3),
            row.getLong(4),
            row.getInt(5),
            row.getBoolean(6),
            text(texts[0]),
            text(texts[1]),
            row.getLong(7),
            texts[2],
            isTrue(texts[3]),
            isTrue(texts[4]),
            text(texts[5]));
    all.add(column);
    if (ours.test(column.table())) {
      types.add(column.type());
      collations.add(column.collation());
      haveGrants |= isTrue(texts[6]);
    }
  }

  private static String text(@Nullable String text) {
    return text == null ? "" : text;
  }

  private static boolean isTrue(@Nullable String text) {
    return "true".equals(text);
  }

  /** By table and number. */
  List<ColumnRow> all() {
    return all;
  }

  /** Object ids of the types of our columns, as an array in SQL. */
  String types() {
    return array(types);
  }

  /** Object ids of the collations of our columns, as an array in SQL. */
  String collations() {
    return array(collations);
  }

  /** Whether anybody was granted something on a single column of ours. */
  boolean haveGrants() {
    return haveGrants;
  }

  private static String array(Set<Long> oids) {
    return oids.stream().map(String::valueOf).collect(Collectors.joining(",", "'{", "}'::oid[]"));
  }
}
