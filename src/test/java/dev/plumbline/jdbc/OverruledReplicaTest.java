package dev.plumbline.jdbc;

import static dev.plumbline.jdbc.Samples.COMPARISON;
import static dev.plumbline.jdbc.Samples.NOON;
import static dev.plumbline.jdbc.Samples.PRODUCTION;
import static dev.plumbline.jdbc.Samples.SCOPE;
import static dev.plumbline.jdbc.Samples.STAGING;
import static dev.plumbline.jdbc.Samples.believed;
import static dev.plumbline.jdbc.Samples.done;
import static dev.plumbline.jdbc.Samples.noonPlus;
import static dev.plumbline.jdbc.Samples.observation;
import static dev.plumbline.jdbc.Samples.status;
import static dev.plumbline.jdbc.Samples.uuid;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.drift.Drift;
import dev.plumbline.drift.DriftCounts;
import dev.plumbline.finding.Finding;
import dev.plumbline.finding.Observation;
import dev.plumbline.finding.Reconciler;
import dev.plumbline.finding.Scope;
import dev.plumbline.store.FindingStore.Filter;
import dev.plumbline.store.MonitorStore;
import dev.plumbline.store.MonitorStore.Recomputed;
import dev.plumbline.store.Part;
import dev.plumbline.store.state.ComparisonStatus;
import dev.plumbline.store.state.EnvironmentStatus;
import dev.plumbline.store.state.Identity;
import dev.plumbline.store.state.Poll;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A replica that another one has overruled, and that has not asked yet. */
@Timeout(60)
final class OverruledReplicaTest {
  private static final UUID OLDER = uuid(1);
  private static final UUID NEWER = uuid(2);

  private static final Drift NOTHING = new Drift(List.of(), List.of(), List.of(), List.of(), true);
  private static final Scope PAIR = new Scope.OfPair(STAGING, PRODUCTION);
  private static final Scope CHECK = new Scope.OfCheck(STAGING, "articles.author");

  private final StoreDatabase database = StoreDatabase.create();
  private final MonitorStore older = database.monitor(OLDER);
  private final MonitorStore newer = database.monitor(NEWER);

  @BeforeEach
  void announceTheOlderOne() {
    announce(OLDER, "old");
  }

  @AfterEach
  void dropDatabase() {
    database.close();
  }

  private void announce(UUID replica, String rules) {
    database
        .replicas()
        .announce(
            replica,
            true,
            Map.of(
                Part.of(COMPARISON),
                rules,
                Part.polls(STAGING),
                rules,
                Part.scans(STAGING),
                rules,
                Part.polls(PRODUCTION),
                "the same"),
            Map.of());
  }

  @Test
  void itReplacesNoVerdictOfTheNewerOne() {
    compare(older, "old", "articles");
    assertThat(older.confirm(COMPARISON, "old", noonPlus(1))).isTrue();

    announce(NEWER, "new");

    assertThat(older.confirm(COMPARISON, "old", noonPlus(2))).isFalse();
    compare(newer, "new", "pages");
    compare(older, "old", "articles");
    assertThat(verdict()).contains("new");
    assertThat(open()).containsExactly("pages");
    assertThat(newer.confirm(COMPARISON, "new", noonPlus(3))).isTrue();

    database.replicas().leave(NEWER);
    compare(older, "old", "articles");
    assertThat(verdict()).contains("old");
    assertThat(open()).containsExactly("articles");
  }

  /** It is in the middle of a comparison when the newer one asks whether there is one to make. */
  @Test
  void newerOneAsksWhenWhatBeganBeforeHasEnded() throws Exception {
    compare(older, "as it is by the newer rules, too", "articles");
    CountDownLatch comparing = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<?> late =
          executor.submit(
              () ->
                  older.compare(
                      COMPARISON,
                      before -> {
                        comparing.countDown();
                        await(goOn);
                        return Optional.of(made("old", before.findings(), "articles"));
                      }));
      await(comparing);
      announce(NEWER, "new");
      Future<Optional<String>> asked =
          executor.submit(() -> newer.settledComparison(COMPARISON).map(ComparisonStatus::basis));
      TimeUnit.MILLISECONDS.sleep(500);
      assertThat(asked.isDone()).isFalse();

      goOn.countDown();

      late.get(10, TimeUnit.SECONDS);
      assertThat(asked.get(10, TimeUnit.SECONDS)).contains("old");
    }
  }

  @Test
  void itsPollIsFailedAndNothingOfItIsRecorded() {
    finish(older, 1, "articles");
    announce(NEWER, "new");

    assertThat(finish(older, 2, "pages")).isFalse();

    assertThat(older.environment(STAGING).flatMap(EnvironmentStatus::snapshot))
        .contains(believed("articles").fingerprint());
    Poll poll = older.poll(uuid(2)).orElseThrow();
    assertThat(poll.result()).isEqualTo(Poll.Result.FAILED);
    assertThat(poll.message().orElseThrow()).contains("newer configuration of staging");
    assertThat(finish(newer, 3, "authors")).isTrue();
    older.identify(STAGING, identity("old"));
    assertThat(older.identity(STAGING)).isEmpty();
    newer.identify(STAGING, identity("new"));
    older.identify(STAGING, identity("old"));
    assertThat(newer.identity(STAGING)).contains(identity("new"));
  }

  @Test
  void itReconcilesOnlyWhatNoOtherPollWritesAgain() {
    announce(NEWER, "new");
    Scope sources = new Scope.OfSources(STAGING);
    Scope others = new Scope.OfSources(PRODUCTION);
    Scope channel = new Scope.OfChannel(STAGING, "mail");
    Map<Scope, Function<List<Finding>, List<Finding>>> updates = new LinkedHashMap<>();
    for (Scope scope : List.of(SCOPE, sources, PAIR, others, CHECK, channel)) {
      updates.put(scope, before -> findings(before, observation(scope, "articles")));
    }

    assertThat(older.reconcile(updates)).containsExactlyInAnyOrder(others, CHECK, channel);

    assertThat(database.findings().all(Filter.EVERYTHING))
        .extracting(finding -> finding.observation().scope())
        .containsExactlyInAnyOrder(others, CHECK, channel);
    assertThat(newer.reconcile(updates)).hasSize(6);
  }

  /** It was silent, and the others have forgotten what it announced. */
  @Test
  void replicaThatTheOthersTookForDeadWritesNothingBeforeItAnnouncesItselfAgain() {
    database.sql().run("DELETE FROM replica");
    compare(older, "old", "articles");
    assertThat(verdict()).isEmpty();

    announce(OLDER, "old");
    compare(older, "old", "articles");
    assertThat(verdict()).contains("old");
  }

  private Optional<String> verdict() {
    return newer.comparison(COMPARISON).map(ComparisonStatus::basis);
  }

  private List<String> open() {
    return database.findings().all(Filter.EVERYTHING).stream()
        .filter(finding -> finding.state().label().equals("open"))
        .map(finding -> finding.observation().subject())
        .toList();
  }

  private static void compare(MonitorStore store, String basis, String subject) {
    store.compare(COMPARISON, before -> Optional.of(made(basis, before.findings(), subject)));
  }

  private static Recomputed made(String basis, List<Finding> before, String subject) {
    ComparisonStatus status =
        new ComparisonStatus(
            COMPARISON,
            DriftCounts.of(NOTHING),
            Optional.empty(),
            Optional.empty(),
            basis,
            noonPlus(1));
    return new Recomputed(status, NOTHING, findings(before, observation(SCOPE, subject)));
  }

  private static List<Finding> findings(List<Finding> before, Observation seen) {
    return Reconciler.findings(before, List.of(seen), noonPlus(1));
  }

  private static boolean finish(MonitorStore store, long number, String collection) {
    Instant at = noonPlus(number);
    return store.finish(
        done(number, STAGING),
        Optional.of(believed(collection)),
        before -> status(STAGING, Optional.of(believed(collection).fingerprint()), at));
  }

  private static Identity identity(String project) {
    return new Identity(
        Optional.of(project),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        NOON);
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
