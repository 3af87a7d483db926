package dev.plumbline.postgres.target.rollback.directus;

import dev.plumbline.payload.ItemKey;
import dev.plumbline.payload.Section;
import dev.plumbline.postgres.target.rollback.row.RowNotes;
import dev.plumbline.postgres.target.shape.TableShape;
import dev.plumbline.postgres.target.statement.StatementFailedException;
import dev.plumbline.postgres.target.statement.TargetTransaction;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.stream.Collectors;

/** Rows of collections, fields and relations: for each key exactly those of the backup. */
final class DirectusItems {
  private final TargetTransaction from;
  private final TargetTransaction to;
  private final SortedMap<String, TableShape> former;
  private final SortedMap<String, TableShape> current;
  private final RowNotes notes;

  /** A table of Directus, and which of its rows are meant. */
  private record Items(String table, List<String> key, List<ItemKey> keys) {
    String[] collections() {
      return keys.stream().map(ItemKey::collection).toArray(String[]::new);
    }

    String[] fields() {
      return keys.stream().map(ItemKey::field).toArray(String[]::new);
    }
  }

  DirectusItems(
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

  void restore(SortedSet<ItemKey> items) throws StatementFailedException {
    Items collections =
        new Items(
            DirectusTables.COLLECTIONS,
            List.of(DirectusTables.COLLECTION),
            of(items, Set.of(Section.COLLECTIONS)));
    // A field or a relation goes before its collection, and comes after it.
    for (Items each :
        List.of(
            collections,
            new Items(
                DirectusTables.FIELDS,
                List.of(DirectusTables.COLLECTION, "field"),
                of(items, Set.of(Section.FIELDS, Section.SYSTEM_FIELDS))),
            new Items(
                DirectusTables.RELATIONS,
                List.of("many_collection", "many_field"),
                of(items, Set.of(Section.RELATIONS))))) {
      if (!each.keys().isEmpty()) {
        restore(each);
      }
    }
  }

  private static List<ItemKey> of(SortedSet<ItemKey> items, Set<Section> sections) {
    return items.stream().filter(item -> sections.contains(item.section())).toList();
  }

  private void restore(Items items) throws StatementFailedException {
    TableShape was = former.get(items.table());
    TableShape is = current.get(items.table());
    if (was == null || is == null) {
      throw new StatementFailedException(
          "the table `%s` does not exist in %s"
              .formatted(items.table(), was == null ? "the backup" : "the target"));
    }
    StagedRows staged = StagedRows.load(from, to, was, is, condition(from, items));
    staged.removeOrphans(true, notes);
    String ours = condition(to, items);
    if (differ(items, is, staged, ours)) {
      if (items.keys().getFirst().section() == Section.COLLECTIONS) {
        update(items, is, staged, ours);
      } else {
        to.execute(object(items), "DELETE FROM %s WHERE %s".formatted(is.sql(), ours));
      }
      staged.insert();
    }
    staged.drop();
  }

  private static String object(Items items) {
    return "the rows of `" + items.table() + "`";
  }

  /** With the names as literals, written by PostgreSQL: COPY takes no parameters. */
  private static String condition(TargetTransaction session, Items items)
      throws StatementFailedException {
    String row = items.key().stream().collect(Collectors.joining("::text, ", "(", "::text)"));
    if (items.key().size() == 1) {
      return row
          + session.one(
              object(items),
              "SELECT format(' = ANY (%L::text[])', ?::text[])",
              result -> result.getString(1),
              (Object) items.collections());
    }
    return row
        + session.one(
            object(items),
            "SELECT format(' IN (SELECT * FROM unnest(%L::text[], %L::text[]))', ?::text[], ?::text[])",
            result -> result.getString(1),
            items.collections(),
            items.fields());
  }

  private boolean differ(Items items, TableShape is, StagedRows staged, String ours)
      throws StatementFailedException {
    String mine = "SELECT ROW(%s)::text FROM %s WHERE %s".formatted(staged.list(), is.sql(), ours);
    String theirs = "SELECT ROW(%s)::text FROM %s".formatted(staged.list(), StagedRows.TABLE);
    return to.count(
            object(items),
            "SELECT count(*) FROM ((%1$s EXCEPT ALL %2$s) UNION ALL (%2$s EXCEPT ALL %1$s)) d"
                .formatted(mine, theirs))
        > 0;
  }

  /** Rows that stay are not deleted: other tables refer to them, and would lose theirs. */
  private void update(Items items, TableShape is, StagedRows staged, String ours)
      throws StatementFailedException {
    String match = StagedRows.matches("s", "t", items.key(), items.key());
    to.execute(
        object(items),
        "DELETE FROM %s t WHERE %s AND NOT EXISTS (SELECT FROM %s s WHERE %s)"
            .formatted(is.sql(), ours, StagedRows.TABLE, match));
    // First those that have to be there, because a collection refers to its group.
    to.execute(
        object(items),
        """
        INSERT INTO %1$s (%2$s) OVERRIDING SYSTEM VALUE
          SELECT %2$s FROM %3$s s WHERE NOT EXISTS (SELECT FROM %1$s t WHERE %4$s)
        """
            .formatted(is.sql(), staged.list(), StagedRows.TABLE, match));
    to.execute(
        object(items),
        "UPDATE %s t SET %s FROM %s s WHERE %s"
            .formatted(is.sql(), staged.assignments(), StagedRows.TABLE, match));
    to.execute(object(items), "DELETE FROM " + StagedRows.TABLE);
  }
}
