package dev.plumbline.payload.gate;

import dev.plumbline.drift.convergence.NeverConverges;
import dev.plumbline.json.JsonValue.JsonObject;
import dev.plumbline.json.JsonValue.JsonString;
import dev.plumbline.payload.DiffItem;
import dev.plumbline.payload.DiffItem.Entry;
import dev.plumbline.payload.ItemKey;
import dev.plumbline.payload.gate.Refusal.Code;
import dev.plumbline.snapshot.Snapshot.Relation;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Relations, named by their many side. */
record RelationItemRules(TargetSchema target) implements ItemRules {
  private static final List<String> KEYS =
      List.of("collection", "field", "related_collection", "meta");

  private static final Set<String> RETARGETED =
      Set.of("related_collection", "schema.foreign_key_table", "schema.foreign_key_column");

  @Override
  public void created(DiffItem item, Entry entry, Refuser refuser) {
    ItemKey field = ItemKey.ofField(item.key().collection(), item.key().field());
    if (target.has(item.key()) && !target.isDropped(item.key())) {
      refuser.refuse(Code.EXISTS_IN_TARGET, item, "is to be created, but the target has it");
    } else if (!target.isDropped(field)
        && !target.entity(field).object("schema").get("foreign_key_table").isNull()) {
      // Measured: 400 "already has an associated relationship", and nothing else is applied either.
      refuser.refuse(
          Code.EXISTS_IN_TARGET,
          item,
          "Directus does not create a relation where there is a foreign key already");
    }
    if (!target.has(field) && !target.isCreated(field)) {
      refuser.refuse(Code.MISSING_IN_TARGET, item, "the target lacks its field");
    }
    RequiredKeys.of(item, entry, KEYS, refuser);
    if (entry.after() instanceof JsonObject after) {
      Optional<JsonObject> schema =
          after.get("schema") instanceof JsonObject key ? Optional.of(key) : Optional.empty();
      schema.ifPresent(
          key -> RequiredKeys.missing(item, "schema.", key, RequiredKeys.FOREIGN_KEY, refuser));
      Optional<String> related =
          after.get("related_collection") instanceof JsonString(String name)
              ? Optional.of(name)
              : Optional.empty();
      NeverConverges.relation(
              new Relation(
                  item.key().collection(), item.key().field(), related, after.get("meta"), schema))
          .ifPresent(why -> refuser.refuse(Code.NEVER_CONVERGES, item, why));
      related
          .map(ItemKey::ofCollection)
          .filter(collection -> target.isDropped(collection))
          .ifPresent(
              collection ->
                  refuser.refuse(
                      Code.CONTRADICTION, item, "the related collection is to be dropped"));
    }
  }

  @Override
  public void dropped(DiffItem item, Refuser refuser) {
    String related = target.entity(item.key()).get("related_collection").textOr("");
    if (target.isDropped(ItemKey.ofCollection(related))
        || target.isDropped(ItemKey.ofCollection(item.key().collection()))) {
      refuser.refuse(
          Code.CONTRADICTION,
          item,
          "Directus deletes it with its collection, and then fails because it is not there");
    }
  }

  @Override
  public void changed(DiffItem item, Entry entry, Refuser refuser) {
    if (entry.property().equals("schema.constraint_name")) {
      refuser.refuse(Code.NEVER_CONVERGES, item, NeverConverges.constraintName());
    } else if (RETARGETED.contains(entry.property())) {
      // Measured: the foreign key is dropped and not made again.
      refuser.refuse(
          Code.NEVER_CONVERGES,
          item,
          "Directus drops the foreign key of a relation that is to point elsewhere");
    }
  }
}
