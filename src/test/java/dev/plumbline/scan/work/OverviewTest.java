package dev.plumbline.scan.work;

import static dev.plumbline.scan.work.World.PRODUCTION;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.environment.Versions;
import dev.plumbline.inventory.Inventory;
import dev.plumbline.mismatch.CatalogReading;
import dev.plumbline.mismatch.Mismatch;
import dev.plumbline.mismatch.rules.metadata.MetadataMismatch;
import dev.plumbline.reading.Reason;
import dev.plumbline.scan.IntegrityOverview;
import dev.plumbline.snapshot.Fingerprint;
import dev.plumbline.snapshot.Snapshot;
import dev.plumbline.store.MonitorStore.BelievedCatalog;
import dev.plumbline.store.MonitorStore.BelievedSnapshot;
import dev.plumbline.store.state.EnvironmentStatus;
import dev.plumbline.store.state.ItemCount;
import dev.plumbline.store.state.Poll;
import dev.plumbline.store.state.SourceStatus;
import dev.plumbline.store.state.SourceStatus.Failure;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What faces are reported. */
class OverviewTest {
  private static final CatalogReading CATALOG =
      new CatalogReading(
          new Inventory(new TreeMap<>()),
          List.of(
              new Mismatch(MetadataMismatch.GHOST_FIELD, "articles.gone", "", "It has no column.")),
          List.of());

  private final World world = new World();

  @Test
  void catalogIsThatOfTheLastPoll() {
    assertThat(overview().catalog()).isEmpty();

    polled();

    assertThat(overview().catalog()).contains(CATALOG.disagreements());
  }

  @ParameterizedTest
  @EnumSource(names = {"INCOMPATIBLE", "MALFORMED", "UNAUTHORIZED", "FORBIDDEN"})
  void catalogIsNotReadWhileTheDatabaseIsAnotherOrRefusesUs(Reason reason) {
    polled(Optional.of(new Failure(reason, "it has no directus_fields")));

    assertThat(overview().catalog()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(names = {"UNREACHABLE", "TIMED_OUT", "UNAVAILABLE", "INTERRUPTED", "UNSETTLED"})
  void catalogHoldsOnWhileTheDatabaseIsAway(Reason reason) {
    polled(Optional.of(new Failure(reason, "it is away")));

    assertThat(overview().catalog()).contains(CATALOG.disagreements());
  }

  @Test
  void itemsAreTheLastOnesAndTheirTrendHasOneADay() {
    for (int scan = 1; scan <= 12; scan++) {
      world.database.table("articles", scan);
      world.scan();
      world.time.pass(Duration.ofHours(4));
    }

    List<ItemCount> trend = world.process().items(PRODUCTION).orElseThrow().trend().get("articles");

    assertThat(overview().items().values()).extracting(ItemCount::count).containsExactly(12L);
    assertThat(trend).extracting(ItemCount::count).endsWith(12L).hasSizeLessThanOrEqualTo(3);
    assertThat(trend)
        .extracting(count -> count.countedAt().toString().substring(0, 10))
        .doesNotHaveDuplicates();
  }

  /** In one process, which remembers what it read. */
  @Test
  void itemsAreReadAgainAfterEachScanAndWhileOneRuns() {
    ScanService process = world.process();
    for (int items = 1; items <= 3; items++) {
      world.database.table("articles", items);
      process.scanOnSchedule(PRODUCTION);
      assertThat(counts(process)).hasSize(items - 1);
      world.work();
      assertThat(counts(process)).hasSize(items).endsWith((long) items);
      assertThat(counts(process)).hasSize(items).endsWith((long) items);
      assertThat(process.integrity(PRODUCTION).orElseThrow().items().values())
          .extracting(ItemCount::count)
          .containsExactly((long) items);
      world.time.pass(Duration.ofDays(1));
    }
  }

  @Test
  void trendEndsAfterThirtyDaysButForTheLastCount() {
    ScanService process = world.process();
    for (int items = 1; items <= 2; items++) {
      world.database.table("articles", items);
      process.scanOnSchedule(PRODUCTION);
      world.work();
      world.time.pass(Duration.ofDays(1));
    }
    assertThat(counts(process)).containsExactly(1L, 2L);

    world.time.pass(Duration.ofDays(29));
    assertThat(counts(process)).containsExactly(2L);

    world.time.pass(Duration.ofDays(29));
    assertThat(counts(process)).containsExactly(2L);
  }

  private static List<Long> counts(ScanService process) {
    return process
        .items(PRODUCTION)
        .orElseThrow()
        .trend()
        .getOrDefault("articles", List.of())
        .stream()
        .map(ItemCount::count)
        .toList();
  }

  private IntegrityOverview overview() {
    return world.process().integrity(PRODUCTION).orElseThrow();
  }

  private void polled() {
    polled(Optional.empty());
  }

  private void polled(Optional<Failure> failure) {
    Snapshot snapshot = new Snapshot(List.of(), List.of(), List.of(), List.of());
    Poll poll =
        new Poll(
            new UUID(5, 1),
            PRODUCTION,
            Poll.Trigger.SCHEDULE,
            world.time.instant(),
            Optional.of(world.time.instant()),
            Poll.Result.CHANGED,
            Optional.empty());
    world.monitor.finish(
        poll,
        Optional.of(
            new BelievedSnapshot(
                Fingerprint.of(snapshot),
                snapshot,
                Optional.empty(),
                Optional.of(BelievedCatalog.of(CATALOG)))),
        known ->
            new EnvironmentStatus(
                PRODUCTION,
                SourceStatus.NOT_CONFIGURED,
                new SourceStatus(
                    failure, Optional.of(world.time.instant()), Optional.of(world.time.instant())),
                Versions.UNKNOWN,
                Optional.of(Fingerprint.of(snapshot)),
                Optional.of(world.time.instant()),
                Optional.of(CATALOG.fingerprint()),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                0,
                Optional.of(world.time.instant()),
                Optional.empty()));
  }
}
