package dev.plumbline.drift.objects.prints;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A part of a printed expression or query. */
sealed interface Node {
  /** A name, a literal, a keyword or an operator. */
  record Token(String text) implements Node {}

  /** What stands between two parentheses. */
  record Group(List<Node> items) implements Node {
    public Group {
      items = List.copyOf(items);
    }
  }

  Pattern TOKEN =
      Pattern.compile(
          "[EeBbXx]?'(?:[^']|'')*'|\"(?:[^\"]|\"\")*\"|[\\p{L}_][\\p{L}\\p{N}_$]*"
              + "|\\d[\\w.]*(?:[eE][+-]?\\d+)?|::|[-+*/<>=~!@#%^&|`?:]+|\\S");

  /** The parts, without the space between them; a parenthesis without its other is a token. */
  static List<Node> parse(String sql) {
    List<List<Node>> open = new ArrayList<>();
    List<Node> items = new ArrayList<>();
    Matcher matcher = TOKEN.matcher(sql);
    while (matcher.find()) {
      String text = matcher.group();
      if (text.equals("(")) {
        open.add(items);
        items = new ArrayList<>();
      } else if (text.equals(")") && !open.isEmpty()) {
        Group group = new Group(items);
        items = open.removeLast();
        items.add(group);
      } else {
        items.add(new Token(text));
      }
    }
    while (!open.isEmpty()) {
      List<Node> outer = open.removeLast();
      outer.add(new Token("("));
      outer.addAll(items);
      items = outer;
    }
    return items;
  }

  static boolean is(List<Node> items, int index, String... texts) {
    if (index < 0 || index + texts.length > items.size()) {
      return false;
    }
    for (int i = 0; i < texts.length; i++) {
      if (!(items.get(index + i) instanceof Token(String text)) || !text.equals(texts[i])) {
        return false;
      }
    }
    return true;
  }

  static int indexOf(List<Node> items, String... texts) {
    for (int i = 0; i < items.size(); i++) {
      if (is(items, i, texts)) {
        return i;
      }
    }
    return -1;
  }

  /** Without quotes; empty if the text is not a name. Keywords are printed in capital letters. */
  static Optional<String> name(String text) {
    char first = text.charAt(0);
    if (first == '"') {
      return Optional.of(text.substring(1, text.length() - 1).replace("\"\"", "\""));
    }
    boolean isName = first == '_' || (Character.isLetter(first) && !Character.isUpperCase(first));
    return isName && !text.contains("'") ? Optional.of(text) : Optional.empty();
  }

  static boolean isQuery(List<Node> items) {
    return is(items, 0, "SELECT") || is(items, 0, "WITH") || is(items, 0, "VALUES");
  }
}
