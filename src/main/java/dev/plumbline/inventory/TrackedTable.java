package dev.plumbline.inventory;

import dev.plumbline.catalog.Catalog.Column;
import dev.plumbline.catalog.Catalog.Constraint;
import dev.plumbline.catalog.Catalog.Constraint.Check;
import dev.plumbline.catalog.Catalog.Constraint.Exclusion;
import dev.plumbline.catalog.Catalog.Constraint.ForeignKey;
import dev.plumbline.catalog.Catalog.Constraint.PrimaryKey;
import dev.plumbline.catalog.Catalog.Constraint.Unique;
import dev.plumbline.catalog.Catalog.Enforcement;
import dev.plumbline.catalog.Catalog.Index;
import dev.plumbline.catalog.Catalog.Table;
import dev.plumbline.catalog.TableDetails;
import dev.plumbline.inventory.definition.ObjectDefinition;
import dev.plumbline.inventory.definition.ObjectDefinitions;
import dev.plumbline.inventory.definition.SnapshotLoss;
import dev.plumbline.inventory.definition.SqlText;
import dev.plumbline.json.JsonValue.JsonObject;
import dev.plumbline.model.ContentModel;
import dev.plumbline.model.system.SystemTables;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the snapshot does not show of a table whose columns it shows. */
final class TrackedTable {
  private final Table table;
  private final ContentModel model;
  private final Map<ObjectId, JsonObject> objects;

  /**
   * @param objects to which its own are added
   */
  TrackedTable(Table table, ContentModel model, Map<ObjectId, JsonObject> objects) {
    this.table = table;
    this.model = model;
    this.objects = objects;
  }

  void add() {
    TableDetails details = table.details();
    add(ObjectKind.TABLE, table.name(), whole().when(details.unlogged(), "unlogged"));
    details
        .partitionOf()
        .ifPresent(of -> add(ObjectKind.PARTITION, table.name(), ObjectDefinitions.of(of)));
    table.columns().forEach(this::column);
    table.constraints().forEach(this::constraint);
    table.indexes().stream()
        .filter(index -> !index.form().ofConstraint() && !isPlain(index))
        .forEach(
            index ->
                add(ObjectKind.INDEX, index.name(), ObjectDefinitions.of(index, table.name())));
    details.triggers().forEach(t -> add(ObjectKind.TRIGGER, t.name(), ObjectDefinitions.of(t)));
    add(ObjectKind.ROW_SECURITY, table.name(), ObjectDefinitions.of(details.rowSecurity()));
    details
        .rowSecurity()
        .policies()
        .forEach(p -> add(ObjectKind.POLICY, p.name(), ObjectDefinitions.of(p)));
    ObjectDefinitions.privileges(details.grants())
        .forEach(
            (grantee, privileges) ->
                add(
                    ObjectKind.GRANT,
                    grantee,
                    new ObjectDefinition().with("privileges", privileges)));
  }

  /** Of Directus's own tables the snapshot shows nothing but what users added, and indexes. */
  private ObjectDefinition whole() {
    ObjectDefinition definition =
        SystemTables.contains(table.name())
            ? new ObjectDefinition().with("system", true).with("primaryKey", table.primaryKey())
            : new ObjectDefinition();
    return definition.with(
        "keyDefinition",
        table.constraints().stream()
            .filter(PrimaryKey.class::isInstance)
            .flatMap(key -> ((PrimaryKey) key).special().stream())
            .findFirst());
  }

  private void add(ObjectKind kind, String name, ObjectDefinition definition) {
    if (!definition.isEmpty()) {
      objects.put(new ObjectId(kind, table.name(), name), definition.json());
    }
  }

  private void column(Column column) {
    ObjectDefinition definition;
    if (hasField(column.name())) {
      definition = SnapshotLoss.of(column);
    } else if (isSystem(column.name())) {
      definition = ObjectDefinitions.of(column).with("system", true);
    } else {
      definition =
          ObjectDefinitions.of(column)
              .with("tracked", false)
              .when(isUnique(column.name()), "unique")
              .when(isIndexed(column.name()), "indexed");
    }
    if (!definition.isEmpty()) {
      add(ObjectKind.COLUMN, column.name(), definition.with("columns", List.of(column.name())));
    }
  }

  private boolean isUnique(String column) {
    return table.constraints().stream()
        .anyMatch(
            constraint ->
                constraint instanceof Unique unique
                    && isPlain(unique)
                    && unique.columns().contains(column));
  }

  private boolean isIndexed(String column) {
    return table.indexes().stream()
        .anyMatch(
            index ->
                !index.form().ofConstraint()
                    && isPlain(index)
                    && index.columns().contains(Optional.of(column)));
  }

  private void constraint(Constraint constraint) {
    switch (constraint) {
      case PrimaryKey ignored -> {}
      case Check check ->
          add(ObjectKind.CHECK_CONSTRAINT, check.name(), ObjectDefinitions.of(check));
      case Exclusion exclusion ->
          add(ObjectKind.EXCLUSION_CONSTRAINT, exclusion.name(), ObjectDefinitions.of(exclusion));
      case Unique unique -> {
        if (!isPlain(unique) || isSystem(unique.columns().getFirst())) {
          add(ObjectKind.UNIQUE_CONSTRAINT, unique.name(), ObjectDefinitions.of(unique));
        }
      }
      case ForeignKey key -> foreignKey(key);
    }
  }

  /** Whether the column is one of Directus's own, which the snapshot does not show. */
  private boolean isSystem(String column) {
    return SystemTables.contains(table.name()) && !hasField(column);
  }

  /** Whether Directus has written the column down itself. */
  private boolean hasField(String column) {
    return !model.field(table.name(), column).isEmpty();
  }

  /** Of a relation the snapshot shows everything but how far it holds, and of whose table. */
  private void foreignKey(ForeignKey key) {
    if (!hasRelation(key)) {
      add(ObjectKind.FOREIGN_KEY, key.name(), ObjectDefinitions.of(key));
    } else if (key.elsewhere() || !key.enforcement().equals(Enforcement.FULL)) {
      ObjectDefinition definition = new ObjectDefinition().with("columns", key.columns());
      add(ObjectKind.FOREIGN_KEY, key.name(), ObjectDefinitions.holds(definition, key));
    }
  }

  /** Whether the foreign key is that of a relation; those that Directus comes with have none. */
  private boolean hasRelation(ForeignKey key) {
    return key.columns().size() == 1
        && model.relationsOf(table.name(), key.columns().getFirst()).stream()
            .anyMatch(row -> row.fits(key.referencedTable()));
  }

  /** What Directus calls unique: one column, and nothing special about it. */
  private static boolean isPlain(Unique unique) {
    String definition = unique.definition();
    return unique.columns().size() == 1
        && definition.startsWith("UNIQUE (")
        && SqlText.isName(
            definition.substring("UNIQUE (".length(), definition.length() - 1),
            unique.columns().getFirst());
  }

  /** What Directus calls indexed: one column in the way an index is by default. */
  private boolean isPlain(Index index) {
    if (index.unique() || index.columns().size() != 1 || index.columns().getFirst().isEmpty()) {
      return false;
    }
    String definition =
        SqlText.ofIndex(index.form().definition(), table.name(), index.form().method());
    String start = "USING btree (";
    return index.form().valid()
        && definition.startsWith(start)
        && SqlText.isName(
            definition.substring(start.length(), definition.length() - 1),
            index.columns().getFirst().get());
  }
}
