package dev.plumbline.drift;

import static dev.plumbline.drift.Json.over;

import dev.plumbline.environment.Versions;
import dev.plumbline.json.JsonValue;
import dev.plumbline.json.JsonValue.JsonArray;
import dev.plumbline.json.JsonValue.JsonObject;
import dev.plumbline.json.JsonValue.JsonString;
import dev.plumbline.snapshot.Snapshot;
import dev.plumbline.snapshot.Snapshot.Collection;
import dev.plumbline.snapshot.Snapshot.Field;
import dev.plumbline.snapshot.Snapshot.Relation;
import dev.plumbline.snapshot.Snapshot.SystemField;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;

/**
 * A side of a story, written down with only what matters to the story; every other key is as
 * Directus fills it in. {@code collections}, {@code fields} ({@code articles.title}) and {@code
 * relations} are objects by name: {@code meta} and {@code schema} go over the defaults, {@code
 * schema: null} leaves it out. {@code forgets} takes keys away from every object of a kind, as an
 * older Directus would; {@code directus: null} is an unknown version.
 */
public final class TerseSide {
  private static final Set<String> KEYS =
      Set.of(
          "collections",
          "directus",
          "fields",
          "forgets",
          "migrations",
          "relations",
          "systemFields");

  private TerseSide() {}

  public static Side read(JsonObject json) {
    if (!KEYS.containsAll(json.members().keySet())) {
      throw new IllegalArgumentException("a side has only the keys " + KEYS);
    }
    Snapshot snapshot =
        new Snapshot(
            each(json, "collections", TerseSide::collection),
            each(json, "fields", (name, field) -> field(collection(name), last(name), field)),
            each(json, "systemFields", TerseSide::systemField),
            each(json, "relations", TerseSide::relation));
    return new Side(
        forget(snapshot, json.get("forgets")),
        new Versions(
            Optional.of(json.has("directus") ? json.get("directus").textOr("") : "12.4.0")
                .filter(version -> !version.isEmpty()),
            Optional.empty(),
            texts(json.get("migrations"))));
  }

  private static Collection collection(String name, JsonObject json) {
    return hasNull(json, "schema")
        ? DirectusDefaults.folder(name, json.get("meta"))
        : DirectusDefaults.collection(name, json.get("meta"));
  }

  private static Field field(String collection, String name, JsonObject json) {
    String type = json.get("type").textOr("string");
    if (type.equals("id")) {
      Field id = DirectusDefaults.id(collection);
      return new Field(
          collection,
          name,
          "integer",
          over((JsonObject) id.meta(), json.get("meta")),
          id.schema().map(schema -> over(schema, json.get("schema"))));
    }
    return type.startsWith("alias:")
        ? DirectusDefaults.alias(
            collection, name, type.substring("alias:".length()), json.get("meta"))
        : DirectusDefaults.field(collection, name, type, json.get("meta"), json.get("schema"));
  }

  private static Relation relation(String name, JsonObject json) {
    String collection = collection(name);
    String field = last(name);
    if (!json.has("to")) {
      return DirectusDefaults.toAny(collection, field, json.get("meta"));
    }
    Relation relation =
        DirectusDefaults.relation(
            collection, field, json.get("to").textOr(""), json.get("meta"), json.get("schema"));
    return hasNull(json, "schema")
        ? new Relation(
            collection, field, relation.relatedCollection(), relation.meta(), Optional.empty())
        : relation;
  }

  private static SystemField systemField(String name, JsonObject json) {
    return DirectusDefaults.systemField(collection(name), last(name));
  }

  private static Snapshot forget(Snapshot snapshot, JsonValue forgets) {
    if (!(forgets instanceof JsonObject keys)) {
      return snapshot;
    }
    return new Snapshot(
        snapshot.collections().stream()
            .map(
                c ->
                    new Collection(
                        c.collection(), without(c.meta(), keys.get("collections")), c.schema()))
            .toList(),
        snapshot.fields().stream()
            .map(
                f ->
                    new Field(
                        f.collection(),
                        f.field(),
                        f.type(),
                        without(f.meta(), keys.get("fields")),
                        f.schema()))
            .toList(),
        snapshot.systemFields(),
        snapshot.relations());
  }

  private static JsonValue without(JsonValue meta, JsonValue keys) {
    JsonObject result = (JsonObject) meta;
    for (String key : texts(keys)) {
      result = result.without(key);
    }
    return result;
  }

  private static <T> List<T> each(
      JsonObject json, String key, BiFunction<String, JsonObject, T> reader) {
    List<T> things = new ArrayList<>();
    if (json.get(key) instanceof JsonObject byName) {
      for (Map.Entry<String, JsonValue> entry : byName.members().entrySet()) {
        things.add(reader.apply(entry.getKey(), (JsonObject) entry.getValue()));
      }
    }
    return things;
  }

  static List<String> texts(JsonValue array) {
    return array instanceof JsonArray(List<JsonValue> items)
        ? items.stream().map(JsonString.class::cast).map(JsonString::value).toList()
        : List.of();
  }

  private static boolean hasNull(JsonObject json, String key) {
    return json.has(key) && json.get(key).isNull();
  }

  private static String collection(String name) {
    return name.substring(0, name.indexOf('.'));
  }

  private static String last(String name) {
    return name.substring(name.indexOf('.') + 1);
  }
}
