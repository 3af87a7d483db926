package dev.plumbline.integrity.compile.relation;

import dev.plumbline.integrity.compile.ground.Compiled;
import dev.plumbline.integrity.compile.ground.Ground;

/** Every check that relations ask for. */
public final class RelationChecks {
  private RelationChecks() {}

  public static void compile(Ground ground, Compiled into) {
    Roles roles = new Roles(ground);
    new OrphanChecks(ground, roles, into).compile();
    new JunctionChecks(ground, into).compile(roles.junctions());
    new AnyChecks(ground, into).compile();
    new CycleChecks(ground, into).compile();
  }
}
