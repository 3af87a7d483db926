package dev.plumbline.drift.objects.prints;

import dev.plumbline.drift.objects.prints.Node.Group;
import dev.plumbline.drift.objects.prints.Node.Token;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

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
