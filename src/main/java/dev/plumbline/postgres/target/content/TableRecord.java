package dev.plumbline.postgres.target.content;

import java.util.Map;

/**
 * A table, as the catalog of one snapshot has it.
 *
 * @param sql its name with schema, as SQL writes it
 * @param name as it is reported: without the schema if that is Directus's
 * @param oid of {@code pg_class}
 * @param file {@code relfilenode}: another one once PostgreSQL has written the whole table anew
 * @param writer id of the transaction that wrote the row of {@code pg_class}
 * @param readable whether every column may be read
 * @param columns by name, each with its number and type
 * @param key the columns of the primary key, each as SQL writes it; empty if there is none
 */
record TableRecord(
    String sql,
    String name,
    long oid,
    long file,
    long writer,
    boolean readable,
    Map<String, String> columns,
    String key) {
  static final String NOT_READABLE =
      "the role that makes backups may not read it; see docs/backups.md";

  TableRecord {
    columns = Map.copyOf(columns);
  }
}
