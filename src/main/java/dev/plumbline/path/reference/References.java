package dev.plumbline.path.reference;

import dev.plumbline.json.JsonValue;
import dev.plumbline.json.JsonValue.JsonArray;
import dev.plumbline.json.JsonValue.JsonObject;
import dev.plumbline.json.JsonValue.JsonString;
import dev.plumbline.path.FieldPaths;
import dev.plumbline.path.Resolution;
import dev.plumbline.path.Resolution.Missing;
import dev.plumbline.path.Resolution.Related;
import dev.plumbline.path.Resolution.Undecided;
import dev.plumbline.path.Resolution.Value;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Collects broken references from each form that Directus writes field paths in. What does not have
 * the form is passed over: Directus, or an extension, reads something else from it.
 */
final class References {
  private static final Pattern IN_TEMPLATE = Pattern.compile("\\{\\{(.*?)}}", Pattern.DOTALL);

  /** Deeper than anybody nests; a stack is not endless. */
  private static final int DEEPEST = 50;

  private final FieldPaths paths;
  private final Set<BrokenReference> broken = new LinkedHashSet<>();

  References(FieldPaths paths) {
    this.paths = paths;
  }

  List<BrokenReference> broken() {
    return List.copyOf(broken);
  }

  /** The collection on the other side of a relation. */
  Optional<String> related(String collection, String field) {
    return paths.graph().related(collection, field);
  }

  /** Whatever an option holds; of a filter nothing but its own names. */
  void option(String where, String collection, Option option, JsonValue value) {
    switch (option.form()) {
      case TEMPLATE -> template(where, collection, value);
      case PATHS -> paths(where, collection, value);
      case SORT -> sort(where, collection, value);
      case FILTER -> filter(where, collection, value);
      case LINKS -> links(where, collection, value);
    }
  }

  private void links(String where, String collection, JsonValue value) {
    if (value instanceof JsonArray links) {
      links.items().stream()
          .filter(JsonObject.class::isInstance)
          .map(JsonObject.class::cast)
          .forEach(link -> template(where, collection, link.get("url")));
    }
  }

  void path(String where, String collection, JsonValue path) {
    path(where, collection, path.textOr(""));
  }

  private void path(String where, String collection, String path) {
    resolve(where, collection, path);
  }

  /** Collects the path if it is broken. */
  Resolution resolve(String where, String collection, String path) {
    Resolution resolution = paths.resolve(collection, path);
    if (resolution instanceof Missing missing) {
      broken.add(new BrokenReference(where, missing.prefix(), missing.name()));
    }
    return resolution;
  }

  /** A list of paths, or one, or several separated by commas. */
  void paths(String where, String collection, JsonValue value) {
    switch (value) {
      case JsonArray(List<JsonValue> items) -> items.forEach(item -> path(where, collection, item));
      case JsonString(String text) -> {
        // A comma within parentheses belongs to the arguments of a function.
        if (text.indexOf('(') >= 0) {
          path(where, collection, text);
        } else {
          for (String part : text.split(",", -1)) {
            path(where, collection, part);
          }
        }
      }
      default -> {}
    }
  }

  /** As {@link #paths}, each with a minus before it if it sorts downwards. */
  void sort(String where, String collection, JsonValue value) {
    switch (value) {
      case JsonArray(List<JsonValue> items) -> items.forEach(item -> sort(where, collection, item));
      case JsonString(String text) -> {
        for (String part : text.split(",", -1)) {
          String path = part.trim();
          path(where, collection, path.startsWith("-") ? path.substring(1) : path);
        }
      }
      default -> {}
    }
  }

  /** Each <code>{{ path }}</code> of a text. */
  void template(String where, String collection, JsonValue value) {
    Matcher matcher = IN_TEMPLATE.matcher(value.textOr(""));
    while (matcher.find()) {
      // What is behind the bar formats the value.
      path(where, collection, matcher.group(1).split("\\|", 2)[0]);
    }
  }

  /** Templates in the values of a filter, filled in from an item of the collection. */
  void templatesWithin(String where, String collection, JsonValue value) {
    switch (value) {
      case JsonString ignored -> template(where, collection, value);
      case JsonArray(List<JsonValue> items) ->
          items.forEach(item -> templatesWithin(where, collection, item));
      case JsonObject object ->
          object.members().values().forEach(item -> templatesWithin(where, collection, item));
      default -> {}
    }
  }

  /** Names of fields as the keys of an object. */
  void keys(String where, String collection, Iterable<String> keys) {
    keys.forEach(key -> path(where, collection, key));
  }

  /** A rule in Directus's filter syntax. */
  void filter(String where, String collection, JsonValue filter) {
    filter(where, collection, filter, 0);
  }

  private void filter(String where, String collection, JsonValue filter, int depth) {
    if (depth > DEEPEST) {
      return;
    }
    switch (filter) {
      case JsonArray(List<JsonValue> items) ->
          items.forEach(item -> filter(where, collection, item, depth + 1));
      case JsonObject object -> {
        for (Map.Entry<String, JsonValue> member : object.members().entrySet()) {
          member(where, collection, member.getKey(), member.getValue(), depth + 1);
        }
      }
      default -> {}
    }
  }

  private void member(String where, String collection, String key, JsonValue value, int depth) {
    if (key.startsWith("_") && !paths.graph().has(collection, key)) {
      switch (key) {
        case "_and", "_or", "_some", "_none" -> filter(where, collection, value, depth);
        // Operators; what they compare with is a value.
        default -> {}
      }
      return;
    }
    switch (resolve(where, collection, key)) {
      case Related related -> filter(where, related.collection(), value, depth);
      case Value ignored -> {}
      case Undecided ignored -> {}
      case Missing ignored -> {}
    }
  }
}
