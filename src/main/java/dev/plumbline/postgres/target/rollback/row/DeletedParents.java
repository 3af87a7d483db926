package dev.plumbline.postgres.target.rollback.row;

import dev.plumbline.postgres.target.statement.RowStream;
import dev.plumbline.postgres.target.statement.StatementFailedException;
import dev.plumbline.postgres.target.statement.TargetTransaction;
import dev.plumbline.sync.port.RollbackDatabase.SavedRows;
import java.sql.Array;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * References to rows that were deleted since the run, while the foreign key was missing. They
 * become null where it says {@code ON DELETE SET NULL}, as they would have then; so do those that
 * come from the backup, which still has them. Any other, which a user may have written, is refused
 * by PostgreSQL when the foreign key is made.
 */
public final class DeletedParents {
  private static final String REFERENCES =
      """
      SELECT c.relname, k.conname, k.conrelid::regclass::text, k.confrelid::regclass::text,
             ARRAY (SELECT quote_ident(a.attname) FROM unnest(k.conkey) WITH ORDINALITY o (n, i)
                      JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = o.n ORDER BY o.i),
             ARRAY (SELECT quote_ident(a.attname) FROM unnest(k.confkey) WITH ORDINALITY o (n, i)
                      JOIN pg_attribute a ON a.attrelid = k.confrelid AND a.attnum = o.n ORDER BY o.i),
             ARRAY (SELECT a.attname::text FROM pg_attribute a
                     WHERE a.attrelid = k.conrelid AND a.attnum = ANY (k.conkey)),
             k.confdeltype = 'n'
        FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid
        JOIN pg_namespace n ON n.oid = c.relnamespace
       WHERE k.contype = 'f' AND k.convalidated
         AND NOT EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = k.conrelid
                            AND a.attnum = ANY (k.conkey) AND a.attnotnull)
         AND n.nspname = ? AND c.relname = ANY (?::text[])
      """;

  private final TargetTransaction to;
  private final List<NullingReference> references;
  private final SavedRows saved;
  private final RowNotes notes;

  /**
   * @param child the table with the foreign key, as SQL writes it
   * @param parent the one that it references
   * @param columns as SQL writes them
   * @param names of the same columns
   */
  private record NullingReference(
      String table,
      String constraint,
      String child,
      String parent,
      List<String> columns,
      List<String> keys,
      List<String> names,
      boolean setsNull) {}

  private DeletedParents(
      TargetTransaction to, List<NullingReference> references, SavedRows saved, RowNotes notes) {
    this.to = to;
    this.references = List.copyOf(references);
    this.saved = saved;
    this.notes = notes;
  }

  /** Of the former database. */
  public static DeletedParents read(
      TargetTransaction from,
      TargetTransaction to,
      String schema,
      Set<String> tables,
      SavedRows saved,
      RowNotes notes)
      throws StatementFailedException {
    return new DeletedParents(
        to,
        from.rows(
            "the foreign keys of the backup",
            REFERENCES,
            row ->
                new NullingReference(
                    row.getString(1),
                    row.getString(2),
                    row.getString(3),
                    row.getString(4),
                    texts(row.getArray(5)),
                    texts(row.getArray(6)),
                    texts(row.getArray(7)),
                    row.getBoolean(8)),
            schema,
            tables.toArray(String[]::new)),
        saved,
        notes);
  }

  private static List<String> texts(Array array) throws SQLException {
    return Arrays.asList((String[]) array.getArray());
  }

  /**
   * Before the foreign key is made.
   *
   * @param restored columns of the table that come from the backup
   */
  public void forget(String table, String constraint, Set<String> restored)
      throws StatementFailedException {
    for (NullingReference reference : references) {
      if (reference.table().equals(table)
          && reference.constraint().equals(constraint)
          && (reference.setsNull() || restored.containsAll(reference.names()))) {
        forget(reference);
      }
    }
  }

  private void forget(NullingReference reference) throws StatementFailedException {
    StringBuilder matches = new StringBuilder();
    for (int i = 0; i < reference.columns().size(); i++) {
      matches.append(i == 0 ? "" : " AND ");
      matches.append("p.%s = t.%s".formatted(reference.keys().get(i), reference.columns().get(i)));
    }
    String which =
        "%s AND NOT EXISTS (SELECT FROM %s p WHERE %s)"
            .formatted(
                reference.columns().stream()
                    .map(column -> "t." + column + " IS NOT NULL")
                    .collect(Collectors.joining(" AND ")),
                reference.parent(),
                matches);
    String rows = "FROM ONLY %s t WHERE %s".formatted(reference.child(), which);
    if (to.count("`" + reference.table() + "`", "SELECT count(*) " + rows) == 0) {
      return;
    }
    // A user may have written such a value, as long as there was no foreign key.
    RowStream.save(to, reference.table(), "SELECT t.* " + rows, saved);
    long count =
        to.update(
            "the rows of `" + reference.table() + "`",
            "UPDATE ONLY %s t SET %s WHERE %s"
                .formatted(
                    reference.child(),
                    reference.columns().stream()
                        .map(column -> column + " = NULL")
                        .collect(Collectors.joining(", ")),
                    which));
    String what =
        "referred by the foreign key `%s` to what does not exist: the reference is empty now, and was saved to a file"
            .formatted(reference.constraint());
    notes.rows(count, reference.table(), what, what);
  }
}
