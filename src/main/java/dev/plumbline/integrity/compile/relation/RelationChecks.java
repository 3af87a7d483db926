package dev.plumbline.integrity.compile.relation;

import dev.plumbline.integrity.compile.schema.CheckCollector;
import dev.plumbline.integrity.compile.schema.SchemaIndex;

/** Every check that relations ask for. */
public final class RelationChecks {
  private RelationChecks() {}

  public static void compile(SchemaIndex index, CheckCollector into) {
    RelationRoles roles = new RelationRoles(index);
    new OrphanChecks(index, roles, into).compile();
    new JunctionChecks(index, into).compile(roles.junctions());
    new ManyToAnyChecks(index, into).compile();
    new CycleChecks(index, into).compile();
  }
}
