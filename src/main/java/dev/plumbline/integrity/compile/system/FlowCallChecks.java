package dev.plumbline.integrity.compile.system;

import dev.plumbline.integrity.Check.NamedRows;
import dev.plumbline.integrity.CheckCode;
import dev.plumbline.integrity.CheckId;
import dev.plumbline.integrity.Condition;
import dev.plumbline.integrity.Condition.All;
import dev.plumbline.integrity.Condition.Any;
import dev.plumbline.integrity.Condition.Contains;
import dev.plumbline.integrity.Condition.IsEmpty;
import dev.plumbline.integrity.Condition.IsNull;
import dev.plumbline.integrity.Condition.Not;
import dev.plumbline.integrity.Condition.NotIn;
import dev.plumbline.integrity.Condition.Operand;
import dev.plumbline.integrity.Condition.Operand.OfJson;
import dev.plumbline.integrity.Condition.Where;
import dev.plumbline.integrity.compile.schema.CheckCollector;
import java.util.List;
import java.util.Optional;

/**
 * Flows that an operation triggers, and roles whose permissions it takes. Both stand in its
 * options, where no foreign key can be. Directus takes an option for a key byte by byte.
 */
final class FlowCallChecks {
  private static final String FLOWS = "directus_flows";
  private static final String OPERATIONS = "directus_operations";
  private static final String ROLES = "directus_roles";
  private static final String OPTIONS = "options";
  private static final String TYPE = "type";
  private static final Operand FLOW = new OfJson(OPTIONS, List.of("flow"));
  private static final Operand PERMISSIONS = new OfJson(OPTIONS, List.of("permissions"));

  private static final List<String> WITH_PERMISSIONS =
      List.of("item-create", "item-delete", "item-read", "item-update", "notification");

  /** What is said in place of a role. */
  private static final List<String> NO_ROLES = List.of("$trigger", "$public", "$full");

  private final ExistingSystemTables tables;
  private final CheckCollector into;

  FlowCallChecks(ExistingSystemTables tables, CheckCollector into) {
    this.tables = tables;
    this.into = into;
  }

  void compile() {
    CheckId missing = id(SystemCheck.OPERATION_TRIGGERS_MISSING_FLOW);
    CheckId inactive = id(SystemCheck.OPERATION_TRIGGERS_INACTIVE_FLOW);
    CheckId other = id(SystemCheck.OPERATION_TRIGGERS_FLOW_OF_OTHER_TRIGGER);
    if (areThere(missing, FLOWS, "id")) {
      add(missing, triggers(), FLOW, FLOWS, Optional.empty());
    }
    if (areThere(other, FLOWS, "id", "trigger")) {
      add(other, triggers(), FLOW, FLOWS, Optional.of(isNot("trigger", "operation")));
    }
    if (areThere(inactive, FLOWS, "id", "trigger", "status")) {
      // With another trigger it would do nothing if it were active.
      Condition called = new Not(isNot("trigger", "operation"));
      add(
          inactive,
          triggers(),
          FLOW,
          FLOWS,
          Optional.of(new All(List.of(called, isNot("status", "active")))));
    }
    CheckId role = id(SystemCheck.OPERATION_OF_MISSING_ROLE);
    if (areThere(role, ROLES, "id")) {
      Condition named =
          new All(
              List.of(
                  new Not(new NotIn(type(), WITH_PERMISSIONS)),
                  new NotIn(PERMISSIONS, NO_ROLES),
                  isNamed(PERMISSIONS)));
      add(role, named, PERMISSIONS, ROLES, Optional.empty());
    }
  }

  private static CheckId id(CheckCode code) {
    return ExistingSystemTables.id(code, OPERATIONS, OPTIONS);
  }

  private boolean areThere(CheckId id, String other, String... columns) {
    return tables.have(id, OPERATIONS, "id", TYPE, OPTIONS)
        && tables.have(id, other, columns)
        && tables.isJson(id, OPERATIONS, OPTIONS);
  }

  private Operand type() {
    return tables.operand(OPERATIONS, TYPE);
  }

  private Condition triggers() {
    return new All(List.of(new Not(new NotIn(type(), List.of("trigger"))), isNamed(FLOW)));
  }

  /** Nothing chosen is nothing missing, and what is computed while it runs is not a key. */
  private static Condition isNamed(Operand option) {
    return new All(
        List.of(
            new Not(new IsEmpty(option)),
            new Not(new Contains(option, Where.ANYWHERE, "{{", false))));
  }

  /** Null is something else as well. */
  private Condition isNot(String column, String value) {
    Operand operand = tables.operand(FLOWS, column);
    return new Any(List.of(new IsNull(operand), new NotIn(operand, List.of(value))));
  }

  private void add(
      CheckId id, Condition when, Operand named, String parent, Optional<Condition> parentIs) {
    into.add(
        new NamedRows(id, OPERATIONS, tables.key(OPERATIONS), when, named, parent, "id", parentIs));
  }
}
