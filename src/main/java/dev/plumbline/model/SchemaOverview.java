package dev.plumbline.model;

import dev.plumbline.catalog.Catalog.Table;
import java.util.Set;

/** What Directus can work with; the schema overview is its own name for that. */
public final class SchemaOverview {
  private static final Set<String> EXCLUDED = Set.of("spatial_ref_sys", "sysdiagrams");

  private SchemaOverview() {}

  /** Left out unless {@code DB_EXCLUDE_TABLES} says something else. */
  public static boolean excludes(String table) {
    return EXCLUDED.contains(table);
  }

  /** Not without a primary key of one column, nor with a space in its name. */
  public static boolean canHold(Table table) {
    return table.primaryKey().size() == 1 && !table.name().contains(" ");
  }
}
