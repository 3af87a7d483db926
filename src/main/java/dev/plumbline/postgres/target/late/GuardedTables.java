package dev.plumbline.postgres.target.late;

import dev.plumbline.postgres.session.Identifier;
import dev.plumbline.postgres.target.shape.CollectionTables;
import dev.plumbline.postgres.target.shape.TableShape;
import dev.plumbline.postgres.target.shape.TableShapes;
import dev.plumbline.postgres.target.statement.StatementFailedException;
import dev.plumbline.postgres.target.statement.TargetTransaction;
import dev.plumbline.sync.port.LateRows;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** Reads what is to be saved of the tables that lose something. */
final class GuardedTables {
  /** A view has no rows of its own, and a foreign table keeps them. */
  private static final String WITH_ROWS =
      """
      SELECT c.relname, c.oid::bigint, format('collection::text = %L', c.relname)
        FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
       WHERE n.nspname = ? AND c.relname = ANY (?::text[]) AND c.relkind IN ('r', 'p')
      """;

  private static final String PERMISSIONS = "directus_permissions";

  private final TargetTransaction transaction;
  private final String schema;

  /** By name, why the rows of a table cannot be saved. */
  private final SortedMap<String, String> unsaved = new TreeMap<>();

  private GuardedTables(TargetTransaction transaction) {
    this.transaction = transaction;
    this.schema = transaction.target().schema().name();
  }

  /**
   * @param byOid the tables that exist
   * @param unsaved by name, why the rows of others cannot be saved
   */
  record Found(Map<Long, GuardedTable> byOid, SortedMap<String, String> unsaved) {}

  static Found read(TargetTransaction transaction, LateRows late) throws StatementFailedException {
    GuardedTables tables = new GuardedTables(transaction);
    return new Found(tables.read(late.files().keySet(), late.dropped()), tables.unsaved);
  }

  private record Named(String name, long oid, String condition) {}

  private Map<Long, GuardedTable> read(Set<String> names, Set<String> dropped)
      throws StatementFailedException {
    List<Named> existing =
        transaction.rows(
            "the tables",
            WITH_ROWS,
            row -> new Named(row.getString(1), row.getLong(2), row.getString(3)),
            schema,
            names.toArray(String[]::new));
    SortedMap<String, TableShape> shapes = shapes(existing);
    // Of a dropped column, Directus removes the name from the permissions of its collection.
    SortedMap<String, TableShape> permissions =
        TableShapes.read(transaction, schema, Set.of(PERMISSIONS));
    SortedMap<String, TableShape> directus =
        TableShapes.read(transaction, schema, CollectionTables.read(transaction, schema));
    Map<Long, GuardedTable> tables = new TreeMap<>();
    for (Named table : existing) {
      TableShape shape = shapes.get(table.name());
      if (shape != null) {
        List<LatePart> parts = new ArrayList<>();
        parts.add(LatePart.of(schema, shape, ""));
        for (TableShape other :
            (dropped.contains(table.name()) ? directus : permissions).values()) {
          parts.add(LatePart.of(schema, other, table.condition()));
        }
        parts.removeIf(part -> part.columns().isEmpty());
        tables.put(
            table.oid(),
            new GuardedTable(
                table.name(), new Identifier(schema).table(table.name()), table.oid(), parts));
      }
    }
    return tables;
  }

  /** All at once; if one is partitioned, inherited or typed, one by one. */
  private SortedMap<String, TableShape> shapes(List<Named> tables) throws StatementFailedException {
    Set<String> names = new TreeSet<>(tables.stream().map(Named::name).toList());
    try {
      return TableShapes.read(transaction, schema, names);
    } catch (StatementFailedException e) {
      SortedMap<String, TableShape> shapes = new TreeMap<>();
      for (String name : names) {
        try {
          shapes.putAll(TableShapes.read(transaction, schema, Set.of(name)));
        } catch (StatementFailedException why) {
          unsaved.put(name, why.getMessage());
        }
      }
      return shapes;
    }
  }
}
