package dev.plumbline.postgres.hazard.objects;

import dev.plumbline.hazard.RowAnswer.NotCounted;
import dev.plumbline.postgres.scan.server.ScanTransaction;
import dev.plumbline.postgres.scan.sql.condition.SqlFragment;
import dev.plumbline.postgres.session.Identifier;
import java.sql.SQLException;
import java.util.Optional;

/**
 * A table or a column by its numbers in PostgreSQL's catalog.
 *
 * @param name for people, such as {@code articles.title}
 * @param oid of the table; 0 if it does not exist
 * @param number of the column ({@code attnum}); 0 for the table as a whole
 * @param exists whether the table does, and the column if one was asked for
 */
record CatalogSubject(String name, long oid, int number, boolean exists) {
  private static final String FIND =
      """
      SELECT c.oid, coalesce(a.attnum, 0)::int
        FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
        LEFT JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = {} AND NOT a.attisdropped
       WHERE n.nspname = {} AND c.relname = {}\
      """;

  static CatalogSubject of(
      String table, Optional<String> column, Identifier schema, ScanTransaction transaction)
      throws SQLException {
    String name = table + column.map(one -> "." + one).orElse("");
    return transaction
        .first(
            SqlFragment.of(
                FIND,
                SqlFragment.text(column.orElse("")),
                SqlFragment.text(schema.name()),
                SqlFragment.text(table)),
            row ->
                new CatalogSubject(
                    name, row.getLong(1), row.getInt(2), column.isEmpty() || row.getInt(2) != 0))
        .orElseGet(() -> new CatalogSubject(name, 0, 0, false));
  }

  NotCounted missing() {
    return new NotCounted("`%s` does not exist".formatted(name));
  }
}
