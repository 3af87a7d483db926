package dev.plumbline.jdbc;

import static dev.plumbline.jdbc.Samples.PRODUCTION;
import static dev.plumbline.jdbc.Samples.noonPlus;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.jdbc.run.JdbcFollowUpStore;
import dev.plumbline.jdbc.run.JdbcRunStore;
import dev.plumbline.plan.Proposal;
import dev.plumbline.run.Phase;
import dev.plumbline.run.Run;
import dev.plumbline.run.RunState;
import dev.plumbline.store.Lease;
import dev.plumbline.store.audit.AuditStore;
import dev.plumbline.store.plan.PlanStore;
import dev.plumbline.store.run.FollowUpStore;
import dev.plumbline.store.run.RunStore;
import dev.plumbline.store.run.RunStore.Begun;
import dev.plumbline.store.state.EnvironmentStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class JdbcRunStoreTest extends RunStoreContract {
  private final StoreDatabase database = StoreDatabase.create();
  private final PlanStore plans = new JdbcPlanStore(database.dataSource(), database.address());
  private final AuditStore audit = new JdbcAuditStore(database.dataSource(), database.address());
  private final RunStore store = replica();

  private RunStore replica() {
    return new JdbcRunStore(database.dataSource(), database.address());
  }

  @Override
  RunStore store() {
    return store;
  }

  @Override
  FollowUpStore followUps() {
    return new JdbcFollowUpStore(database.dataSource(), database.address());
  }

  @Override
  PlanStore plans() {
    return plans;
  }

  @Override
  AuditStore audit() {
    return audit;
  }

  @AfterEach
  void dropDatabase() {
    database.close();
  }

  private static List<Begun> atOnce(List<Callable<Begun>> calls) throws Exception {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Begun> results = new ArrayList<>();
      for (Future<Begun> future : threads.invokeAll(calls)) {
        results.add(future.get());
      }
      return results;
    }
  }

  @Test
  void ofFiftyIdenticalRequestsOneIsARun() throws Exception {
    Proposal plan = approved(1, "staging-to-production", "production");
    List<Callable<Begun>> calls = new ArrayList<>();
    for (long i = 1; i <= 50; i++) {
      long number = 100 + i;
      calls.add(() -> replica().begin(run(number, plan), ADA, Optional.of("same")));
    }

    List<Begun> begun = atOnce(calls);

    assertThat(begun).filteredOn(Begun.New.class::isInstance).hasSize(1);
    assertThat(begun).filteredOn(Begun.Repeated.class::isInstance).hasSize(49);
  }

  @Test
  void ofTwoPlansOfOneTargetAtOnceOneIsRun() throws Exception {
    List<Callable<Begun>> calls = new ArrayList<>();
    for (long i = 1; i <= 8; i++) {
      long number = 100 + i;
      Proposal plan = approved(i, "comparison-" + i, "production");
      calls.add(() -> replica().begin(run(number, plan), ADA, Optional.empty()));
    }

    List<Begun> begun = atOnce(calls);

    assertThat(begun).filteredOn(Begun.New.class::isInstance).hasSize(1);
    assertThat(begun).filteredOn(Begun.TargetBusy.class::isInstance).hasSize(7);
  }

  @Test
  void whatARunHasChangedIsUnknownUntilItIsReadAfterwards() {
    Proposal plan = approved(1, "staging-to-production", "production");
    Lease lease = ((Begun.New) store.begin(run(11, plan), ADA, Optional.empty())).lease();
    polled(10);
    Run applying = run(11, plan).in(Phase.APPLY);

    store.record(lease, run(11, plan).in(Phase.BACKUP), List.of());
    assertThat(isKnown()).as("it has changed nothing yet").isTrue();
    store.record(lease, applying, List.of());
    assertThat(isKnown()).as("it changes the target").isFalse();
    polled(12);
    assertThat(isKnown()).as("what was read meanwhile may be older").isFalse();
    store.record(lease, applying.ended(RunState.VERIFIED, "the same", noonPlus(20)), List.of());
    assertThat(isKnown()).isFalse();
    polled(19);
    assertThat(isKnown()).as("that poll began before the end").isFalse();
    polled(21);
    assertThat(isKnown()).isTrue();
  }

  /** By a poll that began then, and ended much later. */
  private void polled(long begun) {
    database.monitor().begin(Samples.running(begun, PRODUCTION));
    database
        .monitor()
        .finish(
            Samples.done(begun, PRODUCTION),
            Optional.empty(),
            known -> Samples.status(PRODUCTION, Optional.empty(), noonPlus(begun + 60)));
  }

  private boolean isKnown() {
    return database
        .monitor()
        .environment(PRODUCTION)
        .flatMap(EnvironmentStatus::changeFingerprint)
        .isPresent();
  }
}
