package dev.plumbline.drift.differ.value;

import dev.plumbline.drift.words.Words;
import dev.plumbline.json.JsonValue;
import dev.plumbline.json.JsonValue.JsonBoolean;
import dev.plumbline.json.JsonValue.JsonNumber;
import dev.plumbline.json.JsonValue.JsonObject;
import dev.plumbline.json.JsonValue.JsonString;
import dev.plumbline.model.FieldType;
import dev.plumbline.snapshot.Snapshot.Field;
import dev.plumbline.snapshot.Snapshot.Relation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What Directus's own {@code POST /schema/apply} can never bring about: it answers 204 and the
 * difference stays, or it fails each time. Measured on Directus 12.4.0, facts 1.6.
 */
public final class Convergence {
  private Convergence() {}

  public static final String CONSTRAINT_NAME = "Directus never renames a foreign key";

  public static final String NUMBERS_ITSELF =
      "Directus does not compare the column of an auto-increment key";

  public static final String FOREIGN_KEY_OF_FIELD =
      "Directus changes a foreign key only together with its relation";

  static final String RELATION_WITHOUT_CONSTRAINT =
      "Directus creates the missing foreign key, deletes the relation in the next run, and so on";

  public static final String CONSTRAINT_WITHOUT_RELATION =
      "Directus never creates a foreign key without a relation";

  /** Data type in the source → what Directus makes of it. */
  private static final Map<String, String> BECOMES =
      Map.of(
          "jsonb", "json",
          "character", "character varying",
          "smallint", "integer",
          "double precision", "real",
          "money", "real",
          "interval", "character varying(255)",
          "time with time zone", "time without time zone");

  private static final double LARGEST_EXACT_NUMBER = 0x1p53;

  /** Why a column like this one cannot be made. */
  public static Optional<String> column(Field source) {
    if (source.schema().isEmpty()) {
      return Optional.empty();
    }
    JsonObject schema = source.schema().get();
    String type = schema.get("data_type").textOr("");
    String becomes = BECOMES.get(type);
    if (becomes != null) {
      return Optional.of("Directus makes " + becomes + " of " + type);
    }
    if (source.type().equals("unknown")) {
      return Optional.of(
          "Directus creates no column of type " + type + ", only a metadata row for it");
    }
    if (type.equals("numeric") && schema.get("numeric_precision").isNull()) {
      return Optional.of("Directus turns numeric without precision into integer");
    }
    if (type.equals("character varying")
        && ColumnType.length(schema.get("max_length")) == Double.POSITIVE_INFINITY) {
      return Optional.of("Directus fails to create character varying without a length");
    }
    // Flags decide the type of a field, so that the column may be another one than Directus's.
    return FieldType.columnOf(source.type())
        .filter(made -> !made.equals(type))
        .map(made -> "Directus makes " + made + " of a field of type " + source.type());
  }

  /** Why a default like this one cannot be set. */
  public static Optional<String> defaultValue(JsonValue source) {
    if (source instanceof JsonNumber(double number) && Math.abs(number) > LARGEST_EXACT_NUMBER) {
      return Optional.of("Directus rounds numbers above 2^53");
    }
    return source instanceof JsonString string ? defaultText(string.value()) : Optional.empty();
  }

  private static Optional<String> defaultText(String text) {
    return switch (text) {
      case "now()" -> Optional.of("Directus turns now() into CURRENT_TIMESTAMP");
      case "CURRENT_DATE" ->
          Optional.of("Directus quotes CURRENT_DATE, so creating the column fails");
      default ->
          // The name of a sequence is an expression, not a text.
          text.contains("'") && !text.startsWith("nextval(")
              ? Optional.of("Directus doubles the quotes in a default each time it is applied")
              : Optional.empty();
    };
  }

  /** Why a generated column cannot be made. */
  public static Optional<String> generated(Field source) {
    return source.schema().map(schema -> schema.get("is_generated")).stream()
            .anyMatch(JsonBoolean.TRUE::equals)
        ? Optional.of("Directus turns a generated column into a plain column")
        : Optional.empty();
  }

  /** Why a special like this one cannot be set. */
  public static Optional<String> special(Field source) {
    boolean isPlainJson =
        source.type().equals("json")
            && source.schema().isPresent()
            && source.meta() instanceof JsonObject meta
            && meta.get("special").isNull();
    return isPlainJson
        ? Optional.of("Directus sets special of a json field to [\"cast-json\"]")
        : Optional.empty();
  }

  /** Why a relation like this one cannot be made. */
  public static Optional<String> relation(Relation source) {
    return source.relatedCollection().isPresent() && source.schema().isEmpty()
        ? Optional.of(RELATION_WITHOUT_CONSTRAINT)
        : Optional.empty();
  }

  /** Why a field cannot be made as it is, with the relation whose many side it is. */
  public static Optional<String> field(Field source, Optional<Relation> relation) {
    Optional<JsonValue> value = source.schema().map(schema -> schema.get("default_value"));
    return Stream.of(
            column(source),
            generated(source),
            value.flatMap(Convergence::defaultValue),
            special(source),
            relation.flatMap(Convergence::relation))
        .flatMap(Optional::stream)
        .findFirst();
  }

  /** Why a collection cannot be made as it is: the reasons of its fields. */
  public static Optional<String> collection(List<Field> fields, Map<FieldKey, Relation> relations) {
    List<String> reasons = new ArrayList<>();
    for (Field field : fields) {
      field(field, Optional.ofNullable(relations.get(FieldKey.of(field))))
          .ifPresent(reason -> reasons.add(Words.name(field.field()) + ": " + reason));
    }
    return reasons.isEmpty() ? Optional.empty() : Optional.of(Words.list(reasons));
  }
}
