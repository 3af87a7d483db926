package dev.plumbline.mismatch;

import dev.plumbline.schema.Catalog.Column;
import dev.plumbline.schema.Catalog.ColumnValue;
import dev.plumbline.schema.Catalog.Table;
import dev.plumbline.schema.JsonValue;
import dev.plumbline.schema.JsonValue.JsonBoolean;
import dev.plumbline.schema.JsonValue.JsonNull;
import dev.plumbline.schema.JsonValue.JsonNumber;
import dev.plumbline.schema.JsonValue.JsonObject;
import dev.plumbline.schema.JsonValue.JsonString;
import dev.plumbline.schema.Snapshot.Field;
import java.math.BigDecimal;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Defaults that Directus cannot show as they are. It cuts an expression at its first {@code ::} and
 * takes off one pair of quotes; a doubled quote within is shown doubled, which is not told, because
 * every apostrophe would be.
 */
final class DefaultRules {
  private static final String PATH = "schema.default_value";

  /** A text with at most a cast to a type after it. */
  private static final Pattern TEXT =
      Pattern.compile("(E?)'((?:[^']|'')*)'(?:::[\\w\" .,()\\[\\]]+)?", Pattern.DOTALL);

  private static final Pattern NUMBER =
      Pattern.compile(
          "\\(?([+-]?(?:\\d+\\.?\\d*|\\.\\d+)(?:[eE][+-]?\\d+)?)\\)?(?:::[\\w\" .,()]+)?");

  /** What Directus writes itself, and what means the same. */
  private static final Set<String> UNDERSTOOD = Set.of("CURRENT_TIMESTAMP", "now()");

  private static final Pattern NULL = Pattern.compile("NULL(?:::.*)?");

  private DefaultRules() {}

  static void tell(Table table, Column column, Field field, Told told) {
    if (!(column.value() instanceof ColumnValue.Default(String expression))) {
      return;
    }
    String name = table.name() + "." + column.name();
    if (isExpression(expression)) {
      if (!numbersKey(table, column, expression)) {
        told.add(
            MismatchCode.DEFAULT_IS_EXPRESSION,
            name,
            PATH,
            "the default of `%s` is an expression; Directus takes it for a text".formatted(name));
      }
    } else if (!isShown(expression, field)) {
      told.add(
          MismatchCode.DEFAULT_MISREAD,
          name,
          PATH,
          "Directus shows another default of `%s` than the column has".formatted(name));
    }
  }

  /** As that of {@code serial}: what Directus calls auto-increment. */
  private static boolean numbersKey(Table table, Column column, String expression) {
    return expression.startsWith("nextval(")
        && column.ownsSequence()
        && table.primaryKey().contains(column.name());
  }

  private static boolean isExpression(String expression) {
    return !UNDERSTOOD.contains(expression)
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
      if (!text.group(1).isEmpty() || text.group(2).contains("::")) {
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
      case JsonNull ignored -> NULL.matcher(expression).matches() || literal.equals("null");
      case JsonString(String value) -> value.equals(literal) || field.type().equals("json");
      // Of JSON only the cut could be wrong: quotes within are part of how it is written.
      case JsonValue.JsonArray ignored -> true;
      case JsonObject ignored -> true;
    };
  }

  private static boolean isNumber(String literal, double value) {
    try {
      return new BigDecimal(literal.strip()).compareTo(new BigDecimal(Double.toString(value))) == 0;
    } catch (NumberFormatException e) {
      return false;
    }
  }
}
