package dev.plumbline.postgres.scan;

import dev.plumbline.integrity.CheckContext;
import dev.plumbline.postgres.scan.server.ScanTransaction;
import dev.plumbline.postgres.scan.sql.condition.Dialect;
import dev.plumbline.postgres.scan.sql.condition.SqlFragment;
import java.sql.SQLException;
import java.util.SortedSet;
import java.util.TreeSet;

/** Asks what decides which checks are made, besides the schema. */
final class CheckContextQuery {
  /** Nobody configures so many; more are mistakes of whoever wrote the rows. */
  private static final int MOST_STORAGES = 50;

  /** Columns that the role may not read, of tables of which it may not read all. */
  private static final String HIDDEN =
      """
      SELECT c.relname, a.attname
        FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
        JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
       WHERE n.nspname = {} AND c.relkind IN ('r', 'p')
         AND NOT has_table_privilege(c.oid, 'SELECT')
         AND NOT has_column_privilege(c.oid, a.attnum, 'SELECT')""";

  private CheckContextQuery() {}

  static SortedSet<String> hidden(ScanTransaction transaction, Dialect dialect)
      throws SQLException {
    SortedSet<String> hidden = new TreeSet<>();
    hidden.addAll(
        transaction.rows(
            SqlFragment.of(HIDDEN, SqlFragment.text(dialect.schema().name())),
            row -> CheckContext.column(row.getString(1), row.getString(2))));
    return hidden;
  }

  static SortedSet<String> storages(ScanTransaction transaction, Dialect dialect)
      throws SQLException {
    SortedSet<String> storages = new TreeSet<>();
    storages.addAll(
        transaction.rows(
            SqlFragment.of(
                "SELECT DISTINCT storage FROM {} WHERE storage IS NOT NULL ORDER BY 1 LIMIT "
                    + MOST_STORAGES,
                dialect.table("directus_files")),
            row -> row.getString(1)));
    return storages;
  }
}
