package dev.plumbline.drift.objects;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.drift.Side;
import dev.plumbline.drift.change.Change;
import dev.plumbline.drift.differ.Differ;
import dev.plumbline.inventory.ObjectKind;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for the inventories of any two sides. */
class InventoryPropertiesTest {
  private static final List<String> TABLES = List.of("pages", "tags", "log", "events_1");
  private static final List<String> NAMES = List.of("a", "b", "id", "log", "tags", "events_1");

  static LongStream seeds() {
    return LongStream.range(0, 200);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void nothingDiffersFromItself(long seed) {
    assertThat(changes(side(seed), side(seed))).isEmpty();
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void mirroredSidesGiveMirroredChanges(long seed) {
    Side one = side(seed);
    Side other = side(seed + 10_000);

    assertThat(changes(other, one).stream().map(InventoryPropertiesTest::text))
        .containsExactlyInAnyOrderElementsOf(
            changes(one, other).stream().map(InventoryPropertiesTest::mirrored).toList());
  }

  /** Whatever is left out because it is reported elsewhere is reported elsewhere. */
  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void whatDiffersIsNeverSaidToBeInSync(long seed) {
    Side one = side(seed);
    Side other = side(seed + 10_000);
    boolean differ =
        !InventoryMatcher.pairs(one.inventory().orElseThrow(), other.inventory().orElseThrow())
            .isEmpty();

    assertThat(changes(one, other).isEmpty())
        .isEqualTo(!differ && one.snapshot().equals(other.snapshot()));
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void everyChangeIsUniqueAndNoGraverThanItsCode(long seed) {
    Set<List<String>> identities = new HashSet<>();
    for (Change change : changes(side(seed), side(seed + 10_000))) {
      assertThat(
              identities.add(
                  List.of(change.code().label(), change.subject().text(), change.path())))
          .as("unique: " + change)
          .isTrue();
      assertThat(change.message()).isNotBlank().doesNotContain("\n");
      assertThat(change.severity().isAtLeast(change.code().gravest()))
          .as("graver than its code: " + change)
          .isEqualTo(change.severity() == change.code().gravest());
    }
  }

  private static List<Change> changes(Side source, Side target) {
    return Differ.diff(source, target).changes();
  }

  /** Few names, so that two sides have much in common. */
  private static Side side(long seed) {
    Random random = new Random(seed);
    SideBuilder side = new SideBuilder().tracks("pages", "id", "a");
    if (random.nextBoolean()) {
      side.tracks("tags", random.nextBoolean() ? "id" : "a");
    }
    if (random.nextBoolean()) {
      side.tracks("log", "id");
    } else if (random.nextBoolean()) {
      side.lists("log");
    }
    if (random.nextBoolean()) {
      side.relates("pages", "a");
    }
    ObjectKind[] kinds = ObjectKind.values();
    for (int i = random.nextInt(30); i > 0; i--) {
      ObjectKind kind = kinds[random.nextInt(kinds.length)];
      String name = pick(NAMES, random);
      String table = ObjectExamples.isOfSchema(kind) ? "" : pick(TABLES, random);
      // As in an inventory: what Directus lists has its name as table, too.
      boolean isListed = kind.isTable() && side.isListed(name);
      side.has(kind, isListed ? name : table, name, definition(random));
    }
    return side.build();
  }

  private static String definition(Random random) {
    return "{\"columns\":"
        + pick(List.of("[]", "[\"id\"]", "[\"a\"]", "[\"a\",null]", "[{\"name\":\"id\"}]"), random)
        + ",\"unique\":"
        + random.nextBoolean()
        + pick(List.of("", ",\"tracked\":false", ",\"references\":{}"), random)
        + (random.nextInt(3) == 0 ? ",\"table\":\"" + pick(TABLES, random) + "\"" : "")
        + "}";
  }

  private static <T> T pick(List<T> list, Random random) {
    return list.get(random.nextInt(list.size()));
  }

  private static String text(Change change) {
    return change.code().name()
        + " "
        + change.subject().text()
        + " "
        + change.path()
        + " "
        + change.before()
        + " "
        + change.after();
  }

  private static String mirrored(Change change) {
    String code = change.code().name();
    return (code.endsWith("_ADDED")
            ? code.replace("_ADDED", "_REMOVED")
            : code.replace("_REMOVED", "_ADDED"))
        + " "
        + change.subject().text()
        + " "
        + change.path()
        + " "
        + change.after()
        + " "
        + change.before();
  }
}
