package dev.plumbline.plan.select;

import dev.plumbline.drift.convergence.NeverConverges;
import dev.plumbline.payload.DiffItem;
import dev.plumbline.payload.ItemKey;
import dev.plumbline.payload.PayloadMaker;
import dev.plumbline.payload.PlannedItem;
import dev.plumbline.payload.PlannedItem.Alter;
import dev.plumbline.payload.PlannedItem.Property;
import dev.plumbline.payload.SchemaDiff;
import dev.plumbline.payload.gate.PayloadGate;
import dev.plumbline.payload.gate.Refusal;
import dev.plumbline.snapshot.Snapshot;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What of all that differs the gate lets through: the rules of what Directus cannot bring about are
 * there, and nowhere else.
 *
 * @param items what may be sent, without single values that may not
 * @param refused the rest, with the reason
 */
record Reachable(SortedMap<ItemKey, PlannedItem> items, List<Refused> refused) {
  /** Values that Directus carries out as one, or that mean nothing without one another. */
  private static final List<Set<String>> UNITS =
      List.of(
          Set.of(
              "type",
              "schema.data_type",
              "schema.max_length",
              "schema.numeric_precision",
              "schema.numeric_scale"),
          Set.of("schema.is_generated", "schema.generation_expression"),
          Set.of(
              "related_collection",
              "meta.one_collection",
              "schema.foreign_key_table",
              "schema.foreign_key_column"));

  Reachable {
    items = Collections.unmodifiableSortedMap(new TreeMap<>(items));
    refused = List.copyOf(refused);
  }

  /**
   * @param path of a single value; empty for the item as a whole
   */
  record Refused(ItemKey key, String path, String why) {}

  static Reachable of(
      SortedMap<ItemKey, PlannedItem> planned, SchemaDiff diff, Snapshot target, String directus) {
    SchemaDiff all = PayloadMaker.make(diff, planned);
    Function<DiffItem, List<Refusal>> gate = PayloadGate.of(all, target, directus);
    Map<ItemKey, List<DiffItem>> items =
        diff.items().stream().collect(Collectors.groupingBy(DiffItem::key));
    TreeMap<ItemKey, PlannedItem> reachable = new TreeMap<>();
    List<Refused> refused = new ArrayList<>();
    planned.forEach(
        (key, item) -> {
          if (!items.containsKey(key)) {
            refused.add(new Refused(key, "", NeverConverges.numberedKey()));
            return;
          }
          if (item instanceof Alter alter) {
            List<Property> properties = new ArrayList<>();
            units(alter)
                .forEach(
                    unit -> {
                      List<Refusal> why = refusals(items, gate, unit);
                      if (why.isEmpty()) {
                        properties.addAll(unit.properties());
                      } else {
                        refused.add(
                            new Refused(
                                key,
                                unit.properties().getFirst().path(),
                                why.getFirst().message()));
                      }
                    });
            if (!properties.isEmpty()) {
              reachable.put(key, new Alter(key, alter.before(), alter.after(), properties));
            }
            return;
          }
          List<Refusal> why = refusals(items, gate, item);
          if (why.isEmpty()) {
            reachable.put(key, item);
          } else {
            refused.add(new Refused(key, "", why.getFirst().message()));
          }
        });
    return new Reachable(reachable, refused);
  }

  /** The single values, and those that stand or fall together. */
  private static List<Alter> units(Alter alter) {
    Map<Integer, List<Property>> units = new TreeMap<>();
    for (int i = 0; i < alter.properties().size(); i++) {
      Property property = alter.properties().get(i);
      units
          .computeIfAbsent(unit(alter, property, UNITS.size() + i), unit -> new ArrayList<>())
          .add(property);
    }
    return units.values().stream()
        .map(unit -> new Alter(alter.key(), alter.before(), alter.after(), unit))
        .toList();
  }

  private static int unit(Alter alter, Property property, int own) {
    // Flags decide the type of a field.
    boolean isOfType =
        property.path().equals("meta.special")
            && alter.properties().stream().anyMatch(one -> one.path().equals("type"));
    String path = isOfType ? "type" : property.path();
    return IntStream.range(0, UNITS.size())
        .filter(unit -> UNITS.get(unit).contains(path))
        .findFirst()
        .orElse(own);
  }

  private static List<Refusal> refusals(
      Map<ItemKey, List<DiffItem>> items,
      Function<DiffItem, List<Refusal>> gate,
      PlannedItem planned) {
    return items.getOrDefault(planned.key(), List.of()).stream()
        .flatMap(one -> gate.apply(PayloadMaker.item(one, planned)).stream())
        .toList();
  }
}
