package dev.plumbline.postgres.scan;

import dev.plumbline.integrity.Surroundings;
import dev.plumbline.postgres.scan.form.Dialect;
import dev.plumbline.postgres.scan.form.Phrase;
import dev.plumbline.postgres.scan.server.Asking;
import java.sql.SQLException;
import java.util.SortedSet;
import java.util.TreeSet;

/** Asks what decides which checks are made, besides the schema. */
final class SurroundingsQuery {
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

  private SurroundingsQuery() {}

  static SortedSet<String> hidden(Asking asking, Dialect dialect) throws SQLException {
    SortedSet<String> hidden = new TreeSet<>();
    hidden.addAll(
        asking.rows(
            Phrase.of(HIDDEN, Phrase.text(dialect.schema().name())),
            row -> Surroundings.column(row.getString(1), row.getString(2))));
    return hidden;
  }

  static SortedSet<String> storages(Asking asking, Dialect dialect) throws SQLException {
    SortedSet<String> storages = new TreeSet<>();
    storages.addAll(
        asking.rows(
            Phrase.of(
                "SELECT DISTINCT storage FROM {} WHERE storage IS NOT NULL ORDER BY 1 LIMIT "
                    + MOST_STORAGES,
                dialect.table("directus_files")),
            row -> row.getString(1)));
    return storages;
  }
}
