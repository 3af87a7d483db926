package dev.plumbline.payload;

import dev.plumbline.payload.gate.Refusal.Code;
import java.util.List;

/** Measured on Directus 11.17.4 and 12.4.0: facts 0.2, field reports F23 and F27. */
final class Destroyers {
  private static final String NOTHING =
      "\"collections\": [], \"fields\": [], \"systemFields\": [], \"relations\": []";

  private Destroyers() {}

  static List<Destroyer> all() {
    return List.of(
        new Destroyer(
            "a note of a collection is removed",
            table("lost_note"),
            section(
                "collections",
                """
                {"collection": "lost_note", "diff": [
                  {"kind": "D", "path": ["meta", "note"], "lhs": "x"}]}
                """),
            exists("lost_note"),
            Code.DROP_WITH_PATH),
        new Destroyer(
            "a translation of a collection loses an optional key",
            table("lost_translation"),
            section(
                "collections",
                """
                {"collection": "lost_translation", "diff": [
                  {"kind": "D", "path": ["meta", "translations", 0, "singular"], "lhs": "Tag"}]}
                """),
            exists("lost_translation"),
            Code.DROP_WITH_PATH),
        new Destroyer(
            "a harmless difference follows one with a path",
            table("lost_first"),
            section(
                "collections",
                """
                {"collection": "lost_first", "diff": [
                  {"kind": "D", "path": ["meta", "note"], "lhs": "x"},
                  {"kind": "E", "path": ["meta", "icon"], "lhs": null, "rhs": "box"}]}
                """),
            exists("lost_first"),
            Code.DROP_WITH_PATH),
        new Destroyer(
            "a field lacks the key of its default",
            table("lost_default"),
            section(
                "fields",
                """
                {"collection": "lost_default", "field": "title", "diff": [
                  {"kind": "D", "path": ["schema", "default_value"], "lhs": null}]}
                """),
            column("lost_default", "title"),
            Code.DROP_WITH_PATH),
        new Destroyer(
            "a relation lacks what happens on delete",
            related("lost_relation"),
            section(
                "relations",
                """
                {"collection": "lost_relation", "field": "parent",
                 "related_collection": "lost_relation_parent", "diff": [
                  {"kind": "D", "path": ["schema", "on_delete"], "lhs": "SET NULL"}]}
                """),
            relation("lost_relation"),
            Code.DROP_WITH_PATH),
        new Destroyer(
            "a relation has no foreign key in the source",
            related("lost_key"),
            section(
                "relations",
                """
                {"collection": "lost_key", "field": "parent",
                 "related_collection": "lost_key_parent", "diff": [
                  {"kind": "D", "path": ["schema"], "lhs": {}}]}
                """),
            relation("lost_key"),
            Code.DROP_WITH_PATH),
        new Destroyer(
            "a column of a type that Directus does not make may be null",
            table("lost_type")
                + "; ALTER TABLE lost_type ADD data jsonb NOT NULL DEFAULT '{}';"
                + " INSERT INTO directus_fields (collection, field, special) VALUES"
                + " ('lost_type', 'data', 'cast-json')",
            section(
                "fields",
                """
                {"collection": "lost_type", "field": "data", "diff": [
                  {"kind": "E", "path": ["schema", "is_nullable"], "lhs": false, "rhs": true}]}
                """),
            column("lost_type", "data") + " AND atttypid = 'jsonb'::regtype",
            Code.NEVER_CONVERGES),
        new Destroyer(
            "a relation points elsewhere",
            related("lost_target")
                + "; CREATE TABLE lost_target_other (id serial PRIMARY KEY);"
                + " INSERT INTO directus_collections (collection) VALUES ('lost_target_other');"
                + " INSERT INTO directus_fields (collection, field) VALUES"
                + " ('lost_target_other', 'id')",
            section(
                "relations",
                """
                {"collection": "lost_target", "field": "parent",
                 "related_collection": "lost_target_other", "diff": [
                  {"kind": "E", "path": ["related_collection"],
                   "lhs": "lost_target_parent", "rhs": "lost_target_other"},
                  {"kind": "E", "path": ["meta", "one_collection"],
                   "lhs": "lost_target_parent", "rhs": "lost_target_other"},
                  {"kind": "E", "path": ["schema", "foreign_key_table"],
                   "lhs": "lost_target_parent", "rhs": "lost_target_other"}]}
                """),
            "SELECT 1 FROM pg_constraint JOIN directus_relations"
                + " ON confrelid = to_regclass(one_collection)"
                + " WHERE conrelid = to_regclass('lost_target') AND many_collection = 'lost_target'",
            Code.NEVER_CONVERGES),
        new Destroyer(
            "metadata names a field of Directus's own",
            "INSERT INTO directus_fields (collection, field, interface) VALUES"
                + " ('directus_users', 'language', 'input')",
            section(
                "fields",
                """
                {"collection": "directus_users", "field": "language", "diff": [
                  {"kind": "D", "lhs": {"collection": "directus_users", "field": "language"}}]}
                """),
            column("directus_users", "language"),
            Code.SYSTEM_OBJECT));
  }

  private static String table(String name) {
    return """
    CREATE TABLE %1$s (id serial PRIMARY KEY, title varchar(50));
    INSERT INTO %1$s (title) VALUES ('not to be lost');
    INSERT INTO directus_collections (collection, note, translations) VALUES
      ('%1$s', 'x', '[{"language": "en-US", "translation": "T", "singular": "Tag"}]');
    INSERT INTO directus_fields (collection, field) VALUES ('%1$s', 'id');
    INSERT INTO directus_fields (collection, field, interface, options) VALUES
      ('%1$s', 'title', 'input', '{"trim": true}')
    """
        .formatted(name);
  }

  private static String related(String name) {
    return """
    CREATE TABLE %1$s_parent (id serial PRIMARY KEY);
    CREATE TABLE %1$s (
      id serial PRIMARY KEY,
      parent integer CONSTRAINT %1$s_parent_foreign REFERENCES %1$s_parent ON DELETE SET NULL);
    INSERT INTO directus_collections (collection) VALUES ('%1$s'), ('%1$s_parent');
    INSERT INTO directus_fields (collection, field) VALUES
      ('%1$s', 'id'), ('%1$s', 'parent'), ('%1$s_parent', 'id');
    INSERT INTO directus_relations (many_collection, many_field, one_collection) VALUES
      ('%1$s', 'parent', '%1$s_parent')
    """
        .formatted(name);
  }

  private static String exists(String table) {
    return "SELECT 1 FROM pg_class WHERE relname = '%s' AND relkind = 'r'".formatted(table);
  }

  private static String column(String table, String column) {
    return ("SELECT 1 FROM pg_attribute WHERE attrelid = to_regclass('%s') AND attname = '%s'"
            + " AND NOT attisdropped")
        .formatted(table, column);
  }

  private static String relation(String many) {
    return "SELECT 1 FROM directus_relations WHERE many_collection = '%s'".formatted(many);
  }

  private static String section(String key, String item) {
    return "{\"hash\": \"%s\", \"diff\": {"
        + NOTHING.replace("\"" + key + "\": []", "\"" + key + "\": [" + item + "]")
        + "}}";
  }
}
