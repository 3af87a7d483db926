package dev.plumbline.model.rebuild;

import dev.plumbline.json.JsonValue;
import dev.plumbline.json.JsonValue.JsonNull;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What Directus makes of the expression of a default: crude, and so is this, on purpose. Observed
 * on Directus 11.17.4 and 12.4.0.
 */
final class DefaultValue {
  private static final Pattern NUMBER =
      Pattern.compile("[+-]?(?:[0-9]+\\.?[0-9]*|\\.[0-9]+)(?:[eE][+-]?[0-9]+)?");
  private static final Pattern INFINITY = Pattern.compile("[+-]?Infinity");

  private DefaultValue() {}

  /**
   * @param type Directus's type of the column
   * @param json reads JSON as JavaScript does; empty if the text is not JSON
   */
  static JsonValue of(String expression, String type, Function<String, Optional<JsonValue>> json) {
    String text = text(expression);
    if (text == null) {
      return JsonNull.NULL;
    }
    return switch (type) {
      case "integer", "bigInteger", "decimal", "float" -> number(text);
      case "boolean" -> JsonValue.of(!(text.equals("false") || text.equals("0")));
      case "json" -> json.apply(text).orElseGet(() -> JsonValue.of(text));
      default -> JsonValue.of(text);
    };
  }

  private static @Nullable String text(String expression) {
    if (expression.startsWith("nextval(")) {
      return expression;
    }
    // Even inside a string: the default 'a::b' is shown as 'a with its opening quote.
    int cast = expression.indexOf("::");
    String text = cast < 0 ? expression : expression.substring(0, cast);
    if (text.equals("NULL")) {
      return null;
    }
    if (!text.startsWith("'") || !text.endsWith("'")) {
      return text;
    }
    // Quotes within stay doubled.
    return text.length() == 1 ? "" : text.substring(1, text.length() - 1);
  }

  private static JsonValue number(String text) {
    String trimmed = text.strip();
    if (NUMBER.matcher(trimmed).matches()) {
      double value = Double.parseDouble(trimmed);
      // JSON.stringify writes what is not finite as null.
      return Double.isFinite(value) ? JsonValue.of(value) : JsonNull.NULL;
    }
    return INFINITY.matcher(trimmed).matches() ? JsonNull.NULL : JsonValue.of(text);
  }
}
