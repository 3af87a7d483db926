package dev.plumbline.payload.gate;

import dev.plumbline.json.JsonValue.JsonObject;
import dev.plumbline.payload.DiffItem;
import dev.plumbline.payload.DiffItem.Entry;
import dev.plumbline.payload.gate.Refusal.Code;
import java.util.List;

/** Collections and folders. */
record CollectionItemRules(TargetSchema target) implements ItemRules {
  @Override
  public void created(DiffItem item, Entry entry, Refuser refuser) {
    if (target.has(item.key())) {
      refuser.refuse(Code.EXISTS_IN_TARGET, item, "is to be created, but the target has it");
    }
    RequiredKeys.of(item, entry, List.of("collection", "meta"), refuser);
    if (entry.after() instanceof JsonObject after
        && after.get("schema") instanceof JsonObject
        && !target.createsKeyOf(item.key().collection())) {
      // Measured: Directus makes an integer key of its own.
      refuser.refuse(Code.PRIMARY_KEY, item, "is to be created without its primary key");
    }
  }
}
