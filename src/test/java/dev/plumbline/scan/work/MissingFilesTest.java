package dev.plumbline.scan.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import dev.plumbline.configuration.WatchedEnvironment.Files;
import dev.plumbline.integrity.Check;
import dev.plumbline.integrity.Outcome;
import dev.plumbline.integrity.Tally;
import dev.plumbline.reading.Reason;
import dev.plumbline.scan.work.files.MissingFiles;
import dev.plumbline.store.state.Scan.State;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MissingFilesTest {
  private static final String FILES = "directus_files";

  private final World world = new World();
  private final Check binaries = world.binaries();

  private void files(int number) {
    Random random = new Random(number);
    for (int i = 0; i < number; i++) {
      world.database.files.add(new UUID(random.nextLong(), random.nextLong()).toString());
    }
    world.database.table(FILES, number);
  }

  private List<String> asked() {
    return world.asked.stream().flatMap(List::stream).toList();
  }

  private Outcome.Violated violated() {
    return (Outcome.Violated) world.status(binaries).outcome();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 4, 5, 6, 200})
  void fewFilesAreAllAskedForOnce(int number) {
    files(number);

    assertThat(world.scan().state()).isEqualTo(State.DONE);

    assertThat(asked()).containsExactlyInAnyOrderElementsOf(world.database.files);
    assertThat(world.status(binaries).outcome()).isEqualTo(new Outcome.Clean());
    assertThat(world.status(binaries).note()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {201, 1000, 20_000})
  void ofManyFilesASampleIsAskedForAndSaidToBeOne(int number) {
    files(number);

    world.scan();

    Set<String> once = new TreeSet<>(asked());
    assertThat(asked()).hasSameSizeAs(once);
    assertThat(once).hasSizeBetween(100, MissingFiles.SAMPLE);
    assertThat(world.status(binaries).note())
        .contains("a sample: " + once.size() + " of " + number + " files were checked");
    assertThat(once.stream().filter(key -> key.compareTo("8") < 0).count())
        .isBetween(once.size() / 3L, once.size() * 2L / 3);
  }

  @Test
  void whatWasMissingIsAskedForAgainUntilItIsThere() {
    files(20_000);
    world.missing.addAll(world.database.files);
    world.scan();
    List<List<String>> before = violated().samples();
    world.missing.clear();
    before.forEach(world.missing::addAll);
    world.asked.clear();

    world.scan();

    assertThat(violated().samples()).isEqualTo(before);
    assertThat(world.findings()).containsExactly("file_without_binary directus_files open");

    world.missing.clear();
    world.scan();

    assertThat(world.findings()).containsExactly("file_without_binary directus_files resolved");
  }

  @Test
  void whatWasMissingIsAskedForAgainAfterAScanThatCouldNotTell() {
    files(20_000);
    world.missing.addAll(world.database.files);
    world.scan();
    List<String> one = violated().samples().getLast();
    world.missing.clear();
    world.missing.addAll(one);
    world.apiFailure = Optional.of(Reason.UNREACHABLE);
    world.scan();
    assertThat(world.status(binaries).outcome()).isInstanceOf(Outcome.Unknown.class);
    world.apiFailure = Optional.empty();

    world.scan();

    assertThat(violated().samples()).containsExactly(one);
    assertThat(world.findings())
        .containsExactly("checks_unknown resolved", "file_without_binary directus_files open");
  }

  @Test
  void everyFileThatASampleFoundMissingIsAskedForAgain() {
    files(20_000);
    world.missing.addAll(world.database.files);
    world.scan();
    List<String> found = asked();
    List<String> shown =
        violated().samples().stream().limit(Tally.MOST_SAMPLES).map(List::getFirst).toList();
    world.missing.retainAll(found);
    world.missing.removeAll(shown);
    world.asked.clear();

    world.scan();

    assertThat(violated().count()).isEqualTo(found.size() - shown.size());
    assertThat(asked()).hasSizeLessThanOrEqualTo(MissingFiles.SAMPLE);
    assertThat(world.findings()).containsExactly("file_without_binary directus_files open");

    world.missing.clear();
    world.scan();

    assertThat(world.findings()).containsExactly("file_without_binary directus_files resolved");
  }

  @Test
  void moreMissingFilesThanAreKeptCallForALookAtAll() {
    world.files = Files.ALL;
    files(1003);
    world.missing.addAll(world.database.files);
    world.scan();
    assertThat(violated().count()).isEqualTo(1003);
    world.files = Files.SAMPLE;
    violated().samples().forEach(world.missing::removeAll);
    List<String> one = List.of(world.missing.iterator().next());
    world.missing.clear();
    world.missing.addAll(one);
    world.asked.clear();

    world.scan();

    assertThat(asked()).containsExactlyInAnyOrderElementsOf(world.database.files);
    assertThat(violated().samples()).containsExactly(one);
    assertThat(world.status(binaries).note()).isEmpty();
    assertThat(world.findings()).containsExactly("file_without_binary directus_files open");
  }

  @Test
  void fileWhoseRowIsMissingIsMissedNoMore() {
    files(20_000);
    world.missing.addAll(world.database.files);
    world.scan();
    world.database.files.removeAll(violated().samples().stream().flatMap(List::stream).toList());
    world.missing.retainAll(violated().samples().stream().flatMap(List::stream).toList());

    world.scan();

    assertThat(world.status(binaries).outcome()).isEqualTo(new Outcome.Clean());
  }

  @Test
  void allFilesAreAskedForIfConfigured() {
    world.files = Files.ALL;
    files(1003);
    String gone = world.database.files.get(700);
    world.missing.add(gone);

    world.scan();

    assertThat(asked()).containsExactlyInAnyOrderElementsOf(world.database.files);
    assertThat(world.status(binaries).outcome())
        .isEqualTo(
            new Outcome.Violated(1, List.of(List.of(gone)), "SELECT id FROM directus_files"));
  }

  @Test
  void fiveFilesASecondAreAskedFor() {
    world.files = Files.ALL;
    files(1000);

    world.scan();

    assertThat(world.time.waited().toSeconds()).isBetween(199L, 201L);
    assertThat(world.asked).allSatisfy(keys -> assertThat(keys).hasSizeLessThanOrEqualTo(5));
  }

  @Test
  void nextScanGoesOnWhereTheBudgetWasUsedUp() {
    world.files = Files.ALL;
    files(100);
    world.time.whileWaiting(() -> world.time.pass(World.BUDGET));

    assertThat(world.scan().state()).isEqualTo(State.OVER_BUDGET);
    assertThat(world.scan().state()).isEqualTo(State.DONE);

    assertThat(asked()).containsExactlyInAnyOrderElementsOf(world.database.files);
  }

  @Test
  void nobodyIsAskedIfThatIsConfigured() {
    world.files = Files.OFF;
    files(10);

    world.scan();

    assertThat(world.asked).isEmpty();
    assertThat(world.outcomes()).isEmpty();
  }

  @Test
  void whatIsNotConfiguredIsUnknownAndNobodyIsBothered() {
    files(10);
    world.apiFailure = Optional.of(Reason.NOT_CONFIGURED);

    assertThat(world.scan().state()).isEqualTo(State.DONE);

    assertThat(world.outcomes()).containsExactly(entry(FILES, "unknown"));
    assertThat(world.findings()).isEmpty();
  }

  @Test
  void apiThatIsAwayMakesItUnknownAfterAWhile() {
    files(10);
    world.apiFailure = Optional.of(Reason.UNREACHABLE);

    assertThat(world.scan().state()).isEqualTo(State.DONE);

    assertThat(world.asked).hasSize(3);
    assertThat(world.status(binaries).outcome())
        .isEqualTo(new Outcome.Unknown(Reason.UNREACHABLE, "the API is gone"));
    assertThat(world.findings()).containsExactly("checks_unknown open");
  }
}
