package dev.plumbline.mismatch;

import dev.plumbline.inventory.InventoryBuilder;
import dev.plumbline.schema.Catalog;
import dev.plumbline.schema.Metadata;
import dev.plumbline.schema.Snapshot;
import java.util.List;

/** Compares Directus's metadata with the catalog of its database. */
public final class Mismatches {
  private Mismatches() {}

  /**
   * @param snapshot rebuilt from the other two
   */
  public static CatalogReading read(Catalog catalog, Metadata metadata, Snapshot snapshot) {
    return new CatalogReading(InventoryBuilder.build(catalog, metadata), List.of(), List.of());
  }
}
