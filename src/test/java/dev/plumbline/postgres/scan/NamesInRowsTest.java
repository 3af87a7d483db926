package dev.plumbline.postgres.scan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.integrity.Check.MissingNames;
import dev.plumbline.integrity.Check.NamedRows;
import dev.plumbline.integrity.Condition;
import dev.plumbline.integrity.Condition.Category;
import dev.plumbline.integrity.Condition.Operand;
import dev.plumbline.integrity.Tally;
import dev.plumbline.lab.Laboratory;
import dev.plumbline.path.Website;
import dev.plumbline.path.reference.RowReferences;
import dev.plumbline.scan.ScannedDatabase.ScanSession;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class NamesInRowsTest {
  @Test
  void rowsAreJudgedWhateverTheyHold() {
    try (Scanned scanned = Scanned.create(Laboratory.shared().postgres(), "public")) {
      scanned.run(
          """
          CREATE TABLE directus_operations (id int PRIMARY KEY, type text, options json, secret text);
          REVOKE ALL ON directus_operations FROM %1$s;
          GRANT SELECT (id, type, options) ON directus_operations TO %1$s;
          INSERT INTO directus_operations VALUES
            (1, 'item-create', '{"collection": "posts", "payload": {"title": "x", "gone": "y"}}'),
            (2, 'item-create', '{"collection": "posts", "payload": [{"title": "x"}, {"lost": "y"}, 7]}'),
            (3, 'item-create', '{"collection": "posts", "payload": "{{$last}}"}'),
            (4, 'item-create', NULL), (5, NULL, '7'), (6, 'item-read', '[]'),
            (7, 'item-read', '{"collection": "posts", "query": {"fields": ["\\u0000", "\\ud800"]}}'),
            (8, 'item-read', '{"collection": "posts", "query": "{\\"fields\\": [\\"author.gone\\"]}"}'),
            (9, 'item-read', '{"collection": "posts", "query": {"fields": "title,author.name"}}')
          """
              .formatted(scanned.name()));
      MissingNames check = check(RowReferences.OPERATIONS);

      Tally found = scanned.scan(check);

      assertThat(found.samples()).containsExactly(List.of("1"), List.of("2"), List.of("8"));
      assertThat(found.count()).isEqualTo(3);
      assertThat(found.reasons())
          .containsExactly(
              "`authors.gone` in options.query.fields",
              "`posts.gone` in options.payload",
              "`posts.lost` in options.payload");
    }
  }

  @Test
  void moreRowsThanOneStatementReadsAreAllRead() {
    try (Scanned scanned = Scanned.create(Laboratory.shared().postgres(), "public")) {
      scanned.run(
          """
          CREATE TABLE directus_presets (
            id int PRIMARY KEY, collection text, layout_query json, layout_options json, filter json);
          INSERT INTO directus_presets
            SELECT n, 'posts', json_build_object('tabular', json_build_object('sort', json_build_array(
              CASE WHEN n % 100 = 0 THEN 'gone' ELSE 'title' END))) FROM generate_series(1, 2500) n
          """);

      Tally found = scanned.scan(check(RowReferences.PRESETS));

      assertThat(found.count()).isEqualTo(25);
      assertThat(found.samples()).hasSizeGreaterThanOrEqualTo(20).contains(List.of("100"));
      assertThat(found.reasons()).containsExactly("`posts.gone` in layout_query.tabular.sort");
    }
  }

  @Test
  void typeOfTheKeyDecidesTheOrder() {
    try (Scanned scanned = Scanned.create(Laboratory.shared().postgres(), "public")) {
      scanned.run(
          """
          CREATE TABLE directus_panels (id uuid PRIMARY KEY, type text, options jsonb);
          INSERT INTO directus_panels SELECT md5(n::text)::uuid, 'metric',
            '{"collection": "posts", "field": "gone"}' FROM generate_series(1, 1001) n
          """);

      assertThat(scanned.scan(check(RowReferences.PANELS)).count()).isEqualTo(1001);
    }
  }

  /** By which a person finds it in the Studio. */
  @Test
  void operationIsNamedWithItsFlow() throws Exception {
    try (Scanned scanned = Scanned.create(Laboratory.shared().postgres(), "public")) {
      scanned.run(
          """
          CREATE TABLE directus_flows (id uuid PRIMARY KEY, name text);
          CREATE TABLE directus_operations (
            id int PRIMARY KEY, key text, type text, flow uuid, options json);
          INSERT INTO directus_flows VALUES
            ('00000000-0000-4000-8000-000000000001', 'parent'),
            ('00000000-0000-4000-8000-000000000002', 'child');
          INSERT INTO directus_operations VALUES
            (1, 't1', 'trigger', '00000000-0000-4000-8000-000000000001',
              '{"flow": "00000000-0000-4000-8000-00000000000f"}'),
            (2, 't2', 'trigger', '00000000-0000-4000-8000-000000000001',
              '{"flow": "00000000-0000-4000-8000-000000000002"}')
          """);
      NamedRows check =
          new NamedRows(
              Scanned.id("n"),
              "directus_operations",
              List.of("id"),
              new Condition.Not(new Condition.IsNull(new Operand.OfColumn("key", Category.TEXT))),
              new Operand.OfJson("options", List.of("flow")),
              "directus_flows",
              "id",
              Optional.empty());

      assertThat(scanned.scan(check).samples()).containsExactly(List.of("1"));
      try (ScanSession session = scanned.open()) {
        assertThat(session.note(check)).contains("operation `t1` of flow `parent`");
        scanned.run("REVOKE SELECT ON directus_flows FROM " + scanned.name());
        assertThat(session.note(check)).isEmpty();
      }
    }
  }

  private static MissingNames check(RowReferences references) {
    return new MissingNames(
        Scanned.id(references.name()), List.of("id"), references, Website.contents());
  }
}
