package dev.plumbline.mismatch;

import java.util.List;

/**
 * Where Directus's metadata and the catalog of its database disagree: little, where the inventory
 * that was read with it may be large.
 *
 * @param mismatches sorted by code, subject and path
 * @param harmless sorted by kind and name
 */
public record Disagreements(List<Mismatch> mismatches, List<Harmless> harmless) {
  public Disagreements {
    mismatches = List.copyOf(mismatches);
    harmless = List.copyOf(harmless);
  }
}
