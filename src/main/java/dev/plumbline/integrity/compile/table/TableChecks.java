package dev.plumbline.integrity.compile.table;

import dev.plumbline.catalog.Catalog.Table;
import dev.plumbline.integrity.compile.schema.CheckCollector;
import dev.plumbline.integrity.compile.schema.CheckInputs;

/** Every check that tables ask for. */
public final class TableChecks {
  private TableChecks() {}

  public static void compile(CheckInputs inputs, CheckCollector into) {
    for (Table table : inputs.tables()) {
      DuplicateChecks.compile(inputs, table, into);
      SequenceChecks.compile(inputs, table, into);
      IndexChecks.compile(inputs, table, into);
    }
  }
}
