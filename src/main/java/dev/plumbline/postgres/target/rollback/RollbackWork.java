package dev.plumbline.postgres.target.rollback;

import dev.plumbline.postgres.target.rollback.directus.DirectusTables;
import dev.plumbline.postgres.target.rollback.fact.CatalogFact;
import dev.plumbline.postgres.target.rollback.fact.CatalogFacts;
import dev.plumbline.postgres.target.rollback.fact.FactKind;
import dev.plumbline.postgres.target.rollback.fact.SequencePositions;
import dev.plumbline.postgres.target.rollback.row.ColumnChanges;
import dev.plumbline.postgres.target.rollback.row.ColumnRestore;
import dev.plumbline.postgres.target.rollback.row.NewTable;
import dev.plumbline.postgres.target.rollback.row.RowNotes;
import dev.plumbline.postgres.target.rollback.row.SavedColumns;
import dev.plumbline.postgres.target.shape.ColumnShape;
import dev.plumbline.postgres.target.shape.TableShape;
import dev.plumbline.postgres.target.shape.TableShapes;
import dev.plumbline.postgres.target.shape.WriteGuard;
import dev.plumbline.postgres.target.statement.StatementFailedException;
import dev.plumbline.postgres.target.statement.TargetTransaction;
import dev.plumbline.run.rollback.RollbackScope;
import dev.plumbline.sync.port.BackupCopy;
import dev.plumbline.sync.port.RollbackDatabase.SavedRows;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The order of a rollback: drop what is in the way, restore tables and columns with their values,
 * then Directus's rows, then everything that hangs on tables; and compare in the end.
 */
final class RollbackWork {
  private final TargetTransaction from;
  private final TargetTransaction to;
  private final BackupCopy backup;
  private final String schema;
  private final RollbackScope scope;
  private final SavedRows saved;
  private final RowNotes notes = new RowNotes();

  /**
   * @param from the transaction in the former database
   * @param to the one in the target
   * @param backup what the former database was restored from
   */
  RollbackWork(
      TargetTransaction from,
      TargetTransaction to,
      BackupCopy backup,
      RollbackScope scope,
      SavedRows saved) {
    this.backup = backup;
    this.from = from;
    this.to = to;
    this.schema = to.target().schema().name();
    this.scope = scope;
    this.saved = saved;
  }

  /**
   * Everything but the commit.
   *
   * @return notes
   */
  List<String> run() throws StatementFailedException {
    lock();
    SortedMap<String, TableShape> former = TableShapes.read(from, schema, scope.tables());
    SortedMap<String, TableShape> current = TableShapes.read(to, schema, scope.tables());
    Set<String> sequences = SequencePositions.names(to, schema, scope.tables());
    FinalFacts facts = FinalFacts.read(from, to, schema, scope.tables(), saved, notes);
    List<ColumnChanges> changes =
        former.values().stream()
            .flatMap(
                table ->
                    Optional.ofNullable(current.get(table.name())).stream()
                        .map(now -> ColumnChanges.of(table, now)))
            .toList();

    WriteGuard.of(to, schema, scope.tables());
    Set<CatalogFact> obsolete = dropStructure(former, changes, facts);
    restoreTables(former, current, facts.former(), obsolete, changes);
    facts.restoreOwners();
    restoreRows();
    facts.restoreUnforced(restored(former, current, changes));
    SequencePositions.restore(from, to, schema, scope.tables(), sequences);
    facts.restore();
    compare(former);
    facts.compare();
    return notes.all();
  }

  private static Map<String, Set<String>> restored(
      SortedMap<String, TableShape> former,
      SortedMap<String, TableShape> current,
      List<ColumnChanges> changes) {
    Map<String, Set<String>> restored = new HashMap<>();
    for (TableShape table : former.values()) {
      if (!current.containsKey(table.name())) {
        restored.put(table.name(), names(table.columns()));
      }
    }
    changes.forEach(change -> restored.put(change.former().name(), names(change.missing())));
    return restored;
  }

  private static Set<String> names(List<ColumnShape> columns) {
    return columns.stream().map(ColumnShape::name).collect(Collectors.toUnmodifiableSet());
  }

  /** Nobody writes between the comparison and the change. */
  private void lock() throws StatementFailedException {
    for (TableShape table : TableShapes.read(to, schema, scope.tables()).values()) {
      to.execute(
          "the lock on `" + table.name() + "`",
          "LOCK TABLE ONLY " + table.sql() + " IN ACCESS EXCLUSIVE MODE");
    }
  }

  /**
   * @return sequences that the former database lacks, which columns may still need
   */
  private Set<CatalogFact> dropStructure(
      SortedMap<String, TableShape> former, List<ColumnChanges> changes, FinalFacts facts)
      throws StatementFailedException {
    Set<CatalogFact> unwanted = facts.initial().minus(facts.former());
    List<CatalogFact> drops = new ArrayList<>();
    for (CatalogFact fact : facts.initial().all()) {
      // Of a table that is dropped, the rest goes with it.
      boolean stays = former.containsKey(fact.table()) || fact.kind() == FactKind.FOREIGN_KEY;
      boolean isUnwanted = fact.kind().isStructural() && unwanted.contains(fact);
      if (stays && (isUnwanted || isDefaultOfOtherType(fact, changes))) {
        drops.add(fact);
      }
    }
    dropReferences(changes);
    Set<CatalogFact> sequences = new TreeSet<>();
    for (CatalogFact fact : drops.reversed()) {
      if (fact.kind() == FactKind.SEQUENCE) {
        sequences.add(fact);
      } else {
        to.execute(fact.text(), fact.drop().orElseThrow());
      }
    }
    return sequences;
  }

  /** It would have to be cast, too. */
  private static boolean isDefaultOfOtherType(CatalogFact fact, List<ColumnChanges> changes) {
    return fact.kind() == FactKind.DEFAULT
        && changes.stream()
            .anyMatch(
                change ->
                    change.former().name().equals(fact.table())
                        && change.hasOtherType(fact.name()));
  }

  /** Both ends of a foreign key change their type, one after the other. */
  private void dropReferences(List<ColumnChanges> changes) throws StatementFailedException {
    String[] tables =
        changes.stream()
            .filter(ColumnChanges::hasOtherTypes)
            .map(change -> change.current().sql())
            .toArray(String[]::new);
    List<String> drops =
        to.rows(
            "the foreign keys",
            """
            SELECT format('ALTER TABLE %s DROP CONSTRAINT %I', k.conrelid::regclass, k.conname)
              FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid
             WHERE k.contype = 'f' AND c.relnamespace = quote_ident(?)::regnamespace
               AND c.relname = ANY (?::text[])
               AND (k.conrelid = ANY (?::regclass[]) OR k.confrelid = ANY (?::regclass[]))
             ORDER BY 1
            """,
            row -> row.getString(1),
            schema,
            scope.tables().toArray(String[]::new),
            tables,
            tables);
    for (String drop : drops) {
      to.execute("a foreign key", drop);
    }
  }

  private void restoreTables(
      SortedMap<String, TableShape> former,
      SortedMap<String, TableShape> current,
      CatalogFacts wanted,
      Set<CatalogFact> obsolete,
      List<ColumnChanges> changes)
      throws StatementFailedException {
    SavedColumns columns = new SavedColumns(to, saved, notes);
    for (TableShape table : current.values()) {
      if (!former.containsKey(table.name())) {
        columns.saveTable(table);
        to.execute("table `" + table.name() + "`", "DROP TABLE " + table.sql());
      }
    }
    // A default that numbers rows needs its sequence.
    for (CatalogFact fact : wanted.missingIn(CatalogFacts.read(to, schema, scope.tables()))) {
      if (fact.kind() == FactKind.SEQUENCE) {
        to.execute(fact.text(), fact.create());
      }
    }
    ColumnRestore restore = new ColumnRestore(from, to, wanted, saved, notes);
    for (ColumnChanges change : changes) {
      if (change.readsFormerValues()) {
        requireRows(change.table());
      }
      restore.restore(change);
    }
    for (TableShape table : former.values()) {
      if (!current.containsKey(table.name())) {
        requireRows(table.name());
        NewTable.create(from, to, table);
      }
    }
    for (CatalogFact sequence : obsolete) {
      to.execute(sequence.text(), sequence.drop().orElseThrow());
    }
  }

  /** An empty table of a narrowed backup had rows, or not: nobody knows. */
  private void requireRows(String table) throws StatementFailedException {
    if (backup.lacksRows(schema, table)) {
      throw new StatementFailedException(
          "the backup of the run has no rows of `%s`, so that its values cannot be restored"
              .formatted(table));
    }
  }

  private void restoreRows() throws StatementFailedException {
    DirectusTables directus = new DirectusTables(from, to, schema, notes);
    Set<String> others = new HashSet<>(directus.written(scope));
    others.removeAll(scope.tables());
    WriteGuard guard = WriteGuard.of(to, schema, others);
    directus.restore(scope);
    guard.restore();
  }

  private void compare(SortedMap<String, TableShape> former) throws StatementFailedException {
    SortedMap<String, TableShape> now = TableShapes.read(to, schema, scope.tables());
    for (String name : scope.tables()) {
      TableShape was = former.get(name);
      TableShape is = now.get(name);
      boolean equal =
          was == null
              ? is == null
              : is != null && new HashSet<>(was.columns()).equals(new HashSet<>(is.columns()));
      if (!equal) {
        throw new StatementFailedException(
            "the columns of `%s` could not be made as they were".formatted(name));
      }
    }
  }
}
