package dev.plumbline.drift.objects.prints;

import dev.plumbline.drift.objects.prints.Node.Group;
import dev.plumbline.drift.objects.prints.Node.Token;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Until 15 PostgreSQL prints the columns of every view with the name of their table, from 16 on not
 * those of a query of one table. What is left out here names the only table there is; queries
 * within the query are printed alike.
 */
final class Qualifiers {
  private static final Set<String> AFTER_FROM =
      Set.of("WHERE", "GROUP", "HAVING", "WINDOW", "ORDER", "LIMIT", "OFFSET", "FETCH", "FOR");

  private static final Set<String> SETS = Set.of("UNION", "INTERSECT", "EXCEPT");

  private Qualifiers() {}

  static List<Node> leftOut(List<Node> query) {
    return alias(query).map(alias -> without(query, alias)).orElse(query);
  }

  /** What the columns of the only table are written with; empty if there are none or more. */
  private static Optional<String> alias(List<Node> query) {
    int from = Node.indexOf(query, "FROM");
    // IS DISTINCT FROM stands between parentheses.
    if (from < 0 || query.stream().anyMatch(item -> isOneOf(item, SETS))) {
      return Optional.empty();
    }
    int end = from + 1;
    while (end < query.size()
        && !isOneOf(query.get(end), AFTER_FROM)
        && !Node.is(query, end, ";")) {
      end++;
    }
    List<Node> table = query.subList(from + 1, end);
    boolean isMore =
        Node.indexOf(table, ",") >= 0
            || (!table.isEmpty()
                && table.getFirst() instanceof Group(List<Node> within)
                && !Node.isQuery(within)
                && Node.indexOf(within, "JOIN") >= 0);
    if (isMore) {
      return Optional.empty();
    }
    int sample = Node.indexOf(table, "TABLESAMPLE");
    List<Node> named = sample < 0 ? table : table.subList(0, sample);
    if (!named.isEmpty() && named.getLast() instanceof Group) {
      named = named.subList(0, named.size() - 1);
    }
    return !named.isEmpty() && named.getLast() instanceof Token(String name)
        ? Optional.of(name)
        : Optional.empty();
  }

  private static boolean isOneOf(Node item, Set<String> words) {
    return item instanceof Token(String text) && words.contains(text);
  }

  private static List<Node> without(List<Node> items, String alias) {
    List<Node> rest = new ArrayList<>();
    for (int i = 0; i < items.size(); i++) {
      Node item = items.get(i);
      if (item instanceof Group(List<Node> within)) {
        rest.add(Node.isQuery(within) ? item : new Group(without(within, alias)));
      } else if (isQualifier(items, i, alias)) {
        i++;
      } else {
        rest.add(item);
      }
    }
    return rest;
  }

  /** The table itself, with its schema; the FROM of a function stands between parentheses. */
  private static boolean isTable(List<Node> items, int index) {
    return Node.isQuery(items)
        && ((Node.is(items, index - 1, "FROM") && !Node.is(items, index - 2, "DISTINCT"))
            || Node.is(items, index - 1, "ONLY"));
  }

  /** Of a column; not a schema of a function, type or collation, and not of the whole row. */
  private static boolean isQualifier(List<Node> items, int index, String alias) {
    return Node.is(items, index, alias, ".")
        && !Node.is(items, index - 1, ".")
        && !Node.is(items, index - 1, "::")
        && !Node.is(items, index - 1, "COLLATE")
        && !isTable(items, index)
        && index + 2 < items.size()
        && items.get(index + 2) instanceof Token(String column)
        && (Character.isLetter(column.charAt(0))
            || column.charAt(0) == '_'
            || column.charAt(0) == '"')
        && !(index + 3 < items.size() && items.get(index + 3) instanceof Group);
  }
}
