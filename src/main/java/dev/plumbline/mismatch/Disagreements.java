package dev.plumbline.mismatch;

import dev.plumbline.mismatch.wellknown.WellKnownObject;
import dev.plumbline.severity.Severity;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Where Directus's metadata and the catalog of its database disagree: little, where the inventory
 * that was read with it may be large.
 *
 * @param mismatches sorted by code, subject and path
 * @param harmless sorted by kind and name
 */
public record Disagreements(List<Mismatch> mismatches, List<WellKnownObject> harmless) {
  public Disagreements {
    mismatches = List.copyOf(mismatches);
    harmless = List.copyOf(harmless);
  }

  /** How many mismatches there are of each severity. */
  public Map<Severity, Integer> countBySeverity() {
    Map<Severity, Integer> counts = new EnumMap<>(Severity.class);
    for (Severity severity : Severity.values()) {
      counts.put(severity, 0);
    }
    mismatches.forEach(mismatch -> counts.merge(mismatch.code().severity(), 1, Integer::sum));
    return counts;
  }
}
