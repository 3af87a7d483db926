package dev.plumbline.model;

import dev.plumbline.catalog.Catalog;
import dev.plumbline.catalog.Catalog.Column;
import dev.plumbline.catalog.Catalog.Constraint.ForeignKey;
import dev.plumbline.catalog.Catalog.Kind;
import dev.plumbline.catalog.Catalog.Table;
import dev.plumbline.catalog.SchemaObjects;
import dev.plumbline.json.JsonValue.JsonObject;
import dev.plumbline.model.system.SystemTables;
import dev.plumbline.snapshot.Snapshot;
import dev.plumbline.snapshot.Snapshot.Field;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * One schema by name: the tables of its catalog, the rows of Directus's metadata, and what Directus
 * shows of both. Built once from a reading; immutable, so that threads may share it.
 */
public final class ContentModel {
  private final Catalog catalog;
  private final Metadata metadata;
  private final Snapshot snapshot;
  private final Tables tables;
  private final SortedMap<String, JsonObject> collections = new TreeMap<>();
  private final FieldRows fields;
  private final Relations relations;
  private final Map<String, JsonObject> shownCollections = new HashMap<>();
  private final Map<String, Map<String, Field>> shownFields = new HashMap<>();
  private final Map<String, CollectionStatus> statuses = new HashMap<>();
  private final List<Table> usedTables;

  /**
   * A foreign key with the table that has it.
   *
   * @param key may be of several columns, and to another schema
   */
  public record Reference(Table table, ForeignKey key) {}

  /**
   * @param snapshot rebuilt from the other two
   */
  public ContentModel(Catalog catalog, Metadata metadata, Snapshot snapshot) {
    this.catalog = catalog;
    this.metadata = metadata;
    this.snapshot = snapshot;
    this.tables = new Tables(catalog);
    metadata
        .collections()
        .forEach(row -> collections.put(MetadataRow.text(row, "collection"), row));
    this.fields = new FieldRows(metadata.fields());
    this.relations = new Relations(metadata.relations());
    for (Snapshot.Collection collection : snapshot.collections()) {
      if (collection.meta() instanceof JsonObject meta) {
        shownCollections.put(collection.collection(), meta);
      }
    }
    // Of a column and an alias of one name the column comes first.
    for (Field field : snapshot.fields()) {
      shownFields
          .computeIfAbsent(field.collection(), name -> new HashMap<>())
          .putIfAbsent(field.field(), field);
    }
    Stream.of(tables.names(), collections.keySet(), fields.collections())
        .flatMap(Set::stream)
        .forEach(name -> statuses.computeIfAbsent(name, this::find));
    this.usedTables = tables.all().stream().filter(table -> status(table.name()).isUsed()).toList();
  }

  private CollectionStatus find(String name) {
    Optional<Table> found = tables.table(name);
    if (SystemTables.contains(name) && found.isPresent()) {
      return CollectionStatus.SYSTEM;
    }
    if (!collections.containsKey(name)) {
      if (found.isPresent()) {
        return CollectionStatus.UNTRACKED;
      }
      return fields.hasCollection(name) ? CollectionStatus.LEFTOVER : CollectionStatus.NOWHERE;
    }
    if (found.isEmpty()) {
      // A folder has no fields, and nothing can point to it.
      return fields.hasCollection(name) || relations.hasSide(name)
          ? CollectionStatus.GHOST
          : CollectionStatus.FOLDER;
    }
    if (found.get().kind() != Kind.TABLE) {
      return CollectionStatus.NOT_A_TABLE;
    }
    return SchemaOverview.canHold(found.get())
        ? CollectionStatus.COLLECTION
        : CollectionStatus.UNUSABLE;
  }

  public Catalog catalog() {
    return catalog;
  }

  /** The rows that Directus has written down about the schema. */
  public Metadata metadata() {
    return metadata;
  }

  /** What the schema has beside its tables. */
  public SchemaObjects objects() {
    return catalog.objects();
  }

  public Snapshot snapshot() {
    return snapshot;
  }

  /** What the name is; for a name that nobody uses {@link CollectionStatus#NOWHERE}. */
  public CollectionStatus status(String name) {
    return statuses.getOrDefault(name, CollectionStatus.NOWHERE);
  }

  /** Every table of the schema, of any kind, sorted by name. */
  public Collection<Table> tables() {
    return tables.all();
  }

  /** The tables that Directus works with, sorted by name. */
  public List<Table> usedTables() {
    return usedTables;
  }

  /** A table of any kind. */
  public Optional<Table> table(String name) {
    return tables.table(name);
  }

  public Optional<Column> column(String table, String column) {
    return tables.column(table, column);
  }

  /** The foreign keys of just this column, in the order in which they were made. */
  public List<ForeignKey> foreignKeys(String table, String column) {
    return tables.foreignKeys(table, column);
  }

  /** All foreign keys, sorted by table. */
  public List<Reference> references() {
    return tables.references();
  }

  /** Rows of {@code directus_collections} by name. */
  public SortedMap<String, JsonObject> collections() {
    return Collections.unmodifiableSortedMap(collections);
  }

  /** The row of the collection, decoded; an empty object where Directus does not show it. */
  public JsonObject collectionMeta(String collection) {
    return shownCollections.getOrDefault(collection, JsonObject.EMPTY);
  }

  /** Every name that {@code directus_fields} has as that of a collection. */
  public SortedSet<String> collectionsWithFields() {
    return new TreeSet<>(fields.collections());
  }

  /** The rows of the fields of a collection, by field; several where one is doubled. */
  public SortedMap<String, List<FieldRow>> fields(String collection) {
    return fields.of(collection);
  }

  /** The names of the fields of a collection in the order of their rows. */
  public List<String> fieldsInOrder(String collection) {
    return fields.inOrder(collection);
  }

  /** The rows of a field in the order of their ids; empty if there is none. */
  public List<FieldRow> field(String collection, String field) {
    return fields.of(collection, field);
  }

  /** The column as Directus shows it; empty where Directus does not show it. */
  public Optional<Field> shownColumn(String collection, String field) {
    return shown(collection, field).filter(shown -> shown.schema().isPresent());
  }

  /** The row of the field, decoded; an empty object where Directus does not show it. */
  public JsonObject fieldMeta(String collection, String field) {
    return shown(collection, field)
        .map(Field::meta)
        .filter(JsonObject.class::isInstance)
        .map(JsonObject.class::cast)
        .orElse(JsonObject.EMPTY);
  }

  private Optional<Field> shown(String collection, String field) {
    return Optional.ofNullable(shownFields.getOrDefault(collection, Map.of()).get(field));
  }

  /** Whether the column is there and Directus has a row of that name, be it that of an alias. */
  public boolean isTracked(String table, String column) {
    return column(table, column).isPresent() && !field(table, column).isEmpty();
  }

  /** Whether a row of {@code directus_fields} has lost its column. */
  public boolean isGhost(String collection, String field) {
    List<FieldRow> rows = field(collection, field);
    return !rows.isEmpty()
        && column(collection, field).isEmpty()
        && rows.stream().noneMatch(FieldRow::alias);
  }

  /** Rows of {@code directus_relations} in the order of their ids. */
  public List<RelationRow> relationRows() {
    return relations.rows();
  }

  /** Rows of {@code directus_relations} by the name of their many side; several where doubled. */
  public SortedMap<String, List<RelationRow>> relations() {
    return relations.byName();
  }

  /** The relations with this field as their many side, in the order of their ids. */
  public List<RelationRow> relationsOf(String collection, String field) {
    return relations.ofMany(collection, field);
  }

  /** The relations that this field shows on their one side, in the order of their ids. */
  public List<RelationRow> relationsShownBy(String collection, String field) {
    return relations.ofOne(collection, field);
  }

  /**
   * The relations of this collection that need the field: as their many side, the other side of
   * their junction, their sort field, or the field that holds the collection.
   */
  public List<RelationRow> relationsNaming(String collection, String field) {
    return relations.naming(collection, field);
  }
}
