package dev.plumbline.catalogue;

import java.util.List;

/** Cases of public reports that concern one environment alone. */
final class FieldReportMutations {
  private FieldReportMutations() {}

  static List<Mutation> all() {
    return List.of(
        namesOfADeletedField(),
        namesOfARenamedField(),
        foreignKeyBeforeTheRelation(),
        keyOfAnotherType(),
        extensionElsewhere(),
        extensionSearched(),
        uuidAsText(),
        anotherDirectus(),
        collation());
  }

  /** As the Studio makes and deletes them. */
  private static Mutation namesOfADeletedField() {
    return Mutation.api(
            "a field is deleted that templates of its collection and of another one name",
            named().then(Step.delete("/fields/b/heading")),
            withoutNamed(),
            "low collection_added b",
            "low collection_added p")
        .disagreeing(
            "low collection_template_field_missing b display_template.heading",
            "low field_template_field_missing p.b display_options.template.heading",
            "low field_template_field_missing p.b options.template.heading");
  }

  private static Mutation namesOfARenamedField() {
    return Mutation.api(
            "a column is renamed that templates of its collection and of another one name",
            named().then(Step.sql("ALTER TABLE b RENAME heading TO title")),
            withoutNamed(),
            "low collection_added b",
            "low collection_added p")
        .disagreeing("high column_renamed b.heading title");
  }

  private static Step named() {
    String collection =
        """
        {"collection": "%s", "meta": {}, "schema": {}, "fields": [
          {"field": "id", "type": "integer", "meta": {"hidden": true},
           "schema": {"is_primary_key": true, "has_auto_increment": true}},
          %s]}
        """;
    String template = "{\"template\": \"{{heading}}\"}";
    return Step.post(
            "/collections",
            collection.formatted(
                "b",
                """
                {"field": "heading", "type": "string", "meta": {}, "schema": {}},
                {"field": "body", "type": "text", "meta": {}, "schema": {}}
                """))
        .then(Step.patch("/collections/b", Step.meta("display_template", "\"{{heading}}\"")))
        .then(
            Step.post(
                "/collections",
                collection.formatted(
                    "p",
                    "{\"field\": \"b\", \"type\": \"integer\", \"meta\": {}, \"schema\": {}}")))
        .then(
            Step.post(
                "/relations",
                """
                {"collection": "p", "field": "b", "related_collection": "b",
                 "schema": {"on_delete": "SET NULL"}}
                """))
        .then(
            Step.patch(
                "/fields/p/b",
                """
                {"meta": {"interface": "select-dropdown-m2o", "options": %1$s,
                          "display": "related-values", "display_options": %1$s}}
                """
                    .formatted(template)));
  }

  private static Step withoutNamed() {
    return Step.delete("/collections/p").then(Step.delete("/collections/b"));
  }

  private static Mutation foreignKeyBeforeTheRelation() {
    return tables(
            "a foreign key was there before the relation",
            """
            CREATE TABLE k_p (id serial PRIMARY KEY, n text);
            CREATE TABLE k_c (id serial PRIMARY KEY, p int REFERENCES k_p (id));
            """,
            "",
            "k_p",
            "k_c")
        .disagreeing("medium foreign_key_without_relation k_c.p k_c_p_fkey");
  }

  /** What an apply leaves, which finds no difference any more. */
  private static Mutation keyOfAnotherType() {
    return tables(
            "keys that number themselves are said to be a uuid",
            """
            CREATE TABLE q (id serial PRIMARY KEY, t text);
            CREATE TABLE r (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY);
            """,
            "UPDATE directus_fields SET special = 'uuid' WHERE collection IN ('q', 'r') AND field = 'id'",
            "q",
            "r")
        .disagreeing("high type_contradicted q.id type", "high type_contradicted r.id type");
  }

  /** Of an extension in the searched schema Directus knows the type. */
  private static Mutation extensionElsewhere() {
    return Mutation.superuser(
            "types of extensions are in a schema that Directus does not search",
            """
            CREATE SCHEMA extensions; GRANT USAGE ON SCHEMA extensions TO PUBLIC;
            CREATE EXTENSION citext SCHEMA extensions; CREATE EXTENSION hstore;
            CREATE TABLE d (id serial PRIMARY KEY, email extensions.citext NOT NULL UNIQUE,
              preset extensions.citext DEFAULT 'Some', more extensions.citext[], h hstore);
            ALTER TABLE d OWNER TO directus;
            """
                + AlikeCases.track("d"),
            """
            DROP TABLE d; DROP EXTENSION citext; DROP EXTENSION hstore; DROP SCHEMA extensions;
            DELETE FROM directus_fields WHERE collection = 'd';
            DELETE FROM directus_collections WHERE collection = 'd'
            """,
            "low collection_added d",
            "medium extension_added citext",
            "medium extension_added hstore")
        .disagreeing(
            "medium type_unknown d.email type",
            "medium type_unknown d.h type",
            "medium type_unknown d.more type",
            "medium type_unknown d.preset type");
  }

  /** As Supabase sets it up. */
  private static Mutation extensionSearched() {
    String set =
        """
        DO $$ BEGIN EXECUTE format('ALTER ROLE directus IN DATABASE %%I %s', current_database());
        END $$;
        SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity
         WHERE datname = current_database() AND usename = 'directus';
        """;
    return Mutation.superuser(
            "types and functions of extensions are in another schema that Directus searches",
            """
            CREATE SCHEMA "More of"; GRANT USAGE ON SCHEMA "More of" TO PUBLIC;
            CREATE EXTENSION citext SCHEMA "More of"; CREATE EXTENSION pgcrypto SCHEMA "More of";
            CREATE TYPE "More of".mood AS ENUM ('good', 'bad');
            CREATE TABLE d (id serial PRIMARY KEY, email "More of".citext NOT NULL UNIQUE,
              preset "More of".citext DEFAULT 'Some', more "More of".citext[],
              mood "More of".mood DEFAULT 'good', u text DEFAULT "More of".gen_salt('md5'));
            ALTER TABLE d OWNER TO directus;
            """
                + AlikeCases.track("d")
                + ";"
                + set.formatted("SET search_path = \"$user\", public, \"More of\""),
            """
            DROP TABLE d; DROP EXTENSION citext; DROP EXTENSION pgcrypto;
            DROP SCHEMA "More of" CASCADE;
            DELETE FROM directus_fields WHERE collection = 'd';
            DELETE FROM directus_collections WHERE collection = 'd';
            """
                + set.formatted("RESET search_path"),
            "info setting_changed search_path value",
            "low collection_added d",
            "low enum_added mood",
            "medium extension_added citext",
            "medium extension_added pgcrypto")
        .disagreeing(
            "medium default_is_expression d.u schema.default_value",
            "medium type_unknown d.mood type",
            "medium type_unknown d.more type");
  }

  /** As after leaving MySQL or SQLite. */
  private static Mutation uuidAsText() {
    return tables(
            "keys are a uuid in a text",
            """
            CREATE TABLE u_p (id char(36) PRIMARY KEY, n text);
            CREATE TABLE u_c (id serial PRIMARY KEY, p varchar(36), u char(36));
            """,
            """
            UPDATE directus_fields SET special = 'uuid' WHERE collection = 'u_p' AND field = 'id';
            INSERT INTO directus_relations (many_collection, many_field, one_collection)
              VALUES ('u_c', 'p', 'u_p'), ('u_c', 'u', 'directus_users')
            """,
            "u_p",
            "u_c")
        .disagreeing(
            "high relation_without_foreign_key u_c.p",
            "high relation_without_foreign_key u_c.u",
            "low type_unchecked u_p.id type");
  }

  private static Mutation anotherDirectus() {
    return Mutation.sql(
            "other schemas have tables of a Directus, or some of them",
            """
            CREATE SCHEMA "Left over"; CREATE SCHEMA nearly;
            CREATE TABLE "Left over".directus_collections (collection text);
            CREATE TABLE "Left over".directus_fields (id int);
            CREATE TABLE nearly.directus_fields (id int)
            """,
            "DROP SCHEMA \"Left over\", nearly CASCADE")
        .disagreeing("info other_directus_schema Left over");
  }

  /** A library never changes in a laboratory, but what is recorded of it can. */
  private static Mutation collation() {
    return Mutation.superuser(
            "a collation sorts otherwise than when an index was made",
            """
            CREATE COLLATION german (provider = icu, locale = 'de');
            CREATE COLLATION unused (provider = icu, locale = 'fr');
            ALTER TABLE section_text ALTER heading TYPE varchar(255) COLLATE german;
            UPDATE pg_collation SET collversion = '1' WHERE collname IN ('german', 'unused')
            """,
            """
            ALTER TABLE section_text ALTER heading TYPE varchar(255) COLLATE "default";
            DROP COLLATION german; DROP COLLATION unused
            """,
            "medium column_changed section_text.heading collation")
        .disagreeing("high collation_version_mismatch german");
  }

  /** New tables, tracked, with what follows. */
  private static Mutation tables(String name, String create, String then, String... tables) {
    StringBuilder made = new StringBuilder(create);
    StringBuilder undone = new StringBuilder();
    String[] lines = new String[tables.length];
    for (int i = 0; i < tables.length; i++) {
      made.append(AlikeCases.track(tables[i])).append(';');
      undone.append(
          """
          DROP TABLE %1$s CASCADE;
          DELETE FROM directus_relations WHERE many_collection = '%1$s';
          DELETE FROM directus_fields WHERE collection = '%1$s';
          DELETE FROM directus_collections WHERE collection = '%1$s';
          """
              .formatted(tables[i]));
      lines[i] = "low collection_added " + tables[i];
    }
    return Mutation.sql(name, made.append(then).toString(), undone.toString(), lines);
  }
}
