package dev.plumbline.run.rehearsal;

import dev.plumbline.hazard.ColumnForm;
import dev.plumbline.json.JsonValue;
import java.util.List;
import java.util.Optional;

/** One thing that Directus does to a table while it applies a plan. */
public sealed interface TableChange {
  /** The table that is altered; as it is, never in quotes. */
  String table();

  /** A table without rows. What does not matter for that, such as its defaults, is left out. */
  record CreateTable(String table, List<NewColumn> columns, Optional<String> key)
      implements TableChange {
    public CreateTable {
      columns = List.copyOf(columns);
    }
  }

  /** The table, and the foreign keys of other tables to it, which Directus drops before. */
  record DropTable(String table) implements TableChange {}

  /** One column more; each row gets its default. */
  record AddColumn(String table, NewColumn column) implements TableChange {}

  record DropColumn(String table, String column) implements TableChange {}

  /**
   * The type of a column is set, with an explicit cast. Its default and {@code NOT NULL} are
   * dropped for that, and set again afterwards; the default does not matter for rows that exist.
   *
   * @param from the type before, as PostgreSQL formats it without length
   */
  record ConvertColumn(String table, String column, String from, ColumnForm form)
      implements TableChange {}

  record ForbidNull(String table, String column) implements TableChange {}

  /**
   * A unique constraint.
   *
   * @param form of the column by then; empty if it is not known
   */
  record MakeUnique(String table, String column, Optional<ColumnForm> form)
      implements TableChange {}

  record CreateIndex(String table, String column) implements TableChange {}

  /**
   * A foreign key to the primary key of another table.
   *
   * @param relatedKey its column, if that is known
   * @param onUpdate as in SQL; empty for PostgreSQL's default
   * @param onDelete likewise
   */
  record AddForeignKey(
      String table,
      String column,
      String related,
      Optional<String> relatedKey,
      Optional<String> onUpdate,
      Optional<String> onDelete)
      implements TableChange {}

  /**
   * A column that is created.
   *
   * @param value its default, as in a snapshot; JSON null if there is none
   * @param isRequired whether it forbids null
   */
  record NewColumn(String name, ColumnForm form, JsonValue value, boolean isRequired) {}
}
