package dev.plumbline.inventory.definition;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * JSON written in one way, so that two texts of one value are equal: no white space, sorted keys,
 * one form for each number and string. Numbers keep all of their digits.
 */
final class JsonLiteral {
  private static final int DEEPEST = 100;

  /** As many zeros are written out. */
  private static final int LONGEST = 40;

  private final String text;
  private int at;

  private JsonLiteral(String text) {
    this.text = text;
  }

  /** Empty if it is not JSON, or nested too deeply to be worth it. */
  static Optional<String> canonical(String text) {
    JsonLiteral literal = new JsonLiteral(text);
    try {
      String value = literal.value(0);
      literal.space();
      return literal.at == text.length() ? Optional.of(value) : Optional.empty();
    } catch (IllegalArgumentException | StringIndexOutOfBoundsException e) {
      return Optional.empty();
    }
  }

  private String value(int depth) {
    if (depth > DEEPEST) {
      throw new IllegalArgumentException("nested too deeply");
    }
    space();
    return switch (text.charAt(at)) {
      case '{' -> object(depth);
      case '[' -> array(depth);
      case '"' -> string();
      default -> word();
    };
  }

  private String object(int depth) {
    TreeMap<String, String> members = new TreeMap<>();
    at++;
    space();
    while (text.charAt(at) != '}') {
      String key = string();
      space();
      expect(':');
      // Of two equal keys the last counts, in JavaScript and in jsonb.
      members.put(key, value(depth + 1));
      next('}');
    }
    at++;
    List<String> lines = new ArrayList<>();
    members.forEach((key, value) -> lines.add(key + ":" + value));
    return "{" + String.join(",", lines) + "}";
  }

  private String array(int depth) {
    List<String> items = new ArrayList<>();
    at++;
    space();
    while (text.charAt(at) != ']') {
      items.add(value(depth + 1));
      next(']');
    }
    at++;
    return "[" + String.join(",", items) + "]";
  }

  /** Past a comma, or to the end of the list. */
  private void next(char end) {
    space();
    if (text.charAt(at) != end) {
      expect(',');
      space();
    }
  }

  private String string() {
    expect('"');
    StringBuilder out = new StringBuilder("\"");
    for (char c = text.charAt(at); c != '"'; c = text.charAt(at)) {
      at++;
      if (c != '\\') {
        out.append(c);
        continue;
      }
      char escaped = text.charAt(at++);
      switch (escaped) {
        case '"', '\\' -> out.append('\\').append(escaped);
        case '/' -> out.append('/');
        case 'u' -> {
          char decoded = (char) Integer.parseInt(text.substring(at, at + 4), 16);
          at += 4;
          out.append(decoded == '"' || decoded == '\\' ? "\\" : "").append(decoded);
        }
        default -> out.append(control(escaped));
      }
    }
    at++;
    return out.append('"').toString();
  }

  private static char control(char escaped) {
    return switch (escaped) {
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'b' -> '\b';
      case 'f' -> '\f';
      default -> throw new IllegalArgumentException("\\" + escaped);
    };
  }

  private String word() {
    int start = at;
    while (at < text.length() && "{}[],:\" \t\r\n".indexOf(text.charAt(at)) < 0) {
      at++;
    }
    String word = text.substring(start, at);
    return switch (word) {
      case "true", "false", "null" -> word;
      default -> number(word);
    };
  }

  /** The same for 5, 5.0 and 5E0. */
  static String number(String text) {
    BigDecimal number = new BigDecimal(text.replace(" ", "")).stripTrailingZeros();
    boolean isShort = Math.abs((long) number.scale()) <= LONGEST;
    return number.signum() == 0 ? "0" : isShort ? number.toPlainString() : number.toString();
  }

  private void expect(char expected) {
    if (text.charAt(at) != expected) {
      throw new IllegalArgumentException(expected + " expected");
    }
    at++;
  }

  private void space() {
    while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
  }
}
