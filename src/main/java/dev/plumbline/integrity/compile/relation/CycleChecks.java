package dev.plumbline.integrity.compile.relation;

import dev.plumbline.integrity.Check.Cycles;
import dev.plumbline.integrity.CheckCode;
import dev.plumbline.integrity.CheckId;
import dev.plumbline.integrity.compile.ground.ColumnKind;
import dev.plumbline.integrity.compile.ground.Compiled;
import dev.plumbline.integrity.compile.ground.Ground;
import dev.plumbline.schema.Catalog.Column;
import dev.plumbline.schema.Catalog.Table;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Rows that are their own ancestor, wherever a collection refers to itself. */
final class CycleChecks {
  /** Trees of Directus's own; {@code resolve} and {@code reject} of operations may be loops. */
  private static final List<String> OWN_TREES = List.of("directus_folders", "directus_roles");

  private final Ground ground;
  private final Compiled into;

  CycleChecks(Ground ground, Compiled into) {
    this.ground = ground;
    this.into = into;
  }

  void compile() {
    Stream.concat(
            ground.relations().stream()
                .filter(row -> row.one().equals(Optional.of(row.collection())))
                .map(row -> List.of(row.collection(), row.field())),
            OWN_TREES.stream().map(name -> List.of(name, "parent")))
        .forEach(tree -> cycles(tree.getFirst(), tree.getLast()));
  }

  /** Whatever is in the way is told with the orphans of the same column. */
  private void cycles(String name, String column) {
    Optional<Table> table = ground.table(name).filter(t -> t.primaryKey().size() == 1);
    Optional<Column> parent = ground.column(name, column);
    if (table.isEmpty() || parent.isEmpty()) {
      return;
    }
    String key = table.get().primaryKey().getFirst();
    ColumnKind kind = ground.kind(parent.get().type());
    ground
        .column(name, key)
        .filter(of -> kind.isComparableWith(ground.kind(of.type())))
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
