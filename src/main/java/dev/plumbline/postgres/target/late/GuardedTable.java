package dev.plumbline.postgres.target.late;

import java.util.List;

/**
 * A table that loses something, and what is saved of it and with it.
 *
 * @param sql its name with schema, as SQL writes it
 * @param parts its own rows, and those of Directus's tables about it
 */
record GuardedTable(String name, String sql, long oid, List<LatePart> parts) {
  GuardedTable {
    parts = List.copyOf(parts);
  }
}
