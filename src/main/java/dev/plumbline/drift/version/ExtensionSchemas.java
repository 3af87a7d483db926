package dev.plumbline.drift.version;

import dev.plumbline.drift.Side;
import dev.plumbline.inventory.Inventory;
import dev.plumbline.inventory.ObjectId;
import dev.plumbline.inventory.ObjectKind;
import dev.plumbline.json.JsonValue;
import dev.plumbline.json.JsonValue.JsonArray;
import dev.plumbline.json.JsonValue.JsonObject;
import dev.plumbline.json.JsonValue.JsonString;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * An extension that is installed in another schema is one difference. What PostgreSQL writes with
 * that schema's name because of it, such as {@code extensions.gin_trgm_ops}, is not a difference of
 * its own.
 */
public final class ExtensionSchemas {
  private ExtensionSchemas() {}

  /** The two sides, in that order, without the names of such schemas. */
  public record Sides(Side source, Side target) {}

  public static Sides leftOut(Side source, Side target) {
    if (source.inventory().isEmpty() || target.inventory().isEmpty()) {
      return new Sides(source, target);
    }
    Inventory ours = source.inventory().get();
    Inventory theirs = target.inventory().get();
    Set<String> schemas = new TreeSet<>();
    ours.objects()
        .forEach(
            (id, definition) -> {
              String here = schema(id, definition);
              String there = schema(id, theirs.objects().getOrDefault(id, JsonObject.EMPTY));
              if (!here.isEmpty() && !there.isEmpty() && !here.equals(there)) {
                schemas.add(here);
                schemas.add(there);
              }
            });
    return schemas.isEmpty()
        ? new Sides(source, target)
        : new Sides(without(source, ours, schemas), without(target, theirs, schemas));
  }

  private static String schema(ObjectId id, JsonObject definition) {
    return id.kind() == ObjectKind.EXTENSION ? definition.get("schema").textOr("") : "";
  }

  private static Side without(Side side, Inventory inventory, Set<String> schemas) {
    String names =
        schemas.stream()
            .map(
                name ->
                    Pattern.quote(name)
                        + "|"
                        + Pattern.quote('"' + name.replace("\"", "\"\"") + '"'))
            .collect(Collectors.joining("|"));
    // A text is left as it is; an operator outside of the search path is written in a longer way.
    Pattern qualifier =
        Pattern.compile(
            "('(?:[^']|'')*')|OPERATOR\\((?:%1$s)\\.([^\\s)]+)\\)|(?<![\\w.\"])(?:%1$s)\\."
                .formatted(names));
    return new Side(
        side.snapshot(),
        side.versions(),
        Optional.of(
            new Inventory(
                inventory.objects().entrySet().stream()
                    .collect(
                        Collectors.toMap(
                            Map.Entry::getKey,
                            object -> (JsonObject) without(object.getValue(), qualifier),
                            (one, other) -> one,
                            TreeMap::new)))));
  }

  private static JsonValue without(JsonValue value, Pattern qualifier) {
    return switch (value) {
      case JsonString(String text) ->
          JsonValue.of(
              qualifier
                  .matcher(text)
                  .replaceAll(
                      found ->
                          Stream.of(1, 2)
                              .map(found::group)
                              .filter(Objects::nonNull)
                              .map(Matcher::quoteReplacement)
                              .collect(Collectors.joining())));
      case JsonArray array ->
          new JsonArray(array.items().stream().map(item -> without(item, qualifier)).toList());
      case JsonObject object -> {
        TreeMap<String, JsonValue> members = new TreeMap<>();
        object.members().forEach((key, member) -> members.put(key, without(member, qualifier)));
        yield new JsonObject(members);
      }
      case JsonValue other -> other;
    };
  }
}
