package dev.plumbline.postgres.scan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.catalog.Catalog.ColumnType;
import dev.plumbline.integrity.Check;
import dev.plumbline.integrity.Check.AnyOrphans;
import dev.plumbline.integrity.Check.Orphans;
import dev.plumbline.integrity.Check.Target;
import dev.plumbline.integrity.Tally;
import dev.plumbline.lab.Laboratory;
import dev.plumbline.scan.ScannedDatabase.ScanSession;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A statement to copy is one that a person could have written. */
class ViolationQueryTest {
  private static final List<String> KEY = List.of("id");

  private static Scanned scanned;

  @BeforeAll
  static void create() {
    scanned = Scanned.create(Laboratory.shared().postgres(), "public");
    scanned.run(
        """
        CREATE TABLE parent (id integer PRIMARY KEY);
        CREATE TABLE child (id integer PRIMARY KEY, "order" text, parent integer);
        CREATE TABLE pair ("Left" text, b integer, parent integer, PRIMARY KEY ("Left", b));
        INSERT INTO child VALUES (1, 'a', 7), (2, 'b', 8), (3, 'c', NULL);
        INSERT INTO pair VALUES ('it''s', 1, 7), ('y', 2, 8)
        """);
  }

  @AfterAll
  static void close() {
    scanned.close();
  }

  @Test
  void showsFewRowsByTheirPrimaryKey() {
    assertThat(sql(child("parent"), found(List.of("1"), List.of("2"))))
        .isEqualTo(
            """
            SELECT t.id, t.parent
              FROM public.child t
             WHERE t.id IN ('1', '2')
             ORDER BY t.id;""");
  }

  @Test
  void showsRowsByAKeyOfTwoColumns() {
    Orphans orphans =
        new Orphans(Scanned.id("o"), "pair", List.of("Left", "b"), "parent", "parent", "id");

    String sql = sql(orphans, found(List.of("it's", "1"), List.of("y", "2")));

    assertThat(sql)
        .contains("WHERE (t.\"Left\", t.b) IN (('it''s', '1'), ('y', '2'))")
        .contains("ORDER BY t.\"Left\", t.b;");
    assertThat(scanned.superuser().rows(sql)).containsExactly("it's|1|7", "y|2|8");
  }

  @Test
  void showsManyRowsByWhatBreaksThem() {
    assertThat(sql(child("parent"), new Tally(2, List.of(List.of("1")))))
        .isEqualTo(
            """
            SELECT t.id, t.parent
              FROM public.child t
             WHERE t.parent IS NOT NULL
               AND NOT EXISTS (SELECT FROM public.parent p WHERE p.id = t.parent)
             ORDER BY t.id;""");
  }

  @Test
  void quotesKeyWords() {
    assertThat(sql(child("order"), new Tally(2, List.of()))).contains("SELECT t.id, t.\"order\"");
  }

  /** More digits than an integer has are a key that is missing, or that of a larger type. */
  @Test
  void showsManyItemsOfManyToAnyByAnAntiJoin() {
    scanned.run(
        """
        CREATE TABLE hero (id bigint PRIMARY KEY);
        CREATE TABLE quote (id text PRIMARY KEY);
        CREATE TABLE section (id integer PRIMARY KEY, collection text, item text);
        INSERT INTO hero VALUES (7), (1234567890123456789);
        INSERT INTO quote VALUES ('q');
        INSERT INTO section VALUES (1, 'hero', '007'), (2, 'hero', '1234567890123456789'),
          (3, 'hero', '8'), (4, 'hero', '99999999999999999999'), (5, 'hero', 'x'),
          (6, 'quote', 'q'), (7, 'quote', 'r'), (8, 'other', '1'), (9, 'hero', NULL)
        """);
    AnyOrphans any =
        new AnyOrphans(
            Scanned.id("m"),
            "section",
            KEY,
            "item",
            "collection",
            List.of(
                new Target("hero", "hero", "id", new ColumnType("bigint", -1)),
                new Target("quote", "quote", "id", new ColumnType("text", -1))));

    String sql = sql(any, new Tally(30, List.of()));

    assertThat(sql)
        .isEqualTo(
            """
            SELECT t.id, t.collection, t.item
              FROM public.section t
             WHERE t.collection = 'hero' AND t.item::text ~ '^[-+]?[0-9]+$'
               AND NOT EXISTS (SELECT FROM public.hero p WHERE p.id = CASE WHEN t.item::text ~ '^[-+]?[0-9]+$' THEN t.item::text::numeric END)
                OR t.collection = 'quote' AND t.item::text IS NOT NULL
               AND NOT EXISTS (SELECT FROM public.quote p WHERE p.id::text COLLATE "C" = t.item::text)
             ORDER BY t.id;""");
    assertThat(scanned.superuser().rows(sql))
        .containsExactly("3|hero|8", "4|hero|99999999999999999999", "7|quote|r");
  }

  private static Orphans child(String column) {
    return new Orphans(Scanned.id("o"), "child", KEY, column, "parent", "id");
  }

  private static Tally found(List<String> first, List<String> second) {
    return new Tally(2, List.of(first, second));
  }

  private static String sql(Check check, Tally found) {
    try (ScanSession session = scanned.open()) {
      return session.sql(check, found);
    }
  }
}
