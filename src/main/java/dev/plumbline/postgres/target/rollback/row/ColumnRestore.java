package dev.plumbline.postgres.target.rollback.row;

import dev.plumbline.postgres.target.rollback.fact.CatalogFact;
import dev.plumbline.postgres.target.rollback.fact.CatalogFacts;
import dev.plumbline.postgres.target.rollback.fact.FactKind;
import dev.plumbline.postgres.target.shape.ColumnShape;
import dev.plumbline.postgres.target.shape.TableShape;
import dev.plumbline.postgres.target.statement.StatementFailedException;
import dev.plumbline.postgres.target.statement.TargetTransaction;
import dev.plumbline.sync.port.RollbackDatabase.SavedRows;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Columns of tables that both databases have, with their values. What depends on a column that is
 * dropped or changed has been dropped before.
 */
public final class ColumnRestore {
  private final TargetTransaction from;
  private final TargetTransaction to;
  private final CatalogFacts former;
  private final SavedRows saved;
  private final RowNotes notes;

  /**
   * @param former of the former database
   */
  public ColumnRestore(
      TargetTransaction from,
      TargetTransaction to,
      CatalogFacts former,
      SavedRows saved,
      RowNotes notes) {
    this.from = from;
    this.to = to;
    this.former = former;
    this.saved = saved;
    this.notes = notes;
  }

  public void restore(ColumnChanges changes) throws StatementFailedException {
    if (changes.isEmpty()) {
      return;
    }
    alter(
        changes,
        changes.changedKeys().stream()
            .map(
                key ->
                    "ALTER COLUMN %1$s TYPE %2$s USING %1$s::%3$s"
                        .formatted(key.sql(), key.typeSql(), key.type()))
            .toList());
    List<ColumnShape> missing = changes.missingStored();
    if (changes.readsFormerValues() && hasRows(changes.current())) {
      withValues(changes, missing);
    } else {
      new SavedColumns(to, saved, notes).save(changes, false);
      alter(changes, drops(changes));
      alter(changes, casts(changes));
      alter(changes, additions(missing));
    }
    alter(changes, additions(changes.missing().stream().filter(ColumnShape::isGenerated).toList()));
  }

  private void withValues(ColumnChanges changes, List<ColumnShape> missing)
      throws StatementFailedException {
    if (!changes.hasFormerKey()) {
      throw new StatementFailedException(
          "`%s` has rows, but not the primary key that it had in the backup, so its former values cannot be matched with them"
              .formatted(changes.table()));
    }
    boolean converts = !changes.changed().isEmpty();
    FormerValues.load(
        from,
        to,
        changes.former(),
        Stream.concat(missing.stream(), changes.changed().stream()).toList());
    ConvertedColumns converted =
        new ConvertedColumns(to, changes, required(changes.table()), missing.size());
    if (converts) {
      converted.compute(notes);
    }
    new SavedColumns(to, saved, notes).save(changes, converts);
    alter(changes, drops(changes));
    if (converts) {
      alter(changes, converted.alterations());
      converted.drop();
    }
    alter(changes, additions(missing));
    if (!missing.isEmpty()) {
      fill(changes, missing);
      since(changes, missing);
    }
    FormerValues.drop(to);
  }

  private Set<String> required(String table) {
    return former.all().stream()
        .filter(fact -> fact.kind() == FactKind.NOT_NULL && fact.table().equals(table))
        .map(CatalogFact::name)
        .collect(Collectors.toUnmodifiableSet());
  }

  private boolean hasRows(TableShape table) throws StatementFailedException {
    return !to.rows(
            "`" + table.name() + "`",
            "SELECT 1 FROM ONLY %s LIMIT 1".formatted(table.sql()),
            row -> row.getInt(1))
        .isEmpty();
  }

  private void alter(ColumnChanges changes, List<String> actions) throws StatementFailedException {
    if (!actions.isEmpty()) {
      to.execute(
          "the columns of `" + changes.table() + "`",
          "ALTER TABLE ONLY %s %s".formatted(changes.current().sql(), String.join(", ", actions)));
    }
  }

  /** Generated ones first: they may depend on the others. */
  private static List<String> drops(ColumnChanges changes) {
    return Stream.concat(
            changes.created().stream().filter(ColumnShape::isGenerated),
            changes.createdStored().stream())
        .map(column -> "DROP COLUMN " + column.sql())
        .toList();
  }

  /** Where there are no values. */
  private static List<String> casts(ColumnChanges changes) {
    return changes.changed().stream()
        .map(
            column ->
                "ALTER COLUMN %s TYPE %s USING NULL".formatted(column.sql(), column.typeSql()))
        .toList();
  }

  private static List<String> additions(List<ColumnShape> columns) {
    return columns.stream().map(column -> "ADD COLUMN " + column.definition()).toList();
  }

  private void fill(ColumnChanges changes, List<ColumnShape> missing)
      throws StatementFailedException {
    String assignments =
        IntStream.range(0, missing.size())
            .mapToObj(i -> "%s = s.f%d".formatted(missing.get(i).sql(), i))
            .collect(Collectors.joining(", "));
    to.execute(
        "the values of `" + changes.table() + "`",
        "UPDATE ONLY %s t SET %s FROM %s s WHERE %s"
            .formatted(
                changes.current().sql(),
                assignments,
                FormerValues.TABLE,
                FormerValues.matches(changes.former(), "t", "s")));
  }

  /** Rows that were added since the run have no former value. */
  private void since(ColumnChanges changes, List<ColumnShape> missing)
      throws StatementFailedException {
    String table = changes.table();
    String object = "the rows of `" + table + "`";
    String since =
        "NOT EXISTS (SELECT FROM %s s WHERE %s)"
            .formatted(FormerValues.TABLE, FormerValues.matches(changes.former(), "t", "s"));
    long count =
        to.count(
            object,
            "SELECT count(*) FROM ONLY %s t WHERE %s".formatted(changes.current().sql(), since));
    if (count == 0) {
      return;
    }
    Set<String> required = required(table);
    List<String> defaults = new ArrayList<>();
    for (ColumnShape column : missing) {
      Optional<CatalogFact> value =
          former.all().stream()
              .filter(
                  fact ->
                      fact.kind() == FactKind.DEFAULT
                          && fact.table().equals(table)
                          && fact.name().equals(column.name()))
              .findFirst();
      if (value.isPresent()) {
        to.execute(value.get().text(), value.get().create());
        defaults.add(column.sql() + " = DEFAULT");
        notes.rows(
            count,
            table,
            "was added since the run: its `%s` has its default".formatted(column.name()),
            "were added since the run: their `%s` has its default".formatted(column.name()));
      } else if (required.contains(column.name())) {
        throw new StatementFailedException(
            "column `%s` of `%s` is required and has no default, but %s %s added since the run"
                .formatted(
                    column.name(),
                    table,
                    RowNotes.text(count, table),
                    count == 1 ? "was" : "were"));
      } else {
        notes.rows(
            count,
            table,
            "was added since the run: its `%s` is empty".formatted(column.name()),
            "were added since the run: their `%s` is empty".formatted(column.name()));
      }
    }
    if (!defaults.isEmpty()) {
      to.execute(
          object,
          "UPDATE ONLY %s t SET %s WHERE %s"
              .formatted(changes.current().sql(), String.join(", ", defaults), since));
    }
  }
}
