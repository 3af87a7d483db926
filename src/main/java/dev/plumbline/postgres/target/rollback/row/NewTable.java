package dev.plumbline.postgres.target.rollback.row;

import dev.plumbline.postgres.target.shape.TableShape;
import dev.plumbline.postgres.target.statement.RowStream;
import dev.plumbline.postgres.target.statement.StatementFailedException;
import dev.plumbline.postgres.target.statement.TargetTransaction;

/** A table that the run dropped, with its columns and rows, and nothing else. */
public final class NewTable {
  private NewTable() {}

  /**
   * @throws StatementFailedException also if the rows are not those of the backup afterwards
   */
  public static void create(TargetTransaction from, TargetTransaction to, TableShape former)
      throws StatementFailedException {
    String object = "table `" + former.name() + "`";
    to.execute(object, former.create());
    String columns = former.storedColumns();
    if (!columns.isEmpty()) {
      String rows = "the rows of `" + former.name() + "`";
      String query = "SELECT %s FROM ONLY %s".formatted(columns, former.sql());
      RowStream.copy(rows, from, query, to, former.sql() + " (" + columns + ")");
      if (!RowStream.hash(rows, to, query).equals(RowStream.hash(rows, from, query))) {
        throw new StatementFailedException(rows + " were not restored as they were");
      }
    }
  }
}
