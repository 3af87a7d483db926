package dev.plumbline.hazard.tables;

import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * The tables of a whole database, and which of them hang together. Names have their schema, as SQL
 * writes them.
 *
 * @param tables also partitioned ones and materialized views
 * @param edges foreign keys and inheritance
 */
public record TableGraph(List<Table> tables, List<Edge> edges) {
  public TableGraph {
    tables = List.copyOf(tables);
    edges = List.copyOf(edges);
  }

  /**
   * A table.
   *
   * @param inSchema its name, if it is in the schema of Directus; else empty
   */
  public record Table(String sql, Optional<String> inSchema, Kind kind) {}

  /** What PostgreSQL stores of it. */
  public enum Kind {
    /** Rows of its own. */
    ROWS,
    /** Only its partitions have rows. */
    PARTITIONED,
    /** Rows that a query made. */
    MATERIALIZED_VIEW
  }

  /** Two tables that hang together. */
  public sealed interface Edge {
    /**
     * Rows of the child reference rows of the parent.
     *
     * @param columns of the parent, as they are
     */
    record ForeignKey(String child, String parent, Set<String> columns) implements Edge {
      public ForeignKey {
        columns = Set.copyOf(columns);
      }
    }

    /** Rows of the child are rows of the parent, too: it is a partition, or inherits. */
    record Inheritance(String child, String parent) implements Edge {}
  }

  /**
   * The tables with rows of their own that nobody needs: where exactly these are left empty, each
   * foreign key of the others holds.
   */
  public SortedSet<String> without(NeededTables needed) {
    Map<String, Table> byName =
        tables.stream().collect(Collectors.toMap(Table::sql, table -> table, (a, b) -> a));
    Set<String> kept = new HashSet<>();
    Deque<String> open = new ArrayDeque<>();
    tables.stream()
        .filter(table -> table.inSchema().filter(needed::has).isPresent())
        .map(Table::sql)
        .forEach(open::add);
    edges.stream()
        .filter(edge -> isRewritten(edge, byName, needed))
        .forEach(edge -> open.add(((Edge.ForeignKey) edge).child()));
    Map<String, Set<String>> next = new TreeMap<>();
    for (Edge edge : edges) {
      switch (edge) {
        case Edge.ForeignKey(String child, String parent, var columns) -> add(next, child, parent);
        case Edge.Inheritance(String child, String parent) -> {
          add(next, child, parent);
          add(next, parent, child);
        }
      }
    }
    while (!open.isEmpty()) {
      String table = open.remove();
      if (kept.add(table)) {
        open.addAll(next.getOrDefault(table, Set.of()));
      }
    }
    return names(table -> table.kind() == Kind.ROWS && !kept.contains(table.sql()));
  }

  private static void add(Map<String, Set<String>> next, String from, String to) {
    next.computeIfAbsent(from, any -> new TreeSet<>()).add(to);
  }

  private static boolean isRewritten(Edge edge, Map<String, Table> byName, NeededTables needed) {
    return edge instanceof Edge.ForeignKey(String child, String parent, Set<String> columns)
        && Optional.ofNullable(byName.get(parent))
            .flatMap(Table::inSchema)
            .map(name -> needed.rewritten().getOrDefault(name, Collections.emptySortedSet()))
            .filter(rewritten -> rewritten.stream().anyMatch(columns::contains))
            .isPresent();
  }

  /** Their rows follow from those of other tables. */
  public SortedSet<String> materializedViews() {
    return names(table -> table.kind() == Kind.MATERIALIZED_VIEW);
  }

  private SortedSet<String> names(Predicate<Table> which) {
    return tables.stream()
        .filter(which)
        .map(Table::sql)
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
