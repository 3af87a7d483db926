package dev.plumbline.plan.select;

import dev.plumbline.json.JsonValue;
import dev.plumbline.json.JsonValue.JsonArray;
import dev.plumbline.json.JsonValue.JsonBoolean;
import dev.plumbline.json.JsonValue.JsonObject;
import dev.plumbline.payload.ItemKey;
import dev.plumbline.payload.PlannedItem;
import dev.plumbline.payload.PlannedItem.Alter;
import dev.plumbline.payload.PlannedItem.Create;
import dev.plumbline.payload.PlannedItem.Drop;
import dev.plumbline.payload.PlannedItem.Recreate;
import dev.plumbline.payload.Section;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What has to happen with something else, so that nothing is created that points to nothing, and
 * nothing is left that points to what was dropped. Only what differs between the sides is asked
 * for: the rest is there already.
 */
final class Dependencies {
  private final SortedMap<ItemKey, PlannedItem> planned;

  /** The relations whose one side is this alias. */
  private final Map<ItemKey, Set<ItemKey>> byAlias = new HashMap<>();

  /** The primary keys that are created, by collection. */
  private final Map<String, Set<ItemKey>> keys = new HashMap<>();

  /** The relations to this collection that are dropped. */
  private final Map<String, Set<ItemKey>> droppedTo = new HashMap<>();

  Dependencies(SortedMap<ItemKey, PlannedItem> planned) {
    this.planned = planned;
    planned
        .values()
        .forEach(
            item -> {
              switch (item) {
                case Create create -> {
                  alias(create.key(), create.after());
                  if (isPrimaryKey(create)) {
                    keys.computeIfAbsent(create.key().collection(), name -> new HashSet<>())
                        .add(create.key());
                  }
                }
                case Drop drop -> {
                  alias(drop.key(), drop.before());
                  if (drop.key().section() == Section.RELATIONS) {
                    droppedTo
                        .computeIfAbsent(related(drop.before()), name -> new HashSet<>())
                        .add(drop.key());
                  }
                }
                case Alter alter -> {
                  alias(alter.key(), alter.before());
                  alias(alter.key(), alter.after());
                }
                case Recreate ignored -> {}
              }
            });
  }

  private static boolean isPrimaryKey(Create create) {
    return create.after().object("schema").get("is_primary_key").equals(JsonBoolean.TRUE);
  }

  private void alias(ItemKey key, JsonObject entity) {
    String field = meta(entity, "one_field").textOr("");
    if (key.section() == Section.RELATIONS && !field.isEmpty()) {
      byAlias
          .computeIfAbsent(ItemKey.ofField(related(entity), field), alias -> new HashSet<>())
          .add(key);
    }
  }

  /** What differs and has to be carried out with this; without the item itself. */
  SortedSet<ItemKey> of(PlannedItem item) {
    TreeSet<ItemKey> needed = new TreeSet<>();
    switch (item) {
      case Create create -> created(create.key(), create.after(), needed);
      case Recreate recreate -> created(recreate.key(), recreate.after(), needed);
      case Drop drop -> dropped(drop, needed);
      case Alter alter -> altered(alter, needed);
    }
    needed.remove(item.key());
    needed.removeIf(key -> !planned.containsKey(key));
    return needed;
  }

  private void created(ItemKey key, JsonObject after, Set<ItemKey> needed) {
    needed.add(ItemKey.ofCollection(key.collection()));
    names(key, after, needed);
    switch (key.section()) {
      // Directus makes a key of its own for a collection that is created without.
      case COLLECTIONS -> needed.addAll(keys.getOrDefault(key.collection(), Set.of()));
      case FIELDS -> needed.addAll(byAlias.getOrDefault(key, Set.of()));
      case RELATIONS -> needed.add(ItemKey.ofField(key.collection(), key.field()));
      case SYSTEM_FIELDS -> {}
    }
  }

  private void altered(Alter alter, Set<ItemKey> needed) {
    names(alter.key(), alter.after(), needed);
    boolean isForeignKey =
        alter.properties().stream()
            .anyMatch(property -> property.path().startsWith("schema.foreign_key_"));
    if (isForeignKey && alter.key().section() == Section.FIELDS) {
      needed.add(ItemKey.ofRelation(alter.key().collection(), alter.key().field()));
    }
  }

  /** Collections and fields that metadata names. */
  private static void names(ItemKey key, JsonObject entity, Set<ItemKey> needed) {
    String own = key.collection();
    switch (key.section()) {
      case COLLECTIONS -> {
        collection(meta(entity, "group"), needed);
        field(own, meta(entity, "archive_field"), needed);
        field(own, meta(entity, "sort_field"), needed);
      }
      case FIELDS -> field(own, meta(entity, "group"), needed);
      case RELATIONS -> {
        String related = related(entity);
        collection(entity.get("related_collection"), needed);
        field(related, meta(entity, "one_field"), needed);
        field(own, meta(entity, "sort_field"), needed);
        field(own, meta(entity, "one_collection_field"), needed);
        relation(own, meta(entity, "junction_field"), needed);
        if (meta(entity, "one_allowed_collections") instanceof JsonArray allowed) {
          allowed.items().forEach(name -> collection(name, needed));
        }
      }
      case SYSTEM_FIELDS -> {}
    }
  }

  private void dropped(Drop drop, Set<ItemKey> needed) {
    ItemKey key = drop.key();
    switch (key.section()) {
      case COLLECTIONS -> {
        needed.addAll(droppedTo.getOrDefault(key.collection(), Set.of()));
        // What the relations of this collection show in others.
        byAlias.forEach(
            (alias, relations) -> {
              if (planned.get(alias) instanceof Drop
                  && relations.stream().anyMatch(r -> r.collection().equals(key.collection()))) {
                needed.add(alias);
              }
            });
      }
      case FIELDS -> {
        needed.add(ItemKey.ofRelation(key.collection(), key.field()));
        needed.addAll(byAlias.getOrDefault(key, Set.of()));
      }
      case RELATIONS -> {
        needed.add(
            ItemKey.ofField(related(drop.before()), meta(drop.before(), "one_field").textOr("")));
        relation(key.collection(), meta(drop.before(), "junction_field"), needed);
      }
      case SYSTEM_FIELDS -> {}
    }
  }

  private static void collection(JsonValue name, Set<ItemKey> needed) {
    needed.add(ItemKey.ofCollection(name.textOr("")));
  }

  private static void field(String collection, JsonValue name, Set<ItemKey> needed) {
    needed.add(ItemKey.ofField(collection, name.textOr("")));
  }

  private static void relation(String collection, JsonValue name, Set<ItemKey> needed) {
    needed.add(ItemKey.ofRelation(collection, name.textOr("")));
  }

  private static String related(JsonObject relation) {
    return relation.get("related_collection").textOr("");
  }

  private static JsonValue meta(JsonObject entity, String key) {
    return entity.object("meta").get(key);
  }
}
