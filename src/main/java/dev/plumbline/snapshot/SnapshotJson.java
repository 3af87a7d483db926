package dev.plumbline.snapshot;

import dev.plumbline.json.JsonValue;
import dev.plumbline.json.JsonValue.JsonArray;
import dev.plumbline.json.JsonValue.JsonObject;
import dev.plumbline.snapshot.Snapshot.Collection;
import dev.plumbline.snapshot.Snapshot.Field;
import dev.plumbline.snapshot.Snapshot.Relation;
import dev.plumbline.snapshot.Snapshot.SystemField;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * A snapshot as the JSON that Directus gives and takes, key by key: a key that Directus leaves out
 * is left out, a key that Directus gives as null is null.
 */
public final class SnapshotJson {
  private SnapshotJson() {}

  /**
   * The whole, as in {@code data} of {@code GET /schema/snapshot}.
   *
   * @param directus the version to write into it
   */
  public static JsonObject of(Snapshot snapshot, String directus) {
    return object(
        "version", JsonValue.of(1),
        "directus", JsonValue.of(directus),
        "vendor", JsonValue.of(Snapshot.VENDOR),
        "collections", array(snapshot.collections(), SnapshotJson::of),
        "fields", array(snapshot.fields(), SnapshotJson::of),
        "systemFields", array(snapshot.systemFields(), SnapshotJson::of),
        "relations", array(snapshot.relations(), SnapshotJson::of));
  }

  /**
   * Reads what {@link #of(Snapshot, String)} or Directus wrote. {@code systemFields} may be absent,
   * as before Directus 11.6.
   *
   * @throws IllegalArgumentException naming the place that does not fit
   */
  public static Snapshot read(JsonValue json) {
    JsonObject root = object(json, "snapshot");
    return new Snapshot(
        items(root, "collections", SnapshotJson::collection),
        items(root, "fields", SnapshotJson::field),
        root.has("systemFields")
            ? items(root, "systemFields", SnapshotJson::systemField)
            : List.of(),
        items(root, "relations", SnapshotJson::relation));
  }

  public static JsonObject of(Collection collection) {
    return withSchema(
        object(
            "collection", JsonValue.of(collection.collection()),
            "meta", collection.meta()),
        collection.schema());
  }

  public static JsonObject of(Field field) {
    return withSchema(
        object(
            "collection", JsonValue.of(field.collection()),
            "field", JsonValue.of(field.field()),
            "type", JsonValue.of(field.type()),
            "meta", field.meta()),
        field.schema());
  }

  public static JsonObject of(SystemField field) {
    return object(
        "collection", JsonValue.of(field.collection()),
        "field", JsonValue.of(field.field()),
        "schema", field.schema());
  }

  public static JsonObject of(Relation relation) {
    return withSchema(
        object(
            "collection", JsonValue.of(relation.collection()),
            "field", JsonValue.of(relation.field()),
            "related_collection", JsonValue.of(relation.relatedCollection().orElse(null)),
            "meta", relation.meta()),
        relation.schema());
  }

  private static Collection collection(JsonObject json, String where) {
    return new Collection(text(json, "collection", where), json.get("meta"), schema(json, where));
  }

  private static Field field(JsonObject json, String where) {
    return new Field(
        text(json, "collection", where),
        text(json, "field", where),
        text(json, "type", where),
        json.get("meta"),
        schema(json, where));
  }

  private static SystemField systemField(JsonObject json, String where) {
    return new SystemField(
        text(json, "collection", where),
        text(json, "field", where),
        object(json.get("schema"), where + ".schema"));
  }

  private static Relation relation(JsonObject json, String where) {
    JsonValue related = json.get("related_collection");
    return new Relation(
        text(json, "collection", where),
        text(json, "field", where),
        related.isNull() ? Optional.empty() : Optional.of(text(json, "related_collection", where)),
        json.get("meta"),
        schema(json, where));
  }

  private static Optional<JsonObject> schema(JsonObject json, String where) {
    JsonValue schema = json.get("schema");
    return schema.isNull() ? Optional.empty() : Optional.of(object(schema, where + ".schema"));
  }

  private static String text(JsonObject json, String key, String where) {
    if (json.get(key) instanceof JsonValue.JsonString(String text)) {
      return text;
    }
    throw new IllegalArgumentException(where + "." + key + " is not a string");
  }

  private static JsonObject object(JsonValue json, String where) {
    if (json instanceof JsonObject object) {
      return object;
    }
    throw new IllegalArgumentException(where + " is not an object");
  }

  private interface Reader<T> {
    T read(JsonObject json, String where);
  }

  private static <T> List<T> items(JsonObject root, String key, Reader<T> reader) {
    if (!(root.get(key) instanceof JsonArray(List<JsonValue> items))) {
      throw new IllegalArgumentException("snapshot." + key + " is not an array");
    }
    List<T> result = new ArrayList<>(items.size());
    for (int i = 0; i < items.size(); i++) {
      String where = "snapshot." + key + "[" + i + "]";
      result.add(reader.read(object(items.get(i), where), where));
    }
    return result;
  }

  private static <T> JsonArray array(List<T> items, Function<T, JsonObject> writer) {
    return new JsonArray(items.stream().<JsonValue>map(writer).toList());
  }

  private static JsonObject withSchema(JsonObject json, Optional<JsonObject> schema) {
    return schema.map(value -> json.with("schema", value)).orElse(json);
  }

  private static JsonObject object(Object... keysAndValues) {
    TreeMap<String, JsonValue> members = new TreeMap<>();
    for (int i = 0; i < keysAndValues.length; i += 2) {
      members.put((String) keysAndValues[i], (JsonValue) keysAndValues[i + 1]);
    }
    return new JsonObject(members);
  }
}
