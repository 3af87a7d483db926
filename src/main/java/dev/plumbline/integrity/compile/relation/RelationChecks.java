package dev.plumbline.integrity.compile.relation;

import dev.plumbline.integrity.compile.schema.CheckCollector;
import dev.plumbline.integrity.compile.schema.CheckInputs;

/** Every check that relations ask for. */
public final class RelationChecks {
  private RelationChecks() {}

  public static void compile(CheckInputs inputs, CheckCollector into) {
    RelationRoles roles = new RelationRoles(inputs);
    new OrphanChecks(inputs, roles, into).compile();
    new JunctionChecks(inputs, into).compile(roles.junctions());
    new ManyToAnyChecks(inputs, into).compile();
    new CycleChecks(inputs, into).compile();
  }
}
