package dev.plumbline.integrity.compile.schema;

import dev.plumbline.catalog.Catalog.Constraint;
import dev.plumbline.catalog.Catalog.Constraint.PrimaryKey;
import dev.plumbline.catalog.Catalog.Constraint.Unique;
import dev.plumbline.catalog.Catalog.Index;
import dev.plumbline.catalog.Catalog.Table;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** What PostgreSQL enforces about equal values. */
public final class Uniqueness {
  private Uniqueness() {}

  /** Whether no two rows can share their values in all of these columns. */
  public static boolean isEnforced(Table table, Collection<String> columns) {
    return table.constraints().stream()
            .filter(Uniqueness::isUnique)
            .anyMatch(constraint -> columns.containsAll(constraint.columns()))
        || table.indexes().stream()
            .filter(index -> index.unique() && index.form().valid())
            .filter(index -> index.form().predicate().isEmpty())
            .map(Uniqueness::keys)
            .anyMatch(keys -> keys.filter(columns::containsAll).isPresent());
  }

  private static boolean isUnique(Constraint constraint) {
    return constraint instanceof PrimaryKey || constraint instanceof Unique;
  }

  /** The columns by which an index is sorted; empty if one of them is an expression. */
  public static Optional<List<String>> keys(Index index) {
    return columns(
        index.columns().subList(0, Math.min(index.form().keys(), index.columns().size())));
  }

  /** The names; empty if one of them is an expression, or there is none. */
  public static Optional<List<String>> columns(List<Optional<String>> of) {
    return of.isEmpty() || of.stream().anyMatch(Optional::isEmpty)
        ? Optional.empty()
        : Optional.of(of.stream().map(Optional::orElseThrow).toList());
  }
}
