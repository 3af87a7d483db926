package dev.plumbline.integrity.compile.relation;

import dev.plumbline.integrity.Check.Duplicates;
import dev.plumbline.integrity.Check.Rows;
import dev.plumbline.integrity.CheckCode;
import dev.plumbline.integrity.CheckId;
import dev.plumbline.integrity.Condition;
import dev.plumbline.integrity.Condition.IsNull;
import dev.plumbline.integrity.compile.ground.Compiled;
import dev.plumbline.integrity.compile.ground.Ground;
import dev.plumbline.integrity.compile.ground.Uniqueness;
import dev.plumbline.schema.Catalog.Column;
import dev.plumbline.schema.Catalog.Table;
import dev.plumbline.schema.JsonValue;
import dev.plumbline.schema.rebuild.RelationRow;
import java.util.List;
import java.util.Optional;

/** Rows of junctions that have lost a side, or join a pair that is joined already. */
final class JunctionChecks {
  private final Ground ground;
  private final Compiled into;

  JunctionChecks(Ground ground, Compiled into) {
    this.ground = ground;
    this.into = into;
  }

  void compile(List<Junction> junctions) {
    junctions.forEach(this::compile);
  }

  private void compile(Junction junction) {
    Optional<Table> table = ground.table(junction.collection());
    List<Column> columns =
        junction.columns().stream()
            .flatMap(name -> ground.column(junction.collection(), name).stream())
            .toList();
    // What is gone is told with the orphans of that side.
    if (table.isEmpty() || columns.size() < junction.columns().size()) {
      return;
    }
    halfEmpty(junction, table.get(), columns);
    if (!mayRepeat(junction)) {
      duplicates(junction, table.get(), columns);
    }
  }

  private void halfEmpty(Junction junction, Table table, List<Column> columns) {
    List<Condition> lost =
        columns.stream()
            .filter(Column::nullable)
            .map(column -> (Condition) new IsNull(ground.operand(column)))
            .toList();
    if (!lost.isEmpty()) {
      into.add(
          new Rows(
              id(CheckCode.HALF_EMPTY_JUNCTION_ROW, junction),
              table.name(),
              table.primaryKey(),
              lost.size() == 1 ? lost.getFirst() : new Condition.Any(lost)));
    }
  }

  private void duplicates(Junction junction, Table table, List<Column> columns) {
    CheckId id = id(CheckCode.DUPLICATE_JUNCTION_ROW, junction);
    if (Uniqueness.isEnforced(table, junction.columns())) {
      return;
    }
    Optional<Column> without =
        columns.stream().filter(column -> !ground.kind(column.type()).hasEquality()).findFirst();
    without.ifPresentOrElse(
        column ->
            into.uncheckable(
                id,
                "Values of the type %s of the column %s cannot be compared."
                    .formatted(column.type().name(), column.name())),
        () -> into.add(new Duplicates(id, table.name(), table.primaryKey(), junction.columns())));
  }

  /** The option of the interface by which an editor may choose the same item again. */
  private boolean mayRepeat(Junction junction) {
    return junction
        .sides()
        .anyMatch(
            side ->
                side.one().isPresent()
                    && side.oneField().isPresent()
                    && Ground.options(ground.meta(side.one().get(), side.oneField().get()))
                        .get("allowDuplicates")
                        .equals(JsonValue.of(true)));
  }

  /** The sides are part of it: a collection can be the junction of several relations. */
  private static CheckId id(CheckCode code, Junction junction) {
    return new CheckId(
        code,
        junction.collection(),
        Optional.empty(),
        String.join("+", junction.sides().map(RelationRow::field).toList()));
  }
}
