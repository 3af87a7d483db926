package dev.plumbline.integrity.compile.system;

import dev.plumbline.integrity.Check.UnreachableOperations;
import dev.plumbline.integrity.CheckId;
import dev.plumbline.integrity.Condition;
import dev.plumbline.integrity.Condition.Contains;
import dev.plumbline.integrity.Condition.ItemNotIn;
import dev.plumbline.integrity.Condition.ListForm;
import dev.plumbline.integrity.Condition.Not;
import dev.plumbline.integrity.Condition.NotIn;
import dev.plumbline.integrity.Condition.Operand;
import dev.plumbline.integrity.Condition.Operand.OfJson;
import dev.plumbline.integrity.Condition.Where;
import dev.plumbline.integrity.compile.relation.OrphanChecks;
import dev.plumbline.integrity.compile.schema.CheckCollector;
import dev.plumbline.integrity.compile.schema.CheckInputs;
import java.util.List;

/** Flows, operations and panels. */
final class AutomationChecks {
  private static final String FLOWS = "directus_flows";
  private static final String OPERATIONS = "directus_operations";
  private static final String PANELS = "directus_panels";
  private static final String OPTIONS = "options";

  /** Triggers whose options name collections; others keep what they do not check. */
  private static final List<String> OF_COLLECTIONS = List.of("event", "manual");

  private static final List<String> ON_ITEMS =
      List.of("item-create", "item-delete", "item-read", "item-update");

  private final CheckInputs inputs;
  private final ExistingSystemTables tables;
  private final CheckCollector into;

  AutomationChecks(CheckInputs inputs, ExistingSystemTables tables, CheckCollector into) {
    this.inputs = inputs;
    this.tables = tables;
    this.into = into;
  }

  void compile() {
    CheckId first = ExistingSystemTables.id(SystemCheck.FLOW_OPERATION_MISSING, FLOWS, "operation");
    OrphanChecks.orphans(inputs, into, first, "operation", OPERATIONS);

    CheckId unreachable =
        ExistingSystemTables.id(SystemCheck.OPERATION_UNREACHABLE, OPERATIONS, "flow");
    if (tables.have(unreachable, OPERATIONS, "id", "flow", "resolve", "reject")
        && tables.have(unreachable, FLOWS, "id", "operation")) {
      into.add(new UnreachableOperations(unreachable));
    }

    CheckId flows = ExistingSystemTables.id(SystemCheck.FLOW_OF_MISSING_COLLECTION, FLOWS, OPTIONS);
    if (tables.have(flows, FLOWS, "trigger", OPTIONS) && tables.isJson(flows, FLOWS, OPTIONS)) {
      tables.rows(
          flows,
          new Not(new NotIn(tables.operand(FLOWS, "trigger"), OF_COLLECTIONS)),
          new ItemNotIn(
              new OfJson(OPTIONS, List.of("collections")),
              ListForm.JSON,
              List.copyOf(inputs.names())));
    }

    CheckId operations =
        ExistingSystemTables.id(SystemCheck.OPERATION_OF_MISSING_COLLECTION, OPERATIONS, OPTIONS);
    if (tables.have(operations, OPERATIONS, "type", OPTIONS)
        && tables.isJson(operations, OPERATIONS, OPTIONS)) {
      tables.rows(
          operations,
          new Not(new NotIn(tables.operand(OPERATIONS, "type"), ON_ITEMS)),
          optionIsNoCollection());
    }

    CheckId panels =
        ExistingSystemTables.id(SystemCheck.PANEL_OF_MISSING_COLLECTION, PANELS, OPTIONS);
    if (tables.have(panels, PANELS, OPTIONS) && tables.isJson(panels, PANELS, OPTIONS)) {
      tables.rows(panels, optionIsNoCollection());
    }
  }

  /** What is computed while it runs is not a name. */
  private Condition optionIsNoCollection() {
    Operand collection = new OfJson(OPTIONS, List.of("collection"));
    return tables.isNoCollection(
        collection, new Not(new Contains(collection, Where.ANYWHERE, "{{", false)));
  }
}
