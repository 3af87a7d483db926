package dev.plumbline.path.reference;

import dev.plumbline.json.JsonValue;
import dev.plumbline.json.JsonValue.JsonArray;
import dev.plumbline.json.JsonValue.JsonObject;
import dev.plumbline.path.Resolution;
import dev.plumbline.path.Resolution.Related;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Names of fields in a query as the API takes it. */
final class Queries {
  private Queries() {}

  static void collect(String where, String collection, JsonValue value, References into) {
    if (!(value instanceof JsonObject query)) {
      return;
    }
    Set<String> aliases = new TreeSet<>();
    if (query.get("alias") instanceof JsonObject alias) {
      aliases.addAll(alias.members().keySet());
      alias.members().values().forEach(path -> into.path(where + ".alias", collection, path));
    }
    into.paths(where + ".fields", collection, without(aliases, query.get("fields")));
    into.filter(where + ".filter", collection, query.get("filter"));
    into.paths(where + ".groupBy", collection, without(aliases, query.get("groupBy")));
    into.paths(where + ".group", collection, without(aliases, query.get("group")));
    if (query.get("aggregate") instanceof JsonObject aggregate) {
      aggregate
          .members()
          .values()
          .forEach(fields -> into.paths(where + ".aggregate", collection, fields));
    } else {
      // With an aggregate, its results can be sorted by.
      into.sort(where + ".sort", collection, without(aliases, query.get("sort")));
    }
    deep(where + ".deep", collection, query.get("deep"), into);
  }

  /** What is asked of related items: relations by name, members of a query behind a low line. */
  private static void deep(String where, String collection, JsonValue value, References into) {
    if (value instanceof JsonObject deep) {
      for (Map.Entry<String, JsonValue> member : deep.members().entrySet()) {
        String key = member.getKey();
        switch (key) {
          case "_filter" -> into.filter(where, collection, member.getValue());
          case "_sort" -> into.sort(where, collection, member.getValue());
          default -> {
            Resolution resolution =
                key.startsWith("_")
                    ? new Resolution.Undecided()
                    : into.resolve(where, collection, key);
            if (resolution instanceof Related related) {
              deep(where, related.collection(), member.getValue(), into);
            }
          }
        }
      }
    }
  }

  private static JsonValue without(Set<String> aliases, JsonValue paths) {
    return paths instanceof JsonArray(List<JsonValue> items)
        ? new JsonArray(items.stream().filter(item -> !isOf(aliases, item.textOr(""))).toList())
        : aliases.isEmpty() ? paths : JsonValue.JsonNull.NULL;
  }

  private static boolean isOf(Set<String> aliases, String path) {
    String plain = path.startsWith("-") ? path.substring(1) : path;
    return aliases.contains(plain.split("\\.", 2)[0]);
  }
}
