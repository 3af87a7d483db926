package dev.plumbline.postgres.scan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.integrity.Check.Orphans;
import dev.plumbline.integrity.Check.Rows;
import dev.plumbline.integrity.CheckId;
import dev.plumbline.integrity.Condition;
import dev.plumbline.integrity.Condition.Category;
import dev.plumbline.integrity.Condition.Operand;
import dev.plumbline.integrity.Tally;
import dev.plumbline.lab.Laboratory;
import dev.plumbline.postgres.scan.traversal.statistics.TraversalStrategy;
import java.sql.Connection;
import java.sql.SQLException;
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

/** Whatever way the rows are read, it finds what the naive query finds. */
class FormsTest {
  private static final String NAIVE =
      "SELECT id FROM child WHERE parent IS NOT NULL AND parent NOT IN (SELECT id FROM parent) ORDER BY id";

  private static final String PARTITIONS =
      """
      CREATE TABLE parent0 PARTITION OF parent FOR VALUES WITH (MODULUS 2, REMAINDER 0);
      CREATE TABLE parent1 PARTITION OF parent FOR VALUES WITH (MODULUS 2, REMAINDER 1);
      CREATE TABLE child0 PARTITION OF child FOR VALUES WITH (MODULUS 3, REMAINDER 0);
      CREATE TABLE child1 PARTITION OF child FOR VALUES WITH (MODULUS 3, REMAINDER 1);
      CREATE TABLE child2 PARTITION OF child FOR VALUES WITH (MODULUS 3, REMAINDER 2);
      """;

  private enum Shape {
    PLAIN,
    KEY_OF_TWO,
    PARTITIONED
  }

  static Stream<Arguments> everyFormAndTypeAndShapeAndSeed() {
    List<Arguments> all = new ArrayList<>();
    for (TraversalStrategy strategy : EnumSet.allOf(TraversalStrategy.class)) {
      for (String type : List.of("integer", "uuid", "varchar(80)")) {
        for (int seed = 1; seed <= (strategy == TraversalStrategy.WHOLE ? 1 : 2); seed++) {
          all.add(Arguments.of(strategy, type, Shape.PLAIN, seed));
        }
      }
      // Partitions have no pages in common.
      if (strategy != TraversalStrategy.PAGES) {
        all.add(Arguments.of(strategy, "integer", Shape.PARTITIONED, 3));
        all.add(Arguments.of(strategy, "uuid", Shape.PARTITIONED, 4));
      }
    }
    for (int seed = 5; seed <= 7; seed++) {
      all.add(Arguments.of(TraversalStrategy.KEYS, "uuid", Shape.KEY_OF_TWO, seed));
    }
    all.add(Arguments.of(TraversalStrategy.PAGES, "integer", Shape.KEY_OF_TWO, 8));
    return all.stream();
  }

  /** Rows are updated between the steps, so that many of them move; what they refer to stays. */
  @ParameterizedTest
  @MethodSource("everyFormAndTypeAndShapeAndSeed")
  void findsEachOrphanOnceWhileRowsMove(
      TraversalStrategy strategy, String type, Shape shape, int seed) throws SQLException {
    Random random = new Random(seed);
    try (Scanned scanned = Scanned.create(Laboratory.shared().postgres(), "public");
        Connection writer = scanned.connect()) {
      fill(scanned, type, shape, random);
      List<String> key = shape == Shape.KEY_OF_TWO ? List.of("part", "id") : List.of("id");
      Orphans orphans = new Orphans(Scanned.id("o"), "child", key, "parent", "parent", "id");
      List<String> naive = scanned.superuser().rows(NAIVE);
      int[] steps = {1};

      Tally tally =
          Objects.requireNonNull(
              scanned
                  .scan(
                      List.of(orphans),
                      strategy == TraversalStrategy.GAPS
                          ? Duration.ofNanos(700_000)
                          : Duration.ofMillis(2),
                      Optional.of(strategy),
                      step -> {
                        steps[0] = step + 1;
                        Scanned.execute(
                            writer,
                            "UPDATE child SET title = title || 'x' WHERE abs(hashint8(seq + %d)) %% 5 = 0"
                                .formatted(random.nextInt(1000)));
                        if (step % 3 == 0) {
                          Scanned.execute(writer, "VACUUM child");
                        }
                      })
                  .get(orphans.id()));

      assertThat(naive).isNotEmpty();
      assertThat(tally.count()).isEqualTo(naive.size());
      assertThat(naive).containsAll(tally.samples().stream().map(List::getLast).toList());
      assertThat(tally.samples())
          .doesNotHaveDuplicates()
          .hasSize(Math.min(naive.size(), Tally.MOST_SAMPLES));
      if (strategy == TraversalStrategy.WHOLE) {
        assertThat(steps[0]).isEqualTo(1);
      } else {
        assertThat(steps[0])
            .as("steps, between which rows move")
            .isGreaterThanOrEqualTo(strategy == TraversalStrategy.GAPS ? 2 : 3);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"WHOLE", "PAGES", "KEYS"})
  void checksOfOneTableShareTheirWay(TraversalStrategy strategy) throws SQLException {
    try (Scanned scanned = Scanned.create(Laboratory.shared().postgres(), "public");
        Connection writer = scanned.connect()) {
      fill(scanned, "uuid", Shape.PLAIN, new Random(1));
      Rows none = rows("none", new Condition.IsNull(column("parent", Category.OTHER)));
      Rows empty = rows("empty", new Condition.IsEmpty(column("title", Category.TEXT)));
      Rows never = rows("never", new Condition.Any(List.of()));

      Map<CheckId, Tally> tallies =
          scanned.scan(
              List.of(none, empty, never),
              Duration.ofMillis(2),
              Optional.of(strategy),
              step ->
                  Scanned.execute(
                      writer, "UPDATE child SET note = note + 1 WHERE seq % 7 = " + step % 7));

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

  private static void fill(Scanned scanned, String type, Shape shape, Random random) {
    String key =
        switch (type) {
          case "integer" -> "(n * 3)";
          case "uuid" -> "md5(n::text)::uuid";
          default -> "'Key \"' || md5(n::text)";
        };
    scanned.run(
        """
        SELECT setseed(%1$f);
        CREATE TABLE parent (id %2$s PRIMARY KEY) %5$s;
        CREATE TABLE child (id uuid, part text, seq bigint, parent %2$s, title text, note int DEFAULT 0,
          PRIMARY KEY (%4$s)) %5$s;
        %6$s
        INSERT INTO parent SELECT %3$s FROM generate_series(1, 300) n WHERE random() > 0.1;
        INSERT INTO child (id, part, seq, parent, title)
          SELECT md5('c' || s)::uuid, chr(64 + s %% 7), s, CASE WHEN random() > 0.2 THEN %3$s END,
                 CASE WHEN random() > 0.05 THEN repeat('t', 20) ELSE '' END
            FROM (SELECT s, 1 + floor(random() * 310)::int AS n FROM generate_series(1, 4000) s) r;
        """
            .formatted(
                random.nextDouble(),
                type,
                key,
                shape == Shape.KEY_OF_TWO ? "part, id" : "id",
                shape == Shape.PARTITIONED ? "PARTITION BY HASH (id)" : "",
                shape == Shape.PARTITIONED ? PARTITIONS : ""));
    scanned.run(
        """
        CREATE INDEX ON child (parent);
        ANALYZE child; ANALYZE parent;
        """);
  }
}
