package dev.plumbline.postgres.target.shape;

import dev.plumbline.postgres.target.statement.StatementFailedException;
import dev.plumbline.postgres.target.statement.TargetTransaction;
import java.util.SortedSet;
import java.util.TreeSet;

/** Directus's tables that have rows about collections, which it deletes with a collection. */
public final class CollectionTables {
  /** Not those of the collection itself, its fields and its relations. */
  private static final String WITH_COLLECTION =
      """
      SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
        JOIN pg_attribute a ON a.attrelid = c.oid AND NOT a.attisdropped
       WHERE n.nspname = ? AND c.relkind = 'r' AND a.attname = 'collection'
         AND starts_with(c.relname::text, 'directus_')
         AND c.relname NOT IN ('directus_collections', 'directus_fields', 'directus_relations')
      """;

  private CollectionTables() {}

  /** By name: permissions, presets, revisions … */
  public static SortedSet<String> read(TargetTransaction transaction, String schema)
      throws StatementFailedException {
    return new TreeSet<>(
        transaction.rows("Directus's tables", WITH_COLLECTION, row -> row.getString(1), schema));
  }
}
