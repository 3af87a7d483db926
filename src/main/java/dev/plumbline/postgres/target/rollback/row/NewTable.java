package dev.plumbline.postgres.target.rollback.row;

import dev.plumbline.postgres.target.rollback.fact.TableShape;
import dev.plumbline.postgres.target.rollback.statement.RollbackFailedException;
import dev.plumbline.postgres.target.rollback.statement.RollbackSession;
import dev.plumbline.postgres.target.rollback.statement.RowStream;

/** A table that the run dropped, with its columns and rows, and nothing else. */
public final class NewTable {
  private NewTable() {}

  public static void create(RollbackSession from, RollbackSession to, TableShape former)
      throws RollbackFailedException {
    String object = "table `" + former.name() + "`";
    to.execute(object, former.create());
    String columns = former.storedColumns();
    if (!columns.isEmpty()) {
      RowStream.copy(
          "the rows of `" + former.name() + "`",
          from,
          "SELECT %s FROM ONLY %s".formatted(columns, former.sql()),
          to,
          former.sql() + " (" + columns + ")");
    }
  }
}
