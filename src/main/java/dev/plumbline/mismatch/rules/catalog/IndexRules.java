package dev.plumbline.mismatch.rules.catalog;

import dev.plumbline.catalog.Catalog.Constraint.PrimaryKey;
import dev.plumbline.catalog.Catalog.Constraint.Unique;
import dev.plumbline.catalog.Catalog.Index;
import dev.plumbline.catalog.Catalog.Table;
import dev.plumbline.mismatch.MismatchCollector;
import dev.plumbline.model.CollectionStatus;
import dev.plumbline.model.ContentModel;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Indexes that Directus does not see, or sees as what they are not. An index of several columns is
 * neither: Directus knows of none, and the inventory has them.
 */
public final class IndexRules {
  /** Of these it is certain how Directus names their index. */
  private static final Pattern PLAIN = Pattern.compile("[a-z0-9_]+");

  /** Longer names are shortened, each version of Directus in its own way. */
  private static final int LONGEST_CERTAIN_NAME = 55;

  private IndexRules() {}

  public static void apply(ContentModel model, MismatchCollector collector) {
    for (Table table : model.usedTables()) {
      Set<String> indexedWell = new HashSet<>();
      table.indexes().stream()
          .filter(index -> isWhole(index) && isNamedWell(table, index))
          .flatMap(index -> shownOn(index).stream())
          .forEach(indexedWell::add);
      for (Index index : table.indexes()) {
        if (index.form().ofConstraint()) {
          continue;
        }
        if (!index.form().valid()) {
          invalid(table, index, collector);
        } else if (index.unique()) {
          unique(model, table, index, collector);
        } else {
          shownOn(index)
              .filter(column -> isShown(model, table, column) && !indexedWell.contains(column))
              .ifPresent(column -> shown(table, column, index, collector));
        }
      }
    }
  }

  /** The column on which Directus shows this index: partial and invalid ones count too. */
  private static Optional<String> shownOn(Index index) {
    return index.unique() || Set.copyOf(index.columns()).size() != 1
        ? Optional.empty()
        : index.columns().getFirst();
  }

  private static boolean isShown(ContentModel model, Table table, String column) {
    return model.status(table.name()) == CollectionStatus.SYSTEM
        || model.isTracked(table.name(), column);
  }

  private static boolean isWhole(Index index) {
    return index.form().valid() && index.form().predicate().isEmpty();
  }

  private static boolean isNamedWell(Table table, Index index) {
    return shownOn(index)
        .filter(column -> PLAIN.matcher(table.name() + column).matches())
        .map(column -> table.name() + "_" + column + "_index")
        .filter(name -> name.length() <= LONGEST_CERTAIN_NAME)
        .map(index.name()::equals)
        .orElse(true);
  }

  private static void invalid(Table table, Index index, MismatchCollector collector) {
    collector.add(
        CatalogMismatch.INDEX_INVALID,
        table.name(),
        index.name(),
        "index `%s` of `%s` is invalid, for example after a failed CREATE INDEX CONCURRENTLY"
            .formatted(index.name(), table.name()));
  }

  private static void unique(
      ContentModel model, Table table, Index index, MismatchCollector collector) {
    List<Optional<String>> keys = index.columns().subList(0, index.form().keys());
    boolean untracked =
        model.status(table.name()) == CollectionStatus.SYSTEM
            ? keys.stream().flatMap(Optional::stream).noneMatch(key -> isTracked(model, table, key))
            : keys.stream()
                .flatMap(Optional::stream)
                .anyMatch(key -> !isTracked(model, table, key));
    if (untracked) {
      return;
    }
    boolean expression = keys.stream().anyMatch(Optional::isEmpty);
    if (expression || index.form().predicate().isPresent()) {
      collector.add(
          CatalogMismatch.PARTIAL_UNIQUENESS_NOT_SHOWN,
          table.name(),
          index.name(),
          "unique index `%s` of `%s` has %s, so Directus does not see it"
              .formatted(index.name(), table.name(), expression ? "an expression" : "a condition"));
    } else if (keys.size() == 1 && !isUniqueAnyway(table, keys.getFirst().orElse(""))) {
      String name = table.name() + "." + keys.getFirst().orElse("");
      collector.add(
          CatalogMismatch.UNIQUENESS_NOT_SHOWN,
          name,
          index.name(),
          "`%s` is unique by index `%s`, which has no constraint, so Directus does not see it"
              .formatted(name, index.name()));
    }
  }

  private static boolean isUniqueAnyway(Table table, String column) {
    return table.constraints().stream()
        .filter(rule -> rule instanceof PrimaryKey || rule instanceof Unique)
        .anyMatch(rule -> rule.columns().equals(List.of(column)));
  }

  private static boolean isTracked(ContentModel model, Table table, String column) {
    return model.isTracked(table.name(), column);
  }

  private static void shown(Table table, String column, Index index, MismatchCollector collector) {
    String name = table.name() + "." + column;
    if (!isWhole(index)) {
      collector.add(
          CatalogMismatch.INDEX_PARTIAL,
          name,
          index.name(),
          "Directus shows `%s` as indexed, but index `%s` has a condition"
              .formatted(name, index.name()));
    } else if (!isNamedWell(table, index)) {
      collector.add(
          CatalogMismatch.INDEX_NAMED_DIFFERENTLY,
          name,
          index.name(),
          "index `%s` is not named `%s_%s_index`: a schema without an index on `%s` cannot be"
                  .formatted(index.name(), table.name(), column, name)
              + " applied");
    }
  }
}
