package dev.plumbline.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.jdbc.run.JdbcFollowUpStore;
import dev.plumbline.jdbc.run.JdbcRunStore;
import dev.plumbline.plan.Proposal;
import dev.plumbline.store.audit.AuditStore;
import dev.plumbline.store.plan.PlanStore;
import dev.plumbline.store.run.FollowUpStore;
import dev.plumbline.store.run.RunStore;
import dev.plumbline.store.run.RunStore.Begun;
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
}
