package dev.plumbline.json;

import dev.plumbline.json.JsonValue.JsonArray;
import dev.plumbline.json.JsonValue.JsonBoolean;
import dev.plumbline.json.JsonValue.JsonNull;
import dev.plumbline.json.JsonValue.JsonNumber;
import dev.plumbline.json.JsonValue.JsonObject;
import dev.plumbline.json.JsonValue.JsonString;
import java.math.BigDecimal;
import java.util.Map;

/**
 * Writes a value as JSON so that equal values give equal bytes: no white space, sorted keys, one
 * form for each number and string. In the spirit of RFC 8785; only ever compared with itself.
 */
public final class CanonicalJson {
  private CanonicalJson() {}

  public static String write(JsonValue value) {
    StringBuilder out = new StringBuilder();
    write(value, out);
    return out.toString();
  }

  static void write(JsonValue value, StringBuilder out) {
    switch (value) {
      case JsonNull ignored -> out.append("null");
      case JsonBoolean(boolean flag) -> out.append(flag);
      case JsonNumber number -> out.append(text(number));
      case JsonString(String text) -> quote(text, out);
      case JsonArray array -> {
        String separator = "[";
        for (JsonValue item : array.items()) {
          out.append(separator);
          write(item, out);
          separator = ",";
        }
        out.append(array.items().isEmpty() ? "[]" : "]");
      }
      case JsonObject object -> {
        String separator = "{";
        for (Map.Entry<String, JsonValue> member : object.members().entrySet()) {
          out.append(separator);
          quote(member.getKey(), out);
          out.append(':');
          write(member.getValue(), out);
          separator = ",";
        }
        out.append(object.members().isEmpty() ? "{}" : "}");
      }
    }
  }

  /** Without exponent for whole numbers that a double holds exactly: 5, not 5.0 or 5E0. */
  public static String text(JsonNumber number) {
    return number.isInteger()
        ? Long.toString((long) number.value())
        : new BigDecimal(Double.toString(number.value())).stripTrailingZeros().toString();
  }

  private static void quote(String text, StringBuilder out) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        default -> {
          if (c < 0x20 || Character.isSurrogate(c)) {
            out.append(String.format("\\u%04x", (int) c));
          } else {
            out.append(c);
          }
        }
      }
    }
    out.append('"');
  }
}
