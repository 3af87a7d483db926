package dev.plumbline.model.system;

/** Which tables are Directus's own. */
public final class SystemTables {
  /** Of all of them, and of some of others. */
  public static final String PREFIX = "directus_";

  private SystemTables() {}

  /**
   * By prefix rather than by list, so that tables of a newer Directus are seen too; those that
   * tools made under the same prefix are not.
   */
  public static boolean contains(String table) {
    return table.startsWith(PREFIX) && SyncTools.ofTable(table).isEmpty();
  }
}
