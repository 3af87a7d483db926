package dev.plumbline.payload.gate;

import dev.plumbline.drift.convergence.NeverConverges;
import dev.plumbline.json.JsonValue;
import dev.plumbline.json.JsonValue.JsonObject;
import dev.plumbline.model.system.SystemTables;
import dev.plumbline.payload.DiffItem;
import dev.plumbline.payload.DiffItem.Entry;
import dev.plumbline.payload.ItemKey;
import dev.plumbline.payload.gate.Refusal.Code;
import dev.plumbline.snapshot.Snapshot.Field;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Fields of collections, and custom fields of system collections. */
record FieldItemRules(TargetSchema target) implements ItemRules {
  private static final List<String> KEYS = List.of("collection", "field", "type", "meta");
  private static final String DEFAULT = "schema.default_value";

  private static final Set<String> KEY_FLAGS =
      Set.of("schema.is_primary_key", "schema.has_auto_increment");

  private static final Set<String> GENERATION =
      Set.of("schema.is_generated", "schema.generation_expression");

  @Override
  public void created(DiffItem item, Entry entry, Refuser refuser) {
    if (target.has(item.key()) && !target.isDropped(item.key())) {
      refuser.refuse(Code.EXISTS_IN_TARGET, item, "is to be created, but the target has it");
    }
    collection(item, refuser);
    RequiredKeys.of(item, entry, KEYS, refuser);
    if (!(entry.after() instanceof JsonObject after)) {
      return;
    }
    boolean isAlias = after.get("type").textOr("").equals("alias");
    if (after.get("schema") instanceof JsonObject schema) {
      RequiredKeys.missing(item, "schema.", schema, RequiredKeys.COLUMN, refuser);
      if (isAlias) {
        refuser.refuse(Code.COLUMN_AND_ALIAS, item, "is an alias and has a column");
      }
      NeverConverges.created(field(item, after))
          .ifPresent(why -> refuser.refuse(Code.NEVER_CONVERGES, item, why));
    } else if (!isAlias) {
      refuser.refuse(Code.MISSING_KEY, item, "is not an alias and lacks schema");
    }
  }

  /** Of whose collection the target, or the payload, must know. */
  private void collection(DiffItem item, Refuser refuser) {
    String name = item.key().collection();
    ItemKey collection = ItemKey.ofCollection(name);
    if (target.isDropped(collection)) {
      refuser.refuse(Code.CONTRADICTION, item, "its collection is to be dropped");
    } else if (!target.has(collection)
        && !target.isCreated(collection)
        && !SystemTables.contains(name)) {
      refuser.refuse(Code.MISSING_IN_TARGET, item, "the target lacks its collection");
    } else if (target.has(collection) && !target.entity(collection).has("schema")) {
      // Measured: 500, and nothing else is applied either.
      refuser.refuse(Code.NEVER_CONVERGES, item, "its collection is a folder in the target");
    }
  }

  @Override
  public void dropped(DiffItem item, Refuser refuser) {
    if (TargetSchema.is(target.entity(item.key()), "is_primary_key")) {
      refuser.refuse(Code.PRIMARY_KEY, item, "is the primary key and is to be dropped");
    }
  }

  @Override
  public void changed(DiffItem item, Entry entry, Refuser refuser) {
    JsonObject before = target.entity(item.key());
    String property = entry.property();
    boolean isOfColumn = property.equals("type") || property.startsWith("schema.");
    if (KEY_FLAGS.contains(property) || (isOfColumn && TargetSchema.is(before, "is_primary_key"))) {
      // Measured: 204, and the column stays as it is (directus/directus#21101), or 500.
      refuser.refuse(Code.PRIMARY_KEY, item, "Directus does not alter a primary key");
    }
    if (property.equals("type") && (isAlias(before.get("type")) || isAlias(entry.after()))) {
      refuser.refuse(Code.COLUMN_AND_ALIAS, item, "a column never becomes an alias, or back");
    }
    neverConverges(property, field(item, item.appliedTo(before)))
        .ifPresent(why -> refuser.refuse(Code.NEVER_CONVERGES, item, why));
  }

  private static Optional<String> neverConverges(String property, Field after) {
    if (property.equals("meta.special")) {
      return NeverConverges.special(after);
    }
    if (property.startsWith("schema.foreign_key_")) {
      return Optional.of(NeverConverges.foreignKeyOfField());
    }
    if (GENERATION.contains(property)) {
      return Optional.of("Directus does not change how a column is generated");
    }
    Optional<String> ofDefault =
        property.equals(DEFAULT) ? NeverConverges.defaultValue(after) : Optional.empty();
    // Measured: whatever of a column changes, Directus also sets its type again, as it makes it.
    boolean isOfColumn = property.equals("type") || property.startsWith("schema.");
    return isOfColumn ? NeverConverges.column(after).or(() -> ofDefault) : Optional.empty();
  }

  private static boolean isAlias(JsonValue type) {
    return type.textOr("").equals("alias");
  }

  private static Field field(DiffItem item, JsonObject json) {
    return new Field(
        item.key().collection(),
        item.key().field(),
        json.get("type").textOr(""),
        json.get("meta"),
        json.get("schema") instanceof JsonObject schema ? Optional.of(schema) : Optional.empty());
  }
}
