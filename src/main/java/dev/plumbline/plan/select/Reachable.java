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
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What of all that differs the gate lets through: the rules of what Directus cannot bring about are
 * there, and nowhere else.
 *
 * @param items what may be sent, without single values that may not
 * @param refused the rest, with the reason
 */
record Reachable(SortedMap<ItemKey, PlannedItem> items, List<Refused> refused) {
  /** Values that mean nothing without one another, besides those that make a type. */
  private static final List<Set<String>> UNITS =
      List.of(
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
    Set<ItemKey> sent = all.items().stream().map(DiffItem::key).collect(Collectors.toSet());
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
            properties.sort(Comparator.comparing(Property::path));
            if (!properties.isEmpty()) {
              reachable.put(key, new Alter(key, alter.before(), alter.after(), properties));
            }
            return;
          }
          // What is not sent happens with something that is.
          List<Refusal> why = sent.contains(key) ? refusals(items, gate, item) : List.of();
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
    return alter.properties().stream()
        .collect(
            Collectors.groupingBy(
                one -> unit(alter, one.path()), LinkedHashMap::new, Collectors.toList()))
        .values()
        .stream()
        .map(unit -> new Alter(alter.key(), alter.before(), alter.after(), unit))
        .toList();
  }

  /** The paths of all values that stand or fall with this one. */
  private static Set<String> unit(Alter alter, String path) {
    // Flags decide the type of a field.
    boolean isOfType =
        Property.isOfType(path)
            || (path.equals("meta.special")
                && alter.properties().stream().anyMatch(one -> one.path().equals("type")));
    return isOfType
        ? Set.of("type")
        : UNITS.stream().filter(unit -> unit.contains(path)).findFirst().orElse(Set.of(path));
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
