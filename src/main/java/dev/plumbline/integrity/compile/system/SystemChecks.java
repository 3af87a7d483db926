package dev.plumbline.integrity.compile.system;

import dev.plumbline.integrity.compile.schema.CheckCollector;
import dev.plumbline.integrity.compile.schema.SchemaIndex;

/**
 * What Directus wrote into its own tables about collections, fields and items, where no foreign key
 * keeps it true.
 */
public final class SystemChecks {
  private SystemChecks() {}

  public static void compile(SchemaIndex index, CheckCollector into) {
    ExistingSystemTables tables = new ExistingSystemTables(index, into);
    new AccessChecks(tables, into).compile();
    new AutomationChecks(index, tables, into).compile();
    new FlowCallChecks(tables, into).compile();
    new NameChecks(index, tables, into).compile();
    new ItemChecks(index, tables, into).compile();
    new FieldNameChecks(index, tables, into).compile();
  }
}
