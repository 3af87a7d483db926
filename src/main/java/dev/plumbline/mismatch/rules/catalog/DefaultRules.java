package dev.plumbline.mismatch.rules.catalog;

import dev.plumbline.catalog.Catalog.Column;
import dev.plumbline.catalog.Catalog.ColumnValue;
import dev.plumbline.catalog.Catalog.Table;
import dev.plumbline.json.JsonValue;
import dev.plumbline.json.JsonValue.JsonBoolean;
import dev.plumbline.json.JsonValue.JsonNull;
import dev.plumbline.json.JsonValue.JsonNumber;
import dev.plumbline.json.JsonValue.JsonObject;
import dev.plumbline.json.JsonValue.JsonString;
import dev.plumbline.mismatch.MismatchCollector;
import dev.plumbline.snapshot.Snapshot.Field;
import java.math.BigDecimal;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Defaults that do not come back the same when Directus applies its snapshot to an empty
 * environment: it quotes an expression, refuses it, or sets another value. It cuts an expression at
 * its first {@code ::}, takes off one pair of quotes and keeps doubled quotes doubled. Measured on
 * Directus 11.17.4 and 12.4.0; {@code defaults.txt} of the tests has every default that was tried.
 */
final class DefaultRules {
  private static final String PATH = "schema.default_value";

  /** A text with at most a cast to a type after it. */
  private static final Pattern TEXT =
      Pattern.compile("(E?)'((?:[^']|'')*)'(?:::[\\w\" .,()\\[\\]]+)?", Pattern.DOTALL);

  private static final Pattern NUMBER =
      Pattern.compile(
          "\\(?([+-]?(?:\\d+\\.?\\d*|\\.\\d+)(?:[eE][+-]?\\d+)?)\\)?(?:::[\\w\" .,()]+)?");

  /** What Directus writes as it is, wherever it stands; {@code now()} in another way. */
  private static final Pattern UNDERSTOOD =
      Pattern.compile("CURRENT_TIMESTAMP(?:\\(\\d+\\))?|(?i:now\\(\\))|gen_random_uuid\\(\\)");

  /** A number of JSON outside of its texts. */
  private static final Pattern JSON_NUMBER =
      Pattern.compile("\"(?:[^\"\\\\]|\\\\.)*\"|(-?\\d+(?:\\.\\d+)?(?:[eE][+-]?\\d+)?)");

  private static final Pattern NULL = Pattern.compile("NULL(?:::.*)?");

  private DefaultRules() {}

  static void apply(Table table, Column column, Field field, MismatchCollector collector) {
    if (!(column.value() instanceof ColumnValue.Default(String expression))) {
      return;
    }
    String name = table.name() + "." + column.name();
    if (isExpression(expression)) {
      if (!numbersKey(table, column, expression)) {
        collector.add(
            CatalogMismatch.DEFAULT_IS_EXPRESSION,
            name,
            PATH,
            "the default of `%s` is an expression, but Directus treats it as a text"
                .formatted(name));
      }
    } else if (!isShown(expression, field)) {
      collector.add(
          CatalogMismatch.DEFAULT_MISREAD,
          name,
          PATH,
          "Directus does not read the default of `%s` correctly: applying the schema elsewhere sets another default or fails"
              .formatted(name));
    }
  }

  /** As that of {@code serial}: what Directus calls auto-increment. */
  private static boolean numbersKey(Table table, Column column, String expression) {
    return expression.startsWith("nextval(")
        && column.ownsSequence()
        && table.primaryKey().contains(column.name());
  }

  private static boolean isExpression(String expression) {
    return !UNDERSTOOD.matcher(expression).matches()
        && !NULL.matcher(expression).matches()
        && !TEXT.matcher(expression).matches()
        && !NUMBER.matcher(expression).matches()
        && !expression.equals("true")
        && !expression.equals("false");
  }

  private static boolean isShown(String expression, Field field) {
    JsonValue shown = field.schema().orElse(JsonObject.EMPTY).get("default_value");
    Matcher text = TEXT.matcher(expression);
    Matcher number = NUMBER.matcher(expression);
    String literal;
    if (text.matches()) {
      if (!text.group(1).isEmpty() || isChangedOnTheWay(text.group(2))) {
        return false;
      }
      literal = text.group(2);
    } else {
      literal = number.matches() ? number.group(1) : expression;
    }
    return switch (shown) {
      case JsonNumber(double value) -> isNumber(literal, value);
      case JsonBoolean(boolean value) ->
          Set.of(value ? "true" : "false", value ? "t" : "f", value ? "1" : "0").contains(literal);
      // A number that is infinite or not one, unless it is null in truth.
      case JsonNull ignored -> NULL.matcher(expression).matches();
      // Written without its own quotes, it would be no JSON.
      case JsonString(String value) ->
          !field.type().equals("json")
              && value.equals(literal)
              && !literal.contains("'")
              && (!text.matches() || !UNDERSTOOD.matcher(literal).matches());
      case JsonValue.JsonArray ignored -> hasPlainNumbers(literal);
      case JsonObject ignored -> hasPlainNumbers(literal);
    };
  }

  /** Cut at a cast, or with a placeholder of a statement put in place of a question mark. */
  private static boolean isChangedOnTheWay(String literal) {
    return literal.contains("::") || literal.contains("?");
  }

  /** Whether JavaScript holds every number of the JSON exactly. */
  private static boolean hasPlainNumbers(String json) {
    return JSON_NUMBER
        .matcher(json)
        .results()
        .map(found -> found.group(1))
        .allMatch(number -> number == null || isNumber(number, Double.parseDouble(number)));
  }

  private static boolean isNumber(String literal, double value) {
    try {
      return new BigDecimal(literal.strip()).compareTo(new BigDecimal(Double.toString(value))) == 0;
    } catch (NumberFormatException e) {
      return false;
    }
  }
}
