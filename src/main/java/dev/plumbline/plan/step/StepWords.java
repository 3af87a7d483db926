package dev.plumbline.plan.step;

import dev.plumbline.drift.words.Words;
import dev.plumbline.json.JsonValue;
import dev.plumbline.json.JsonValue.JsonBoolean;
import dev.plumbline.json.JsonValue.JsonNumber;
import dev.plumbline.json.JsonValue.JsonObject;
import dev.plumbline.payload.PlannedItem;
import dev.plumbline.payload.PlannedItem.Alter;
import dev.plumbline.payload.PlannedItem.Create;
import dev.plumbline.payload.PlannedItem.Drop;
import dev.plumbline.payload.PlannedItem.Property;
import dev.plumbline.payload.PlannedItem.Recreate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a step does, as a person would say it. */
final class StepWords {
  private static final String TYPE = "type";
  private static final String DATA_TYPE = "schema.data_type";
  private static final String LENGTH = "schema.max_length";
  private static final String PRECISION = "schema.numeric_precision";
  private static final String SCALE = "schema.numeric_scale";

  private StepWords() {}

  static String sentence(PlannedItem item) {
    String name = noun(item) + Words.name(item.key().text());
    return switch (item) {
      case Create ignored -> "create " + name;
      case Drop drop -> "drop " + name + contents(drop);
      case Recreate recreate ->
          isAlias(recreate.after())
              ? "drop the column of field " + Words.name(item.key().text()) + " and keep an alias"
              : "create a column for field " + Words.name(item.key().text()) + ", now an alias";
      case Alter alter -> altered(alter);
    };
  }

  private static String noun(PlannedItem item) {
    return switch (item.key().section()) {
      case COLLECTIONS -> isFolder(item) ? "folder " : "collection ";
      case FIELDS -> "field ";
      case SYSTEM_FIELDS -> "the index of system field ";
      case RELATIONS -> "relation ";
    };
  }

  private static String contents(Drop drop) {
    return drop.key().field().isEmpty() && drop.before().has("schema") ? " and its table" : "";
  }

  private static boolean isFolder(PlannedItem item) {
    return switch (item) {
      case Create create -> !create.after().has("schema");
      case Drop drop -> !drop.before().has("schema");
      case Recreate ignored -> false;
      case Alter alter -> !alter.before().has("schema");
    };
  }

  private static boolean isAlias(JsonObject field) {
    return !field.has("schema");
  }

  private static String altered(Alter alter) {
    String name = Words.name(alter.key().text());
    Map<String, Property> open = new LinkedHashMap<>();
    alter.properties().forEach(property -> open.put(property.path(), property));
    List<String> clauses = new ArrayList<>();
    type(alter, name, open).ifPresent(clauses::add);
    List<String> metadata = new ArrayList<>();
    open.values()
        .forEach(
            property -> {
              if (property.path().startsWith("meta.")) {
                metadata.add(property.path().substring("meta.".length()));
              } else {
                clauses.add(column(property, name));
              }
            });
    if (!metadata.isEmpty()) {
      clauses.add("change " + Words.list(metadata) + " of " + noun(alter).strip() + " " + name);
    }
    return String.join("; ", clauses);
  }

  /** The type with its size, in one clause. */
  private static Optional<String> type(Alter alter, String name, Map<String, Property> open) {
    Property type = open.remove(TYPE);
    Property dataType = open.remove(DATA_TYPE);
    Property length = open.remove(LENGTH);
    Property precision = open.remove(PRECISION);
    Property scale = open.remove(SCALE);
    if (type != null || dataType != null) {
      return Optional.of(
          "change the type of "
              + name
              + " from "
              + typeOf(alter.before())
              + " to "
              + typeOf(alter.after()));
    }
    if (length != null) {
      return Optional.of(length(name, length));
    }
    return precision != null || scale != null
        ? Optional.of(
            "change the precision of "
                + name
                + " from "
                + numeric(alter.before())
                + " to "
                + numeric(alter.after()))
        : Optional.empty();
  }

  private static String length(String name, Property length) {
    boolean isShorter =
        length.after() instanceof JsonNumber(double after)
            && (!(length.before() instanceof JsonNumber(double before)) || after < before);
    return (isShorter ? "shorten " : "lengthen ")
        + name
        + " from "
        + Words.value(length.before())
        + " to "
        + Words.value(length.after())
        + " characters";
  }

  private static String typeOf(JsonObject field) {
    JsonObject schema = field.object("schema");
    String column = schema.get("data_type").textOr("");
    String size =
        column.equals("numeric")
            ? numeric(field)
            : schema.get("max_length") instanceof JsonNumber number
                ? column + "(" + Words.value(number) + ")"
                : column;
    return field.get(TYPE).textOr("") + (size.isEmpty() ? "" : " (" + size + ")");
  }

  private static String numeric(JsonObject field) {
    JsonObject schema = field.object("schema");
    return "numeric("
        + Words.value(schema.get("numeric_precision"))
        + ","
        + Words.value(schema.get("numeric_scale"))
        + ")";
  }

  private static String column(Property property, String name) {
    JsonValue after = property.after();
    boolean isOn = after.equals(JsonBoolean.TRUE);
    return switch (property.path()) {
      case "schema.is_nullable" -> (isOn ? "allow null in " : "forbid null in ") + name;
      case "schema.is_unique" ->
          isOn ? "make " + name + " unique" : "drop the unique constraint of " + name;
      case "schema.is_indexed" -> (isOn ? "create" : "drop") + " the index of " + name;
      case "schema.default_value" ->
          "change the default of "
              + name
              + " from "
              + Words.value(property.before())
              + " to "
              + Words.value(after);
      case "schema.on_delete" ->
          "change what deleting a related item does in "
              + name
              + " from "
              + Words.plain(property.before())
              + " to "
              + Words.plain(after);
      case "related_collection" ->
          "change the related collection of "
              + name
              + " from "
              + Words.plain(property.before())
              + " to "
              + Words.plain(after);
      default -> {
        int dot = property.path().indexOf('.');
        yield "change "
            + property.path().substring(dot + 1)
            + " of "
            + name
            + " from "
            + Words.value(property.before())
            + " to "
            + Words.value(after);
      }
    };
  }
}
