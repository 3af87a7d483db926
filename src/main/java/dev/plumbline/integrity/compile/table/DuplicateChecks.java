package dev.plumbline.integrity.compile.table;

import dev.plumbline.catalog.Catalog.Index;
import dev.plumbline.catalog.Catalog.Table;
import dev.plumbline.integrity.Check.Duplicates;
import dev.plumbline.integrity.CheckId;
import dev.plumbline.integrity.compile.schema.CheckCollector;
import dev.plumbline.integrity.compile.schema.CheckInputs;
import dev.plumbline.integrity.compile.schema.Uniqueness;
import java.util.List;
import java.util.Optional;

/**
 * Values that should be unique and may not be. Directus has no metadata of its own for this: it
 * shows a field as unique where PostgreSQL has a constraint. What is left is the unique index whose
 * {@code CREATE INDEX CONCURRENTLY} failed, mostly because of duplicates: it is there, it says
 * unique, and it enforces nothing for the rows that were there before.
 */
final class DuplicateChecks {
  private DuplicateChecks() {}

  static void compile(CheckInputs inputs, Table table, CheckCollector into) {
    for (Index index : table.indexes()) {
      if (index.unique() && !index.form().valid()) {
        compile(inputs, table, index, into);
      }
    }
  }

  private static void compile(CheckInputs inputs, Table table, Index index, CheckCollector into) {
    Optional<List<String>> keys =
        Uniqueness.keys(index)
            .filter(columns -> index.form().predicate().isEmpty())
            .filter(
                columns ->
                    columns.stream()
                        .allMatch(name -> inputs.column(table.name(), name).isPresent()));
    if (keys.filter(columns -> Uniqueness.isEnforced(table, columns)).isPresent()) {
      return;
    }
    CheckId id =
        new CheckId(
            TableCheck.DUPLICATE_VALUE,
            table.name(),
            keys.filter(columns -> columns.size() == 1).map(List::getFirst),
            index.name());
    keys.ifPresentOrElse(
        columns -> into.add(new Duplicates(id, table.name(), table.primaryKey(), columns)),
        () ->
            into.uncheckable(
                id,
                "The invalid unique index %s is partial or has an expression."
                    .formatted(index.name())));
  }
}
