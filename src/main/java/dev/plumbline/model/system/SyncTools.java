package dev.plumbline.model.system;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Tables and columns in which tools that synchronize environments remember what they did. */
public final class SyncTools {
  private static final Map<String, String> TABLES = Map.of("directus_sync_id_map", "directus-sync");

  /** Columns of {@code directus_settings}. */
  private static final Set<String> SETTINGS = Set.of("mv_hash", "mv_ts", "mv_locked");

  private SyncTools() {}

  /** The tool that made the table; empty if none did. */
  public static Optional<String> ofTable(String table) {
    return Optional.ofNullable(TABLES.get(table));
  }

  /** The tool that made a column of one of Directus's own tables; empty if none did. */
  public static Optional<String> ofColumn(String table, String column) {
    return table.equals("directus_settings") && SETTINGS.contains(column)
        ? Optional.of("schema-sync")
        : Optional.empty();
  }
}
