package dev.plumbline.drift.objects.prints;

import dev.plumbline.drift.objects.prints.Node.Group;
import dev.plumbline.drift.objects.prints.Node.Token;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * From 14 on PostgreSQL prints functions that the SQL standard has a syntax for in this syntax, as
 * {@code TRIM(BOTH FROM a)}; before, as calls: {@code btrim(a)}. Here they are calls.
 */
final class Calls {
  private static final Map<String, String> TRIMS =
      Map.of("BOTH", "btrim", "LEADING", "ltrim", "TRAILING", "rtrim");

  private static final Set<String> SEPARATORS =
      Set.of("FROM", "FOR", "PLACING", "SIMILAR", "ESCAPE", "PASSING");

  private static final Set<String> WITH_SYNTAX =
      Set.of(
          "btrim",
          "ltrim",
          "rtrim",
          "date_part",
          "\"substring\"",
          "\"overlay\"",
          "\"position\"",
          "\"overlaps\"",
          "\"normalize\"",
          "\"xmlexists\"",
          "is_normalized",
          "timezone",
          "pg_collation_for");

  /** After which a parenthesis is not a list of arguments. */
  private static final Set<String> KEYWORDS =
      Set.of("AND", "OR", "NOT", "WHERE", "ON", "WHEN", "THEN", "ELSE", "BY", "SELECT");

  private Calls() {}

  /** Of an expression that need not stand between parentheses. */
  static List<Node> ofExpression(List<Node> items) {
    List<Node> calls = operator(inner(items));
    return calls.size() == 1 && calls.getFirst() instanceof Group(List<Node> within)
        ? within
        : calls;
  }

  /** Whether this is, as a call, one of the functions that have a syntax. */
  static boolean isWithSyntax(Node name) {
    return name instanceof Token(String text) && WITH_SYNTAX.contains(text);
  }

  static List<Node> of(List<Node> items) {
    List<Node> calls = new ArrayList<>();
    for (int i = 0; i < items.size(); i++) {
      if (Node.is(items, i, "COLLATION", "FOR") && at(items, i + 2) instanceof Group group) {
        calls.add(new Token("pg_collation_for"));
        calls.add(new Group(of(group.items())));
        i += 2;
      } else if (items.get(i) instanceof Token(String name)
          && at(items, i + 1) instanceof Group group
          && !Node.is(items, i - 1, ".")) {
        calls.addAll(call(name, group.items()));
        i++;
      } else if (items.get(i) instanceof Group group) {
        calls.addAll(operator(group.items()));
      } else if (Node.is(items, i, "FETCH", "FIRST")
          && at(items, i + 2) instanceof Group(List<Node> count)
          && count.size() == 1) {
        calls.addAll(List.of(items.get(i), items.get(i + 1), count.getFirst()));
        i += 2;
      } else {
        calls.add(items.get(i));
      }
    }
    return calls;
  }

  private static Node at(List<Node> items, int index) {
    return index < items.size() ? items.get(index) : new Token("");
  }

  private static List<Node> call(String name, List<Node> within) {
    List<Node> items = of(within);
    return switch (name) {
      case "TRIM" -> trim(items);
      case "EXTRACT" -> extract(items);
      case "SUBSTRING", "OVERLAY" ->
          called('"' + name.toLowerCase(Locale.ROOT) + '"', separated(items));
      case "POSITION" -> position(items);
      case "XMLEXISTS" ->
          called("\"xmlexists\"", separated(items).stream().map(Calls::inner).toList());
      case "NORMALIZE" -> normalize(items);
      // A keyword before a parenthesis, or any other call: its argument may be an operator.
      default ->
          KEYWORDS.contains(name) || !isName(name)
              ? joined(new Token(name), operator(within))
              : List.of(new Token(name), new Group(items));
    };
  }

  private static boolean isName(String token) {
    char first = token.charAt(0);
    return Character.isLetter(first) || first == '_' || first == '"';
  }

  private static List<Node> joined(Node first, List<Node> rest) {
    List<Node> nodes = new ArrayList<>(List.of(first));
    nodes.addAll(rest);
    return nodes;
  }

  private static List<Node> trim(List<Node> items) {
    int from = Node.indexOf(items, "FROM");
    if (from < 1 || !(items.getFirst() instanceof Token(String side)) || !TRIMS.containsKey(side)) {
      return List.of(new Token("TRIM"), new Group(items));
    }
    List<List<Node>> arguments = new ArrayList<>();
    arguments.add(items.subList(from + 1, items.size()));
    if (from > 1) {
      arguments.add(items.subList(1, from));
    }
    return called(TRIMS.get(side), arguments);
  }

  private static List<Node> extract(List<Node> items) {
    int from = Node.indexOf(items, "FROM");
    return from == 1 && items.getFirst() instanceof Token(String field)
        ? called("date_part", List.of(text(field), items.subList(2, items.size())))
        : List.of(new Token("EXTRACT"), new Group(items));
  }

  private static List<Node> position(List<Node> items) {
    int in = Node.indexOf(items, "IN");
    return in < 0
        ? List.of(new Token("POSITION"), new Group(items))
        : called(
            "\"position\"",
            List.of(inner(items.subList(in + 1, items.size())), inner(items.subList(0, in))));
  }

  private static List<Node> normalize(List<Node> items) {
    int comma = items.size() - 2;
    return Node.is(items, comma, ",") && items.getLast() instanceof Token(String form)
        ? called("\"normalize\"", List.of(items.subList(0, comma), text(form)))
        : called("\"normalize\"", List.of(items));
  }

  /** A group that may be an operator with a name of its own. */
  private static List<Node> operator(List<Node> within) {
    List<Node> items = of(within);
    int zone = Node.indexOf(items, "AT", "TIME", "ZONE");
    if (zone > 0 && !Node.isQuery(items)) {
      return called(
          "timezone", List.of(items.subList(zone + 3, items.size()), items.subList(0, zone)));
    }
    if (items.size() == 3
        && Node.is(items, 1, "OVERLAPS")
        && items.getFirst() instanceof Group(List<Node> one)
        && items.getLast() instanceof Group(List<Node> other)) {
      return called("\"overlaps\"", List.of(one, other));
    }
    int last = items.size() - 1;
    if (Node.is(items, last, "NORMALIZED")) {
      if (Node.is(items, last - 1, "IS")) {
        return called("is_normalized", List.of(items.subList(0, last - 1)));
      }
      if (Node.is(items, last - 2, "IS") && items.get(last - 1) instanceof Token(String form)) {
        return called("is_normalized", List.of(items.subList(0, last - 2), text(form)));
      }
    }
    return List.of(new Group(items));
  }

  private static List<Node> text(String word) {
    return Arrays.asList(
        new Token("'" + word.toLowerCase(Locale.ROOT) + "'"), new Token("::"), new Token("text"));
  }

  private static List<Node> inner(List<Node> items) {
    return items.size() == 1 && items.getFirst() instanceof Group(List<Node> inner) ? inner : items;
  }

  private static List<List<Node>> separated(List<Node> items) {
    List<List<Node>> arguments = new ArrayList<>(List.of(new ArrayList<>()));
    for (Node item : items) {
      if (item instanceof Token(String text) && SEPARATORS.contains(text)) {
        arguments.add(new ArrayList<>());
      } else {
        arguments.getLast().add(item);
      }
    }
    return arguments;
  }

  private static List<Node> called(String name, List<List<Node>> arguments) {
    List<Node> items = new ArrayList<>();
    for (List<Node> argument : arguments) {
      if (!items.isEmpty()) {
        items.add(new Token(","));
      }
      items.addAll(argument);
    }
    return List.of(new Token(name), new Group(items));
  }
}
