package dev.plumbline.payload;

import dev.plumbline.json.JsonValue;
import dev.plumbline.json.JsonValue.JsonNull;
import dev.plumbline.json.JsonValue.JsonObject;
import dev.plumbline.payload.DiffItem.Entry;
import dev.plumbline.payload.PlannedItem.Alter;
import dev.plumbline.payload.PlannedItem.Create;
import dev.plumbline.payload.PlannedItem.Drop;
import dev.plumbline.payload.PlannedItem.Property;
import dev.plumbline.payload.PlannedItem.Recreate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What {@code POST /schema/diff} answers, as measured: for tests without a Directus. */
public final class DirectusTwin {
  private static final String HASH = "0123456789abcdef0123456789abcdef01234567";

  private DirectusTwin() {}

  public static SchemaDiff diff(Map<ItemKey, PlannedItem> planned) {
    List<DiffItem> items = new ArrayList<>();
    planned
        .values()
        .forEach(
            item -> {
              switch (item) {
                case Create create -> items.add(item(create.key(), created(create.after())));
                case Drop drop -> items.add(item(drop.key(), dropped(drop.before())));
                case Recreate recreate -> {
                  items.add(item(recreate.key(), dropped(recreate.before())));
                  items.add(item(recreate.key(), created(recreate.after())));
                }
                case Alter alter -> {
                  List<Entry> entries =
                      alter.properties().stream()
                          .filter(one -> !isOfNumberedKey(alter, one))
                          .map(
                              one ->
                                  new Entry(
                                      "E",
                                      Arrays.stream(one.path().split("\\.", 2))
                                          .map(JsonValue::of)
                                          .toList(),
                                      one.before(),
                                      one.after()))
                          .toList();
                  if (!entries.isEmpty()) {
                    items.add(new DiffItem(alter.key(), Optional.empty(), entries));
                  }
                }
              }
            });
    return new SchemaDiff(HASH, items);
  }

  /** Of the column of such a key, Directus compares nothing. */
  private static boolean isOfNumberedKey(Alter alter, Property property) {
    return property.path().startsWith("schema.")
        && alter.before().get("schema") instanceof JsonObject schema
        && schema.get("is_primary_key").equals(JsonValue.of(true))
        && schema.get("has_auto_increment").equals(JsonValue.of(true));
  }

  private static DiffItem item(ItemKey key, Entry entry) {
    return new DiffItem(key, Optional.empty(), List.of(entry));
  }

  private static Entry created(JsonValue after) {
    return new Entry("N", List.of(), JsonNull.NULL, after);
  }

  private static Entry dropped(JsonValue before) {
    return new Entry("D", List.of(), before, JsonNull.NULL);
  }
}
