package dev.plumbline.drift.objects.prints;

import dev.plumbline.drift.objects.prints.Node.Group;
import dev.plumbline.drift.objects.prints.Node.Token;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The columns of the tables that a query reads from, queries within it included. A name that can
 * mean anything else than a column of one table has no type.
 */
public final class FromTables implements ColumnTypes {
  private static final Set<String> BEFORE = Set.of("FROM", "JOIN", "ONLY", ",");

  private final Map<String, Map<String, String>> tables;

  /** By the name under which a query reads from it. */
  private final Map<String, String> sources = new HashMap<>();

  /** Names of queries, functions and renamed columns. */
  private final Set<String> derived = new HashSet<>();

  private FromTables(Map<String, Map<String, String>> tables) {
    this.tables = tables;
  }

  /**
   * @param tables of one side: by name, the types of their columns
   */
  public static ColumnTypes of(String query, Map<String, Map<String, String>> tables) {
    FromTables from = new FromTables(tables);
    from.collect(Node.parse(query));
    return from;
  }

  @Override
  public Optional<String> of(String qualifier, String column) {
    if (!qualifier.isEmpty()) {
      return derived.contains(qualifier)
          ? Optional.empty()
          : Optional.ofNullable(sources.get(qualifier)).flatMap(table -> type(table, column));
    }
    Set<String> types =
        sources.values().stream()
            .flatMap(table -> type(table, column).stream())
            .collect(Collectors.toSet());
    return derived.isEmpty() && types.size() == 1 ? types.stream().findFirst() : Optional.empty();
  }

  private Optional<String> type(String table, String column) {
    return Optional.ofNullable(tables.getOrDefault(table, Map.of()).get(column));
  }

  private void collect(List<Node> items) {
    for (int i = 0; i < items.size(); i++) {
      switch (items.get(i)) {
        case Group(List<Node> within) -> {
          collect(within);
          name(items, i + 1).ifPresent(derived::add);
          named(items, i).ifPresent(derived::add);
        }
        case Token ignored -> table(items, i);
      }
    }
  }

  /** The name of a query in WITH, which may be followed by those of its columns. */
  private static Optional<String> named(List<Node> items, int query) {
    int before = query - 1;
    while (Node.is(items, before, "MATERIALIZED") || Node.is(items, before, "NOT")) {
      before--;
    }
    int name = before - 1;
    return Node.is(items, before, "AS")
        ? name(items, name).or(() -> name(items, name - 1))
        : Optional.empty();
  }

  private void table(List<Node> items, int index) {
    Optional<String> table = name(items, index);
    boolean isSource = index == 0 || isBefore(items.get(index - 1));
    if (table.isEmpty() || !isSource || !tables.containsKey(table.get())) {
      return;
    }
    Optional<String> alias = name(items, index + 1);
    int end = index + 1 + (alias.isPresent() ? 1 : 0);
    String name = alias.orElse(table.get());
    boolean isRenamed = end < items.size() && items.get(end) instanceof Group;
    String other = sources.putIfAbsent(name, table.get());
    if (isRenamed || (other != null && !other.equals(table.get()))) {
      derived.add(name);
    }
  }

  private static boolean isBefore(Node item) {
    return item instanceof Token(String text) && BEFORE.contains(text);
  }

  /** Keywords are printed in capital letters, names that have any in quotes. */
  private static Optional<String> name(List<Node> items, int index) {
    return index >= 0 && index < items.size() && items.get(index) instanceof Token(String text)
        ? Node.name(text)
        : Optional.empty();
  }
}
