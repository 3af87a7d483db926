package dev.plumbline.integrity.compile.relation;

import dev.plumbline.catalog.Catalog.Column;
import dev.plumbline.catalog.Catalog.Table;
import dev.plumbline.integrity.Check.Cycles;
import dev.plumbline.integrity.CheckId;
import dev.plumbline.integrity.compile.schema.CheckCollector;
import dev.plumbline.integrity.compile.schema.CheckInputs;
import dev.plumbline.integrity.compile.schema.ColumnKind;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Rows that are their own ancestor, wherever a collection refers to itself. */
final class CycleChecks {
  /** Trees of Directus's own; {@code resolve} and {@code reject} of operations may be loops. */
  private static final List<String> OWN_TREES = List.of("directus_folders", "directus_roles");

  private final CheckInputs inputs;
  private final CheckCollector into;

  CycleChecks(CheckInputs inputs, CheckCollector into) {
    this.inputs = inputs;
    this.into = into;
  }

  void compile() {
    Stream.concat(
            inputs.relations().stream()
                .filter(row -> row.one().equals(Optional.of(row.collection())))
                .map(row -> List.of(row.collection(), row.field())),
            OWN_TREES.stream().map(name -> List.of(name, "parent")))
        .forEach(tree -> cycles(tree.getFirst(), tree.getLast()));
  }

  /** Whatever is in the way is reported with the orphans of the same column. */
  private void cycles(String name, String column) {
    Optional<Table> table = inputs.table(name).filter(t -> t.primaryKey().size() == 1);
    Optional<Column> parent = inputs.column(name, column);
    if (table.isEmpty() || parent.isEmpty()) {
      return;
    }
    String key = table.get().primaryKey().getFirst();
    ColumnKind kind = inputs.kind(parent.get().type());
    inputs
        .column(name, key)
        .filter(of -> kind.isComparableWith(inputs.kind(of.type())))
        .ifPresent(
            of ->
                into.add(
                    new Cycles(
                        new CheckId(RelationCheck.TREE_CYCLE, name, Optional.of(column), ""),
                        name,
                        table.get().primaryKey(),
                        key,
                        column)));
  }
}
