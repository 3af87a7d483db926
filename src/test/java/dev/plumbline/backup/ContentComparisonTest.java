package dev.plumbline.backup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.snapshot.Fingerprint;
import dev.plumbline.store.backup.DatabaseContent;
import dev.plumbline.store.backup.DatabaseContent.Locale;
import dev.plumbline.store.backup.DatabaseContent.Position;
import dev.plumbline.store.backup.DatabaseContent.Rows;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Each kind of difference is found by its rule, and by no other. */
class ContentComparisonTest {
  /** Of which a test changes one part. */
  private record Parts(
      int major,
      Map<String, String> objects,
      Map<String, Rows> tables,
      Map<String, Position> sequences,
      char snapshot) {
    DatabaseContent content() {
      return new DatabaseContent(
          major,
          new Locale("UTF8", "C", "C"),
          new TreeSet<>(),
          new Fingerprint(Character.toString(snapshot).repeat(64)),
          new TreeMap<>(objects),
          new TreeMap<>(tables),
          new TreeMap<>(sequences));
    }
  }

  private static final Parts DUMPED =
      new Parts(
          15,
          Map.of("index articles.a", "1", "view v", "2"),
          Map.of("public.articles", new Rows(3, "x"), "public.pages", new Rows(0, "y")),
          Map.of("public.s", new Position(5, 9)),
          'a');

  private static List<String> differences(UnaryOperator<Parts> change) {
    return ContentComparison.differences(DUMPED.content(), change.apply(DUMPED).content());
  }

  private static Parts tables(Map<String, Rows> tables) {
    return new Parts(15, DUMPED.objects(), tables, restored().sequences(), 'a');
  }

  /** As {@link #DUMPED}; nobody writes to a restored database. */
  private static Parts restored() {
    return new Parts(
        15, DUMPED.objects(), DUMPED.tables(), Map.of("public.s", new Position(7, 7)), 'a');
  }

  private static Parts objects(int major, Map<String, String> objects) {
    return new Parts(major, objects, DUMPED.tables(), restored().sequences(), 'a');
  }

  private static Parts sequence(long position) {
    return new Parts(
        15,
        DUMPED.objects(),
        DUMPED.tables(),
        Map.of("public.s", new Position(position, position)),
        'a');
  }

  @Test
  void equalContentDiffersInNothing() {
    assertThat(differences(dumped -> restored())).isEmpty();
  }

  @Test
  void tablesWithoutRowsMustBeThere() {
    assertThat(
            ContentComparison.differences(
                narrowed("public.large", "public.logs"), narrowed("public.large", "public.logs")))
        .isEmpty();
    assertThat(
            ContentComparison.differences(
                narrowed("public.large", "public.logs"), narrowed("public.large")))
        .containsExactly("table public.logs is missing");
  }

  private static DatabaseContent narrowed(String... withoutRows) {
    DatabaseContent whole = restored().content();
    return new DatabaseContent(
        whole.major(),
        whole.locale(),
        whole.roles(),
        whole.snapshot(),
        whole.objects(),
        whole.tables(),
        new TreeSet<>(List.of(withoutRows)),
        whole.sequences());
  }

  @Test
  void rowsAreCountedAndCompared() {
    assertThat(
            differences(
                dumped ->
                    tables(
                        Map.of(
                            "public.articles",
                            new Rows(2, "z"),
                            "public.pages",
                            new Rows(0, "y")))))
        .containsExactly("table public.articles has 2 rows instead of 3");
    assertThat(
            differences(
                dumped ->
                    tables(
                        Map.of(
                            "public.articles",
                            new Rows(3, "z"),
                            "public.pages",
                            new Rows(0, "y")))))
        .containsExactly(
            "table public.articles has as many rows as before (3), but not the same values");
    assertThat(differences(dumped -> tables(Map.of("public.articles", new Rows(3, "x")))))
        .containsExactly("table public.pages is missing");
  }

  @Test
  void sequenceIsWhereItWasWhileItWasDumped() {
    assertThat(differences(dumped -> sequence(5))).isEmpty();
    assertThat(differences(dumped -> sequence(9))).isEmpty();
    assertThat(differences(dumped -> sequence(4)))
        .containsExactly("sequence public.s is at 4 instead of 5 to 9");
    assertThat(differences(dumped -> sequence(10)))
        .containsExactly("sequence public.s is at 10 instead of 5 to 9");
  }

  @Test
  void objectIsComparedByItsDefinition() {
    assertThat(differences(dumped -> objects(15, Map.of("index articles.a", "1", "view v", "3"))))
        .containsExactly("view v has another definition");
    assertThat(differences(dumped -> objects(15, Map.of("index articles.a", "1", "view w", "2"))))
        .containsExactly("view v is missing", "view w was not in the database");
  }

  @Test
  void definitionsOfAnotherMajorVersionAreNotCompared() {
    assertThat(differences(dumped -> objects(18, Map.of("index articles.a", "9", "view v", "9"))))
        .isEmpty();
    assertThat(differences(dumped -> objects(18, Map.of("index articles.a", "9"))))
        .containsExactly("view v is missing");
  }

  @Test
  void schemaThatDirectusReportsIsCompared() {
    assertThat(
            differences(
                dumped ->
                    new Parts(
                        15,
                        restored().objects(),
                        restored().tables(),
                        restored().sequences(),
                        'b')))
        .containsExactly("the schema that Directus reports differs");
  }

  @Test
  void manyDifferencesAreCounted() {
    Map<String, Rows> many = new TreeMap<>(DUMPED.tables());
    for (int i = 0; i < ContentComparison.MOST + 7; i++) {
      many.put("public.t" + i, new Rows(1, "x"));
    }

    assertThat(differences(dumped -> tables(many)))
        .hasSize(ContentComparison.MOST + 1)
        .endsWith("and 7 more differences");
  }
}
