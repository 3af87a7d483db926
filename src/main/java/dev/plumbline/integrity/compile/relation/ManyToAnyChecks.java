package dev.plumbline.integrity.compile.relation;

import dev.plumbline.catalog.Catalog.Column;
import dev.plumbline.catalog.Catalog.Table;
import dev.plumbline.integrity.Check.AnyOrphans;
import dev.plumbline.integrity.Check.Rows;
import dev.plumbline.integrity.Check.Target;
import dev.plumbline.integrity.CheckCode;
import dev.plumbline.integrity.CheckId;
import dev.plumbline.integrity.Condition;
import dev.plumbline.integrity.Condition.All;
import dev.plumbline.integrity.Condition.Form;
import dev.plumbline.integrity.Condition.Malformed;
import dev.plumbline.integrity.Condition.Not;
import dev.plumbline.integrity.Condition.NotIn;
import dev.plumbline.integrity.Condition.Operand;
import dev.plumbline.integrity.compile.schema.CheckCollector;
import dev.plumbline.integrity.compile.schema.CheckInputs;
import dev.plumbline.integrity.compile.schema.ColumnKind;
import dev.plumbline.integrity.compile.schema.Targets;
import dev.plumbline.model.RelationRow;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Many-to-any: each row breaks at most one of these, so that one cause is one violation. */
final class ManyToAnyChecks {
  private final CheckInputs inputs;
  private final CheckCollector into;

  ManyToAnyChecks(CheckInputs inputs, CheckCollector into) {
    this.inputs = inputs;
    this.into = into;
  }

  void compile() {
    inputs.relations().stream().filter(RelationRow::isAny).forEach(this::compile);
  }

  private void compile(RelationRow row) {
    String collectionField = row.collectionField().orElse("");
    Optional<String> obstacle =
        collectionField.isEmpty()
            ? Optional.of(
                "The relation has no one_collection_field: it does not say"
                    + " which field holds the collection.")
            : inputs
                .obstacle(row.collection(), row.field())
                .or(() -> inputs.obstacle(row.collection(), collectionField));
    if (obstacle.isPresent()) {
      into.uncheckable(id(row, RelationCheck.M2A_ITEM_MISSING, ""), obstacle.get());
      return;
    }
    Table table = inputs.table(row.collection()).orElseThrow();
    Column item = inputs.column(row.collection(), row.field()).orElseThrow();
    Operand collection =
        inputs.operand(inputs.column(row.collection(), collectionField).orElseThrow());
    List<String> existing = List.copyOf(inputs.names());

    rows(row, table, RelationCheck.M2A_COLLECTION_MISSING, new NotIn(collection, existing));
    // A relation without a list does not say what is allowed: half a relation, reported elsewhere.
    if (!row.allowed().isEmpty()) {
      rows(
          row,
          table,
          RelationCheck.M2A_COLLECTION_NOT_ALLOWED,
          new All(
              List.of(
                  new NotIn(collection, row.allowed()), new Not(new NotIn(collection, existing)))));
    }
    List<Target> targets = targets(row, item);
    malformed(row, table, item, collection, targets);
    if (!targets.isEmpty()) {
      into.add(
          new AnyOrphans(
              id(row, RelationCheck.M2A_ITEM_MISSING, ""),
              table.name(),
              table.primaryKey(),
              row.field(),
              collectionField,
              targets));
    }
  }

  /** Allowed collections whose rows can be looked up by what the item column holds. */
  private List<Target> targets(RelationRow row, Column item) {
    ColumnKind kind = inputs.kind(item.type());
    List<Target> targets = new ArrayList<>();
    for (String name : row.allowed()) {
      // A missing table is reported for the rows that name it.
      if (!inputs.names().contains(name)) {
        continue;
      }
      Optional<String> obstacle = inputs.obstacle(name);
      Optional<Target> target =
          obstacle.isPresent() ? Optional.empty() : Targets.of(inputs, name, kind);
      target.ifPresentOrElse(
          targets::add,
          () ->
              into.uncheckable(
                  id(row, RelationCheck.M2A_ITEM_MISSING, name),
                  obstacle.orElse(
                      "%s has no primary key that an item of the type %s can reference."
                          .formatted(name, kind.type().name()))));
    }
    return targets;
  }

  private void malformed(
      RelationRow row, Table table, Column item, Operand collection, List<Target> targets) {
    if (!inputs.kind(item.type()).isText()) {
      return;
    }
    List<Condition> broken = new ArrayList<>();
    for (Form form : List.of(Form.INTEGER, Form.UUID)) {
      List<String> names =
          targets.stream()
              .filter(target -> Targets.form(inputs, target).equals(Optional.of(form)))
              .map(Target::collection)
              .toList();
      if (!names.isEmpty()) {
        broken.add(
            new All(
                List.of(
                    new Not(new NotIn(collection, names)),
                    new Malformed(inputs.operand(item), form))));
      }
    }
    if (!broken.isEmpty()) {
      rows(
          row,
          table,
          RelationCheck.M2A_KEY_MALFORMED,
          broken.size() == 1 ? broken.getFirst() : new Condition.Any(broken));
    }
  }

  private void rows(RelationRow row, Table table, CheckCode code, Condition broken) {
    into.add(new Rows(id(row, code, ""), table.name(), table.primaryKey(), broken));
  }

  private static CheckId id(RelationRow row, CheckCode code, String detail) {
    return new CheckId(code, row.collection(), Optional.of(row.field()), detail);
  }
}
