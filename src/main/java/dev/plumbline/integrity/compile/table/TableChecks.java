package dev.plumbline.integrity.compile.table;

import dev.plumbline.catalog.Catalog.Table;
import dev.plumbline.integrity.compile.schema.CheckCollector;
import dev.plumbline.integrity.compile.schema.SchemaIndex;

/** Every check that tables ask for. */
public final class TableChecks {
  private TableChecks() {}

  public static void compile(SchemaIndex index, CheckCollector into) {
    for (Table table : index.tables()) {
      DuplicateChecks.compile(index, table, into);
      SequenceChecks.compile(index, table, into);
      IndexChecks.compile(index, table, into);
    }
  }
}
