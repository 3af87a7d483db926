package dev.plumbline.model;

import dev.plumbline.json.JsonValue;
import dev.plumbline.json.JsonValue.JsonArray;
import dev.plumbline.json.JsonValue.JsonObject;
import dev.plumbline.json.JsonValue.JsonString;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Turns rows of Directus's tables into what Directus shows of them. */
public final class MetadataRow {
  private static final Set<String> LISTS = Set.of("special", "one_allowed_collections");

  /** Directus parses these once more if they hold a string, so that doubly encoded JSON is seen. */
  private static final Set<String> JSON =
      Set.of(
          "conditions",
          "display_options",
          "item_duplication_fields",
          "options",
          "translations",
          "validation");

  private final Function<String, Optional<JsonValue>> json;

  /**
   * @param json reads JSON as JavaScript does; empty if the text is not JSON
   */
  public MetadataRow(Function<String, Optional<JsonValue>> json) {
    this.json = json;
  }

  /** The row as {@code meta}: without {@code id}, with lists and JSON decoded. */
  public JsonObject meta(JsonObject row) {
    return row.without("id").withValues(this::shown);
  }

  private JsonValue shown(String key, JsonValue value) {
    if (!(value instanceof JsonString(String text))) {
      return value;
    }
    if (LISTS.contains(key)) {
      return new JsonArray(list(text).stream().map(JsonValue::of).toList());
    }
    return JSON.contains(key) ? json.apply(text).orElse(value) : value;
  }

  /** The text under a key; empty if there is none. */
  public static String text(JsonObject row, String key) {
    return row.get(key).textOr("");
  }

  /** The parts of {@code special}; empty if it is null. */
  public static Optional<List<String>> special(JsonObject row) {
    return row.get("special") instanceof JsonString(String text)
        ? Optional.of(list(text))
        : Optional.empty();
  }

  private static List<String> list(String text) {
    // The limit keeps empty parts at the end, as JavaScript does.
    return text.isEmpty() ? List.of() : Arrays.asList(text.split(",", -1));
  }
}
