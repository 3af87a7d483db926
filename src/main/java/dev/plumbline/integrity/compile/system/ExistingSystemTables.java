package dev.plumbline.integrity.compile.system;

import dev.plumbline.catalog.Catalog.Table;
import dev.plumbline.integrity.Check.Rows;
import dev.plumbline.integrity.CheckCode;
import dev.plumbline.integrity.CheckId;
import dev.plumbline.integrity.Condition;
import dev.plumbline.integrity.Condition.All;
import dev.plumbline.integrity.Condition.Category;
import dev.plumbline.integrity.Condition.Contains;
import dev.plumbline.integrity.Condition.Not;
import dev.plumbline.integrity.Condition.NotIn;
import dev.plumbline.integrity.Condition.Operand;
import dev.plumbline.integrity.Condition.Where;
import dev.plumbline.integrity.compile.schema.CheckCollector;
import dev.plumbline.integrity.compile.schema.CheckInputs;
import dev.plumbline.model.system.SystemTables;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Directus's own tables, as far as they are there: they differ between versions. */
final class ExistingSystemTables {
  private final CheckInputs inputs;
  private final CheckCollector into;

  ExistingSystemTables(CheckInputs inputs, CheckCollector into) {
    this.inputs = inputs;
    this.into = into;
  }

  static CheckId id(CheckCode code, String table, String field) {
    return new CheckId(code, table, Optional.of(field), "");
  }

  /** Whether all of these columns are there; if not, that is reported. */
  boolean have(CheckId id, String table, String... columns) {
    Optional<String> obstacle = Optional.empty();
    for (String column : columns) {
      obstacle = obstacle.or(() -> inputs.obstacle(table, column));
    }
    obstacle.ifPresent(sentence -> into.uncheckable(id, sentence));
    return obstacle.isEmpty();
  }

  /** Whether the column holds JSON; if not, that is reported. Call it only for one that exists. */
  boolean isJson(CheckId id, String table, String column) {
    boolean json =
        inputs.kind(inputs.column(table, column).orElseThrow().type()).category() == Category.JSON;
    if (!json) {
      into.uncheckable(id, "The column %s of the table %s is not JSON.".formatted(column, table));
    }
    return json;
  }

  List<String> key(String table) {
    return inputs.table(table).map(Table::primaryKey).orElse(List.of());
  }

  /** Call it only for columns that are there. */
  Operand operand(String table, String column) {
    return inputs.operand(inputs.column(table, column).orElseThrow());
  }

  void rows(CheckId id, Condition... broken) {
    into.add(
        new Rows(
            id,
            id.collection(),
            key(id.collection()),
            broken.length == 1 ? broken[0] : new All(List.of(broken))));
  }

  /**
   * It names no collection. A name with Directus's prefix is taken for one of its own: tables of
   * other versions come and go with migrations.
   */
  Condition isNoCollection(Operand operand, Condition... besides) {
    List<Condition> all = new ArrayList<>(List.of(besides));
    all.add(new NotIn(operand, List.copyOf(inputs.names())));
    all.add(new Not(new Contains(operand, Where.AT_THE_START, SystemTables.PREFIX, false)));
    return new All(all);
  }
}
