package dev.plumbline.postgres.target.rollback.directus;

import dev.plumbline.postgres.target.rollback.row.RowNotes;
import dev.plumbline.postgres.target.shape.CollectionTables;
import dev.plumbline.postgres.target.shape.TableShape;
import dev.plumbline.postgres.target.shape.TableShapes;
import dev.plumbline.postgres.target.statement.StatementFailedException;
import dev.plumbline.postgres.target.statement.TargetTransaction;
import dev.plumbline.run.rollback.RollbackScope;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;

/** Directus's tables that a rollback writes rows of, as both databases have them. */
public final class DirectusTables {
  static final String COLLECTION = "collection";
  static final String COLLECTIONS = "directus_collections";
  static final String FIELDS = "directus_fields";
  static final String RELATIONS = "directus_relations";
  static final String PERMISSIONS = "directus_permissions";

  private final TargetTransaction from;
  private final TargetTransaction to;
  private final String schema;
  private final RowNotes notes;

  /**
   * @param schema of Directus, the same in both
   */
  public DirectusTables(
      TargetTransaction from, TargetTransaction to, String schema, RowNotes notes) {
    this.from = from;
    this.to = to;
    this.schema = schema;
    this.notes = notes;
  }

  /** Those of which rows may be written. */
  public Set<String> written(RollbackScope scope) throws StatementFailedException {
    SortedSet<String> names = new TreeSet<>();
    if (!scope.items().isEmpty()) {
      names.addAll(List.of(COLLECTIONS, FIELDS, RELATIONS));
    }
    if (!scope.droppedFields().isEmpty()) {
      names.add(PERMISSIONS);
    }
    if (!scope.droppedCollections().isEmpty()) {
      names.addAll(CollectionTables.read(from, schema));
    }
    return names;
  }

  /** Makes the rows as they were; the tables of the scope have their columns and rows. */
  public void restore(RollbackScope scope) throws StatementFailedException {
    Set<String> written = written(scope);
    SortedMap<String, TableShape> former = TableShapes.read(from, schema, written);
    SortedMap<String, TableShape> current = TableShapes.read(to, schema, written);
    if (!scope.items().isEmpty()) {
      new DirectusItems(from, to, former, current, notes).restore(scope.items());
    }
    if (!scope.droppedCollections().isEmpty()) {
      new DependentRows(from, to, former, current, notes)
          .restore(CollectionTables.read(from, schema), scope.droppedCollections());
    }
    if (!scope.droppedFields().isEmpty()) {
      new PermissionFields(from, to, former, current, notes).restore(scope.droppedFields());
    }
  }
}
