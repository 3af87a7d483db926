package dev.plumbline.postgres.target.rollback.directus;

import dev.plumbline.postgres.target.rollback.row.RowNotes;
import dev.plumbline.postgres.target.shape.TableShape;
import dev.plumbline.postgres.target.statement.StatementFailedException;
import dev.plumbline.postgres.target.statement.TargetTransaction;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Rows that Directus deleted together with a collection: permissions, presets, revisions … */
final class DependentRows {
  private static final String REFERENCES =
      """
      SELECT c.relname, p.relname FROM pg_constraint k
        JOIN pg_class c ON c.oid = k.conrelid JOIN pg_class p ON p.oid = k.confrelid
       WHERE k.contype = 'f' AND k.conrelid <> k.confrelid
         AND k.conrelid = ANY (?::regclass[]) AND k.confrelid = ANY (?::regclass[])
      """;

  private final TargetTransaction from;
  private final TargetTransaction to;
  private final SortedMap<String, TableShape> former;
  private final SortedMap<String, TableShape> current;
  private final RowNotes notes;

  DependentRows(
      TargetTransaction from,
      TargetTransaction to,
      SortedMap<String, TableShape> former,
      SortedMap<String, TableShape> current,
      RowNotes notes) {
    this.from = from;
    this.to = to;
    this.former = former;
    this.current = current;
    this.notes = notes;
  }

  /**
   * @param tables that have rows of collections
   * @param collections whose rows are put back
   */
  void restore(Set<String> tables, SortedSet<String> collections) throws StatementFailedException {
    String condition =
        from.one(
            "the dropped collections",
            "SELECT format('collection::text = ANY (%L::text[])', ?::text[])",
            row -> row.getString(1),
            (Object) collections.toArray(String[]::new));
    for (String table : ordered(tables)) {
      TableShape was = former.get(table);
      TableShape is = current.get(table);
      if (was == null || is == null || is.key().isEmpty() || !is.key().equals(was.key())) {
        notes.add(
            "what `%s` had about dropped collections is not restored, because the table or its primary key is another one now"
                .formatted(table));
      } else {
        StagedRows staged = StagedRows.load(from, to, was, is, condition);
        staged.removeExisting();
        staged.removeOrphans(false, notes);
        staged.insert();
        staged.drop();
      }
    }
  }

  /** Referenced tables first; of tables that refer to each other, by name. */
  private List<String> ordered(Set<String> tables) throws StatementFailedException {
    Map<String, Set<String>> parents = new TreeMap<>();
    tables.forEach(table -> parents.put(table, new TreeSet<>()));
    String[] names =
        current.values().stream()
            .filter(table -> tables.contains(table.name()))
            .map(TableShape::sql)
            .toArray(String[]::new);
    to.rows(
        "the references of Directus's tables",
        REFERENCES,
        row -> parents.getOrDefault(row.getString(1), new TreeSet<>()).add(row.getString(2)),
        names,
        names);
    List<String> ordered = new ArrayList<>();
    while (!parents.isEmpty()) {
      String next =
          parents.entrySet().stream()
              .filter(entry -> ordered.containsAll(entry.getValue()))
              .map(Map.Entry::getKey)
              .findFirst()
              .orElseGet(() -> parents.keySet().iterator().next());
      parents.remove(next);
      ordered.add(next);
    }
    return ordered;
  }
}
