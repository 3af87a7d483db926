package dev.plumbline.postgres.catalog;

import dev.plumbline.catalog.Catalog;
import dev.plumbline.catalog.Catalog.Constraint;
import dev.plumbline.catalog.Catalog.Constraint.ForeignKey;
import dev.plumbline.catalog.Catalog.Table;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The foreign keys that PostgreSQL repeats for each partition of the table that one points to. They
 * only serve the server, and are never validated by themselves; Directus takes them for keys like
 * any other.
 */
public final class RepeatedKeys {
  private final Map<String, String> parents = new HashMap<>();

  private RepeatedKeys(Catalog catalog) {
    for (Table table : catalog.tables()) {
      table.details().partitionOf().ifPresent(of -> parents.put(table.name(), of.table()));
    }
  }

  /** The same without them. */
  public static Catalog leftOut(Catalog catalog) {
    RepeatedKeys keys = new RepeatedKeys(catalog);
    return keys.parents.isEmpty()
        ? catalog
        : new Catalog(catalog.tables().stream().map(keys::leftOut).toList(), catalog.objects());
  }

  private Table leftOut(Table table) {
    List<Constraint> own =
        table.constraints().stream()
            .filter(one -> !(one instanceof ForeignKey key) || !isRepeated(key, table))
            .toList();
    return new Table(
        table.name(), table.kind(), table.columns(), own, table.indexes(), table.details());
  }

  private boolean isRepeated(ForeignKey key, Table table) {
    Optional<String> parent = Optional.ofNullable(parents.get(key.referencedTable()));
    return parent.isPresent()
        && table.constraints().stream()
            .anyMatch(
                other ->
                    other instanceof ForeignKey whole
                        && whole.columns().equals(key.columns())
                        && whole.isTo(parent.get()));
  }
}
