package dev.plumbline.integrity.compile.relation;

import dev.plumbline.catalog.Catalog.Column;
import dev.plumbline.catalog.Catalog.Constraint.ForeignKey;
import dev.plumbline.catalog.Catalog.Table;
import dev.plumbline.integrity.Check.Orphans;
import dev.plumbline.integrity.Check.Rows;
import dev.plumbline.integrity.Check.TextOrphans;
import dev.plumbline.integrity.CheckCode;
import dev.plumbline.integrity.CheckId;
import dev.plumbline.integrity.Condition.Form;
import dev.plumbline.integrity.Condition.Malformed;
import dev.plumbline.integrity.compile.field.FieldCheck;
import dev.plumbline.integrity.compile.relation.SystemReferences.OwnReference;
import dev.plumbline.integrity.compile.schema.CheckCollector;
import dev.plumbline.integrity.compile.schema.CheckInputs;
import dev.plumbline.integrity.compile.schema.ColumnKind;
import dev.plumbline.model.RelationRow;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Rows that reference a row that does not exist, wherever no foreign key makes that impossible. */
public final class OrphanChecks {
  private final CheckInputs inputs;
  private final RelationRoles roles;
  private final CheckCollector into;

  /** Column and parent. */
  private final Set<List<String>> seen = new HashSet<>();

  OrphanChecks(CheckInputs inputs, RelationRoles roles, CheckCollector into) {
    this.inputs = inputs;
    this.roles = roles;
    this.into = into;
  }

  void compile() {
    Set<List<String>> columns = new HashSet<>();
    for (RelationRow row : inputs.relations()) {
      row.one()
          .ifPresent(
              parent -> {
                if (seen.add(List.of(row.collection(), row.field(), parent))) {
                  boolean first = columns.add(List.of(row.collection(), row.field()));
                  CheckId id =
                      new CheckId(
                          roles.of(row),
                          row.collection(),
                          Optional.of(row.field()),
                          first ? "" : parent);
                  orphans(inputs, into, id, row.field(), parent);
                }
              });
    }
    SystemReferences.ALL.forEach(this::own);
    inputs
        .tables()
        .forEach(table -> CheckInputs.foreignKeys(table).forEach(key -> rest(table, key)));
  }

  /** What is not there belongs to another version of Directus, or is missed by a comparison. */
  private void own(OwnReference reference) {
    if (inputs.obstacle(reference.table(), reference.column()).isEmpty()
        && inputs.obstacle(reference.parent()).isEmpty()
        && !(reference.isPersonal() && inputs.isHidden(reference.table(), reference.column()))
        && seen.add(List.of(reference.table(), reference.column(), reference.parent()))) {
      CheckCode code = RelationRoles.of(reference.table(), reference.parent());
      orphans(
          inputs,
          into,
          new CheckId(code, reference.table(), Optional.of(reference.column()), ""),
          reference.column(),
          reference.parent());
    }
  }

  /** A foreign key that Directus does not know, and that does not hold. */
  private void rest(Table table, ForeignKey key) {
    if (key.enforcement().isProof()) {
      return;
    }
    String parent = key.referencedTable();
    CheckCode code = RelationRoles.of(table.name(), parent);
    if (key.columns().size() != 1) {
      into.uncheckable(
          new CheckId(code, table.name(), Optional.empty(), key.name()),
          "The foreign key %s is not enforced and has more than one column, so it cannot be checked."
              .formatted(key.name()));
    } else if (key.elsewhere()) {
      into.uncheckable(
          new CheckId(code, table.name(), Optional.of(key.columns().getFirst()), key.name()),
          "The foreign key %s is not enforced, and %s is in another schema."
              .formatted(key.name(), parent));
    } else if (seen.add(List.of(table.name(), key.columns().getFirst(), parent))) {
      String column = key.columns().getFirst();
      orphans(
          inputs,
          into,
          new CheckId(code, table.name(), Optional.of(column), key.name()),
          column,
          parent);
    }
  }

  /** Adds the check, or why it cannot be made; nothing if a foreign key proves that it is clean. */
  public static void orphans(
      CheckInputs inputs, CheckCollector into, CheckId id, String column, String parent) {
    String name = id.collection();
    Optional<String> obstacle = inputs.obstacle(name, column).or(() -> inputs.obstacle(parent));
    if (obstacle.isPresent()) {
      into.uncheckable(id, obstacle.get());
      return;
    }
    Table parentTable = inputs.table(parent).orElseThrow();
    // What points to another schema says nothing about ours, even where the names are the same.
    List<ForeignKey> keys =
        inputs.model().foreignKeys(name, column).stream().filter(key -> !key.elsewhere()).toList();
    if (keys.stream().anyMatch(key -> proves(key, parent))) {
      return;
    }
    Optional<ForeignKey> toAnother =
        keys.stream().filter(key -> key.enforcement().isProof()).findFirst();
    if (toAnother.isPresent()) {
      into.uncheckable(
          id,
          "The foreign key of the column %s points to %s, the relation to %s."
              .formatted(column, toAnother.get().referencedTable(), parent));
      return;
    }
    List<String> parentKey =
        keys.stream()
            .filter(key -> key.isTo(parent))
            .map(ForeignKey::referencedColumns)
            .findFirst()
            .orElseGet(parentTable::primaryKey);
    if (parentKey.size() != 1) {
      into.uncheckable(
          id,
          "The table %s has %s."
              .formatted(
                  parent,
                  parentKey.isEmpty()
                      ? "no primary key"
                      : "a primary key of more than one column"));
      return;
    }
    check(inputs, into, id, column, parent, parentKey.getFirst());
  }

  private static boolean proves(ForeignKey key, String parent) {
    return key.enforcement().isProof() && key.isTo(parent);
  }

  private static void check(
      CheckInputs inputs,
      CheckCollector into,
      CheckId id,
      String column,
      String parent,
      String parentKey) {
    Table table = inputs.table(id.collection()).orElseThrow();
    Optional<Column> one = inputs.column(parent, parentKey);
    if (one.isEmpty()) {
      into.uncheckable(
          id, "The column %s of the table %s does not exist.".formatted(parentKey, parent));
      return;
    }
    Column many = inputs.column(table.name(), column).orElseThrow();
    ColumnKind child = inputs.kind(many.type());
    ColumnKind key = inputs.kind(one.get().type());
    if (child.isComparableWith(key)) {
      into.add(new Orphans(id, table.name(), table.primaryKey(), column, parent, parentKey));
    } else if (child.isWritten() && key.isText()) {
      into.add(texts(id, table, column, parent, parentKey, Optional.empty()));
    } else if (child.isText() && key.isWritten()) {
      Form form = key.isInteger() ? Form.INTEGER : Form.UUID;
      into.add(texts(id, table, column, parent, parentKey, Optional.of(form)));
      into.add(
          new Rows(
              new CheckId(
                  form == Form.INTEGER ? FieldCheck.MALFORMED_INTEGER : FieldCheck.MALFORMED_UUID,
                  table.name(),
                  id.field(),
                  ""),
              table.name(),
              table.primaryKey(),
              new Malformed(inputs.operand(many), form)));
    } else {
      into.uncheckable(
          id,
          "%s.%s is %s and cannot be compared with %s.%s, which is %s."
              .formatted(
                  table.name(), column, child.type().name(), parent, parentKey, key.type().name()));
    }
  }

  private static TextOrphans texts(
      CheckId id,
      Table table,
      String column,
      String parent,
      String parentKey,
      Optional<Form> form) {
    return new TextOrphans(id, table.name(), table.primaryKey(), column, parent, parentKey, form);
  }
}
