package dev.plumbline.postgres.target.rollback;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.lab.postgres.PostgresVersion;
import dev.plumbline.payload.ItemKey;
import dev.plumbline.run.rollback.RollbackScope;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Rows in tables of the shape of Directus's, which users wrote since the run as well. */
class DirectusRowsIT {
  private static final String MODEL =
      """
      CREATE TABLE directus_collections (collection varchar(64) PRIMARY KEY, note text,
        "group" varchar(64) REFERENCES directus_collections);
      CREATE TABLE directus_fields (id serial PRIMARY KEY, collection varchar(64) NOT NULL,
        field varchar(64) NOT NULL, options json);
      CREATE TABLE directus_relations (id serial PRIMARY KEY, many_collection varchar(64) NOT NULL,
        many_field varchar(64) NOT NULL, one_collection varchar(64));
      CREATE TABLE directus_users (id integer PRIMARY KEY);
      CREATE TABLE directus_permissions (id serial PRIMARY KEY, collection varchar(64), fields text);
      CREATE TABLE directus_activity (id serial PRIMARY KEY, collection varchar(64));
      CREATE TABLE directus_revisions (id serial PRIMARY KEY, collection varchar(64),
        activity integer NOT NULL REFERENCES directus_activity ON DELETE CASCADE,
        parent integer REFERENCES directus_revisions ON DELETE SET NULL);
      CREATE TABLE directus_comments (id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        collection varchar(64) REFERENCES directus_collections ON DELETE CASCADE,
        "user" integer REFERENCES directus_users ON DELETE SET NULL,
        owner integer REFERENCES directus_users ON DELETE CASCADE,
        text text, upper text GENERATED ALWAYS AS (upper(text)) STORED);
      CREATE TABLE directus_odd (collection varchar(64));
      CREATE FUNCTION shout() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN NEW.text := 'CHANGED BY A TRIGGER'; RETURN NEW; END $$;
      CREATE TRIGGER shouting BEFORE INSERT ON directus_comments
        FOR EACH ROW EXECUTE FUNCTION shout();
      INSERT INTO directus_collections VALUES ('folder', NULL, NULL),
        ('it''s "odd"', 'x', 'folder'), ('pages', 'of the backup', 'folder'), ('other', NULL, NULL);
      INSERT INTO directus_fields (collection, field, options) VALUES
        ('it''s "odd"', 'id', '{"a":  1}'), ('it''s "odd"', 'title', NULL), ('pages', 'title', '[]');
      INSERT INTO directus_relations (many_collection, many_field, one_collection)
        VALUES ('pages', 'odd', 'it''s "odd"');
      INSERT INTO directus_users SELECT generate_series(1, 3);
      INSERT INTO directus_permissions (collection, fields) VALUES
        ('pages', 'id,title,odd'), ('pages', 'title'), ('pages', 'title,id'), ('pages', '*'),
        ('pages', NULL), ('it''s "odd"', 'id'), ('other', 'title'), ('pages', 'title,odd');
      INSERT INTO directus_activity (collection)
        VALUES ('it''s "odd"'), ('pages'), ('it''s "odd"'), (NULL);
      INSERT INTO directus_revisions (collection, activity, parent)
        VALUES ('it''s "odd"', 1, NULL), ('it''s "odd"', 1, 3), ('it''s "odd"', 3, NULL), ('pages', 2, NULL);
      ALTER TABLE directus_comments DISABLE TRIGGER shouting;
      INSERT INTO directus_comments (collection, "user", owner, text)
        VALUES ('it''s "odd"', 1, 1, 'a'), ('it''s "odd"', 2, 3, 'b'), ('it''s "odd"', 1, 2, 'c'), ('pages', 1, 1, 'd');
      ALTER TABLE directus_comments ENABLE ALWAYS TRIGGER shouting;
      """;

  /** As Directus deletes a collection and a field, and changes and creates others. */
  private static final String RUN =
      """
      DELETE FROM directus_relations;
      DELETE FROM directus_fields WHERE collection = 'it''s "odd"' OR field = 'odd';
      DELETE FROM directus_revisions WHERE collection = 'it''s "odd"';
      DELETE FROM directus_activity WHERE collection = 'it''s "odd"';
      DELETE FROM directus_permissions WHERE collection = 'it''s "odd"';
      DELETE FROM directus_collections WHERE collection = 'it''s "odd"';
      UPDATE directus_collections SET note = 'of the run' WHERE collection = 'pages';
      UPDATE directus_fields SET options = '{}' WHERE collection = 'pages';
      UPDATE directus_permissions SET fields = 'id' WHERE fields IN ('id,title,odd', 'title,id');
      UPDATE directus_permissions SET fields = NULL WHERE fields IN ('title', 'title,odd') AND collection = 'pages';
      INSERT INTO directus_collections VALUES ('created');
      INSERT INTO directus_fields (collection, field) VALUES ('created', 'id'), ('pages', 'more');
      """;

  private static RollbackScope scope() {
    String odd = "it's \"odd\"";
    TreeMap<String, SortedSet<String>> fields = new TreeMap<>();
    fields.put("pages", new TreeSet<>(Set.of("title", "odd")));
    return new RollbackScope(
        new TreeSet<>(),
        new TreeSet<>(
            Set.of(
                ItemKey.ofCollection(odd),
                ItemKey.ofCollection("pages"),
                ItemKey.ofCollection("created"),
                ItemKey.ofField(odd, "id"),
                ItemKey.ofField(odd, "title"),
                ItemKey.ofField("created", "id"),
                ItemKey.ofField("pages", "more"),
                ItemKey.ofSystemField("pages", "title"),
                ItemKey.ofRelation("pages", "odd"))),
        new TreeSet<>(Set.of(odd)),
        fields);
  }

  @Test
  void allRowsComeBack() throws Exception {
    try (RollbackPair pair = RollbackPair.of(PostgresVersion.USUAL, MODEL)) {
      pair.owner().run(RUN);

      assertThat(pair.committed(scope()))
          .singleElement()
          .asString()
          .startsWith("what `directus_odd` had about dropped collections is not restored");

      assertThat(pair.state(false).rows()).isEqualTo(pair.state(true).rows());
      assertThat(pair.state(false).facts()).isEqualTo(pair.state(true).facts());
      assertThat(pair.committed(scope())).hasSize(1);
      assertThat(pair.state(false).rows()).isEqualTo(pair.state(true).rows());
    }
  }

  @Test
  void whatUsersDidSinceStays() throws Exception {
    try (RollbackPair pair = RollbackPair.of(PostgresVersion.USUAL, MODEL)) {
      pair.owner()
          .run(
              RUN
                  + """
                  UPDATE directus_permissions SET fields = 'id,body' WHERE id = 1;
                  UPDATE directus_permissions SET fields = '*' WHERE id = 2;
                  DELETE FROM directus_permissions WHERE id = 3;
                  UPDATE directus_collections SET note = 'of a user' WHERE collection = 'other';
                  UPDATE directus_collections SET "group" = NULL;
                  DELETE FROM directus_collections WHERE collection = 'folder';
                  DELETE FROM directus_comments;
                  DELETE FROM directus_users WHERE id = 2;
                  INSERT INTO directus_fields (collection, field) VALUES ('other', 'new');
                  """);

      assertThat(pair.committed(scope()))
          .contains(
              "2 rows of `directus_collections` refer to rows that no longer exist: their `group` is empty",
              "1 row of `directus_comments` was left out, because what its `owner` refers to no longer exists",
              "1 row of `directus_comments` refers to a row that no longer exists: its `user` is empty");

      assertThat(pair.owner().rows("SELECT id, fields FROM directus_permissions ORDER BY id"))
          .isEqualTo(
              List.of("1|id,body,title,odd", "2|*", "4|*", "5|", "6|id", "7|title", "8|title,odd"));
      assertThat(pair.owner().rows("SELECT * FROM directus_collections ORDER BY 1"))
          .isEqualTo(List.of("it's \"odd\"|x|", "other|of a user|", "pages|of the backup|"));
      assertThat(
              pair.owner()
                  .rows(
                      "SELECT id, \"user\", owner, text, upper FROM directus_comments ORDER BY 1"))
          .isEqualTo(List.of("1|1|1|a|A", "2||3|b|B"));
      assertThat(pair.owner().rows("SELECT field FROM directus_fields WHERE collection = 'other'"))
          .isEqualTo(List.of("new"));
      assertThat(pair.state(false).facts()).isEqualTo(pair.state(true).facts());
    }
  }
}
