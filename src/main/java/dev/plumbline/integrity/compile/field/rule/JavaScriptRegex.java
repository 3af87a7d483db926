package dev.plumbline.integrity.compile.field.rule;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Translates a regular expression of JavaScript, without flags, as Directus makes them, into one
 * that PostgreSQL (ARE) understands likewise. Whatever the two may understand differently and has
 * no equal is refused. Only whether it matches is the same, not how much it matches, so that greed
 * does not matter.
 */
final class JavaScriptRegex {
  /** PostgreSQL's {@code RE_DUP_MAX}. */
  private static final int MOST_REPETITIONS = 255;

  private static final String SPACES =
      "\t\n\u000B\f\r \u00A0\u1680\u2000-\u200A\u2028\u2029\u202F\u205F\u3000\uFEFF";

  private enum Last {
    /** Nothing that could be repeated. */
    NOTHING,
    /** An atom. */
    ATOM,
    /** An assertion: PostgreSQL repeats none. */
    ASSERTION,
    /** A repetition. */
    REPETITION
  }

  private final String source;
  private final StringBuilder out = new StringBuilder();

  /** Whether each open parenthesis is an assertion. */
  private final Deque<Boolean> open = new ArrayDeque<>();

  private int at;
  private Last last = Last.NOTHING;

  private JavaScriptRegex(String source) {
    this.source = source;
  }

  /** Without the slashes that Directus takes off. */
  static String unwrap(String pattern) {
    return pattern.length() > 1 && pattern.startsWith("/") && pattern.endsWith("/")
        ? pattern.substring(1, pattern.length() - 1)
        : pattern;
  }

  static String toPostgres(String pattern) throws UnsupportedRuleException {
    return new JavaScriptRegex(pattern).translate();
  }

  private String translate() throws UnsupportedRuleException {
    if (source.chars().anyMatch(c -> Character.isSurrogate((char) c) || c == 0)) {
      throw refused("a character beyond U+FFFF");
    }
    while (at < source.length()) {
      char c = source.charAt(at++);
      switch (c) {
        case '\\' -> escape();
        case '[' -> bracket();
        case '(' -> group();
        case ')' -> close();
        case '*', '+', '?' -> repeat(String.valueOf(c));
        case '{' -> braces();
        // Without the flag s it is not the end of a line.
        case '.' -> atom("[^\n\r\u2028\u2029]");
        case '|' -> {
          out.append(c);
          last = Last.NOTHING;
        }
        case '^', '$' -> {
          out.append(c);
          last = Last.ASSERTION;
        }
        case ']', '}' -> atom("\\" + c);
        default -> atom(String.valueOf(c));
      }
    }
    if (!open.isEmpty()) {
      throw refused("an open parenthesis");
    }
    return out.toString();
  }

  private void atom(String text) {
    out.append(text);
    last = Last.ATOM;
  }

  private void escape() throws UnsupportedRuleException {
    char c = next();
    switch (c) {
      case 'd' -> atom("[0-9]");
      case 'D' -> atom("[^0-9]");
      case 'w' -> atom("[A-Za-z0-9_]");
      case 'W' -> atom("[^A-Za-z0-9_]");
      case 's' -> atom("[" + SPACES + "]");
      case 'S' -> atom("[^" + SPACES + "]");
      default -> atom(literal(character(c)));
    }
  }

  /** The one character that an escape stands for, within a bracket and without. */
  private char character(char escaped) throws UnsupportedRuleException {
    return switch (escaped) {
      case 't' -> '\t';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 'f' -> '\f';
      case 'v' -> '\u000B';
      case 'x' -> hex(2);
      case 'u' -> hex(4);
      default -> {
        if (isAsciiWord(escaped)) {
          throw refused("\\" + escaped);
        }
        yield escaped;
      }
    };
  }

  private char hex(int digits) throws UnsupportedRuleException {
    int end = at + digits;
    String text = end <= source.length() ? source.substring(at, end) : "";
    if (!text.matches("[0-9a-fA-F]+")) {
      throw refused("an unfinished escape");
    }
    at = end;
    char c = (char) Integer.parseInt(text, 16);
    if (Character.isSurrogate(c) || c == 0) {
      throw refused("a character beyond U+FFFF");
    }
    return c;
  }

  private static String literal(char c) {
    return c < 128 && !isAsciiWord(c) && c > ' ' ? "\\" + c : String.valueOf(c);
  }

  private static boolean isAsciiWord(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
  }

  private void bracket() throws UnsupportedRuleException {
    out.append('[');
    if (peek('^')) {
      at++;
      out.append('^');
    }
    if (peek(']')) {
      throw refused("an empty bracket");
    }
    // Whether a - now could begin the end of a range.
    char from = 0;
    while (!peek(']')) {
      char c = next();
      if (c == '-' && from != 0 && !peek(']')) {
        char to = bracketCharacter(next());
        if (to < from) {
          throw refused("a range that ends before it begins");
        }
        out.append('-').append(literal(to));
        from = 0;
      } else if (c == '\\' && (peek('d') || peek('w') || peek('s'))) {
        out.append(classOf(next()));
        if (peek('-') && at + 1 < source.length() && source.charAt(at + 1) != ']') {
          throw refused("a range that begins with a class");
        }
        from = 0;
      } else {
        from = bracketCharacter(c);
        out.append(literal(from));
      }
    }
    at++;
    atom("]");
  }

  private char bracketCharacter(char c) throws UnsupportedRuleException {
    if (c != '\\') {
      return c;
    }
    char escaped = next();
    if (escaped == 'b') {
      return '\b';
    }
    if (escaped == 'd' || escaped == 'w' || escaped == 's') {
      throw refused("a range that ends with a class");
    }
    return character(escaped);
  }

  private static String classOf(char c) {
    return switch (c) {
      case 'd' -> "0-9";
      case 'w' -> "A-Za-z0-9_";
      default -> SPACES;
    };
  }

  private void group() throws UnsupportedRuleException {
    boolean assertion = false;
    if (peek('?')) {
      at++;
      assertion = special();
    } else {
      out.append("(?:");
    }
    open.push(assertion);
    last = Last.NOTHING;
  }

  /** Returns whether it is an assertion. */
  private boolean special() throws UnsupportedRuleException {
    for (String begin : new String[] {":", "=", "!", "<=", "<!"}) {
      if (source.startsWith(begin, at)) {
        at += begin.length();
        out.append("(?").append(begin);
        return !begin.equals(":");
      }
    }
    int end = source.indexOf('>', at);
    if (peek('<') && end > at && source.substring(at + 1, end).matches("[A-Za-z_$][\\w$]*")) {
      at = end + 1;
      out.append("(?:");
      return false;
    }
    throw refused("a kind of group");
  }

  private void close() throws UnsupportedRuleException {
    if (open.isEmpty()) {
      throw refused("a closing parenthesis too many");
    }
    out.append(')');
    last = open.pop() ? Last.ASSERTION : Last.ATOM;
  }

  private void repeat(String quantifier) throws UnsupportedRuleException {
    if (last != Last.ATOM) {
      throw refused("a repetition of nothing");
    }
    out.append(quantifier);
    last = Last.REPETITION;
    if (peek('?')) {
      // Taking as little as it can, it still matches the same texts.
      at++;
    }
  }

  private void braces() throws UnsupportedRuleException {
    int end = source.indexOf('}', at);
    String inside = end < 0 ? "" : source.substring(at, end);
    if (!inside.matches("[0-9]+(?:,[0-9]*)?")) {
      atom("\\{");
      return;
    }
    for (String bound : inside.split(",", -1)) {
      if (bound.length() > 3 || (!bound.isEmpty() && Integer.parseInt(bound) > MOST_REPETITIONS)) {
        throw refused("more than " + MOST_REPETITIONS + " repetitions");
      }
    }
    at = end + 1;
    repeat("{" + inside + "}");
  }

  private boolean peek(char c) {
    return at < source.length() && source.charAt(at) == c;
  }

  private char next() throws UnsupportedRuleException {
    if (at == source.length()) {
      throw refused("an end of text in the middle");
    }
    return source.charAt(at++);
  }

  private static UnsupportedRuleException refused(String what) {
    return new UnsupportedRuleException(
        "The pattern of _regex has a part that PostgreSQL reads differently from JavaScript: %s."
            .formatted(what));
  }
}
