package dev.plumbline.integrity.compile.table;

import dev.plumbline.integrity.compile.ground.Compiled;
import dev.plumbline.integrity.compile.ground.Ground;
import dev.plumbline.schema.Catalog.Table;

/** Every check that tables ask for. */
public final class TableChecks {
  private TableChecks() {}

  public static void compile(Ground ground, Compiled into) {
    for (Table table : ground.tables()) {
      DuplicateChecks.compile(ground, table, into);
      SequenceChecks.compile(ground, table, into);
      IndexChecks.compile(ground, table, into);
    }
  }
}
