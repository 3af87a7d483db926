package dev.plumbline.drift;

import static dev.plumbline.drift.Json.object;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.drift.change.Change;
import dev.plumbline.drift.change.ChangeCode;
import dev.plumbline.drift.change.Difference;
import dev.plumbline.drift.differ.Differ;
import dev.plumbline.environment.Versions;
import dev.plumbline.json.JsonValue.JsonNull;
import dev.plumbline.json.JsonValue.JsonObject;
import dev.plumbline.snapshot.Snapshot;
import dev.plumbline.snapshot.Snapshot.Collection;
import dev.plumbline.snapshot.Snapshot.Field;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DifferTest {
  /** Time of this thread only: the machine that runs the tests may be busy. */
  private static final ThreadMXBean CPU = ManagementFactory.getThreadMXBean();

  private static final Versions VERSIONS =
      new Versions(Optional.of("12.4.0"), Optional.empty(), List.of());

  @Test
  void collectionWithoutMetadataOnOneSideIsOneChange() {
    Collection tracked = DirectusDefaults.collection("articles", JsonObject.EMPTY);
    Collection untracked = new Collection("articles", JsonNull.NULL, tracked.schema());

    List<Change> changes = diff(collections(tracked), collections(untracked)).changes();

    assertThat(changes)
        .singleElement()
        .satisfies(
            change -> {
              assertThat(change.code()).isEqualTo(ChangeCode.COLLECTION_METADATA_CHANGED);
              assertThat(change.path()).isEqualTo("meta");
            });
  }

  @Test
  void orphanedFieldsOfAnAddedCollectionAreNotHiddenByIt() {
    Field leftover =
        DirectusDefaults.field("articles", "old", "string", JsonObject.EMPTY, JsonObject.EMPTY);
    Snapshot source = collections(DirectusDefaults.collection("articles", JsonObject.EMPTY));
    Snapshot target = new Snapshot(List.of(), List.of(leftover), List.of(), List.of());

    assertThat(diff(source, target).changes())
        .extracting(Change::code)
        .containsExactly(ChangeCode.COLLECTION_ADDED, ChangeCode.FIELD_REMOVED);
  }

  @Test
  void addedCollectionCarriesItsFieldsAndRelations() {
    Change change =
        Differ.diff(
                TerseSide.read(
                    object(
                        """
                        {'collections': {'events': {}},
                         'fields': {'events.id': {'type': 'id'}, 'events.place': {}},
                         'relations': {'events.place': {'to': 'places'}}}
                        """)),
                TerseSide.read(object("{}")))
            .changes()
            .getFirst();

    JsonObject after = (JsonObject) change.after();
    assertThat(after.get("fields")).asString().contains("place");
    assertThat(after.get("relations")).asString().contains("places");
    assertThat(change.before().isNull()).isTrue();
    assertThat(change.message())
        .isEqualTo("collection `events` (2 fields, 1 relation) is missing in the target");
  }

  @Test
  void aliasWithTwoRowsIsNoDifferenceInWhateverOrder() {
    Field one = DirectusDefaults.alias("a", "line", "no-data", object("{'note': 'one'}"));
    Field two = DirectusDefaults.alias("a", "line", "no-data", object("{'note': 'two'}"));

    assertThat(
            diff(
                    new Snapshot(List.of(), List.of(one, two), List.of(), List.of()),
                    new Snapshot(List.of(), List.of(two, one), List.of(), List.of()))
                .changes())
        .isEmpty();
  }

  @Test
  void manyFieldsAlikeAreNoRenames() {
    List<Field> before = new ArrayList<>();
    List<Field> after = new ArrayList<>();
    for (int i = 0; i < 2_000; i++) {
      before.add(field("old_" + i));
      after.add(field("new_" + i));
    }

    Difference difference =
        diff(
            new Snapshot(List.of(), after, List.of(), List.of()),
            new Snapshot(List.of(), before, List.of(), List.of()));

    assertThat(difference.changes()).hasSize(4_000);
    assertThat(difference.renames()).isEmpty();
  }

  @Test
  void renamesAreOneToOne() {
    List<Field> before = List.of(field("teaser"), field("summary_short"));
    List<Field> after = List.of(field("summary"), field("teaser_text"));

    Difference difference =
        diff(
            new Snapshot(List.of(), after, List.of(), List.of()),
            new Snapshot(List.of(), before, List.of(), List.of()));

    assertThat(difference.renames())
        .extracting(rename -> rename.from().text() + " -> " + rename.to().text())
        .containsExactly(
            "articles.summary_short -> articles.summary",
            "articles.teaser -> articles.teaser_text");
    assertThat(difference.renames()).allMatch(rename -> !rename.evidence().isEmpty());
  }

  /** Directus's own diff takes 8 to 10 s for as much; the benchmark compares exactly. */
  @Test
  void thousandCollectionsAreComparedAtOnce() {
    Snapshot one = RandomSnapshot.large(1000, 15);
    Snapshot other = RandomSnapshot.large(1000, 15);
    Snapshot reordered = RandomSnapshot.shuffled(other, new Random(1));

    long best = Long.MAX_VALUE;
    long bestReordered = Long.MAX_VALUE;
    for (int i = 0; i < 15; i++) {
      long start = CPU.getCurrentThreadCpuTime();
      assertThat(diff(one, other).changes()).isEmpty();
      best = Math.min(best, CPU.getCurrentThreadCpuTime() - start);
      start = CPU.getCurrentThreadCpuTime();
      assertThat(diff(one, reordered).changes()).isEmpty();
      bestReordered = Math.min(bestReordered, CPU.getCurrentThreadCpuTime() - start);
    }

    assertThat(Duration.ofNanos(best)).isLessThan(Duration.ofMillis(150));
    assertThat(Duration.ofNanos(bestReordered)).isLessThan(Duration.ofMillis(300));
  }

  private static Field field(String name) {
    return DirectusDefaults.field("articles", name, "string", JsonObject.EMPTY, JsonObject.EMPTY);
  }

  private static Snapshot collections(Collection... collections) {
    return new Snapshot(List.of(collections), List.of(), List.of(), List.of());
  }

  private static Difference diff(Snapshot source, Snapshot target) {
    return Differ.diff(new Side(source, VERSIONS), new Side(target, VERSIONS));
  }
}
