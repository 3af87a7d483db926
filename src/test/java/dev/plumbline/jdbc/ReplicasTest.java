package dev.plumbline.jdbc;

import static dev.plumbline.jdbc.Samples.COMPARISON;
import static dev.plumbline.jdbc.Samples.SCOPE;
import static dev.plumbline.jdbc.Samples.STAGING;
import static dev.plumbline.jdbc.Samples.believed;
import static dev.plumbline.jdbc.Samples.done;
import static dev.plumbline.jdbc.Samples.noonPlus;
import static dev.plumbline.jdbc.Samples.observation;
import static dev.plumbline.jdbc.Samples.running;
import static dev.plumbline.jdbc.Samples.status;
import static dev.plumbline.store.FindingStore.Filter.EVERYTHING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.drift.Drift;
import dev.plumbline.drift.DriftCounts;
import dev.plumbline.environment.EnvironmentId;
import dev.plumbline.finding.Finding;
import dev.plumbline.finding.FindingState.Acknowledged;
import dev.plumbline.finding.FindingState.Open;
import dev.plumbline.finding.Observation;
import dev.plumbline.finding.Reconciler;
import dev.plumbline.finding.Scope;
import dev.plumbline.store.MonitorStore.BelievedSnapshot;
import dev.plumbline.store.MonitorStore.Compared;
import dev.plumbline.store.MonitorStore.Recomputed;
import dev.plumbline.store.MonitorStore.SnapshotPeriod;
import dev.plumbline.store.state.ComparisonStatus;
import dev.plumbline.store.state.EnvironmentStatus;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Several replicas on one store, doing the same things at the same time. */
@Timeout(120)
final class ReplicasTest {
  private static final Drift NOTHING = new Drift(List.of(), List.of(), List.of(), List.of(), true);

  private static final int REPLICAS = 3;
  private static final int ROUNDS = 70;

  private final StoreDatabase database = StoreDatabase.create();

  @AfterEach
  void dropDatabase() {
    database.close();
  }

  /** Runs one task for each replica and waits for all; their seeds are their numbers. */
  private void replicas(Replica task) throws Exception {
    try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> all = new ArrayList<>();
      for (int replica = 0; replica < REPLICAS; replica++) {
        int seed = replica;
        all.add(
            executor.submit(
                (Callable<Void>)
                    () -> {
                      task.run(database.monitor(), database.findings(), new Random(seed));
                      return null;
                    }));
      }
      for (Future<?> one : all) {
        one.get(110, TimeUnit.SECONDS);
      }
    }
  }

  /** What one replica does. */
  private interface Replica {
    void run(JdbcMonitorStore monitor, JdbcFindingStore findings, Random random) throws Exception;
  }

  @Test
  void noUpdateOfAComparisonOrItsFindingsIsLost() throws Exception {
    AtomicLong clock = new AtomicLong();
    List<Observation> seen =
        List.of(
            observation(SCOPE, "articles.a"),
            observation(SCOPE, "articles.b"),
            observation(SCOPE, "articles.c"));

    replicas(
        (monitor, findings, random) -> {
          for (int round = 0; round < ROUNDS; round++) {
            List<Observation> now = random.nextInt(4) == 0 ? List.of() : seen;
            monitor.compare(COMPARISON, before -> next(before, now, clock.incrementAndGet()));
            findings.update(
                seen.get(random.nextInt(3)).id(),
                Optional.of("bob"),
                noonPlus(0),
                state -> new Acknowledged("bob", "seen", noonPlus(0), Optional.empty()));
            if (round % 10 == 0) {
              monitor.prune(noonPlus(-1));
            }
          }
        });

    // Every recomputation added one to what the one before it had written.
    assertThat(database.monitor().comparison(COMPARISON).orElseThrow().basis())
        .isEqualTo(Integer.toString(REPLICAS * ROUNDS));
    assertThat(database.findings().findings(EVERYTHING, Optional.empty(), 100).items())
        .extracting(Finding::observation)
        .containsExactlyInAnyOrderElementsOf(seen);
  }

  private static Optional<Recomputed> next(Compared before, List<Observation> seen, long second) {
    int count = before.status().map(status -> Integer.parseInt(status.basis())).orElse(0);
    ComparisonStatus status =
        new ComparisonStatus(
            COMPARISON,
            DriftCounts.of(NOTHING),
            Optional.empty(),
            Optional.empty(),
            Integer.toString(count + 1),
            noonPlus(second));
    return Optional.of(
        new Recomputed(
            status, NOTHING, Reconciler.findings(before.findings(), seen, noonPlus(second))));
  }

  @Test
  void pollsOfOneEnvironmentAndOfOthersNeverBlockOrOverwriteEachOther() throws Exception {
    AtomicLong number = new AtomicLong();
    List<BelievedSnapshot> snapshots =
        List.of(believed("articles"), believed("authors"), believed("pages"));

    replicas(
        (monitor, findings, random) -> {
          for (int round = 0; round < ROUNDS; round++) {
            EnvironmentId environment =
                random.nextBoolean() ? STAGING : new EnvironmentId("env-" + random.nextInt(3));
            BelievedSnapshot believed = snapshots.get(random.nextInt(3));
            long poll = number.incrementAndGet();
            monitor.begin(running(poll, environment));
            monitor.finish(
                done(poll, environment),
                Optional.of(believed),
                before -> status(environment, Optional.of(believed.fingerprint()), noonPlus(poll)));
            if (round % 10 == 0) {
              monitor.prune(noonPlus(1_000_000));
            }
          }
        });

    for (String environment : List.of("staging", "env-0", "env-1", "env-2")) {
      List<SnapshotPeriod> periods =
          database
              .monitor()
              .snapshots(new EnvironmentId(environment), Optional.empty(), 1000)
              .items();
      assertThat(periods.stream().filter(period -> period.until().isEmpty())).hasSize(1);
      EnvironmentStatus status =
          database.monitor().environment(new EnvironmentId(environment)).orElseThrow();
      assertThat(status.snapshot()).contains(periods.getFirst().fingerprint());
      assertThat(database.monitor().snapshot(periods.getFirst().fingerprint())).isPresent();
    }
  }

  @Test
  void noUpdateOfManyScopesAtOnceIsLost() throws Exception {
    List<Scope> scopes =
        Stream.of("a", "b", "c", "d")
            .<Scope>map(name -> new Scope.OfPair(STAGING, new EnvironmentId(name)))
            .toList();

    replicas(
        (monitor, findings, random) -> {
          for (int round = 0; round < ROUNDS; round++) {
            List<Scope> inSomeOrder = new ArrayList<>(scopes);
            Collections.shuffle(inSomeOrder, random);
            Map<Scope, Function<List<Finding>, List<Finding>>> updates = new LinkedHashMap<>();
            inSomeOrder.forEach(scope -> updates.put(scope, before -> onceMore(scope, before)));
            monitor.reconcile(updates);
          }
        });

    assertThat(database.findings().findings(EVERYTHING, Optional.empty(), 100).items())
        .hasSize(scopes.size())
        .allSatisfy(
            finding -> assertThat(finding.occurrences()).isEqualTo((long) REPLICAS * ROUNDS));
  }

  private static List<Finding> onceMore(Scope scope, List<Finding> before) {
    return List.of(
        new Finding(
            observation(scope, "same_project"),
            noonPlus(0),
            noonPlus(0),
            before.stream().mapToLong(Finding::occurrences).sum() + 1,
            new Open()));
  }

  @Test
  void functionThatIsHandedInMayOnlyRead() {
    JdbcMonitorStore monitor = database.monitor();

    assertThatThrownBy(
            () ->
                monitor.reconcile(
                    SCOPE,
                    before -> {
                      monitor.begin(running(1, STAGING));
                      return before;
                    }))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("only read");
  }

  @Test
  void findingOfAnotherScopeIsRefused() {
    Finding other =
        Samples.finding(observation(new Scope.OfSources(STAGING), "x"), noonPlus(0), new Open());

    assertThatThrownBy(() -> database.monitor().reconcile(SCOPE, before -> List.of(other)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
