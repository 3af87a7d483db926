package dev.plumbline.integrity.compile.relation;

import dev.plumbline.catalog.Catalog.Column;
import dev.plumbline.catalog.Catalog.Table;
import dev.plumbline.integrity.Check.Duplicates;
import dev.plumbline.integrity.Check.Rows;
import dev.plumbline.integrity.CheckCode;
import dev.plumbline.integrity.CheckId;
import dev.plumbline.integrity.Condition;
import dev.plumbline.integrity.Condition.IsNull;
import dev.plumbline.integrity.compile.schema.CheckCollector;
import dev.plumbline.integrity.compile.schema.CheckInputs;
import dev.plumbline.integrity.compile.schema.Uniqueness;
import dev.plumbline.json.JsonValue;
import dev.plumbline.model.RelationRow;
import java.util.List;
import java.util.Optional;

/** Rows of junctions that have lost a side, or join a pair that is joined already. */
final class JunctionChecks {
  private final CheckInputs inputs;
  private final CheckCollector into;

  JunctionChecks(CheckInputs inputs, CheckCollector into) {
    this.inputs = inputs;
    this.into = into;
  }

  void compile(List<Junction> junctions) {
    junctions.forEach(this::compile);
  }

  private void compile(Junction junction) {
    Optional<Table> table = inputs.table(junction.collection());
    List<Column> columns =
        junction.columns().stream()
            .flatMap(name -> inputs.column(junction.collection(), name).stream())
            .toList();
    // What is missing is reported with the orphans of that side.
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
            .map(column -> (Condition) new IsNull(inputs.operand(column)))
            .toList();
    if (!lost.isEmpty()) {
      into.add(
          new Rows(
              id(RelationCheck.HALF_EMPTY_JUNCTION_ROW, junction),
              table.name(),
              table.primaryKey(),
              lost.size() == 1 ? lost.getFirst() : new Condition.Any(lost)));
    }
  }

  private void duplicates(Junction junction, Table table, List<Column> columns) {
    CheckId id = id(RelationCheck.DUPLICATE_JUNCTION_ROW, junction);
    if (Uniqueness.isEnforced(table, junction.columns())) {
      return;
    }
    Optional<Column> without =
        columns.stream().filter(column -> !inputs.kind(column.type()).hasEquality()).findFirst();
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
                    && CheckInputs.options(
                            inputs.model().fieldMeta(side.one().get(), side.oneField().get()))
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
