package dev.plumbline.model;

import dev.plumbline.catalog.Catalog;
import dev.plumbline.json.JsonValue.JsonObject;
import dev.plumbline.model.system.SyncTools;
import dev.plumbline.model.system.SystemFields;
import dev.plumbline.model.system.SystemTables;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * Rows of Directus's metadata about what is Directus's own or that of a tool: Directus takes it for
 * something that a user made, and a schema that is applied creates or drops it.
 *
 * @param collections rows of {@code directus_collections}
 * @param fields rows of {@code directus_fields}
 * @param relations rows of {@code directus_relations}
 * @param rest all other rows
 */
public record ReservedRows(
    List<JsonObject> collections,
    List<JsonObject> fields,
    List<JsonObject> relations,
    Metadata rest) {
  public ReservedRows {
    collections = List.copyOf(collections);
    fields = List.copyOf(fields);
    relations = List.copyOf(relations);
  }

  public static ReservedRows of(Catalog catalog, Metadata metadata) {
    SystemFields own = SystemFields.of(catalog);
    List<JsonObject> collections = new ArrayList<>();
    List<JsonObject> fields = new ArrayList<>();
    List<JsonObject> relations = new ArrayList<>();
    Metadata rest =
        new Metadata(
            without(
                metadata.collections(),
                row -> isReserved(MetadataRow.text(row, "collection")),
                collections),
            without(
                metadata.fields(),
                row ->
                    isReserved(
                        own, MetadataRow.text(row, "collection"), MetadataRow.text(row, "field")),
                fields),
            without(
                metadata.relations(),
                row ->
                    isReserved(
                        own,
                        MetadataRow.text(row, "many_collection"),
                        MetadataRow.text(row, "many_field")),
                relations));
    return new ReservedRows(collections, fields, relations, rest);
  }

  /** Whether a collection of this name is none of a user. */
  public static boolean isReserved(String collection) {
    return collection.startsWith(SystemTables.PREFIX);
  }

  /** Whether a field, or the many side of a relation, is none of a user. */
  public static boolean isReserved(SystemFields own, String collection, String field) {
    return own.contains(collection, field)
        || SyncTools.ofTable(collection).isPresent()
        || SyncTools.ofColumn(collection, field).isPresent();
  }

  private static List<JsonObject> without(
      List<JsonObject> rows, Predicate<JsonObject> isReserved, List<JsonObject> reserved) {
    List<JsonObject> rest = new ArrayList<>(rows.size());
    rows.forEach(row -> (isReserved.test(row) ? reserved : rest).add(row));
    return rest;
  }
}
