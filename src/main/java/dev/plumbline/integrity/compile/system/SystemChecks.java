package dev.plumbline.integrity.compile.system;

import dev.plumbline.integrity.compile.schema.CheckCollector;
import dev.plumbline.integrity.compile.schema.CheckInputs;

/**
 * What Directus wrote into its own tables about collections, fields and items, where no foreign key
 * keeps it true.
 */
public final class SystemChecks {
  private SystemChecks() {}

  public static void compile(CheckInputs inputs, CheckCollector into) {
    ExistingSystemTables tables = new ExistingSystemTables(inputs, into);
    new AccessChecks(tables, into).compile();
    new AutomationChecks(inputs, tables, into).compile();
    new FlowCallChecks(tables, into).compile();
    new NameChecks(inputs, tables, into).compile();
    new ItemChecks(inputs, tables, into).compile();
    new FieldNameChecks(inputs, tables, into).compile();
  }
}
