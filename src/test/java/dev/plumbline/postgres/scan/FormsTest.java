package dev.plumbline.postgres.scan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.integrity.Check.CheckId;
import dev.plumbline.integrity.Check.Orphans;
import dev.plumbline.integrity.Check.Rows;
import dev.plumbline.integrity.Condition;
import dev.plumbline.integrity.Condition.Category;
import dev.plumbline.integrity.Condition.Operand;
import dev.plumbline.integrity.Tally;
import dev.plumbline.lab.Laboratory;
import dev.plumbline.postgres.scan.walk.Form;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever way the rows are gone through, it finds what the naive query finds. */
class FormsTest {
  private static final String NAIVE =
      "SELECT id FROM child WHERE parent IS NOT NULL AND parent NOT IN (SELECT id FROM parent) ORDER BY id";

  static Stream<Arguments> everyFormAndTypeAndSeed() {
    List<Arguments> all = new ArrayList<>();
    for (Form form : EnumSet.allOf(Form.class)) {
      for (String type : List.of("integer", "uuid", "varchar(80)")) {
        for (int seed = 1; seed <= 1; seed++) {
          all.add(Arguments.of(form, type, seed));
        }
      }
    }
    return all.stream();
  }

  /** Rows are updated between the steps, so that many of them move; what they refer to stays. */
  @ParameterizedTest
  @MethodSource("everyFormAndTypeAndSeed")
  void findsEachOrphanOnceWhileRowsMove(Form form, String type, int seed) {
    Random random = new Random(seed);
    try (Scanned scanned = Scanned.create(Laboratory.shared().postgres(), "public")) {
      fill(scanned, type, random);
      Orphans orphans =
          new Orphans(Scanned.id("o"), "child", List.of("id"), "parent", "parent", "id");
      List<String> naive = scanned.superuser().rows(NAIVE);
      int[] steps = {0};

      Tally tally =
          Objects.requireNonNull(
              scanned
                  .scan(
                      List.of(orphans),
                      form == Form.GAPS ? Duration.ofNanos(700_000) : Duration.ofMillis(2),
                      Optional.of(form),
                      step -> {
                        steps[0] = step;
                        scanned.run(
                            "UPDATE child SET title = title || 'x' WHERE abs(hashint8(seq + %d)) %% 5 = 0"
                                .formatted(random.nextInt(1000)));
                        if (step % 3 == 0) {
                          scanned.superuser().run("VACUUM child");
                        }
                      })
                  .get(orphans.id()));

      assertThat(naive).isNotEmpty();
      assertThat(tally.count()).isEqualTo(naive.size());
      assertThat(naive).containsAll(tally.samples().stream().map(List::getFirst).toList());
      assertThat(tally.samples())
          .doesNotHaveDuplicates()
          .hasSize(Math.min(naive.size(), Tally.MOST_SAMPLES));
      assertThat(form == Form.WHOLE ? 1 : steps[0]).isPositive();
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"WHOLE", "PAGES", "KEYS"})
  void checksOfOneTableShareTheirWay(Form form) {
    try (Scanned scanned = Scanned.create(Laboratory.shared().postgres(), "public")) {
      fill(scanned, "uuid", new Random(1));
      Rows none = rows("none", new Condition.IsNull(column("parent", Category.OTHER)));
      Rows empty = rows("empty", new Condition.IsEmpty(column("title", Category.TEXT)));
      Rows never = rows("never", new Condition.Any(List.of()));

      Map<CheckId, Tally> tallies =
          scanned.scan(
              List.of(none, empty, never),
              Duration.ofMillis(2),
              Optional.of(form),
              step -> scanned.run("UPDATE child SET note = note + 1 WHERE seq % 7 = " + step % 7));

      assertThat(Objects.requireNonNull(tallies.get(none.id())).count())
          .isEqualTo(count(scanned, "parent IS NULL"));
      assertThat(Objects.requireNonNull(tallies.get(empty.id())).count())
          .isEqualTo(count(scanned, "title = ''"))
          .isPositive();
      assertThat(tallies.get(never.id())).isEqualTo(Tally.NONE);
    }
  }

  private static long count(Scanned scanned, String where) {
    return Long.parseLong(scanned.superuser().value("SELECT count(*) FROM child WHERE " + where));
  }

  private static Rows rows(String detail, Condition broken) {
    return new Rows(Scanned.id(detail), "child", List.of("id"), broken);
  }

  private static Operand column(String column, Category category) {
    return new Operand.OfColumn(column, category);
  }

  private static void fill(Scanned scanned, String type, Random random) {
    String key =
        switch (type) {
          case "integer" -> "(n * 3)";
          case "uuid" -> "md5(n::text)::uuid";
          default -> "'Key \"' || md5(n::text)";
        };
    scanned.run(
        """
        SELECT setseed(%f);
        CREATE TABLE parent (id %s PRIMARY KEY);
        INSERT INTO parent SELECT %s FROM generate_series(1, 300) n WHERE random() > 0.1;
        CREATE TABLE child (id uuid PRIMARY KEY, seq bigint, parent %s, title text, note int DEFAULT 0);
        INSERT INTO child (id, seq, parent, title)
          SELECT md5('c' || s)::uuid, s, CASE WHEN random() > 0.2 THEN %s END,
                 CASE WHEN random() > 0.05 THEN repeat('t', 20) ELSE '' END
            FROM (SELECT s, 1 + floor(random() * 310)::int AS n FROM generate_series(1, 4000) s) r;
        CREATE INDEX ON child (parent);
        ANALYZE child; ANALYZE parent;
        """
            .formatted(random.nextDouble(), type, key, type, key));
  }
}
