package dev.plumbline.postgres.scan.traversal;

import dev.plumbline.postgres.scan.server.ScanTransaction;
import dev.plumbline.postgres.scan.sql.condition.SqlFragment;
import java.util.List;

/** All rows at once: what cannot be parted, or has nothing to part it by. */
record WholeTableTraversal(SqlFragment table, long rowsInAll) implements RowTraversal {
  @Override
  public Part next(ScanTransaction transaction, List<String> resumeAt, long rows) {
    return Part.of(SqlFragment.of("{} t", table), rowsInAll, List.of());
  }
}
