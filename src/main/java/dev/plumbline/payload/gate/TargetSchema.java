package dev.plumbline.payload.gate;

import dev.plumbline.json.JsonValue.JsonBoolean;
import dev.plumbline.json.JsonValue.JsonObject;
import dev.plumbline.payload.DiffItem;
import dev.plumbline.payload.Entities;
import dev.plumbline.payload.ItemKey;
import dev.plumbline.payload.SchemaDiff;
import dev.plumbline.payload.Section;
import dev.plumbline.snapshot.Snapshot;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** What the target has, and what the payload creates and drops there. */
final class TargetSchema {
  private final Map<ItemKey, JsonObject> entities;
  private final Map<ItemKey, JsonObject> created = new HashMap<>();
  private final Set<ItemKey> dropped = new HashSet<>();

  TargetSchema(SchemaDiff diff, Snapshot target) {
    entities = Entities.of(target);
    for (DiffItem item : diff.items()) {
      item.entries().stream()
          .filter(entry -> entry.path().isEmpty())
          .forEach(
              entry -> {
                if (entry.kind().equals("D")) {
                  dropped.add(item.key());
                } else if (entry.after() instanceof JsonObject after) {
                  created.put(item.key(), after);
                }
              });
    }
  }

  boolean has(ItemKey key) {
    return entities.containsKey(key);
  }

  boolean isDropped(ItemKey key) {
    return dropped.contains(key);
  }

  boolean isCreated(ItemKey key) {
    return created.containsKey(key);
  }

  /** As the target has it; an empty object if it does not. */
  JsonObject entity(ItemKey key) {
    return entities.getOrDefault(key, JsonObject.EMPTY);
  }

  /** Whether the payload creates the field that is the primary key of this collection. */
  boolean createsKeyOf(String collection) {
    return created.entrySet().stream()
        .anyMatch(
            one ->
                one.getKey().section() == Section.FIELDS
                    && one.getKey().collection().equals(collection)
                    && is(one.getValue(), "is_primary_key"));
  }

  /** Whether a flag of {@code schema} is set. */
  static boolean is(JsonObject field, String flag) {
    return field.object("schema").get(flag).equals(JsonBoolean.TRUE);
  }
}
