package dev.plumbline.postgres.target.rollback.row;

import dev.plumbline.postgres.session.Identifier;
import dev.plumbline.postgres.target.shape.ColumnShape;
import dev.plumbline.postgres.target.shape.TableShape;
import dev.plumbline.postgres.target.statement.RowStream;
import dev.plumbline.postgres.target.statement.StatementFailedException;
import dev.plumbline.postgres.target.statement.TargetTransaction;
import dev.plumbline.sync.port.RollbackDatabase.SavedRows;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Writes to a file what the rollback is about to drop. */
public final class SavedColumns {
  private final TargetTransaction to;
  private final SavedRows saved;
  private final RowNotes notes;

  public SavedColumns(TargetTransaction to, SavedRows saved, RowNotes notes) {
    this.to = to;
    this.saved = saved;
    this.notes = notes;
  }

  /** All rows of a table that the run created. */
  public void saveTable(TableShape table) throws StatementFailedException {
    String rows = "FROM ONLY " + table.sql() + " t";
    long count = to.count("`" + table.name() + "`", "SELECT count(*) " + rows);
    if (count > 0) {
      save(table, "SELECT * " + rows);
      notes.rows(
          count,
          table.name(),
          "was saved to a file, because the run created that table",
          "were saved to a file, because the run created that table");
    }
  }

  /**
   * Values of columns that the run created, and those that the former type of their column cannot
   * hold, each row with its primary key.
   *
   * @param converts whether there are {@link ConvertedColumns}
   */
  void save(ColumnChanges changes, boolean converts) throws StatementFailedException {
    TableShape table = changes.current();
    List<String> selected = new ArrayList<>();
    List<String> any = new ArrayList<>();
    for (ColumnShape column : changes.createdStored()) {
      String condition = "t.%s IS NOT NULL".formatted(column.sql());
      selected.add("t." + column.sql());
      any.add(condition);
      long count = count(changes, converts, condition);
      if (count > 0) {
        notes.rows(
            count,
            table.name(),
            "had a `%s`, a column that the run created: it was saved to a file"
                .formatted(column.name()),
            "had a `%s`, a column that the run created: they were saved to a file"
                .formatted(column.name()));
      }
    }
    if (converts) {
      for (int i = 0; i < changes.changed().size(); i++) {
        String column = changes.changed().get(i).sql();
        selected.add("CASE WHEN c.lost%1$d THEN t.%2$s END AS %2$s".formatted(i, column));
        any.add("c.lost" + i);
      }
    }
    String condition = String.join(" OR ", any);
    if (any.isEmpty() || count(changes, converts, condition) == 0) {
      return;
    }
    String columns =
        table.key().isEmpty()
            ? "t.*"
            : table.key().stream()
                    .filter(key -> !isSelected(changes, key))
                    .map(key -> "t." + new Identifier(key).sql() + ", ")
                    .collect(Collectors.joining())
                + String.join(", ", selected);
    save(
        table, "SELECT %s FROM %s WHERE %s".formatted(columns, rows(changes, converts), condition));
  }

  private static boolean isSelected(ColumnChanges changes, String key) {
    return changes.createdStored().stream().anyMatch(column -> column.name().equals(key));
  }

  private static String rows(ColumnChanges changes, boolean converts) {
    String rows = "ONLY %s t".formatted(changes.current().sql());
    return converts
        ? "%s JOIN %s c ON %s"
            .formatted(
                rows, ConvertedColumns.TABLE, FormerValues.matches(changes.former(), "t", "c"))
        : rows;
  }

  private long count(ColumnChanges changes, boolean converts, String condition)
      throws StatementFailedException {
    return to.count(
        "`" + changes.table() + "`",
        "SELECT count(*) FROM %s WHERE %s".formatted(rows(changes, converts), condition));
  }

  private void save(TableShape table, String query) throws StatementFailedException {
    String order =
        table.key().stream()
            .map(key -> "t." + new Identifier(key).sql())
            .collect(Collectors.joining(", "));
    RowStream.save(to, table.name(), order.isEmpty() ? query : query + " ORDER BY " + order, saved);
  }
}
