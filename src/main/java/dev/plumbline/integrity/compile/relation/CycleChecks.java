package dev.plumbline.integrity.compile.relation;

import dev.plumbline.catalog.Catalog.Column;
import dev.plumbline.catalog.Catalog.Table;
import dev.plumbline.integrity.Check.Cycles;
import dev.plumbline.integrity.CheckCode;
import dev.plumbline.integrity.CheckId;
import dev.plumbline.integrity.compile.schema.CheckCollector;
import dev.plumbline.integrity.compile.schema.ColumnKind;
import dev.plumbline.integrity.compile.schema.SchemaIndex;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Rows that are their own ancestor, wherever a collection refers to itself. */
final class CycleChecks {
  /** Trees of Directus's own; {@code resolve} and {@code reject} of operations may be loops. */
  private static final List<String> OWN_TREES = List.of("directus_folders", "directus_roles");

  private final SchemaIndex index;
  private final CheckCollector into;

  CycleChecks(SchemaIndex index, CheckCollector into) {
    this.index = index;
    this.into = into;
  }

  void compile() {
    Stream.concat(
            index.relations().stream()
                .filter(row -> row.one().equals(Optional.of(row.collection())))
                .map(row -> List.of(row.collection(), row.field())),
            OWN_TREES.stream().map(name -> List.of(name, "parent")))
        .forEach(tree -> cycles(tree.getFirst(), tree.getLast()));
  }

  /** Whatever is in the way is reported with the orphans of the same column. */
  private void cycles(String name, String column) {
    Optional<Table> table = index.table(name).filter(t -> t.primaryKey().size() == 1);
    Optional<Column> parent = index.column(name, column);
    if (table.isEmpty() || parent.isEmpty()) {
      return;
    }
    String key = table.get().primaryKey().getFirst();
    ColumnKind kind = index.kind(parent.get().type());
    index
        .column(name, key)
        .filter(of -> kind.isComparableWith(index.kind(of.type())))
        .ifPresent(
            of ->
                into.add(
                    new Cycles(
                        new CheckId(CheckCode.TREE_CYCLE, name, Optional.of(column), ""),
                        name,
                        table.get().primaryKey(),
                        key,
                        column)));
  }
}
