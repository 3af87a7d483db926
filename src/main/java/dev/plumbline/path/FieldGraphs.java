package dev.plumbline.path;

import dev.plumbline.catalog.Catalog;
import dev.plumbline.catalog.Catalog.Constraint;
import dev.plumbline.catalog.Catalog.Constraint.ForeignKey;
import dev.plumbline.catalog.Catalog.Kind;
import dev.plumbline.catalog.Catalog.Table;
import dev.plumbline.json.JsonValue.JsonObject;
import dev.plumbline.model.FieldType;
import dev.plumbline.model.Metadata;
import dev.plumbline.model.MetadataRow;
import dev.plumbline.model.RelationRow;
import dev.plumbline.model.SchemaOverview;
import dev.plumbline.model.system.SystemTables;
import dev.plumbline.path.Relationship.Any;
import dev.plumbline.path.Relationship.Many;
import dev.plumbline.path.Relationship.One;
import dev.plumbline.path.Relationship.Unclear;
import java.util.HashSet;
import java.util.NavigableSet;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Builds the field graph from what PostgreSQL and Directus's metadata say. */
public final class FieldGraphs {
  private final NavigableSet<String> names = new TreeSet<>();
  private final SortedMap<String, SortedSet<String>> fields = new TreeMap<>();
  private final SortedMap<String, SortedSet<String>> reported = new TreeMap<>();
  private final Set<String> complete = new HashSet<>();
  private final SortedMap<String, SortedMap<String, Relationship>> relations = new TreeMap<>();

  private FieldGraphs() {}

  public static FieldGraph of(Catalog catalog, Metadata metadata) {
    FieldGraphs graphs = new FieldGraphs();
    catalog.tables().forEach(graphs::table);
    SystemAliases.COMPLETE.forEach(graphs::completeSystem);
    SystemAliases.RELATIONS.forEach(
        (name, aliases) -> aliases.forEach((field, many) -> graphs.alias(name, field, many)));
    metadata.collections().forEach(row -> graphs.names.add(MetadataRow.text(row, "collection")));
    metadata.fields().forEach(graphs::field);
    metadata.relations().forEach(row -> graphs.relation(RelationRow.of(row)));
    catalog.tables().forEach(graphs::foreignKeys);
    return new FieldGraph(
        graphs.names, graphs.fields, graphs.reported, graphs.complete, graphs.relations);
  }

  private void table(Table table) {
    names.add(table.name());
    SortedSet<String> columns = fields(table.name());
    table.columns().forEach(column -> columns.add(column.name()));
    // Of views and the like Directus sees no column, and of other keys nothing.
    if (table.kind() == Kind.TABLE
        && SchemaOverview.canHold(table)
        && !SchemaOverview.excludes(table.name())
        && !SystemTables.contains(table.name())) {
      complete.add(table.name());
    }
  }

  private void completeSystem(String collection, Set<String> aliases) {
    if (names.contains(collection)) {
      fields(collection).addAll(aliases);
      complete.add(collection);
    }
  }

  private void alias(String collection, String field, Many many) {
    fields(collection).add(field);
    put(collection, field, many);
  }

  private void field(JsonObject row) {
    String collection = MetadataRow.text(row, "collection");
    String field = MetadataRow.text(row, "field");
    names.add(collection);
    if (FieldType.isAlias(MetadataRow.special(row))) {
      fields(collection).add(field);
    } else if (!fields(collection).contains(field)) {
      reported.computeIfAbsent(collection, name -> new TreeSet<>()).add(field);
    }
  }

  private void relation(RelationRow row) {
    // A collection that only a relation knows is reported as that.
    names.add(row.collection());
    row.one().ifPresent(names::add);
    if (row.isAny()) {
      put(row.collection(), row.field(), new Any(row.allowed()));
    }
    row.one()
        .ifPresent(
            one -> {
              put(row.collection(), row.field(), new One(one));
              row.oneField()
                  .ifPresent(
                      alias -> put(one, alias, new Many(row.collection(), row.junctionField())));
            });
  }

  /** Directus makes a relation of a foreign key, with or without metadata. */
  private void foreignKeys(Table table) {
    for (Constraint constraint : table.constraints()) {
      if (constraint instanceof ForeignKey key && key.columns().size() == 1 && !key.elsewhere()) {
        relations(table.name())
            .putIfAbsent(key.columns().getFirst(), new One(key.referencedTable()));
      }
    }
  }

  private void put(String collection, String field, Relationship relation) {
    relations(collection)
        .merge(field, relation, (one, other) -> one.equals(other) ? one : new Unclear());
  }

  private SortedSet<String> fields(String collection) {
    return fields.computeIfAbsent(collection, name -> new TreeSet<>());
  }

  private SortedMap<String, Relationship> relations(String collection) {
    return relations.computeIfAbsent(collection, name -> new TreeMap<>());
  }
}
