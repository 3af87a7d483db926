package dev.plumbline.catalogue;

import java.util.List;

/** Cases of public reports that take both environments. */
final class FieldReportCases {
  private FieldReportCases() {}

  static List<TwoSided> all() {
    return List.of(
        empty(),
        order(),
        relation(),
        identity(),
        keyOfAnotherType(),
        keyAfterAnApply(),
        extension(),
        enumElsewhere(),
        linksOfAFlow(),
        idsOfWebhooks(),
        flowOfOneSide());
  }

  private static TwoSided linksOfAFlow() {
    String id = "'aaaaaaaa-0000-4000-8000-000000000001'";
    return TwoSided.of(
        "operations of a flow follow one another in another order",
        flow(id, "swap", "a", "c", "b"),
        flow(id, "swap", "a", "b", "c"),
        withoutFlows(),
        "medium flow_changed swap links");
  }

  private static TwoSided idsOfWebhooks() {
    return TwoSided.of(
        "a webhook's flow has another id, and so another URL",
        flow("gen_random_uuid()", "hook", "a", "b"),
        flow("gen_random_uuid()", "hook", "a", "b"),
        withoutFlows(),
        "medium flow_changed hook webhook");
  }

  private static TwoSided flowOfOneSide() {
    return TwoSided.of(
        "a flow that the target does not have",
        flow("gen_random_uuid()", "alone", "a", "b"),
        withoutFlows(),
        withoutFlows());
  }

  /** Operations with these keys, one after the other. */
  private static Step flow(String id, String name, String... keys) {
    StringBuilder sql =
        new StringBuilder(
            """
            INSERT INTO directus_flows (id, name, status, trigger, options)
              VALUES (%s, '%s', 'inactive', 'webhook', '{}')
            """
                .formatted(id, name));
    String before = "";
    for (String key : keys) {
      sql.append(
          """
          ;INSERT INTO directus_operations (id, name, key, type, position_x, position_y, flow)
            SELECT gen_random_uuid(), '%1$s', '%1$s', 'log', 1, 1, id FROM directus_flows
             WHERE name = '%2$s'
          """
              .formatted(key, name));
      sql.append(
          before.isEmpty()
              ? """
                ;UPDATE directus_flows f SET operation = o.id FROM directus_operations o
                  WHERE o.flow = f.id AND o.key = '%s' AND f.name = '%s'
                """
                  .formatted(key, name)
              : """
                ;UPDATE directus_operations b SET resolve = o.id
                   FROM directus_operations o, directus_flows f
                  WHERE o.flow = f.id AND b.flow = f.id AND f.name = '%3$s'
                    AND o.key = '%1$s' AND b.key = '%2$s'
                """
                  .formatted(key, before, name));
      before = key;
    }
    return Step.sql(sql.toString());
  }

  private static Step withoutFlows() {
    return Step.sql("DELETE FROM directus_flows WHERE name IN ('swap', 'hook', 'alone')");
  }

  private static TwoSided empty() {
    String fields =
        "UPDATE directus_fields SET options = %1$s, display_options = %1$s, translations = %2$s,"
            + " conditions = %2$s, validation = %1$s, validation_message = %3$s, note = %3$s"
            + " WHERE collection = 'a'; UPDATE directus_collections"
            + " SET item_duplication_fields = %2$s, translations = %2$s WHERE collection = 'a'";
    return TwoSided.of(
        "empty values are null in the target",
        table("a (id serial PRIMARY KEY, t text)")
            .then(Step.sql(fields.formatted("'{}'", "'[]'", "''"))),
        table("a (id serial PRIMARY KEY, t text)"),
        drop("a"));
  }

  private static TwoSided order() {
    String order =
        """
        ;UPDATE directus_collections SET sort = position
           FROM (VALUES %s) AS v (name, position) WHERE collection = name""";
    String tables =
        "CREATE TABLE r_a (id serial PRIMARY KEY); CREATE TABLE r_b (id serial PRIMARY KEY);"
            + AlikeCases.track("r_a")
            + ";"
            + AlikeCases.track("r_b");
    return TwoSided.of(
        "one collection more moves all others",
        Step.sql(tables + order.formatted("('r_a', 2), ('r_b', 3)"))
            .then(table("r_new (id serial PRIMARY KEY)")),
        Step.sql(tables + order.formatted("('r_a', 1), ('r_b', 2)")),
        Step.sql(
                "DROP TABLE IF EXISTS r_new;"
                    + " DELETE FROM directus_fields WHERE collection = 'r_new';"
                    + " DELETE FROM directus_collections WHERE collection = 'r_new'")
            .then(drop("r_a", "r_b")),
        "info collection_sort_changed meta.sort",
        "low collection_added r_new");
  }

  private static TwoSided relation() {
    String tables =
        """
        CREATE TABLE k_p (id serial PRIMARY KEY, n text);
        CREATE TABLE k_c (id serial PRIMARY KEY, p int REFERENCES k_p (id));
        """
            + AlikeCases.track("k_p")
            + ";"
            + AlikeCases.track("k_c");
    return TwoSided.of(
        "the foreign key was there before the relation",
        Step.sql(
            tables
                + """
                ;INSERT INTO directus_relations (many_collection, many_field, one_collection)
                  VALUES ('k_c', 'p', 'k_p')
                """),
        Step.sql(tables),
        drop("k_c", "k_p"),
        "medium relation_added k_c.p");
  }

  private static TwoSided identity() {
    return TwoSided.of(
        "an identity column and a generated one lose both by an apply",
        table(
            """
            i (id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY, t text,
               g int GENERATED ALWAYS AS (length(t)) STORED)"""),
        table("i (id serial PRIMARY KEY, t text, g int)"),
        drop("i"),
        "medium column_changed i.id identity",
        "high field_generated_changed i.g schema.is_generated");
  }

  private static TwoSided keyOfAnotherType() {
    return TwoSided.of(
        "a key that numbers itself is a uuid in the source",
        table("q (id uuid PRIMARY KEY, t text)").then(uuid()),
        table("q (id serial PRIMARY KEY, t text)"),
        drop("q"),
        "critical field_type_changed q.id type",
        "high field_auto_increment_changed q.id schema.has_auto_increment");
  }

  /** Directus finds no difference then: the column of a key is never altered. */
  private static TwoSided keyAfterAnApply() {
    return TwoSided.of(
        "a key is a uuid by its special alone",
        table("q (id uuid PRIMARY KEY, t text)").then(uuid()),
        table("q (id serial PRIMARY KEY, t text)").then(uuid()),
        drop("q"),
        "critical field_type_changed q.id type",
        "high field_auto_increment_changed q.id schema.has_auto_increment");
  }

  private static Step uuid() {
    return Step.sql(
        "UPDATE directus_fields SET special = 'uuid' WHERE collection = 'q' AND field = 'id'");
  }

  /** Without the operator's schema, PostgreSQL would compare texts where it does not find it. */
  private static TwoSided extension() {
    String objects =
        """
        CREATE TABLE d (id serial PRIMARY KEY, email %1$scitext NOT NULL UNIQUE,
          more %1$scitext[] DEFAULT '{a}', h %1$shstore DEFAULT 'a=>1', tree %1$sltree,
          CHECK (email OPERATOR(%1$s<>) 'x'::%1$scitext));
        CREATE INDEX d_tree ON d USING gist (tree %1$sgist_ltree_ops);
        CREATE VIEW d_seen AS SELECT email FROM d WHERE email OPERATOR(%1$s=) 'b'::%1$scitext;
        """;
    String install =
        "CREATE EXTENSION citext%1$s; CREATE EXTENSION hstore%1$s; CREATE EXTENSION ltree%1$s;";
    return TwoSided.of(
        "extensions are in another schema",
        Step.superuser(install.formatted(""))
            .then(Step.sql(objects.formatted("") + AlikeCases.track("d"))),
        Step.superuser(
                "CREATE SCHEMA extensions; GRANT USAGE ON SCHEMA extensions TO PUBLIC;"
                    + install.formatted(" SCHEMA extensions"))
            .then(Step.sql(objects.formatted("extensions.") + AlikeCases.track("d"))),
        Step.sql("DROP VIEW d_seen")
            .then(drop("d"))
            .then(
                Step.superuser(
                    "DROP EXTENSION citext, hstore, ltree; DROP SCHEMA IF EXISTS extensions")),
        "low extension_changed citext schema",
        "low extension_changed hstore schema",
        "low extension_changed ltree schema");
  }

  private static TwoSided enumElsewhere() {
    return TwoSided.of(
        "types of other schemas have one name and differ",
        Step.superuser(
                """
                CREATE SCHEMA odd; GRANT USAGE ON SCHEMA odd TO PUBLIC;
                CREATE TYPE odd.mood AS ENUM ('good', 'bad');
                CREATE DOMAIN odd.small AS integer CHECK (VALUE < 10);
                CREATE TYPE odd.pair AS (a integer, b integer);
                CREATE TYPE odd.same AS ENUM ('a');
                """)
            .then(
                table(
                    "e (id serial PRIMARY KEY, m odd.mood DEFAULT 'good', s odd.small, p odd.pair, n odd.same[])")),
        Step.superuser(
                """
                CREATE SCHEMA odd; GRANT USAGE ON SCHEMA odd TO PUBLIC;
                CREATE TYPE odd.mood AS ENUM ('bad', 'good');
                CREATE DOMAIN odd.small AS integer CHECK (VALUE < 20);
                CREATE TYPE odd.pair AS (a integer, b text);
                CREATE TYPE same AS ENUM ('a');
                """)
            .then(
                table(
                    "e (id serial PRIMARY KEY, m odd.mood DEFAULT 'good', s odd.small, p odd.pair, n same[])")),
        drop("e").then(Step.superuser("DROP SCHEMA odd CASCADE; DROP TYPE IF EXISTS same")),
        "medium enum_changed mood labels",
        "medium domain_changed small checks",
        "medium type_changed pair definition",
        "medium enum_changed same schema");
  }

  private static Step table(String definition) {
    return Step.sql(
        "CREATE TABLE "
            + definition
            + ";"
            + AlikeCases.track(definition.substring(0, definition.indexOf(' '))));
  }

  static Step drop(String... tables) {
    StringBuilder sql = new StringBuilder();
    for (String table : tables) {
      sql.append(
          """
          DROP TABLE %1$s;
          DELETE FROM directus_relations WHERE many_collection = '%1$s';
          DELETE FROM directus_fields WHERE collection = '%1$s';
          DELETE FROM directus_collections WHERE collection = '%1$s';
          """
              .formatted(table));
    }
    return Step.sql(sql.toString());
  }
}
