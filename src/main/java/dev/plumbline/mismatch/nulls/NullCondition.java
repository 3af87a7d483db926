package dev.plumbline.mismatch.nulls;

import dev.plumbline.catalog.SqlName;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The condition of a CHECK as far as it is about which columns are null: {@code IS NULL}, {@code
 * num_nonnulls} and their like, joined by AND, OR, NOT and comparisons. Of any other part it is
 * unknown whether it is true.
 */
final class NullCondition {
  private static final Pattern TOKEN =
      Pattern.compile(
          "\\s*(\"(?:[^\"]|\"\")*\"|E?'(?:[^']|'')*'|[\\p{L}_][\\p{L}\\p{N}_$]*|\\d+(?:\\.\\d*)?"
              + "|::|<>|!=|<=|>=|[^\\s\\w])");

  /** What a part of the condition is for one row. */
  private sealed interface Value {}

  private record Truth(boolean is) implements Value {}

  private record Amount(int number) implements Value {}

  private record Nullness(boolean isNull) implements Value {}

  private enum Unknown implements Value {
    UNKNOWN
  }

  private final List<String> tokens = new ArrayList<>();
  private final Set<String> columns;
  private Set<String> nulls = Set.of();
  private int at;

  /**
   * @param sql as PostgreSQL writes it: every operation in parentheses; CHECK may stand before it
   * @param columns of the table, by name
   */
  NullCondition(String sql, Set<String> columns) {
    this.columns = Set.copyOf(columns);
    String condition = sql.replaceFirst("^CHECK ", "").replaceFirst(" NOT VALID$", "");
    Matcher token = TOKEN.matcher(condition);
    while (token.lookingAt()) {
      tokens.add(token.group(1));
      token.region(token.end(), condition.length());
    }
    if (!condition.substring(token.regionStart()).isBlank()) {
      tokens.clear();
    }
  }

  /** The columns that it mentions. */
  Set<String> mentioned() {
    Set<String> mentioned = new HashSet<>();
    tokens.stream().map(SqlName::unquoted).filter(columns::contains).forEach(mentioned::add);
    return mentioned;
  }

  /** Whether it holds while just these columns are null; empty if that depends on more. */
  Optional<Boolean> holds(Set<String> nullColumns) {
    nulls = nullColumns;
    at = 0;
    Value value = group(tokens.size());
    return value instanceof Truth(boolean is) ? Optional.of(is) : Optional.empty();
  }

  /** All tokens up to an end, which are unknown as soon as one of them does not fit. */
  private Value group(int end) {
    Value value = or(end);
    if (at != end) {
      at = end;
      return Unknown.UNKNOWN;
    }
    return value;
  }

  private Value or(int end) {
    Value left = and(end);
    while (accept("OR", end)) {
      left = joined(left, and(end), true);
    }
    return left;
  }

  private Value and(int end) {
    Value left = not(end);
    while (accept("AND", end)) {
      left = joined(left, not(end), false);
    }
    return left;
  }

  /**
   * @param decisive what one side has to be so that the other does not matter
   */
  private static Value joined(Value left, Value right, boolean decisive) {
    Truth decided = new Truth(decisive);
    if (left.equals(decided) || right.equals(decided)) {
      return decided;
    }
    return left instanceof Truth && right instanceof Truth ? new Truth(!decisive) : Unknown.UNKNOWN;
  }

  private Value not(int end) {
    if (!accept("NOT", end)) {
      return comparison(end);
    }
    return not(end) instanceof Truth(boolean is) ? new Truth(!is) : Unknown.UNKNOWN;
  }

  private Value comparison(int end) {
    Value left = sum(end);
    if (accept("IS", end)) {
      boolean negated = accept("NOT", end);
      if (accept("NULL", end) && left instanceof Nullness(boolean isNull)) {
        return new Truth(isNull != negated);
      }
      return Unknown.UNKNOWN;
    }
    String operator = at < end ? tokens.get(at) : "";
    if (!Set.of("=", "<>", "!=", "<", "<=", ">", ">=").contains(operator)) {
      return left;
    }
    at++;
    Value right = sum(end);
    if (left instanceof Amount(int one) && right instanceof Amount(int other)) {
      return new Truth(compares(Integer.compare(one, other), operator));
    }
    if (left instanceof Truth(boolean one) && right instanceof Truth(boolean other)) {
      return new Truth(compares(Boolean.compare(one, other), operator));
    }
    return Unknown.UNKNOWN;
  }

  private static boolean compares(int order, String operator) {
    return switch (operator) {
      case "=" -> order == 0;
      case "<" -> order < 0;
      case "<=" -> order <= 0;
      case ">" -> order > 0;
      case ">=" -> order >= 0;
      default -> order != 0;
    };
  }

  private Value sum(int end) {
    Value left = primary(end);
    while (at < end && tokens.get(at).equals("+")) {
      at++;
      Value right = primary(end);
      left =
          left instanceof Amount(int one) && right instanceof Amount(int other)
              ? new Amount(one + other)
              : Unknown.UNKNOWN;
    }
    return left;
  }

  private Value primary(int end) {
    if (at >= end) {
      return Unknown.UNKNOWN;
    }
    String token = tokens.get(at++);
    Value value =
        switch (token.toLowerCase(Locale.ROOT)) {
          case "(" -> inParentheses(end);
          case "num_nonnulls" -> count(end, false);
          case "num_nulls" -> count(end, true);
          case "true" -> new Truth(true);
          case "false" -> new Truth(false);
          default -> plain(token);
        };
    return cast(value, end);
  }

  private Value plain(String token) {
    if (token.matches("\\d{1,6}")) {
      return new Amount(Integer.parseInt(token));
    }
    // A name before a parenthesis is a function's; what follows then does not fit.
    String name = SqlName.unquoted(token);
    return columns.contains(name) ? new Nullness(nulls.contains(name)) : Unknown.UNKNOWN;
  }

  private Value inParentheses(int end) {
    int close = closing(end);
    Value value = group(close);
    at = Math.min(close + 1, end);
    return close < end ? value : Unknown.UNKNOWN;
  }

  private Value count(int end, boolean ofNulls) {
    if (at >= end || !tokens.get(at).equals("(")) {
      return Unknown.UNKNOWN;
    }
    at++;
    int close = closing(end);
    int count = 0;
    boolean isKnown = true;
    while (at < close) {
      Value argument = cast(argument(close), close);
      isKnown &= argument instanceof Nullness;
      count += argument instanceof Nullness(boolean isNull) && isNull == ofNulls ? 1 : 0;
      if (at < close && !tokens.get(at).equals(",")) {
        isKnown = false;
        at = close;
      }
      at = Math.min(at + 1, close);
    }
    at = Math.min(close + 1, end);
    return isKnown ? new Amount(count) : Unknown.UNKNOWN;
  }

  private Value argument(int end) {
    String token = tokens.get(at++);
    return token.equals("(") ? inParentheses(end) : plain(token);
  }

  /** A cast changes no nullness; that of a truth to a number counts it. */
  private Value cast(Value value, int end) {
    Value result = value;
    while (at + 1 < end && tokens.get(at).equals("::")) {
      String type = tokens.get(at + 1);
      at += 2;
      while (at < end && Set.of("varying", "precision").contains(tokens.get(at))) {
        at++;
      }
      if (result instanceof Truth(boolean is)) {
        result = type.equals("integer") ? new Amount(is ? 1 : 0) : Unknown.UNKNOWN;
      }
    }
    return result;
  }

  /** Where the parenthesis is closed whose inside begins here. */
  private int closing(int end) {
    int depth = 1;
    for (int i = at; i < end; i++) {
      if (tokens.get(i).equals("(")) {
        depth++;
      } else if (tokens.get(i).equals(")") && --depth == 0) {
        return i;
      }
    }
    return end;
  }

  private boolean accept(String word, int end) {
    boolean is = at < end && tokens.get(at).equals(word);
    at += is ? 1 : 0;
    return is;
  }
}
