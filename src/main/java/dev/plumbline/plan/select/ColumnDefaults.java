package dev.plumbline.plan.select;

import dev.plumbline.drift.convergence.NeverConverges;
import dev.plumbline.json.JsonValue;
import dev.plumbline.json.JsonValue.JsonObject;
import dev.plumbline.json.JsonValue.JsonString;
import dev.plumbline.mismatch.Mismatch;
import dev.plumbline.mismatch.rules.MismatchCodes;
import dev.plumbline.payload.ItemKey;
import dev.plumbline.payload.PlannedItem;
import dev.plumbline.payload.PlannedItem.Alter;
import dev.plumbline.payload.PlannedItem.Create;
import dev.plumbline.payload.PlannedItem.Property;
import dev.plumbline.payload.Section;
import dev.plumbline.plan.select.Reachable.Refused;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/** What Directus makes otherwise of a column than the source has it, though nothing says so. */
final class ColumnDefaults {
  private static final String DEFAULT = "schema.default_value";

  private ColumnDefaults() {}

  /**
   * Takes out the defaults that Directus shows otherwise than the column has them: it would set
   * what it shows, or fail.
   *
   * @param items what would be carried out
   * @param flaws mismatches of the source
   */
  static List<Refused> withoutMisread(SortedMap<ItemKey, PlannedItem> items, List<Mismatch> flaws) {
    List<Refused> refused = new ArrayList<>();
    for (Mismatch flaw : flaws) {
      if (MismatchCodes.isMisreadDefault(flaw.code())) {
        items.keySet().stream()
            .filter(key -> key.section() == Section.FIELDS && key.text().equals(flaw.subject()))
            .toList()
            .forEach(key -> withoutDefault(items, key, flaw.message()).ifPresent(refused::add));
      }
    }
    return refused;
  }

  private static Optional<Refused> withoutDefault(
      SortedMap<ItemKey, PlannedItem> items, ItemKey key, String why) {
    if (!(items.get(key) instanceof Alter alter)) {
      items.remove(key);
      return Optional.of(new Refused(key, "", why));
    }
    List<Property> rest =
        alter.properties().stream().filter(one -> !one.path().equals(DEFAULT)).toList();
    if (rest.size() == alter.properties().size()) {
      return Optional.empty();
    }
    items.remove(key);
    if (!rest.isEmpty()) {
      items.put(key, new Alter(key, alter.before(), alter.after(), rest));
    }
    return Optional.of(new Refused(key, DEFAULT, why));
  }

  /**
   * What stays otherwise of the columns that are created.
   *
   * @param items what is carried out
   */
  static List<Refused> madeOtherwise(SortedMap<ItemKey, PlannedItem> items) {
    List<Refused> refused = new ArrayList<>();
    items.forEach(
        (key, item) -> {
          if (item instanceof Create create
              && key.section() == Section.FIELDS
              && create.after().get("schema") instanceof JsonObject schema) {
            if (isOfAnotherSequence(key, schema.get("default_value"))) {
              refused.add(
                  new Refused(
                      key, DEFAULT, "Directus names the sequence of a key that it creates itself"));
            }
            if (!schema.get("foreign_key_table").isNull()
                && !items.containsKey(ItemKey.ofRelation(key.collection(), key.field()))) {
              refused.add(
                  new Refused(key, "schema.foreign_key_table", NeverConverges.foreignKeyOfField()));
            }
          }
        });
    return refused;
  }

  private static boolean isOfAnotherSequence(ItemKey key, JsonValue value) {
    return value instanceof JsonString(String text)
        && text.startsWith("nextval('")
        && !text.startsWith("nextval('" + key.collection() + "_" + key.field() + "_seq'");
  }
}
