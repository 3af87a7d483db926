package dev.plumbline.payload;

import dev.plumbline.json.JsonValue;
import dev.plumbline.json.JsonValue.JsonArray;
import dev.plumbline.json.JsonValue.JsonObject;
import dev.plumbline.json.JsonValue.JsonString;
import dev.plumbline.payload.DiffItem.Entry;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** A diff as the JSON that Directus gives and takes. */
public final class SchemaDiffJson {
  private static final String RELATED = "related_collection";

  private SchemaDiffJson() {}

  /**
   * @param json {@code data} of the answer
   * @throws IllegalArgumentException naming what does not fit
   */
  public static SchemaDiff read(JsonValue json) {
    JsonObject root = object(json, "diff");
    JsonObject lists = object(root.get("diff"), "diff.diff");
    for (String key : lists.members().keySet()) {
      if (Section.ofKey(key).isEmpty()) {
        throw new IllegalArgumentException("diff." + key + " is unknown to Plumbline");
      }
    }
    List<DiffItem> items = new ArrayList<>();
    for (Section section : Section.values()) {
      if (!(lists.get(section.key()) instanceof JsonArray(List<JsonValue> entities))) {
        throw new IllegalArgumentException("diff." + section.key() + " is not an array");
      }
      for (int i = 0; i < entities.size(); i++) {
        items.add(item(section, entities.get(i), "diff." + section.key() + "[" + i + "]"));
      }
    }
    return new SchemaDiff(text(root, "hash", "diff"), items);
  }

  private static DiffItem item(Section section, JsonValue json, String where) {
    JsonObject item = object(json, where);
    if (!(item.get("diff") instanceof JsonArray(List<JsonValue> entries))) {
      throw new IllegalArgumentException(where + ".diff is not an array");
    }
    List<Entry> read = new ArrayList<>(entries.size());
    for (int i = 0; i < entries.size(); i++) {
      read.add(entry(entries.get(i), where + ".diff[" + i + "]"));
    }
    return new DiffItem(
        new ItemKey(
            section,
            text(item, "collection", where),
            section.hasField() ? text(item, "field", where) : ""),
        Optional.of(item.get(RELATED).textOr("")).filter(name -> !name.isEmpty()),
        read);
  }

  private static Entry entry(JsonValue json, String where) {
    JsonObject entry = object(json, where);
    JsonValue path = entry.get("path");
    if (!path.isNull() && !(path instanceof JsonArray)) {
      throw new IllegalArgumentException(where + ".path is not an array");
    }
    String kind = text(entry, "kind", where);
    // Directus would read a missing value as undefined, and delete something.
    if (!kind.equals("D") && !kind.equals("A") && !entry.has("rhs")) {
      throw new IllegalArgumentException(where + ".rhs is missing");
    }
    return new Entry(
        kind,
        path instanceof JsonArray(List<JsonValue> parts) ? parts : List.of(),
        entry.get("lhs"),
        entry.get("rhs"));
  }

  /** As {@code POST /schema/apply} takes it. */
  public static JsonObject write(SchemaDiff diff) {
    TreeMap<String, JsonValue> lists = new TreeMap<>();
    for (Section section : Section.values()) {
      lists.put(
          section.key(),
          new JsonArray(
              diff.items().stream()
                  .filter(item -> item.key().section() == section)
                  .<JsonValue>map(SchemaDiffJson::write)
                  .toList()));
    }
    TreeMap<String, JsonValue> root = new TreeMap<>();
    root.put("hash", JsonValue.of(diff.hash()));
    root.put("diff", new JsonObject(lists));
    return new JsonObject(root);
  }

  private static JsonObject write(DiffItem item) {
    TreeMap<String, JsonValue> members = new TreeMap<>();
    members.put("collection", JsonValue.of(item.key().collection()));
    if (item.key().section().hasField()) {
      members.put("field", JsonValue.of(item.key().field()));
    }
    if (item.key().section() == Section.RELATIONS) {
      members.put(RELATED, JsonValue.of(item.relatedCollection().orElse(null)));
    }
    members.put(
        "diff",
        new JsonArray(item.entries().stream().<JsonValue>map(SchemaDiffJson::write).toList()));
    return new JsonObject(members);
  }

  private static JsonObject write(Entry entry) {
    TreeMap<String, JsonValue> members = new TreeMap<>();
    members.put("kind", JsonValue.of(entry.kind()));
    if (!entry.path().isEmpty()) {
      members.put("path", new JsonArray(entry.path()));
    }
    if (!entry.kind().equals("N")) {
      members.put("lhs", entry.before());
    }
    if (!entry.kind().equals("D")) {
      members.put("rhs", entry.after());
    }
    return new JsonObject(members);
  }

  private static String text(JsonObject json, String key, String where) {
    if (json.get(key) instanceof JsonString(String text)) {
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
}
