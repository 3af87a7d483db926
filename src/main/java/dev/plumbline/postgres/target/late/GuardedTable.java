package dev.plumbline.postgres.target.late;

import dev.plumbline.postgres.session.Identifier;
import dev.plumbline.postgres.target.shape.TableShape;
import dev.plumbline.postgres.target.shape.TableShapes;
import dev.plumbline.postgres.target.statement.StatementFailedException;
import dev.plumbline.postgres.target.statement.TargetTransaction;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * A table that loses something, and what is saved of it and with it.
 *
 * @param sql its name with schema, as SQL writes it
 * @param parts its own rows, and those of Directus's tables about it
 */
record GuardedTable(String name, String sql, long oid, List<LatePart> parts) {
  /** Those of Directus's tables that have rows about collections. */
  private static final String WITH_COLLECTION =
      """
      SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
        JOIN pg_attribute a ON a.attrelid = c.oid AND NOT a.attisdropped
       WHERE n.nspname = ? AND c.relkind = 'r' AND a.attname = 'collection'
         AND starts_with(c.relname::text, 'directus_')
         AND c.relname NOT IN ('directus_collections', 'directus_fields', 'directus_relations')
      """;

  private static final String PERMISSIONS = "directus_permissions";

  GuardedTable {
    parts = List.copyOf(parts);
  }

  /**
   * @param isDropped as a whole, not only some of its columns
   * @return empty if there is no such table
   * @throws StatementFailedException also if it is no ordinary table
   */
  static Optional<GuardedTable> read(TargetTransaction session, String name, boolean isDropped)
      throws StatementFailedException {
    String schema = session.target().schema().name();
    TableShape table = TableShapes.read(session, schema, Set.of(name)).get(name);
    if (table == null) {
      return Optional.empty();
    }
    List<LatePart> parts = new ArrayList<>();
    parts.add(LatePart.of(schema, table, ""));
    Set<String> directus = new TreeSet<>(Set.of(PERMISSIONS));
    if (isDropped) {
      directus.addAll(
          session.rows("Directus's tables", WITH_COLLECTION, row -> row.getString(1), schema));
    }
    String about =
        session.one(
            "its name",
            "SELECT format('collection::text = %L', ?::text)",
            row -> row.getString(1),
            name);
    for (TableShape other : TableShapes.read(session, schema, directus).values()) {
      // Of a dropped column, Directus removes the name from all permissions of its collection.
      parts.add(LatePart.of(schema, other, about));
    }
    parts.removeIf(part -> part.columns().isEmpty());
    long oid =
        session.one(
            "its id",
            "SELECT ?::regclass::oid::bigint",
            row -> row.getLong(1),
            new Identifier(schema).table(name));
    return Optional.of(new GuardedTable(name, table.sql(), oid, parts));
  }
}
