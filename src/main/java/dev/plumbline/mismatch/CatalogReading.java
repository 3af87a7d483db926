package dev.plumbline.mismatch;

import dev.plumbline.inventory.Inventory;
import dev.plumbline.json.CanonicalJson;
import dev.plumbline.json.JsonValue;
import dev.plumbline.mismatch.wellknown.WellKnownObject;
import dev.plumbline.snapshot.Fingerprint;
import java.util.Arrays;
import java.util.List;

/**
 * What a reading of a database reports below the API: its inventory, and where Directus's metadata
 * and the catalog disagree.
 *
 * @param mismatches sorted by code, subject and path
 * @param harmless sorted by kind and name
 */
public record CatalogReading(
    Inventory inventory, List<Mismatch> mismatches, List<WellKnownObject> harmless) {
  /** Changes with the canonical form, so that addresses of two forms are never equal. */
  private static final String FORM = "plumbline-catalog-1";

  public CatalogReading {
    mismatches = List.copyOf(mismatches);
    harmless = List.copyOf(harmless);
  }

  /** All of it but the inventory. */
  public Disagreements disagreements() {
    return new Disagreements(mismatches, harmless);
  }

  /** Its address by its content: equal readings have equal ones. */
  public Fingerprint fingerprint() {
    StringBuilder text = new StringBuilder(FORM);
    inventory
        .objects()
        .forEach(
            (id, definition) ->
                line(text, id.kind().label(), id.table(), id.name())
                    .append(CanonicalJson.write(definition)));
    text.append('\f');
    mismatches.forEach(m -> line(text, m.code().label(), m.subject(), m.path(), m.message()));
    text.append('\f');
    harmless.forEach(h -> line(text, h.kind(), h.name(), h.why()));
    return new Fingerprint(Fingerprint.sha256(text.toString()));
  }

  private static StringBuilder line(StringBuilder text, String... parts) {
    JsonValue[] items = Arrays.stream(parts).map(JsonValue::of).toArray(JsonValue[]::new);
    return text.append('\n').append(CanonicalJson.write(JsonValue.array(items)));
  }
}
