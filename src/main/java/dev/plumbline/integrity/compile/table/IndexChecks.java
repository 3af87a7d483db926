package dev.plumbline.integrity.compile.table;

import dev.plumbline.catalog.Catalog.Constraint;
import dev.plumbline.catalog.Catalog.Constraint.ForeignKey;
import dev.plumbline.catalog.Catalog.Constraint.PrimaryKey;
import dev.plumbline.catalog.Catalog.Constraint.Unique;
import dev.plumbline.catalog.Catalog.Index;
import dev.plumbline.catalog.Catalog.Table;
import dev.plumbline.integrity.Check.UnindexedForeignKey;
import dev.plumbline.integrity.CheckId;
import dev.plumbline.integrity.compile.schema.CheckCollector;
import dev.plumbline.integrity.compile.schema.CheckInputs;
import dev.plumbline.integrity.compile.schema.Uniqueness;
import dev.plumbline.model.system.SystemTables;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Foreign keys that PostgreSQL can follow from the parent only by reading the whole table. */
final class IndexChecks {
  /** Below, reading the table is as fast as an index. */
  static final long FEWEST_ROWS = 10_000;

  private IndexChecks() {}

  static void compile(CheckInputs inputs, Table table, CheckCollector into) {
    Set<List<String>> seen = new HashSet<>();
    CheckInputs.foreignKeys(table)
        .filter(key -> isOfUser(inputs, table, key))
        // A parent in another schema is not checked, and neither is what deleting from it costs.
        .filter(key -> !key.elsewhere() && inputs.table(key.referencedTable()).isPresent())
        .filter(key -> !isIndexed(table, key.columns()))
        .filter(key -> seen.add(key.columns()))
        .forEach(
            key ->
                into.add(
                    new UnindexedForeignKey(
                        id(table, key.columns()),
                        table.name(),
                        table.primaryKey(),
                        key.columns(),
                        key.referencedTable(),
                        FEWEST_ROWS,
                        table.indexes())));
  }

  private static CheckId id(Table table, List<String> columns) {
    boolean one = columns.size() == 1;
    return new CheckId(
        TableCheck.FOREIGN_KEY_WITHOUT_INDEX,
        table.name(),
        one ? Optional.of(columns.getFirst()) : Optional.empty(),
        one ? "" : String.join("+", columns));
  }

  /**
   * Directus's own foreign keys are Directus's matter; a relation of a user in its tables is not.
   */
  private static boolean isOfUser(CheckInputs inputs, Table table, ForeignKey key) {
    return !SystemTables.contains(table.name())
        || (key.columns().size() == 1
            && !inputs.model().relationsOf(table.name(), key.columns().getFirst()).isEmpty());
  }

  private static boolean isIndexed(Table table, List<String> columns) {
    Stream<List<String>> ofIndexes =
        table.indexes().stream()
            .filter(index -> index.form().valid() && index.form().predicate().isEmpty())
            .filter(index -> finds(index, columns.size()))
            .flatMap(index -> leading(index, columns.size()).stream());
    Stream<List<String>> ofConstraints =
        table.constraints().stream()
            .filter(constraint -> constraint instanceof PrimaryKey || constraint instanceof Unique)
            .map(Constraint::columns);
    return Stream.concat(ofIndexes, ofConstraints)
        .filter(keys -> keys.size() >= columns.size())
        .anyMatch(keys -> Set.copyOf(keys.subList(0, columns.size())).equals(Set.copyOf(columns)));
  }

  private static boolean finds(Index index, int columns) {
    return switch (index.form().method()) {
      case "btree" -> true;
      case "hash" -> columns == 1;
      default -> false;
    };
  }

  /** The first columns of an index; what comes after them may be an expression. */
  private static Optional<List<String>> leading(Index index, int count) {
    int keys = Math.min(index.form().keys(), index.columns().size());
    if (keys < count) {
      return Optional.empty();
    }
    return Uniqueness.columns(index.columns().subList(0, count));
  }
}
