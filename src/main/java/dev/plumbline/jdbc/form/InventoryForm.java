package dev.plumbline.jdbc.form;

import dev.plumbline.inventory.Inventory;
import dev.plumbline.inventory.ObjectId;
import dev.plumbline.inventory.ObjectKind;
import dev.plumbline.jdbc.form.text.Compressed;
import dev.plumbline.jdbc.form.text.StoredFormException;
import dev.plumbline.jdbc.form.text.StoredObject;
import dev.plumbline.json.JsonValue;
import dev.plumbline.json.JsonValue.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** An inventory. */
public final class InventoryForm {
  private static final int FORM = 1;

  private InventoryForm() {}

  public static byte[] write(Inventory inventory) {
    List<JsonObject> objects = new ArrayList<>();
    inventory
        .objects()
        .forEach((id, definition) -> objects.add(id(id).with("definition", definition)));
    return Compressed.write(StoredObject.form(FORM).with("objects", StoredObject.array(objects)));
  }

  /**
   * @param where what it is, for messages
   * @throws StoredFormException naming the place that cannot be read
   */
  public static Inventory read(byte[] body, String where) {
    StoredObject root = StoredObject.root(Compressed.text(body, where), where, FORM);
    SortedMap<ObjectId, JsonObject> objects = new TreeMap<>();
    root.list("objects", item -> Map.entry(id(item), item.object("definition").json()))
        .forEach(object -> objects.put(object.getKey(), object.getValue()));
    return new Inventory(objects);
  }

  static JsonObject id(ObjectId id) {
    return JsonObject.EMPTY
        .with("kind", JsonValue.of(id.kind().label()))
        .with("table", JsonValue.of(id.table()))
        .with("name", JsonValue.of(id.name()));
  }

  static ObjectId id(StoredObject json) {
    return new ObjectId(
        json.label("kind", ObjectKind.values(), ObjectKind::label),
        json.text("table"),
        json.text("name"));
  }
}
