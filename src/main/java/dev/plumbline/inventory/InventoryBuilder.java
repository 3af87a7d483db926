package dev.plumbline.inventory;

import dev.plumbline.schema.Catalog;
import dev.plumbline.schema.Metadata;
import java.util.TreeMap;

/** Takes the inventory of a catalog. */
public final class InventoryBuilder {
  private InventoryBuilder() {}

  /** What of the catalog the snapshot that is built from the same two can't carry. */
  public static Inventory build(Catalog catalog, Metadata metadata) {
    return new Inventory(new TreeMap<>());
  }
}
