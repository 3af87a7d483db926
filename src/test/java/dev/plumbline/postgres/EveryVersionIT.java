package dev.plumbline.postgres;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.lab.Laboratory;
import dev.plumbline.lab.postgres.PostgresVersion;
import dev.plumbline.postgres.session.Identifier;
import dev.plumbline.watch.source.WatchedDatabase.DatabaseReading;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The same statements on PostgreSQL 13 to 18: no difference between any two of them. */
class EveryVersionIT {
  private static final Map<PostgresVersion, TestDatabase> DATABASES = new ConcurrentHashMap<>();

  /** Nearly every table is a collection. */
  private static final Map<PostgresVersion, DatabaseReading> TRACKED = new ConcurrentHashMap<>();

  /** No table is one. */
  private static final Map<PostgresVersion, DatabaseReading> UNTRACKED = new ConcurrentHashMap<>();

  private static final String TRACK =
      """
      INSERT INTO directus_collections (collection)
        SELECT relname FROM pg_class
         WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p')
           AND relname NOT LIKE 'directus%' AND relname NOT IN ('pages', 'authors', 'derived');
      INSERT INTO directus_fields (collection, field)
        SELECT collection, attname FROM directus_collections
          JOIN pg_attribute ON attrelid = quote_ident(collection)::regclass
         WHERE attnum > 0 AND NOT attisdropped AND attname <> 'c4'
           AND collection NOT IN ('pages', 'authors')
      """;

  private static final String FORGET =
      """
      DELETE FROM directus_collections WHERE collection NOT IN ('pages', 'authors');
      DELETE FROM directus_fields WHERE collection NOT IN ('pages', 'authors')
      """;

  @BeforeAll
  static void read() {
    Stream.of(PostgresVersion.values()).parallel().forEach(EveryVersionIT::read);
  }

  private static void read(PostgresVersion version) {
    TestDatabase database = TestDatabase.create(Laboratory.on(version).postgres());
    DATABASES.put(version, database);
    database.run(text("everything.sql").replace("{reader}", database.readerSql()));
    database.run(text("prints/tables.sql") + checks() + views());
    database.run(TRACK);
    TRACKED.put(version, database.watching().read());
    database.run(FORGET);
    UNTRACKED.put(version, database.watching().read());
  }

  @AfterAll
  static void drop() {
    DATABASES.values().forEach(TestDatabase::close);
  }

  /** Those that every version takes. */
  private static Map<Integer, String> prints(String kind) {
    Stream<String> older = text("prints/" + kind + ".printed-by-13.txt").lines();
    Stream<String> newer = text("prints/" + kind + ".printed-by-14.txt").lines();
    List<String> names = newer.map(line -> line.replaceFirst("\\|.*", "")).toList();
    List<String> statements = text("prints/" + kind + ".txt").lines().toList();
    return older
        .map(line -> line.replaceFirst("\\|.*", ""))
        .filter(name -> name.matches("[cv]\\d{3}") && names.contains(name))
        .map(name -> Integer.parseInt(name.substring(1)))
        .collect(Collectors.toMap(number -> number, number -> statements.get(number - 1)));
  }

  private static String checks() {
    StringBuilder sql = new StringBuilder();
    prints("checks")
        .forEach(
            (number, check) ->
                sql.append(
                    """
                    ALTER TABLE t ADD CONSTRAINT c%1$d CHECK (%2$s);
                    CREATE POLICY p%1$d ON o USING (EXISTS (SELECT 1 FROM t WHERE t.id = o.t AND (%2$s)));
                    CREATE VIEW vc%1$d AS SELECT (%2$s) AS r FROM t;
                    CREATE VIEW vj%1$d AS SELECT 1 AS r FROM t z JOIN ct AS y (y1, y2, y3) ON z.id = y1 WHERE %2$s;
                    """
                        .formatted(number, check)));
    return sql.toString();
  }

  private static String views() {
    StringBuilder sql = new StringBuilder();
    prints("views")
        .forEach(
            (number, view) -> {
              // The column has another name before 14.
              if (number != 61) {
                sql.append("CREATE VIEW v%d AS %s;\n".formatted(number, view));
              }
              // 17 fills it with another search path.
              if (number != 61 && !view.contains("tableoid") && !view.contains("f2()")) {
                sql.append("CREATE MATERIALIZED VIEW m%d AS %s;\n".formatted(number, view));
              }
            });
    return sql.toString();
  }

  private static String text(String path) {
    try (var in = EveryVersionIT.class.getResourceAsStream("/postgres/" + path)) {
      return new String(requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Stream<Arguments> pairs() {
    List<PostgresVersion> versions = List.of(PostgresVersion.values());
    return IntStream.range(0, versions.size())
        .boxed()
        .flatMap(
            older ->
                versions.subList(older + 1, versions.size()).stream()
                    .map(newer -> Arguments.of(versions.get(older), newer)));
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void theSameStatementsAreInSync(PostgresVersion older, PostgresVersion newer) {
    for (Map<PostgresVersion, DatabaseReading> readings : List.of(TRACKED, UNTRACKED)) {
      DatabaseReading one = requireNonNull(readings.get(older));
      DatabaseReading other = requireNonNull(readings.get(newer));

      assertThat(Compared.changes(one, other)).isEmpty();
      assertThat(Compared.changes(other, one)).isEmpty();
      assertThat(Compared.mismatches(other)).isEqualTo(Compared.mismatches(one));
      assertThat(other.catalog().harmless()).isEqualTo(one.catalog().harmless());
    }
  }

  @Test
  void thereIsMuchToCompare() {
    assertThat(pairs()).hasSize(15);
    for (PostgresVersion version : PostgresVersion.values()) {
      assertThat(requireNonNull(TRACKED.get(version)).catalog().inventory().objects())
          .hasSizeGreaterThan(500);
      assertThat(requireNonNull(TRACKED.get(version)).postgres()).startsWith(version.major() + ".");
    }
  }

  /** A key word that a name may not be anywhere is quoted in what people copy. */
  @ParameterizedTest
  @EnumSource(PostgresVersion.class)
  void quotesEveryKeyWord(PostgresVersion version) {
    List<String> words =
        Laboratory.on(version)
            .postgres()
            .superuser("postgres")
            .rows("SELECT word FROM pg_get_keywords() WHERE catcode <> 'U'");

    assertThat(words)
        .isNotEmpty()
        .allSatisfy(word -> assertThat(new Identifier(word).readable()).startsWith("\""));
  }
}
