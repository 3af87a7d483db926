package dev.plumbline.drift.objects.prints;

import dev.plumbline.drift.objects.prints.Node.Group;
import dev.plumbline.drift.objects.prints.Node.Token;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Conversions that PostgreSQL adds by itself, and that another version adds elsewhere. */
final class Casts {
  private static final List<List<String>> NUMBERS =
      List.of(List.of("double", "precision"), List.of("numeric"));

  /** To what types PostgreSQL converts an argument by itself. */
  private static final List<List<String>> IMPLICIT =
      List.of(
          List.of("text"),
          List.of("interval"),
          List.of("timestamp", "with", "time", "zone"),
          List.of("timestamp", "without", "time", "zone"),
          List.of("time", "with", "time", "zone"));

  /** To what type PostgreSQL converts a column of a type by itself, where functions need it. */
  private static final Map<String, List<String>> CONVERTED =
      Map.of(
          "character varying", List.of("text"),
          "character", List.of("text"),
          "name", List.of("text"),
          "citext", List.of("text"),
          "smallint", List.of("integer"),
          "date", List.of("timestamp", "with", "time", "zone"),
          "time without time zone", List.of("time", "with", "time", "zone"));

  /** Types of keywords that are values. */
  private static final Map<String, String> WORDS =
      Map.of(
          "CURRENT_USER", "name",
          "SESSION_USER", "name",
          "CURRENT_ROLE", "name",
          "USER", "name",
          "CURRENT_SCHEMA", "name",
          "CURRENT_CATALOG", "name",
          "CURRENT_DATE", "date",
          "LOCALTIME", "time without time zone");

  /** What a domain is of. */
  private static final String VALUE = "VALUE";

  private static final Set<String> FIRST_OF_MANY = Set.of("COALESCE", "GREATEST", "LEAST");

  private static final Set<String> LOGIC = Set.of("AND", "OR", "NOT", "CASE");

  private Casts() {}

  /**
   * Until 13 {@code extract} is of type double precision, then numeric: so is what it is compared
   * or reckoned with. What stands in other operators or beside AND and OR keeps its conversion.
   */
  static List<Node> withoutOfExtract(List<Node> items) {
    boolean reckons = !Node.isQuery(items) && isNumber(items);
    List<Node> rest = new ArrayList<>();
    for (int i = 0; i < items.size(); i++) {
      Node item = items.get(i);
      if (!(item instanceof Group(List<Node> within))) {
        rest.add(item);
        continue;
      }
      int length = reckons ? castLength(items, i + 1, NUMBERS) : 0;
      boolean isList = Node.is(items, i - 1, "ANY") || Node.is(items, i - 1, "ALL");
      List<Node> inner = reckons && isList ? without(within, NUMBERS) : withoutOfExtract(within);
      if (length > 0) {
        rest.addAll(inner);
        i += length;
      } else {
        rest.add(new Group(inner));
      }
    }
    return rest;
  }

  /**
   * Without those of arguments that PostgreSQL adds because of their type: of functions with a
   * syntax of their own they are printed until 13 and not from 14 on.
   */
  static List<Node> withoutOfType(List<Node> items, ColumnTypes types) {
    List<Node> rest = new ArrayList<>();
    for (int i = 0; i < items.size(); i++) {
      if (items.get(i) instanceof Group(List<Node> within)) {
        List<Node> inner = withoutOfType(within, types);
        rest.add(
            new Group(
                i > 0 && Calls.isWithSyntax(items.get(i - 1)) ? arguments(inner, types) : inner));
      } else {
        rest.add(items.get(i));
      }
    }
    return rest;
  }

  private static List<Node> arguments(List<Node> items, ColumnTypes types) {
    List<Node> rest = new ArrayList<>();
    int start = 0;
    for (int i = 0; i <= items.size(); i++) {
      if (i == items.size() || Node.is(items, i, ",")) {
        List<Node> argument = items.subList(start, i);
        rest.addAll(
            isConverted(argument, types) ? ((Group) argument.getFirst()).items() : argument);
        if (i < items.size()) {
          rest.add(items.get(i));
        }
        start = i + 1;
      }
    }
    return rest;
  }

  private static boolean isConverted(List<Node> argument, ColumnTypes types) {
    return argument.size() > 2
        && argument.getFirst() instanceof Group(List<Node> value)
        && Node.is(argument, 1, "::")
        && type(value, types)
            .filter(
                type ->
                    isType(argument, CONVERTED.getOrDefault(type, List.of()))
                        // That of a domain to what it is made of.
                        || isType(argument, List.of(type.split(" "))))
            .isPresent();
  }

  private static boolean isType(List<Node> argument, List<String> type) {
    return argument.size() == type.size() + 2 && Node.is(argument, 2, type.toArray(String[]::new));
  }

  /** Of a column, of what is converted by a statement, or of the first of several alike. */
  private static Optional<String> type(List<Node> value, ColumnTypes types) {
    if (value.size() == 1 && value.getFirst() instanceof Group(List<Node> within)) {
      return type(within, types);
    }
    if (value.size() == 1 && value.getFirst() instanceof Token(String column)) {
      if (WORDS.containsKey(column)) {
        return Optional.ofNullable(WORDS.get(column));
      }
      return (column.equals(VALUE) ? Optional.of(VALUE) : Node.name(column))
          .flatMap(name -> types.of("", name));
    }
    if (value.size() == 3
        && Node.is(value, 1, ".")
        && value.getFirst() instanceof Token(String table)
        && value.getLast() instanceof Token(String column)) {
      return Node.name(table)
          .flatMap(qualifier -> Node.name(column).flatMap(name -> types.of(qualifier, name)));
    }
    if (value.size() > 2 && Node.is(value, 1, "::")) {
      return Optional.of(
          value.subList(2, value.size()).stream()
              .flatMap(part -> part instanceof Token(String word) ? Stream.of(word) : Stream.of())
              .collect(Collectors.joining(" ")));
    }
    if (value.size() == 2
        && value.getFirst() instanceof Token(String function)
        && FIRST_OF_MANY.contains(function)
        && value.getLast() instanceof Group(List<Node> arguments)) {
      int comma = Node.indexOf(arguments, ",");
      return type(comma < 0 ? arguments : arguments.subList(0, comma), types);
    }
    return Optional.empty();
  }

  /** Without those that PostgreSQL may have added. */
  static List<Node> withoutImplicit(List<Node> items) {
    return without(items, IMPLICIT);
  }

  private static List<Node> without(List<Node> items, List<List<String>> types) {
    List<Node> rest = new ArrayList<>();
    for (int i = 0; i < items.size(); i++) {
      if (items.get(i) instanceof Group(List<Node> within)) {
        int length = castLength(items, i + 1, types);
        List<Node> inner = without(within, types);
        if (length > 0) {
          rest.addAll(inner);
          i += length;
        } else {
          rest.add(new Group(inner));
        }
      } else {
        rest.add(items.get(i));
      }
    }
    return rest;
  }

  /** Of how many parts a conversion to one of the types is; 0 if there is none here. */
  private static int castLength(List<Node> items, int index, List<List<String>> types) {
    for (List<String> type : types) {
      boolean isLimited =
          index + type.size() + 1 < items.size()
              && items.get(index + type.size() + 1) instanceof Group;
      if (Node.is(items, index, "::")
          && !isLimited
          && !Node.is(items, index + type.size() + 1, "[")
          && Node.is(items, index + 1, type.toArray(String[]::new))) {
        return type.size() + 1;
      }
    }
    return 0;
  }

  /** Whether extract's own type is what the operator works with. */
  private static boolean isNumber(List<Node> items) {
    if (items.stream()
        .anyMatch(item -> item instanceof Token(String text) && LOGIC.contains(text))) {
      return false;
    }
    for (int i = 0; i < items.size(); i++) {
      if (items.get(i) instanceof Group(List<Node> within)) {
        if (Node.is(items, i - 1, "date_part")) {
          return true;
        }
        boolean isConverted = Node.is(items, i + 1, "::") && castLength(items, i + 1, NUMBERS) == 0;
        if (!isConverted && !Node.isQuery(within) && isNumber(within)) {
          return true;
        }
      }
    }
    return false;
  }
}
