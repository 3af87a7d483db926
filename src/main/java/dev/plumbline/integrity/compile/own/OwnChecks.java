package dev.plumbline.integrity.compile.own;

import dev.plumbline.integrity.compile.ground.Compiled;
import dev.plumbline.integrity.compile.ground.Ground;

/**
 * What Directus wrote into its own tables about collections, fields and items, where no foreign key
 * keeps it true.
 */
public final class OwnChecks {
  private OwnChecks() {}

  public static void compile(Ground ground, Compiled into) {
    OwnTables tables = new OwnTables(ground, into);
    new AccessChecks(tables, into).compile();
    new AutomationChecks(ground, tables, into).compile();
    new FlowCallChecks(tables, into).compile();
    new NameChecks(ground, tables, into).compile();
    new ItemChecks(ground, tables, into).compile();
    new FieldNameChecks(ground, tables, into).compile();
  }
}
