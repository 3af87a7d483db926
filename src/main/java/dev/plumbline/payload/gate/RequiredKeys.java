package dev.plumbline.payload.gate;

import dev.plumbline.drift.words.Words;
import dev.plumbline.json.JsonValue;
import dev.plumbline.json.JsonValue.JsonObject;
import dev.plumbline.payload.DiffItem;
import dev.plumbline.payload.DiffItem.Entry;
import dev.plumbline.payload.gate.ItemRules.Refuser;
import dev.plumbline.payload.gate.Refusal.Code;
import java.util.List;

/** Keys that must be there, be it as null: of a missing one Directus makes something of its own. */
final class RequiredKeys {
  static final List<String> COLUMN =
      List.of(
          "name",
          "table",
          "data_type",
          "default_value",
          "max_length",
          "numeric_precision",
          "numeric_scale",
          "is_nullable",
          "is_unique",
          "is_primary_key",
          "has_auto_increment",
          "foreign_key_table",
          "foreign_key_column");

  static final List<String> FOREIGN_KEY =
      List.of(
          "table",
          "column",
          "foreign_key_table",
          "foreign_key_column",
          "constraint_name",
          "on_update",
          "on_delete");

  private RequiredKeys() {}

  /** Of an entity that is created; its name must be that of the item, too. */
  static void of(DiffItem item, Entry entry, List<String> keys, Refuser refuser) {
    if (!(entry.after() instanceof JsonObject after)) {
      refuser.refuse(Code.MALFORMED, item, "is to be created from what is not an object");
      return;
    }
    missing(item, "", after, keys, refuser);
    boolean isNamed = after.get("collection").equals(JsonValue.of(item.key().collection()));
    boolean hasField =
        !item.key().section().hasField()
            || after.get("field").equals(JsonValue.of(item.key().field()));
    if (!isNamed || !hasField) {
      refuser.refuse(Code.CONTRADICTION, item, "is to be created under another name");
    }
  }

  static void missing(
      DiffItem item, String prefix, JsonObject object, List<String> keys, Refuser refuser) {
    List<String> missing =
        keys.stream().filter(key -> !object.has(key)).map(key -> prefix + key).toList();
    if (!missing.isEmpty()) {
      refuser.refuse(Code.MISSING_KEY, item, "lacks " + Words.list(missing));
    }
  }
}
