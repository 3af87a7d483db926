package dev.plumbline.hazard;

import dev.plumbline.catalog.Catalog;
import dev.plumbline.catalog.Catalog.Action;
import dev.plumbline.catalog.Catalog.Column;
import dev.plumbline.catalog.Catalog.ColumnType;
import dev.plumbline.catalog.Catalog.ColumnValue;
import dev.plumbline.catalog.Catalog.Constraint;
import dev.plumbline.catalog.Catalog.Constraint.ForeignKey;
import dev.plumbline.catalog.Catalog.Constraint.PrimaryKey;
import dev.plumbline.catalog.Catalog.Constraint.Unique;
import dev.plumbline.catalog.Catalog.Index;
import dev.plumbline.catalog.Catalog.Kind;
import dev.plumbline.catalog.Catalog.Table;
import dev.plumbline.catalog.DatabaseProperties;
import dev.plumbline.catalog.DirectusRole;
import dev.plumbline.catalog.SchemaObjects;
import dev.plumbline.catalog.TableDetails;
import dev.plumbline.drift.Side;
import dev.plumbline.environment.Versions;
import dev.plumbline.jackson.JsonText;
import dev.plumbline.json.JsonValue.JsonObject;
import dev.plumbline.model.ContentModel;
import dev.plumbline.model.Metadata;
import dev.plumbline.model.rebuild.SnapshotBuilder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * One side of a comparison: tables, and the rows of Directus's metadata about them. JSON has single
 * quotes.
 */
final class Sketch {
  private final Map<String, Table> tables = new LinkedHashMap<>();
  private final List<JsonObject> collections = new ArrayList<>();
  private final List<JsonObject> fields = new ArrayList<>();
  private final List<JsonObject> relations = new ArrayList<>();
  private Optional<DirectusRole> role =
      Optional.of(new DirectusRole("cms", true, true, true, true, List.of()));
  private List<String> others = List.of();
  private Versions versions =
      new Versions(Optional.of("12.4.0"), Optional.of("15.18"), List.of("20260909A"));

  /** A magazine: articles by authors, and blocks that hold a text or a quote. */
  Sketch() {
    collection("authors", "").column("authors", "name", "character varying", 54);
    collection("articles", "'versioning': true, 'archive_field': 'status', 'archive_value': 'old'")
        .column("articles", "title", "character varying", 104)
        .column("articles", "status", "character varying", 24)
        .column("articles", "price", "numeric", numeric(10, 4))
        .column("articles", "at", "timestamp with time zone", -1)
        .column("articles", "author", "integer", -1)
        .relation("articles", "author", "authors", Action.SET_NULL, "");
    collection("texts", "");
    collection("quotes", "");
    collection("blocks", "")
        .column("blocks", "item", "character varying", 259)
        .column("blocks", "kind", "character varying", 68);
    relations.add(
        json(
            "{'id': 9, 'many_collection': 'blocks', 'many_field': 'item',"
                + " 'one_collection_field': 'kind', 'one_allowed_collections': 'texts,quotes',"
                + " 'one_deselect_action': 'nullify'}"));
  }

  static int numeric(int precision, int scale) {
    return ((precision << 16) | scale) + 4;
  }

  static JsonObject json(String text) {
    return (JsonObject) JsonText.read(text.replace('\'', '"'));
  }

  Sketch collection(String name, String meta) {
    table(name);
    return meta(name, meta).field(name, "id", "");
  }

  /** Only the row of metadata. */
  Sketch meta(String name, String meta) {
    collections.removeIf(row -> row.get("collection").textOr("").equals(name));
    collections.add(
        json("{'collection': '" + name + "'" + (meta.isEmpty() ? "" : ", " + meta) + "}"));
    return this;
  }

  /** Only the table, with an integer as its key. */
  Sketch table(String name) {
    tables.put(
        name,
        new Table(
            name,
            Kind.TABLE,
            List.of(
                new Column(
                    "id", new ColumnType("integer", -1), false, ColumnValue.Unset.UNSET, true)),
            List.of(new PrimaryKey(name + "_pkey", List.of("id"))),
            List.of()));
    return this;
  }

  Sketch drop(String name) {
    tables.remove(name);
    collections.removeIf(row -> row.get("collection").textOr("").equals(name));
    fields.removeIf(row -> row.get("collection").textOr("").equals(name));
    return dropRelations("many_collection", name).dropRelations("one_collection", name);
  }

  private Sketch dropRelations(String side, String name) {
    relations.removeIf(row -> row.get(side).textOr("").equals(name));
    return this;
  }

  Sketch column(String table, String name, String type, int modifier) {
    return column(
        table,
        new Column(name, new ColumnType(type, modifier), true, ColumnValue.Unset.UNSET, false),
        "");
  }

  /** A column with its field, or in place of the one that there is. */
  Sketch column(String table, Column column, String meta) {
    untracked(table, column);
    return field(table, column.name(), meta);
  }

  Sketch untracked(String table, Column column) {
    return change(
        table,
        old -> {
          List<Column> columns = new ArrayList<>(old.columns());
          int index = columns.stream().map(Column::name).toList().indexOf(column.name());
          if (index < 0) {
            columns.add(column);
          } else {
            columns.set(index, column);
          }
          return new Table(
              old.name(), old.kind(), columns, old.constraints(), old.indexes(), old.details());
        });
  }

  static Column required(String name, String type, int modifier) {
    return new Column(name, new ColumnType(type, modifier), false, ColumnValue.Unset.UNSET, false);
  }

  static Column valued(String name, String type, int modifier, ColumnValue value) {
    return new Column(name, new ColumnType(type, modifier), true, value, false);
  }

  Sketch dropColumn(String table, String name) {
    fields.removeIf(
        row ->
            row.get("collection").textOr("").equals(table)
                && row.get("field").textOr("").equals(name));
    relations.removeIf(
        row ->
            row.get("many_collection").textOr("").equals(table)
                && row.get("many_field").textOr("").equals(name));
    return change(
        table,
        old ->
            new Table(
                table,
                old.kind(),
                old.columns().stream().filter(one -> !one.name().equals(name)).toList(),
                old.constraints().stream().filter(one -> !one.columns().contains(name)).toList(),
                old.indexes().stream()
                    .filter(one -> !one.columns().contains(Optional.of(name)))
                    .toList(),
                old.details()));
  }

  /**
   * The row of a field.
   *
   * @param meta such as {@code 'special': 'conceal'}
   */
  Sketch field(String collection, String field, String meta) {
    int id = fields.size() + 1;
    int index = -1;
    for (int i = 0; i < fields.size(); i++) {
      if (fields.get(i).get("collection").textOr("").equals(collection)
          && fields.get(i).get("field").textOr("").equals(field)) {
        index = i;
      }
    }
    JsonObject row =
        json(
            "{'id': %d, 'collection': '%s', 'field': '%s', 'special': null%s}"
                .formatted(id, collection, field, meta.isEmpty() ? "" : ", " + meta)
                .replace("'special': null, 'special'", "'special'"));
    if (index < 0) {
      fields.add(row);
    } else {
      fields.set(index, row);
    }
    return this;
  }

  /** A relation with its foreign key. */
  Sketch relation(String table, String column, String to, Action onDelete, String meta) {
    return metaOfRelation(table, column, to, meta).foreignKey(table, column, to, onDelete);
  }

  Sketch metaOfRelation(String table, String column, String to, String meta) {
    relations.removeIf(
        row ->
            row.get("many_collection").textOr("").equals(table)
                && row.get("many_field").textOr("").equals(column));
    relations.add(
        json(
            "{'id': %d, 'many_collection': '%s', 'many_field': '%s', 'one_collection': '%s', %s}"
                .formatted(
                    relations.size() + 20,
                    table,
                    column,
                    to,
                    meta.isEmpty() ? "'one_deselect_action': 'nullify'" : meta)));
    return this;
  }

  Sketch anyRelation(String allowed) {
    relations.removeIf(row -> row.get("many_collection").textOr("").equals("blocks"));
    relations.add(
        json(
            "{'id': 9, 'many_collection': 'blocks', 'many_field': 'item',"
                + " 'one_collection_field': 'kind', 'one_allowed_collections': '"
                + allowed
                + "', 'one_deselect_action': 'nullify'}"));
    return this;
  }

  Sketch foreignKey(String table, String column, String to, Action onDelete) {
    change(
        table,
        old ->
            new Table(
                table,
                old.kind(),
                old.columns(),
                old.constraints().stream()
                    .filter(one -> !(one instanceof ForeignKey && one.columns().contains(column)))
                    .toList(),
                old.indexes(),
                old.details()));
    return with(
        table,
        new ForeignKey(
            "%s_%s_foreign".formatted(table, column),
            List.of(column),
            to,
            List.of("id"),
            Action.NO_ACTION,
            onDelete));
  }

  Sketch with(String table, Constraint constraint) {
    return change(
        table,
        old -> {
          List<Constraint> constraints = new ArrayList<>(old.constraints());
          constraints.add(constraint);
          return new Table(
              table, old.kind(), old.columns(), constraints, old.indexes(), old.details());
        });
  }

  Sketch unique(String table, String column, String name) {
    return with(table, new Unique(name, List.of(column)));
  }

  Sketch index(String table, String column, String name) {
    return change(
        table,
        old -> {
          List<Index> indexes = new ArrayList<>(old.indexes());
          indexes.add(new Index(name, false, List.of(Optional.of(column))));
          return new Table(
              table, old.kind(), old.columns(), old.constraints(), indexes, old.details());
        });
  }

  Sketch change(String table, UnaryOperator<Table> change) {
    tables.computeIfPresent(table, (name, old) -> change.apply(old));
    return this;
  }

  Sketch details(String table, TableDetails details) {
    return change(
        table,
        old ->
            new Table(table, old.kind(), old.columns(), old.constraints(), old.indexes(), details));
  }

  Sketch role(DirectusRole newRole) {
    role = Optional.of(newRole);
    return this;
  }

  Sketch roleUnknown() {
    role = Optional.empty();
    return this;
  }

  Sketch others(String... schemas) {
    others = List.of(schemas);
    return this;
  }

  Sketch directus(String version, String... migrations) {
    versions = new Versions(Optional.of(version), Optional.of("15.18"), List.of(migrations));
    return this;
  }

  ContentModel model() {
    Catalog catalog =
        new Catalog(
            List.copyOf(tables.values()),
            new SchemaObjects(
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                new DatabaseProperties(role, Map.of(), List.of(), others, List.of())));
    Metadata metadata = new Metadata(collections, fields, relations);
    return new ContentModel(
        catalog, metadata, SnapshotBuilder.build(catalog, metadata, JsonText::readAsJavaScript));
  }

  Side side() {
    return new Side(model().snapshot(), versions);
  }
}
