package dev.plumbline.drift;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.drift.change.Change;
import dev.plumbline.drift.change.Difference;
import dev.plumbline.drift.change.IgnoreRule;
import dev.plumbline.drift.differ.Differ;
import dev.plumbline.environment.Versions;
import dev.plumbline.json.JsonValue;
import dev.plumbline.snapshot.Fingerprint;
import dev.plumbline.snapshot.Snapshot;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for any two snapshots. */
class DifferPropertiesTest {
  private static final Versions VERSIONS =
      new Versions(Optional.of("12.4.0"), Optional.empty(), List.of());

  static LongStream seeds() {
    return LongStream.range(0, 40);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void nothingDiffersFromItselfInWhateverOrder(long seed) {
    Snapshot snapshot = RandomSnapshot.of(seed);
    Snapshot shuffled = RandomSnapshot.shuffled(snapshot, new Random(seed));

    Difference difference = diff(snapshot, shuffled);

    assertThat(difference.changes()).isEmpty();
    assertThat(difference.renames()).isEmpty();
    assertThat(Fingerprint.of(shuffled)).isEqualTo(Fingerprint.of(snapshot));
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void everySingleMutationIsOneChangeOfItsSubject(long seed) {
    Snapshot target = RandomSnapshot.of(seed);
    Random random = new Random(seed);
    for (int i = 0; i < 40; i++) {
      Mutation mutation = Mutation.random(target, random);
      Snapshot source = RandomSnapshot.shuffled(mutation.result(), random);

      if (mutation.result().equals(target)) {
        continue; // took an option away that was not there
      }
      assertThat(Fingerprint.of(source)).isNotEqualTo(Fingerprint.of(target));
      assertThat(diff(source, target).changes())
          .as(mutation.subject() + " " + mutation.what())
          .hasSize(1)
          .allMatch(change -> change.subject().text().equals(mutation.subject()));
      assertThat(diff(target, source).changes())
          .as("undone: " + mutation.subject() + " " + mutation.what())
          .hasSize(1)
          .allMatch(change -> change.subject().text().equals(mutation.subject()));
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void mirroredSidesGiveMirroredChanges(long seed) {
    Random random = new Random(seed);
    Snapshot one = RandomSnapshot.of(seed);
    Snapshot other = mutated(one, 1 + random.nextInt(12), random);

    List<Change> forth = diff(one, other).changes();
    List<Change> back = diff(other, one).changes();

    assertThat(back.stream().map(DifferPropertiesTest::essence))
        .containsExactlyInAnyOrderElementsOf(
            forth.stream().map(DifferPropertiesTest::mirrored).toList());
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void differentModelsGiveUniqueSortedTellingChanges(long seed) {
    Snapshot one = RandomSnapshot.of(seed);
    Snapshot other = RandomSnapshot.of(seed + 1000);

    Difference difference = diff(one, other);

    Set<List<String>> identities = new HashSet<>();
    List<String> texts = new ArrayList<>();
    for (Change change : difference.changes()) {
      assertThat(
              identities.add(
                  List.of(change.code().label(), change.subject().text(), change.path())))
          .as("unique: " + change)
          .isTrue();
      assertThat(change.message()).isNotBlank().doesNotContain("\n");
      assertThat(change.severity().isAtLeast(change.code().gravest()))
          .as("graver than its code: " + change)
          .isEqualTo(change.severity() == change.code().gravest());
      texts.add(change.subject().text());
    }
    assertThat(texts).isSorted();
    assertThat(diff(RandomSnapshot.shuffled(one, new Random(seed)), other)).isEqualTo(difference);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void ignoreRulesPartTheChanges(long seed) {
    Random random = new Random(seed);
    Snapshot target = RandomSnapshot.of(seed);
    Difference difference = diff(mutated(target, 12, random), target);
    List<IgnoreRule> rules = new ArrayList<>();
    for (Change change : difference.changes()) {
      if (random.nextBoolean()) {
        rules.add(
            new IgnoreRule(
                change.subject().text(),
                Optional.empty(),
                random.nextBoolean() ? Optional.of(change.code()) : Optional.empty(),
                "meant to be",
                Optional.empty()));
      }
    }

    Drift drift = Drift.of(difference, rules, Instant.EPOCH);

    List<Change> all = new ArrayList<>(drift.changes());
    drift.ignored().forEach(ignored -> all.add(ignored.change()));
    assertThat(all).containsExactlyInAnyOrderElementsOf(difference.changes());
    assertThat(drift.ignored()).allMatch(ignored -> ignored.rule().covers(ignored.change()));
    assertThat(drift.changes())
        .noneMatch(change -> rules.stream().anyMatch(rule -> rule.covers(change)));
    assertThat(drift.remarks()).isEmpty();
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void unknownVersionsHideNoDifferenceOfKnownKeys(long seed) {
    Random random = new Random(seed);
    Snapshot target = RandomSnapshot.of(seed);
    Snapshot source = mutated(target, 8, random);

    List<Change> known = diff(source, target).changes();
    List<Change> unknown =
        Differ.diff(new Side(source, Versions.UNKNOWN), new Side(target, VERSIONS)).changes();

    assertThat(unknown)
        .containsExactlyElementsOf(
            known.stream()
                .filter(change -> !change.code().label().startsWith("system_field_index"))
                .toList());
  }

  private static Snapshot mutated(Snapshot snapshot, int times, Random random) {
    Snapshot result = snapshot;
    for (int i = 0; i < times && !result.relations().isEmpty(); i++) {
      result = result.systemFields().isEmpty() ? result : Mutation.random(result, random).result();
    }
    return result;
  }

  private static Difference diff(Snapshot source, Snapshot target) {
    return Differ.diff(new Side(source, VERSIONS), new Side(target, VERSIONS));
  }

  /** A change without its words. */
  private record Essence(
      String code, String subject, String path, JsonValue before, JsonValue after) {}

  private static Essence essence(Change change) {
    return new Essence(
        change.code().label(),
        change.subject().text(),
        change.path(),
        change.before(),
        change.after());
  }

  private static Essence mirrored(Change change) {
    String code = change.code().name();
    String mirrored =
        code.endsWith("_ADDED")
            ? code.replace("_ADDED", "_REMOVED")
            : code.replace("_REMOVED", "_ADDED");
    return new Essence(
        mirrored.toLowerCase(Locale.ROOT),
        change.subject().text(),
        change.path(),
        /* before= */ change.after(),
        /* after= */ change.before());
  }
}
