package dev.plumbline.plan.objects;

import dev.plumbline.hazard.RemedySql;
import dev.plumbline.json.JsonValue;
import dev.plumbline.json.JsonValue.JsonArray;
import dev.plumbline.json.JsonValue.JsonBoolean;
import dev.plumbline.json.JsonValue.JsonObject;
import dev.plumbline.json.JsonValue.JsonString;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Parts of definitions of an inventory, and of statements. */
final class SqlParts {
  /** In place of a text in which a credential may stand, or of the arguments of a trigger. */
  private static final Pattern HIDDEN = Pattern.compile("SHA-256 [0-9a-f]{64}");

  private SqlParts() {}

  /** Empty, too, where an inventory has a digest only. */
  static Optional<String> text(JsonObject definition, String member) {
    return definition.get(member) instanceof JsonString(String text) && !isHidden(text)
        ? Optional.of(text)
        : Optional.empty();
  }

  static boolean isHidden(String text) {
    return HIDDEN.matcher(text).find();
  }

  /** Whether there is one, of which {@link #text} says nothing. */
  static boolean isHidden(JsonObject definition, String member) {
    return definition.has(member) && text(definition, member).isEmpty();
  }

  static boolean is(JsonObject definition, String member) {
    return definition.get(member).equals(JsonBoolean.TRUE);
  }

  static List<String> texts(JsonValue value) {
    return value instanceof JsonArray(List<JsonValue> items)
        ? items.stream().map(item -> item.textOr("")).toList()
        : List.of();
  }

  static String names(List<String> names) {
    return names.stream().map(RemedySql::name).collect(Collectors.joining(", ", "(", ")"));
  }

  static String alter(String table, String what) {
    return "ALTER TABLE " + RemedySql.name(table) + " " + what;
  }

  /** A role; {@code PUBLIC} is called so in an inventory, and no role may be. */
  static String role(String name) {
    return name.equals("public") ? "PUBLIC" : RemedySql.name(name);
  }
}
