package dev.plumbline.postgres.target.rollback.directus;

import dev.plumbline.postgres.session.Identifier;
import dev.plumbline.postgres.target.rollback.row.RowNotes;
import dev.plumbline.postgres.target.shape.ColumnShape;
import dev.plumbline.postgres.target.shape.TableShape;
import dev.plumbline.postgres.target.statement.RowStream;
import dev.plumbline.postgres.target.statement.StatementFailedException;
import dev.plumbline.postgres.target.statement.TargetTransaction;
import java.sql.Array;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Rows of the former database in a temporary table of the target, with the columns that both have.
 */
final class StagedRows {
  static final String TABLE = "pg_temp.plumbline_staged";

  private static final String REFERENCES =
      """
      SELECT k.confrelid::regclass::text, k.confrelid = k.conrelid, k.confdeltype = 'n',
             ARRAY (SELECT quote_ident(a.attname) FROM unnest(k.conkey) WITH ORDINALITY o (n, i)
                      JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = o.n ORDER BY o.i),
             ARRAY (SELECT quote_ident(a.attname) FROM unnest(k.confkey) WITH ORDINALITY o (n, i)
                      JOIN pg_attribute a ON a.attrelid = k.confrelid AND a.attnum = o.n ORDER BY o.i),
             ARRAY (SELECT a.attname::text FROM pg_attribute a
                     WHERE a.attrelid = k.conrelid AND a.attnum = ANY (k.conkey)),
             EXISTS (SELECT FROM pg_attribute a
                      WHERE a.attrelid = k.conrelid AND a.attnum = ANY (k.conkey) AND a.attnotnull)
        FROM pg_constraint k WHERE k.contype = 'f' AND k.conrelid = ?::regclass
       ORDER BY k.conname
      """;

  private final TargetTransaction to;
  private final TableShape table;
  private final List<String> columns;

  private StagedRows(TargetTransaction to, TableShape table, List<String> columns) {
    this.to = to;
    this.table = table;
    this.columns = List.copyOf(columns);
  }

  /**
   * @param parent the referenced table, as SQL writes it
   * @param self whether it is the same one
   * @param setsNull whether deleting the referenced row would have made it null
   * @param child columns of the table, as SQL writes them
   * @param parents columns of the referenced table
   * @param names of the columns of the table
   * @param required whether one of them may not be null
   */
  private record Reference(
      String parent,
      boolean self,
      boolean setsNull,
      List<String> child,
      List<String> parents,
      List<String> names,
      boolean required) {}

  /**
   * @param condition which rows; made by PostgreSQL
   */
  static StagedRows load(
      TargetTransaction from,
      TargetTransaction to,
      TableShape former,
      TableShape current,
      String condition)
      throws StatementFailedException {
    List<String> columns =
        current.columns().stream()
            .filter(column -> !column.isGenerated())
            .map(ColumnShape::name)
            .filter(name -> former.column(name).filter(one -> !one.isGenerated()).isPresent())
            .toList();
    StagedRows staged = new StagedRows(to, current, columns);
    String list = TableShape.list(columns);
    to.execute(
        staged.object(),
        "CREATE TEMP TABLE plumbline_staged ON COMMIT DROP AS SELECT %s FROM %s WITH NO DATA"
            .formatted(list, current.sql()));
    RowStream.copy(
        staged.object(),
        from,
        "SELECT %s FROM ONLY %s WHERE %s".formatted(list, former.sql(), condition),
        to,
        TABLE + " (" + list + ")");
    return staged;
  }

  private String object() {
    return "the rows of `" + table.name() + "`";
  }

  String list() {
    return TableShape.list(columns);
  }

  /** Of all columns from the alias {@code s}. */
  String assignments() {
    return columns.stream()
        .map(name -> new Identifier(name).sql())
        .map(column -> column + " = s." + column)
        .collect(Collectors.joining(", "));
  }

  /** Leaves out rows whose key the target has. */
  void removeExisting() throws StatementFailedException {
    List<String> key = table.key().stream().map(name -> new Identifier(name).sql()).toList();
    to.execute(
        object(),
        "DELETE FROM %s s USING %s t WHERE %s"
            .formatted(TABLE, table.sql(), matches("s", "t", key, key)));
  }

  /** {@code s.a = t.b AND …}. */
  static String matches(String s, String t, List<String> some, List<String> others) {
    StringBuilder condition = new StringBuilder();
    for (int i = 0; i < some.size(); i++) {
      condition.append(i == 0 ? "" : " AND ");
      condition.append("%s.%s = %s.%s".formatted(s, some.get(i), t, others.get(i)));
    }
    return condition.toString();
  }

  /**
   * References to rows that the target no longer has become null, or their rows are left out.
   *
   * @param keep whether a reference becomes null wherever that is possible; else only where its
   *     constraint says so
   */
  void removeOrphans(boolean keep, RowNotes notes) throws StatementFailedException {
    List<Reference> references =
        to.rows(
            object(),
            REFERENCES,
            row ->
                new Reference(
                    row.getString(1),
                    row.getBoolean(2),
                    row.getBoolean(3),
                    texts(row.getArray(4)),
                    texts(row.getArray(5)),
                    texts(row.getArray(6)),
                    row.getBoolean(7)),
            table.sql());
    // A row that is left out may leave others of the same table without theirs.
    boolean again = true;
    while (again) {
      again = false;
      for (Reference reference : references) {
        if (columns.containsAll(reference.names())) {
          again |= removeOrphans(reference, keep, notes);
        }
      }
    }
  }

  private static List<String> texts(Array array) throws SQLException {
    return Arrays.asList((String[]) array.getArray());
  }

  private boolean removeOrphans(Reference reference, boolean keep, RowNotes notes)
      throws StatementFailedException {
    String orphan =
        reference.child().stream()
                .map(column -> "s." + column + " IS NOT NULL AND ")
                .collect(Collectors.joining())
            + "NOT EXISTS (SELECT FROM %s p WHERE %s)"
                .formatted(
                    reference.parent(), matches("p", "s", reference.parents(), reference.child()))
            + (reference.self()
                ? " AND NOT EXISTS (SELECT FROM %s p WHERE %s)"
                    .formatted(TABLE, matches("p", "s", reference.parents(), reference.child()))
                : "");
    boolean nulls = !reference.required() && (keep || reference.setsNull());
    String columnNames = "`" + String.join("`, `", reference.names()) + "`";
    if (nulls) {
      String assignments =
          reference.child().stream()
              .map(column -> column + " = NULL")
              .collect(Collectors.joining(", "));
      long changed =
          to.update(object(), "UPDATE %s s SET %s WHERE %s".formatted(TABLE, assignments, orphan));
      if (changed > 0) {
        notes.rows(
            changed,
            table.name(),
            "refers to a row that no longer exists: its %s is empty".formatted(columnNames),
            "refer to rows that no longer exist: their %s is empty".formatted(columnNames));
      }
      return changed > 0;
    }
    long left = to.update(object(), "DELETE FROM %s s WHERE %s".formatted(TABLE, orphan));
    if (left > 0) {
      notes.rows(
          left,
          table.name(),
          "was left out, because what its %s refers to no longer exists".formatted(columnNames),
          "were left out, because what their %s refers to no longer exists".formatted(columnNames));
    }
    return left > 0;
  }

  /** All that are left; in one statement, so that they may refer to each other. */
  void insert() throws StatementFailedException {
    to.execute(
        object(),
        "INSERT INTO %s (%s) OVERRIDING SYSTEM VALUE SELECT %s FROM %s"
            .formatted(table.sql(), list(), list(), TABLE));
  }

  /** So that the next table can have its own. */
  void drop() throws StatementFailedException {
    to.execute("temporary tables", "DROP TABLE " + TABLE);
  }
}
