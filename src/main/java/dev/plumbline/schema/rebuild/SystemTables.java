package dev.plumbline.schema.rebuild;

import java.util.Set;

/** Which tables are Directus's own. */
public final class SystemTables {
  /** Of all of them, and of some of others. */
  public static final String PREFIX = "directus_";

  /** Made by extensions of others under Directus's prefix. */
  private static final Set<String> OF_OTHERS = Set.of("directus_sync_id_map");

  private SystemTables() {}

  /** By prefix rather than by list, so that tables of a newer Directus are seen too. */
  public static boolean contains(String table) {
    return table.startsWith(PREFIX) && !OF_OTHERS.contains(table);
  }
}
