package dev.plumbline.drift.objects;

import dev.plumbline.drift.objects.InventoryMatcher.Pair;
import dev.plumbline.inventory.ObjectId;
import dev.plumbline.inventory.ObjectKind;
import dev.plumbline.json.JsonValue.JsonObject;
import dev.plumbline.model.system.SystemTables;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Whether another change reports an object already. Only what surely is reported elsewhere is left
 * out: no two sides are ever called alike because of it.
 *
 * @param otherDirectus whether it is reported that the two run different versions of Directus
 */
record AlreadyReported(SideTables source, SideTables target, boolean otherDirectus) {
  boolean elsewhere(Pair pair) {
    ObjectId id = pair.id();
    if (tablesOf(pair).allMatch(this::byTheTable) || (otherDirectus && isOfDirectus(id))) {
      return true;
    }
    if (id.kind().isTable()) {
      return byTheCollection(id.name());
    }
    return id.kind() == ObjectKind.COLUMN
        ? source.tracks(id.table(), id.name()) != target.tracks(id.table(), id.name())
        : byColumns(id.table(), pair.source())
            || byColumns(id.table(), pair.target())
            || (id.kind() == ObjectKind.FOREIGN_KEY && byTheRelation(pair))
            || (id.kind() == ObjectKind.UNIQUE_CONSTRAINT && byTheField(pair));
  }

  /** Mostly one; a partition may have another parent on either side. */
  private static Stream<String> tablesOf(Pair pair) {
    return Stream.of(pair.source(), pair.target())
        .flatMap(Optional::stream)
        .map(definition -> SideTables.tableOf(pair.id(), definition));
  }

  /** A table that only one side has, or that is something else there, is reported as a whole. */
  private boolean byTheTable(String table) {
    return !table.isEmpty()
        && (!source.table(table).equals(target.table(table)) || isWholeOnOneSide(table));
  }

  /** Directus can work with it on one side only: there its parts are reported, here the whole. */
  private boolean isWholeOnOneSide(String table) {
    return source.isWhole(table) != target.isWhole(table)
        && source.lists(table) == target.lists(table);
  }

  /**
   * Both have a table that Directus knows on one side only, or as a folder there; or one side has
   * neither the table nor the collection, which then goes with its table.
   */
  private boolean byTheCollection(String table) {
    boolean tracked = source.tracks(table) != target.tracks(table);
    return source.table(table).equals(target.table(table))
        ? tracked || source.lists(table) != target.lists(table)
        : tracked && (source.table(table).isEmpty() || target.table(table).isEmpty());
  }

  /** A column that only one side has is reported by the field, and what speaks of it with it. */
  private boolean byColumns(String table, Optional<JsonObject> definition) {
    return definition.map(SideTables::columnsOf).orElse(List.of()).stream()
        .anyMatch(column -> source.hasColumn(table, column) != target.hasColumn(table, column));
  }

  /**
   * A relation with a foreign key that only one side shows is a change already. Then the foreign
   * key may be there on both, known to Directus on one; and how far it holds does not matter.
   */
  private boolean byTheRelation(Pair pair) {
    String table = pair.id().table();
    return onlyColumns(pair)
        .anyMatch(column -> source.hasRelation(table, column) != target.hasRelation(table, column));
  }

  /** Of a column of Directus's own that is a field on one side, the field reports it there. */
  private boolean byTheField(Pair pair) {
    String table = pair.id().table();
    return onlyColumns(pair)
        .anyMatch(column -> source.tracks(table, column) != target.tracks(table, column));
  }

  /** Of each side, where the object is about one column. */
  private static Stream<String> onlyColumns(Pair pair) {
    return Stream.of(pair.source(), pair.target())
        .flatMap(Optional::stream)
        .map(SideTables::columnsOf)
        .filter(columns -> columns.size() == 1)
        .map(List::getFirst);
  }

  /** Versions differ in what their own tables are like, but never in what users add to them. */
  private static boolean isOfDirectus(ObjectId id) {
    String table = id.table().isEmpty() ? id.name() : id.table();
    return id.kind().isMadeByDirectus() && SystemTables.contains(table);
  }

  /**
   * Whether it is reported for the parent of a partition, too: PostgreSQL hands indexes,
   * constraints and triggers down.
   */
  boolean ofParent(Pair pair, Map<String, List<Pair>> byTable) {
    String table = pair.id().table();
    return Stream.of(source.parent(table), target.parent(table))
        .flatMap(Optional::stream)
        .flatMap(parent -> byTable.getOrDefault(parent, List.of()).stream())
        .anyMatch(other -> isHandedDown(other, pair));
  }

  private static boolean isHandedDown(Pair parent, Pair child) {
    return parent.id().kind() == child.id().kind()
        && parent.source().isPresent() == child.source().isPresent()
        && parent.target().isPresent() == child.target().isPresent()
        && (parent.id().name().equals(child.id().name())
            || haveSameColumns(parent.source(), child.source())
            || haveSameColumns(parent.target(), child.target()));
  }

  private static boolean haveSameColumns(Optional<JsonObject> parent, Optional<JsonObject> child) {
    List<String> columns = parent.map(SideTables::columnsOf).orElse(List.of());
    return !columns.isEmpty() && columns.equals(child.map(SideTables::columnsOf).orElse(List.of()));
  }
}
