package dev.plumbline.mismatch;

import dev.plumbline.inventory.Inventory;
import java.util.List;

/**
 * What a reading of a database tells below the API: its inventory, and where Directus's metadata
 * and the catalog disagree.
 *
 * @param mismatches sorted by code, subject and path
 * @param harmless sorted by kind and name
 */
public record CatalogReading(
    Inventory inventory, List<Mismatch> mismatches, List<Harmless> harmless) {
  public CatalogReading {
    mismatches = List.copyOf(mismatches);
    harmless = List.copyOf(harmless);
  }
}
