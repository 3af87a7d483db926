package dev.plumbline.drift;

import static dev.plumbline.drift.Json.object;
import static dev.plumbline.drift.Json.over;

import dev.plumbline.json.JsonValue;
import dev.plumbline.json.JsonValue.JsonObject;
import dev.plumbline.snapshot.Snapshot.Collection;
import dev.plumbline.snapshot.Snapshot.Field;
import dev.plumbline.snapshot.Snapshot.Relation;
import dev.plumbline.snapshot.Snapshot.SystemField;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Collections, fields and relations with every key that Directus 12 gives them. */
final class DirectusDefaults {
  private DirectusDefaults() {}

  private static final JsonObject COLLECTION =
      object(
          """
          {'accountability': 'all', 'archive_app_filter': true, 'archive_field': null,
           'archive_value': null, 'autosave_revision_interval': null, 'collapse': 'open',
           'color': null, 'display_template': null, 'group': null, 'hidden': false, 'icon': null,
           'item_duplication_fields': null, 'note': null, 'preview_url': null, 'singleton': false,
           'sort': null, 'sort_field': null, 'status': 'active', 'translations': null,
           'unarchive_value': null, 'versioning': false}
          """);

  private static final JsonObject FIELD =
      object(
          """
          {'conditions': null, 'display': null, 'display_options': null, 'group': null,
           'hidden': false, 'interface': 'input', 'note': null, 'options': null,
           'readonly': false, 'required': false, 'searchable': true, 'sort': 1, 'special': null,
           'translations': null, 'validation': null, 'validation_message': null, 'width': 'full'}
          """);

  private static final JsonObject COLUMN =
      object(
          """
          {'data_type': 'character varying', 'default_value': null, 'foreign_key_column': null,
           'foreign_key_table': null, 'generation_expression': null,
           'has_auto_increment': false, 'is_generated': false, 'is_indexed': false,
           'is_nullable': true, 'is_primary_key': false, 'is_unique': false, 'max_length': null,
           'numeric_precision': null, 'numeric_scale': null}
          """);

  private static final JsonObject RELATION =
      object(
          """
          {'junction_field': null, 'one_allowed_collections': null, 'one_collection': null,
           'one_collection_field': null, 'one_deselect_action': 'nullify', 'one_field': null,
           'sort_field': null}
          """);

  /** Directus type and what its column has beyond the defaults. */
  private static final Map<String, String> COLUMNS =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry("string", "{'max_length': 255}"),
              Map.entry("text", "{'data_type': 'text'}"),
              Map.entry(
                  "integer",
                  "{'data_type': 'integer', 'numeric_precision': 32, 'numeric_scale': 0}"),
              Map.entry(
                  "bigInteger",
                  "{'data_type': 'bigint', 'numeric_precision': 64, 'numeric_scale': 0}"),
              Map.entry(
                  "decimal",
                  "{'data_type': 'numeric', 'numeric_precision': 10, 'numeric_scale': 5}"),
              Map.entry("float", "{'data_type': 'real', 'numeric_precision': 24}"),
              Map.entry("boolean", "{'data_type': 'boolean'}"),
              Map.entry("date", "{'data_type': 'date'}"),
              Map.entry("dateTime", "{'data_type': 'timestamp without time zone'}"),
              Map.entry("timestamp", "{'data_type': 'timestamp with time zone'}"),
              Map.entry("uuid", "{'data_type': 'uuid'}"),
              Map.entry("json", "{'data_type': 'json'}"),
              Map.entry("hash", "{'max_length': 255}"),
              Map.entry("unknown", "{'data_type': 'inet'}")));

  /** Every type that has a column. */
  static Iterable<String> columnTypes() {
    return COLUMNS.keySet();
  }

  static Collection collection(String name, JsonValue meta) {
    return new Collection(
        name,
        over(COLLECTION.with("collection", JsonValue.of(name)), meta),
        Optional.of(JsonObject.EMPTY.with("name", JsonValue.of(name))));
  }

  static Collection folder(String name, JsonValue meta) {
    return new Collection(
        name, over(COLLECTION.with("collection", JsonValue.of(name)), meta), Optional.empty());
  }

  /** An integer that numbers itself. */
  static Field id(String collection) {
    return field(
        collection,
        "id",
        "integer",
        object("{'hidden': true, 'readonly': true}"),
        object(
                "{'is_nullable': false, 'is_primary_key': true, 'is_unique': true,"
                    + " 'has_auto_increment': true}")
            .with("default_value", JsonValue.of("nextval('" + collection + "_id_seq'::regclass)")));
  }

  static Field field(
      String collection, String name, String type, JsonValue meta, JsonValue schema) {
    JsonObject column =
        over(COLUMN, object(COLUMNS.getOrDefault(type, "{}")))
            .with("name", JsonValue.of(name))
            .with("table", JsonValue.of(collection));
    JsonObject special =
        switch (type) {
          case "json" -> object("{'special': ['cast-json']}");
          case "boolean" -> object("{'special': ['cast-boolean']}");
          case "uuid" -> object("{'special': ['uuid']}");
          case "hash" -> object("{'special': ['hash', 'conceal']}");
          default -> JsonObject.EMPTY;
        };
    return new Field(
        collection,
        name,
        type,
        over(meta(collection, name, special), meta),
        Optional.of(over(column, schema)));
  }

  /**
   * @param special such as {@code o2m} or {@code no-data}
   */
  static Field alias(String collection, String name, String special, JsonValue meta) {
    JsonObject flags = object("{'special': ['alias', '" + special + "']}");
    if (!special.equals("no-data") && !special.equals("group")) {
      flags = object("{'special': ['" + special + "']}");
    }
    return new Field(
        collection, name, "alias", over(meta(collection, name, flags), meta), Optional.empty());
  }

  /** A many-to-one with its foreign key. */
  static Relation relation(
      String collection, String field, String to, JsonValue meta, JsonValue schema) {
    JsonObject constraint =
        object("{'on_delete': 'SET NULL', 'on_update': 'NO ACTION', 'foreign_key_column': 'id'}")
            .with("table", JsonValue.of(collection))
            .with("column", JsonValue.of(field))
            .with("foreign_key_table", JsonValue.of(to))
            .with("constraint_name", JsonValue.of(collection + "_" + field + "_foreign"));
    return new Relation(
        collection,
        field,
        Optional.of(to),
        over(relationMeta(collection, field).with("one_collection", JsonValue.of(to)), meta),
        Optional.of(over(constraint, schema)));
  }

  /** A many-to-any; it has no foreign key. */
  static Relation toAny(String collection, String field, JsonValue meta) {
    return new Relation(
        collection,
        field,
        Optional.empty(),
        over(
            relationMeta(collection, field)
                .with("one_collection_field", JsonValue.of("collection")),
            meta),
        Optional.empty());
  }

  static SystemField systemField(String collection, String field) {
    return new SystemField(collection, field, object("{'is_indexed': true}"));
  }

  private static JsonObject meta(String collection, String field, JsonObject special) {
    return over(
        FIELD.with("collection", JsonValue.of(collection)).with("field", JsonValue.of(field)),
        special);
  }

  private static JsonObject relationMeta(String collection, String field) {
    return RELATION
        .with("many_collection", JsonValue.of(collection))
        .with("many_field", JsonValue.of(field));
  }
}
