package dev.plumbline.inventory.definition;

import dev.plumbline.catalog.Catalog.Column;
import dev.plumbline.catalog.Catalog.ColumnType;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the default of a column is, in one spelling for each meaning: a value as a literal of SQL,
 * anything else as its expression. PostgreSQL and Directus write one value in many ways ({@code 5},
 * {@code '5'::integer}, {@code (5)::bigint}); a snapshot shows {@code now()} and the text {@code
 * 'now()'} alike. Two defaults of one column type with equal meanings always fill in the same;
 * where that is not certain the meanings differ.
 */
public final class DefaultMeaning {
  private static final Set<String> TEXTS =
      Set.of("text", "character varying", "character", "bpchar", "name", "citext");
  private static final Set<String> NUMBERS =
      Set.of("smallint", "integer", "bigint", "numeric", "real", "double precision");
  private static final Set<String> JSON = Set.of("json", "jsonb");

  /** What these columns take of the moment in which the transaction began. */
  private static final Set<String> TIMES =
      Set.of(
          "date",
          "time without time zone",
          "timestamp without time zone",
          "timestamp with time zone");

  private static final Pattern SEQUENCE =
      Pattern.compile("nextval\\('((?:[^']|'')*)'::regclass\\)");

  /** A name as PostgreSQL writes that of a type, with its modifier and brackets. */
  private static final String TYPE =
      "((?:\"(?:[^\"]|\"\")+\"|[a-zA-Z_][\\w$]*)(?:\\.(?:\"(?:[^\"]|\"\")+\"|[a-zA-Z_][\\w$]*))?"
          + "(?: varying| precision)?(?:\\([0-9, ]+\\))?(?: with(?:out)? time zone)?(?:\\[\\])*)";

  private static final Pattern CAST = Pattern.compile("(.+)::" + TYPE, Pattern.DOTALL);
  private static final Pattern TEXT = Pattern.compile("E?'((?:[^']|'')*)'", Pattern.DOTALL);
  private static final Pattern BITS = Pattern.compile("B'[01]*'");
  private static final Pattern NUMBER =
      Pattern.compile("(?:[+-] ?)?(?:[0-9]+\\.?[0-9]*|\\.[0-9]+)(?:[eE][+-]?[0-9]+)?");

  /** Outside of quotes: other names of the moment in which the transaction began. */
  private static final Pattern NOW =
      Pattern.compile(
          "'(?:[^']|'')*'|\"(?:[^\"]|\"\")*\"|(?<![\\w.])(?:now|transaction_timestamp)\\(\\)");

  private final String column;

  private DefaultMeaning(ColumnType type) {
    column = type.name();
  }

  /** Empty if it is null. The name of a sequence that the column owns says nothing. */
  public static Optional<String> of(Column column, String expression) {
    return column.ownsSequence() && isSequence(expression)
        ? Optional.of("nextval")
        : of(column.type(), expression);
  }

  /** Whether it is the next number of a sequence, as it is. */
  static boolean isSequence(String expression) {
    return SEQUENCE.matcher(expression).matches();
  }

  /**
   * @param type of the column or domain
   * @return empty if it is null
   */
  public static Optional<String> of(ColumnType type, String expression) {
    DefaultMeaning meaning = new DefaultMeaning(type);
    Optional<String> literal = meaning.literal(expression);
    if (literal.isPresent()) {
      return literal.filter(text -> !text.equals("NULL"));
    }
    return Optional.of(meaning.expression(expression));
  }

  /** The value if the expression is one, with casts that do not change it. */
  private Optional<String> literal(String expression) {
    String sql = unwrapped(expression);
    Matcher cast = CAST.matcher(sql);
    if (cast.matches() && !sql.startsWith("nextval(")) {
      return cast(cast.group(1), cast.group(2));
    }
    return atom(sql, Optional.empty());
  }

  /**
   * A cast to a type without length or precision changes no value of the same family; one with them
   * may cut it.
   */
  private Optional<String> cast(String inner, String type) {
    if (unwrapped(inner).equals("NULL")) {
      return Optional.of("NULL");
    }
    boolean isPlain = !type.contains("(");
    if (TEXT.matcher(inner).matches() || BITS.matcher(inner).matches()) {
      return atom(inner, Optional.of(type));
    }
    String value = unwrapped(inner);
    if (value.startsWith("ARRAY[") && isPlain) {
      return atom(value, Optional.of(type));
    }
    if (NUMBER.matcher(value).matches() && isPlain && NUMBERS.contains(type)) {
      return atom(value, Optional.of(type));
    }
    Matcher before = CAST.matcher(value);
    boolean keeps =
        before.matches()
            && isPlain
            && (areBoth(TEXTS, before.group(2), type)
                || (areBoth(NUMBERS, before.group(2), type) && isWhole(before.group(1)))
                || areTextArrays(before.group(2), type));
    return keeps ? cast(before.group(1), before.group(2)) : Optional.empty();
  }

  private static boolean areBoth(Set<String> family, String one, String other) {
    return family.contains(one) && family.contains(other);
  }

  private static boolean areTextArrays(String one, String other) {
    return one.endsWith("[]")
        && other.endsWith("[]")
        && areBoth(
            TEXTS, one.substring(0, one.length() - 2), other.substring(0, other.length() - 2));
  }

  /** One that no cast between types of numbers rounds. */
  private static boolean isWhole(String inner) {
    String value = unwrapped(inner);
    Matcher text = TEXT.matcher(value);
    return (text.matches() ? text.group(1) : value).matches("-?[0-9]{1,15}");
  }

  /** A value as it is written, with the type that it is written as. */
  private Optional<String> atom(String sql, Optional<String> type) {
    if (sql.equals("NULL")) {
      return Optional.of(sql);
    }
    if (sql.startsWith("ARRAY[") && sql.endsWith("]")) {
      return ArrayLiteral.ofConstructor(sql.substring("ARRAY[".length(), sql.length() - 1))
          .map(ArrayLiteral::text);
    }
    if (NUMBER.matcher(sql).matches()) {
      return Optional.of(TEXTS.contains(column) ? quoted(sql) : JsonLiteral.number(sql));
    }
    if (sql.equals("true") || sql.equals("false")) {
      return Optional.of(TEXTS.contains(column) ? quoted(sql) : sql);
    }
    Matcher text = TEXT.matcher(sql);
    if (!text.matches()) {
      return BITS.matcher(sql).matches()
          ? Optional.of(quoted(sql.substring(2, sql.length() - 1)))
          : Optional.empty();
    }
    String value = sql.startsWith("E") ? text.group(1).replace("\\\\", "\\") : text.group(1);
    return Optional.of(value(value, type.orElse(column)));
  }

  /**
   * @param value with its quotes doubled, as in SQL
   */
  private String value(String value, String type) {
    String raw = value.replace("''", "'");
    if (NUMBERS.contains(type) && NUMBER.matcher(raw.strip()).matches()) {
      return JsonLiteral.number(raw.strip());
    }
    if (JSON.contains(type)) {
      return JsonLiteral.canonical(raw)
          .map(DefaultMeaning::quotedRaw)
          .orElseGet(() -> quoted(value));
    }
    if (type.equals("boolean")) {
      return switch (raw.toLowerCase(Locale.ROOT)) {
        case "t", "true" -> "true";
        case "f", "false" -> "false";
        default -> quoted(value);
      };
    }
    if (type.endsWith("[]")) {
      return ArrayLiteral.ofText(raw).map(ArrayLiteral::text).orElseGet(() -> quoted(value));
    }
    if (type.equals("date") && column.equals("timestamp without time zone")) {
      return quoted(value + " 00:00:00");
    }
    boolean isOfAnotherKind =
        !type.equals(column) && TIMES.contains(type) && TIMES.contains(column);
    return isOfAnotherKind ? type + " " + quoted(value) : quoted(value);
  }

  private String expression(String expression) {
    String sql = unwrapped(now(expression));
    if (TIMES.contains(column)) {
      Matcher cast = CAST.matcher(sql);
      String moment = cast.matches() && cast.group(2).equals(column) ? cast.group(1) : sql;
      if (isMoment(unwrapped(moment))) {
        return "CURRENT_TIMESTAMP";
      }
    }
    return sql;
  }

  /** That the column takes the present moment, or as much of it as it holds. */
  private boolean isMoment(String sql) {
    return switch (sql) {
      case "CURRENT_TIMESTAMP", "LOCALTIMESTAMP" -> true;
      case "CURRENT_DATE" -> column.equals("date");
      case "LOCALTIME", "CURRENT_TIME" -> column.equals("time without time zone");
      default -> false;
    };
  }

  private static String now(String sql) {
    List<String> parts = new ArrayList<>();
    Matcher found = NOW.matcher(sql);
    int from = 0;
    while (found.find()) {
      parts.add(sql.substring(from, found.start()));
      parts.add(found.group().endsWith("()") ? "CURRENT_TIMESTAMP" : found.group());
      from = found.end();
    }
    return String.join("", parts) + sql.substring(from);
  }

  /** Without parentheses around the whole of it. */
  private static String unwrapped(String sql) {
    String text = sql.strip();
    while (text.startsWith("(") && closing(text) == text.length() - 1) {
      text = text.substring(1, text.length() - 1).strip();
    }
    return text;
  }

  /** Where the first parenthesis is closed. */
  private static int closing(String sql) {
    int depth = 0;
    char quote = 0;
    for (int i = 0; i < sql.length(); i++) {
      char c = sql.charAt(i);
      if (quote != 0) {
        quote = c == quote ? 0 : quote;
      } else if (c == '\'' || c == '"') {
        quote = c;
      } else if (c == '(') {
        depth++;
      } else if (c == ')' && --depth == 0) {
        return i;
      }
    }
    return -1;
  }

  private static String quoted(String value) {
    return "'" + value + "'";
  }

  static String quotedRaw(String raw) {
    return quoted(raw.replace("'", "''"));
  }
}
