package dev.plumbline.postgres.target.rollback;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.lab.LabEnvironment;
import dev.plumbline.lab.Laboratory;
import dev.plumbline.lab.Template;
import dev.plumbline.lab.directus.DirectusAdmin;
import dev.plumbline.lab.directus.DirectusVersion;
import dev.plumbline.payload.ItemKey;
import dev.plumbline.payload.Section;
import dev.plumbline.postgres.target.rollback.fact.CatalogFact;
import dev.plumbline.run.rollback.RollbackScope;
import java.util.List;
import java.util.NavigableSet;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What Directus itself deletes with a collection and a field, put back. */
class RollbackDirectusIT {
  private static final String POLICY = "5b1f0c1e-6f1d-4a53-9f0a-1d6f7a3f0002";
  private static final String USER = "5b1f0c1e-6f1d-4a53-9f0a-1d6f7a3f0003";

  private static final List<String> REFERENCES =
      List.of(
          "articles_files/articles_id",
          "articles_sections/articles_id",
          "articles_tags/articles_id",
          "articles_related/articles_id",
          "articles_related/related_articles_id",
          "articles_translations/articles_id",
          "site/home");

  /** Written since, by Directus itself or by a user. */
  private static final Set<String> CHANGED =
      Set.of(
          "articles",
          "authors",
          "directus_access",
          "directus_activity",
          "directus_presets",
          "directus_revisions",
          "directus_users");

  @ParameterizedTest
  @EnumSource(DirectusVersion.class)
  void aCollectionComesBackWithAllThatBelongedToIt(DirectusVersion version) throws Exception {
    LabEnvironment environment = Laboratory.shared().stopped(version, Template.MODEL);
    fill(environment);
    try (RollbackPair pair = RollbackPair.of(environment)) {
      environment.start();
      DirectusAdmin directus = environment.directus();
      for (String relation : REFERENCES) {
        directus.delete("/relations/" + relation);
      }
      directus.delete("/collections/articles");
      directus.delete("/fields/authors/bio");
      directus.patch("/fields/authors/name", "{\"meta\": {\"note\": \"changed\"}}");
      directus.post("/collections", "{\"collection\": \"later\", \"meta\": {}, \"schema\": {}}");
      directus.post("/items/later", "{}");
      RollbackScope scope = scope(pair);
      assertThat(scope.tables()).contains("articles", "articles_tags", "authors", "later", "site");

      // What happens after the run.
      environment.sql("DELETE FROM directus_users WHERE id = '" + USER + "'");
      directus.post(
          "/items/authors",
          "{\"id\": \"5b1f0c1e-6f1d-4a53-9f0a-1d6f7a3f0009\", \"name\": \"New\"}");

      assertThat(pair.committed(scope))
          .containsExactlyInAnyOrder(
              "1 row of `later` was saved to a file, because the run created that table",
              "1 row of `authors` was added since the run: its `bio` is empty",
              "2 rows of `articles` referred by the foreign key `articles_user_created_foreign` to what does not exist: the reference is empty now, and was saved to a file",
              "1 row of `directus_presets` was left out, because what its `user` refers to no longer exists");

      assertThat(pair.saved().get("articles")).contains("user_created", USER);

      assertEqual(pair);
      directus.clearCache();
      assertThat(directus.get("/items/articles?limit=1&fields=*,author.bio").toString())
          .contains("bio");
      assertThat(pair.committed(scope)).hasSize(1);
    } finally {
      environment.close();
    }
  }

  private static void fill(LabEnvironment environment) {
    environment.sql(
        """
        INSERT INTO directus_activity (action, collection, item) VALUES ('update', 'articles', '1');
        INSERT INTO directus_revisions (activity, collection, item)
          SELECT max(id), 'articles', '1' FROM directus_activity;
        UPDATE articles SET user_created = '%1$s' WHERE id IN (SELECT id FROM articles LIMIT 2);
        INSERT INTO directus_permissions (policy, collection, action, fields)
          SELECT '%2$s', 'authors', 'update', f FROM unnest('{"name,bio,slug",bio,name,*}'::text[]) f;
        INSERT INTO directus_presets (collection, bookmark, "user")
          VALUES ('articles', 'mine', '%1$s'), ('articles', 'of all', NULL), ('authors', 'x', NULL);
        INSERT INTO directus_versions (id, key, name, collection, item)
          VALUES (gen_random_uuid(), 'draft', 'Draft', 'articles', '1');
        INSERT INTO directus_shares (id, name, collection, item)
          VALUES (gen_random_uuid(), 'all', 'articles', '1');
        INSERT INTO directus_comments (id, collection, item, comment)
          VALUES (gen_random_uuid(), 'articles', '1', 'fine');
        INSERT INTO directus_notifications (recipient, subject, collection, item)
          SELECT id, 'read it', 'articles', '1' FROM directus_users WHERE id <> '%1$s' LIMIT 1;
        """
            .formatted(USER, POLICY));
  }

  private static void assertEqual(RollbackPair pair) throws Exception {
    RollbackPair.State was = pair.state(true);
    RollbackPair.State is = pair.state(false);
    assertThat(is.facts()).isEqualTo(was.facts());
    assertThat(is.columns()).isEqualTo(was.columns());
    for (String table : was.rows().keySet()) {
      if (!CHANGED.contains(table)) {
        assertThat(is.rows().get(table)).as(table).isEqualTo(was.rows().get(table));
      }
    }
    for (String query :
        List.of(
            "SELECT t FROM directus_activity t WHERE collection = 'articles' ORDER BY id",
            "SELECT t FROM directus_revisions t WHERE collection = 'articles' ORDER BY id",
            "SELECT t FROM directus_presets t WHERE bookmark IS DISTINCT FROM 'mine' ORDER BY id",
            "SELECT id, bio FROM authors WHERE name <> 'New' ORDER BY id",
            "SELECT row_to_json(t)::jsonb - 'user_created' FROM articles t ORDER BY id")) {
      List<String> rows = pair.formerSuperuser().rows(query);
      assertThat(rows).isNotEmpty();
      assertThat(pair.superuser().rows(query)).as(query).isEqualTo(rows);
    }
  }

  /** As the caller computes it: all that differs. */
  private static RollbackScope scope(RollbackPair pair) throws Exception {
    NavigableSet<String> tables = new TreeSet<>();
    RollbackPair.State was = pair.state(true);
    RollbackPair.State is = pair.state(false);
    was.facts().minus(is.facts()).stream().map(CatalogFact::table).forEach(tables::add);
    is.facts().minus(was.facts()).stream().map(CatalogFact::table).forEach(tables::add);
    SortedSet<ItemKey> items = new TreeSet<>();
    items.addAll(items(pair, Section.COLLECTIONS, "collection", "''", "directus_collections"));
    items.addAll(items(pair, Section.FIELDS, "collection", "field", "directus_fields"));
    items.addAll(
        items(pair, Section.RELATIONS, "many_collection", "many_field", "directus_relations"));
    TreeMap<String, SortedSet<String>> fields = new TreeMap<>();
    fields.put("authors", new TreeSet<>(Set.of("bio")));
    return new RollbackScope(tables, items, new TreeSet<>(Set.of("articles")), fields);
  }

  private static Set<ItemKey> items(
      RollbackPair pair, Section section, String collection, String field, String table) {
    String query = "SELECT %s, %s, t::text FROM %s t".formatted(collection, field, table);
    Set<String> different = new TreeSet<>();
    List<String> was = pair.formerSuperuser().rows(query);
    List<String> is = pair.superuser().rows(query);
    was.stream().filter(row -> !is.contains(row)).forEach(different::add);
    is.stream().filter(row -> !was.contains(row)).forEach(different::add);
    Set<ItemKey> keys = new TreeSet<>();
    for (String row : different) {
      String[] parts = row.split("\\|", 3);
      keys.add(new ItemKey(section, parts[0], parts[1]));
    }
    return keys;
  }
}
