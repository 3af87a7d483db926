package dev.plumbline.drift.differ.value;

import dev.plumbline.drift.words.Words;
import dev.plumbline.json.JsonValue;
import dev.plumbline.json.JsonValue.JsonArray;
import dev.plumbline.json.JsonValue.JsonBoolean;
import dev.plumbline.json.JsonValue.JsonNumber;
import dev.plumbline.json.JsonValue.JsonObject;
import dev.plumbline.severity.Severity;
import dev.plumbline.snapshot.Snapshot.Field;
import java.util.Map;
import java.util.Set;

/** The type of a field: as a text, and what becoming another one does to its values. */
public final class ColumnType {
  private ColumnType() {}

  /** Directus fills it in for {@code varchar} without a length. */
  private static final double UNLIMITED = Double.POSITIVE_INFINITY;

  /** Long enough for any number, date or uuid as text. */
  private static final int ROOMY = 64;

  /** Types whose every value the others hold exactly. */
  private static final Map<String, Set<String>> WIDER =
      Map.of(
          "smallint", Set.of("integer", "bigint", "numeric", "real", "double precision"),
          "integer", Set.of("bigint", "numeric", "double precision"),
          "bigint", Set.of("numeric"),
          "real", Set.of("double precision"),
          "character varying", Set.of("text"),
          "character", Set.of("character varying", "text"),
          "date", Set.of("timestamp without time zone"),
          "json", Set.of("jsonb"),
          "jsonb", Set.of("json"));

  /** Such as {@code string (character varying(255))}; {@code alias (o2m)} without a column. */
  public static String text(Field field) {
    if (field.schema().isEmpty()) {
      return field.type() + suffix(String.join(", ", specials(field)));
    }
    String column = column(field.schema().get());
    return field.type().equals(column) ? column : field.type() + suffix(column);
  }

  /** As PostgreSQL writes it. */
  public static String column(JsonObject schema) {
    String type = schema.get("data_type").textOr("unknown");
    double length = length(schema.get("max_length"));
    if (length != UNLIMITED) {
      return type + "(" + Words.value(schema.get("max_length")) + ")";
    }
    if (type.equals("numeric") && schema.get("numeric_precision") instanceof JsonNumber) {
      JsonValue scale = schema.get("numeric_scale");
      return "numeric("
          + Words.value(schema.get("numeric_precision"))
          + (scale.isNull() ? "" : "," + Words.value(scale))
          + ")";
    }
    return type;
  }

  static double length(JsonValue maxLength) {
    return maxLength instanceof JsonNumber(double length) && length > 0 ? length : UNLIMITED;
  }

  /** What happens to the values of a column when it becomes another. */
  public static Severity severity(Field target, Field source) {
    JsonObject before = target.schema().orElse(JsonObject.EMPTY);
    JsonObject after = source.schema().orElse(JsonObject.EMPTY);
    String from = before.get("data_type").textOr("");
    String to = after.get("data_type").textOr("");
    double length = length(after.get("max_length"));
    if (length < length(before.get("max_length")) && isText(from)) {
      return Severity.CRITICAL;
    }
    if (from.equals(to)) {
      // The column stays, but the API gives and takes its values in another form.
      return holds(before, after) ? Severity.HIGH : Severity.CRITICAL;
    }
    if (WIDER.getOrDefault(from, Set.of()).contains(to) && holdsAny(to, after)) {
      return Severity.MEDIUM;
    }
    // Every value survives as text, but whoever reads the API gets another type.
    return isText(to) && (isText(from) || length >= ROOMY) ? Severity.HIGH : Severity.CRITICAL;
  }

  /** What happens to numbers when precision and scale of their column change. */
  public static Severity precisionSeverity(Field target, Field source) {
    return holds(target.schema().orElse(JsonObject.EMPTY), source.schema().orElse(JsonObject.EMPTY))
        ? Severity.LOW
        : Severity.CRITICAL;
  }

  /** From what a column is generated; null if it is not. */
  public static JsonValue generation(Field field) {
    JsonObject schema = field.schema().orElse(JsonObject.EMPTY);
    JsonValue expression = schema.get("generation_expression");
    if (schema.get("is_generated").equals(JsonBoolean.TRUE)) {
      return JsonValue.of(expression.textOr("generated"));
    }
    return expression.isNull()
        ? expression
        : JsonValue.of(expression.textOr("") + " (but not generated)");
  }

  /** To what the column itself says that it points; null if to nothing. */
  public static JsonValue foreignKey(Field field) {
    return JsonValue.of(
        field
            .schema()
            .filter(schema -> !schema.get("foreign_key_table").isNull())
            .map(
                schema ->
                    schema.get("foreign_key_table").textOr("")
                        + "."
                        + schema.get("foreign_key_column").textOr(""))
            .orElse(null));
  }

  private static boolean holds(JsonObject before, JsonObject after) {
    if (after.get("numeric_precision").isNull()) {
      return true;
    }
    double scaleBefore = number(before.get("numeric_scale"));
    double scaleAfter = number(after.get("numeric_scale"));
    return !before.get("numeric_precision").isNull()
        && scaleAfter >= scaleBefore
        && number(after.get("numeric_precision")) - scaleAfter
            >= number(before.get("numeric_precision")) - scaleBefore;
  }

  /** A numeric with a precision may be too small for what it would have to hold. */
  private static boolean holdsAny(String type, JsonObject schema) {
    return !type.equals("numeric") || schema.get("numeric_precision").isNull();
  }

  private static boolean isText(String type) {
    return type.equals("text") || type.startsWith("character");
  }

  private static double number(JsonValue value) {
    return value instanceof JsonNumber(double number) ? number : 0;
  }

  private static Iterable<String> specials(Field field) {
    return field.meta() instanceof JsonObject meta
            && meta.get("special") instanceof JsonArray special
        ? special.items().stream().map(Words::plain).filter(s -> !s.equals("alias")).toList()
        : Set.of();
  }

  private static String suffix(String text) {
    return text.isEmpty() ? "" : " (" + text + ")";
  }
}
