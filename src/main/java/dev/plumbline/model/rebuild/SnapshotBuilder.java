package dev.plumbline.model.rebuild;

import dev.plumbline.catalog.Catalog;
import dev.plumbline.catalog.Catalog.Column;
import dev.plumbline.catalog.Catalog.Kind;
import dev.plumbline.catalog.Catalog.Table;
import dev.plumbline.json.JsonValue;
import dev.plumbline.json.JsonValue.JsonObject;
import dev.plumbline.model.FieldType;
import dev.plumbline.model.Metadata;
import dev.plumbline.model.MetadataRow;
import dev.plumbline.model.SchemaOverview;
import dev.plumbline.model.system.SystemTables;
import dev.plumbline.snapshot.Snapshot;
import dev.plumbline.snapshot.Snapshot.Collection;
import dev.plumbline.snapshot.Snapshot.Field;
import dev.plumbline.snapshot.Snapshot.Relation;
import dev.plumbline.snapshot.Snapshot.SystemField;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Rebuilds the snapshot that Directus gives from what the database holds, array order included. The
 * rules were found out by observing Directus 11.17.4 and 12.4.0.
 */
public final class SnapshotBuilder {
  private static final JsonObject INDEXED =
      JsonValue.object(Map.of("is_indexed", JsonValue.of(true)));

  private final Metadata metadata;
  private final MetadataRow rows;
  private final Function<String, Optional<JsonValue>> json;
  private final SearchPathNames searchPath;

  /** Ordinary tables: Directus sees no column of any other kind. */
  private final Map<String, Table> tables = new TreeMap<>();

  /** Of these Directus sees foreign keys. */
  private final List<Table> withForeignKeys = new ArrayList<>();

  /** In the {@link SchemaOverview}. */
  private final Set<String> known = new HashSet<>();

  private SnapshotBuilder(
      Catalog catalog, Metadata metadata, Function<String, Optional<JsonValue>> json) {
    this.metadata = metadata;
    this.rows = new MetadataRow(json);
    this.json = json;
    this.searchPath = new SearchPathNames(catalog.objects().properties().searched());
    for (Table table : catalog.tables()) {
      boolean ordinary = table.kind() == Kind.TABLE;
      if (!ordinary && table.kind() != Kind.PARTITIONED_TABLE) {
        continue;
      }
      withForeignKeys.add(table);
      if (SchemaOverview.excludes(table.name())) {
        continue;
      }
      if (ordinary) {
        tables.put(table.name(), table);
      }
      if (SchemaOverview.canHold(table)) {
        known.add(table.name());
      }
    }
  }

  /**
   * The snapshot as {@code GET /schema/snapshot} would give it with a fresh cache.
   *
   * @param json reads JSON as JavaScript does; empty if the text is not JSON
   */
  public static Snapshot build(
      Catalog catalog, Metadata metadata, Function<String, Optional<JsonValue>> json) {
    return new SnapshotBuilder(catalog, metadata, json).build();
  }

  private Snapshot build() {
    List<Field> fields = new ArrayList<>(metadata.fields().size());
    List<SystemField> systemFields = new ArrayList<>();
    Map<String, List<JsonObject>> byCollection = new TreeMap<>();
    for (JsonObject row : metadata.fields()) {
      byCollection
          .computeIfAbsent(MetadataRow.text(row, "collection"), name -> new ArrayList<>())
          .add(row);
    }
    byCollection.forEach(
        (collection, of) -> {
          if (known.contains(collection)) {
            fields(collection, of, fields);
          }
        });
    tables
        .values()
        .forEach(
            table ->
                systemFields(
                    table, byCollection.getOrDefault(table.name(), List.of()), systemFields));
    List<Relation> relations =
        new RelationBuilder(metadata.relations(), rows).build(withForeignKeys);
    return new Snapshot(collections(), fields, systemFields, relations);
  }

  private List<Collection> collections() {
    return metadata.collections().stream()
        .map(
            row -> {
              String name = MetadataRow.text(row, "collection");
              return new Collection(
                  name,
                  rows.meta(row),
                  tables.containsKey(name)
                      ? Optional.of(JsonValue.object(Map.of("name", JsonValue.of(name))))
                      : Optional.empty());
            })
        .filter(collection -> !SchemaOverview.excludes(collection.collection()))
        .sorted(Comparator.comparing(Collection::collection))
        .toList();
  }

  /** Columns without a row are untracked, rows without a column that are no alias are ghosts. */
  private void fields(String collection, List<JsonObject> of, List<Field> result) {
    Map<String, Column> columns = new HashMap<>();
    Table table = tables.get(collection);
    if (table != null) {
      table.columns().forEach(column -> columns.put(column.name(), column));
    }
    ColumnSchema schema = table == null ? null : new ColumnSchema(table, json);
    for (JsonObject row : of) {
      String name = MetadataRow.text(row, "field");
      Optional<List<String>> special = MetadataRow.special(row);
      // The first row of a column counts; Directus knows no unique key on these.
      Column column = columns.remove(name);
      boolean alias = FieldType.isAlias(special);
      if (column == null && !alias) {
        continue;
      }
      JsonObject meta = rows.meta(row);
      if (column != null && schema != null) {
        Column shown = searchPath.of(column);
        String type = FieldType.of(shown.type(), special);
        result.add(new Field(collection, name, type, meta, Optional.of(schema.of(shown, type))));
      }
      if (alias) {
        // Even beside a column: Directus then shows both.
        result.add(new Field(collection, name, FieldType.ALIAS, meta, Optional.empty()));
      }
    }
  }

  private void systemFields(Table table, List<JsonObject> rowsOf, List<SystemField> result) {
    if (!SystemTables.contains(table.name())) {
      return;
    }
    Set<String> own = new HashSet<>();
    rowsOf.forEach(row -> own.add(MetadataRow.text(row, "field")));
    ColumnSchema schema = new ColumnSchema(table, json);
    table.columns().stream()
        .map(Column::name)
        .filter(name -> schema.isIndexed(name) && !own.contains(name))
        .sorted()
        .forEach(name -> result.add(new SystemField(table.name(), name, INDEXED)));
  }
}
