package dev.plumbline.jdbc;

import static dev.plumbline.jdbc.Samples.NOON;
import static dev.plumbline.jdbc.Samples.SCOPE;
import static dev.plumbline.jdbc.Samples.STAGING;
import static dev.plumbline.jdbc.Samples.noonPlus;
import static dev.plumbline.jdbc.Samples.observation;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.approval.PlanEvent;
import dev.plumbline.environment.EnvironmentId;
import dev.plumbline.finding.FindingEvent;
import dev.plumbline.finding.FindingId;
import dev.plumbline.finding.Observation;
import dev.plumbline.finding.Reconciler;
import dev.plumbline.finding.Scope;
import dev.plumbline.notification.EventOutbox;
import dev.plumbline.notification.EventOutbox.Batch;
import dev.plumbline.notification.EventOutbox.PlanBatch;
import dev.plumbline.store.FindingStore;
import dev.plumbline.store.MonitorStore;
import dev.plumbline.store.plan.PlanStore;
import dev.plumbline.testkit.SamplePlans;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
final class JdbcFindingEventsTest extends FindingEventsContract {
  private static final int WRITERS = 4;
  private static final int ROUNDS = 15;

  private final StoreDatabase database = StoreDatabase.create();
  private final JdbcMonitorStore monitor = database.monitor();
  private final JdbcFindingStore findings = database.findings();
  private final EventOutbox outbox = database.outbox();
  private final PlanStore plans = new JdbcPlanStore(database.dataSource(), database.address());
  private long lastPlan;

  @Override
  MonitorStore monitor() {
    return monitor;
  }

  @Override
  FindingStore findings() {
    return findings;
  }

  @Override
  EventOutbox outbox() {
    return outbox;
  }

  @Override
  UUID sealPlan() {
    UUID id = Samples.uuid(++lastPlan);
    SamplePlans.waiting(plans, id, "comparison-" + lastPlan, NOON);
    return id;
  }

  @Override
  void warn(UUID plan) {
    assertThat(plans.warn(plan, NOON)).isTrue();
  }

  @Override
  void deletePlans() {
    database.sql().run("DELETE FROM plan");
  }

  @Override
  long makeReport() {
    return Long.parseLong(
        database
            .sql()
            .value(
                """
                INSERT INTO report (trigger, from_at, to_at, zone, made_at, form, body)
                SELECT 'schedule', now(), now() + (count(*) + 1) * interval '1 week', 'UTC', now(), 1, ''
                FROM report RETURNING id
                """));
  }

  @AfterEach
  void dropDatabase() {
    database.close();
  }

  @Test
  void findingIsNotChangedWhereItsEventCannotBeWritten() {
    Observation seen = observation(SCOPE, "articles.note");
    database.sql().run("ALTER TABLE finding_event ADD CHECK (kind <> 'opened')");

    assertThatThrownBy(
            () ->
                monitor.reconcile(
                    SCOPE, known -> Reconciler.findings(known, List.of(seen), noonPlus(1))))
        .isInstanceOf(RuntimeException.class);

    assertThat(findings.finding(seen.id())).isEmpty();
  }

  /**
   * Ids are given out before they are committed: without their lock a reader that goes on after the
   * highest one would skip those of a slower transaction.
   */
  @Test
  void eventOfASlowTransactionIsNotSkipped() throws Exception {
    outbox.add("mail");
    Observation slow = observation(new Scope.OfSources(STAGING), "slow");
    Observation fast = observation(SCOPE, "fast");

    assertThat(
            sentBesideASlowOne(
                "finding_event",
                "NEW.finding = '%s'".formatted(slow.id()),
                () -> open(slow),
                () -> open(fast),
                this::sendAll))
        .containsExactly(slow.id(), fast.id());
  }

  /** Nor the one of a plan, although a warning writes no audit entry, whose lock would do. */
  @Test
  void warningOfASlowTransactionIsNotSkipped() throws Exception {
    outbox.add("mail");
    UUID slow = sealPlan();
    UUID fast = sealPlan();
    assertThat(sendPlans()).containsExactly(slow, fast);

    assertThat(
            sentBesideASlowOne(
                "plan_event",
                "NEW.plan = '%s'".formatted(slow),
                () -> warn(slow),
                () -> warn(fast),
                this::sendPlans))
        .containsExactly(slow, fast);
  }

  /**
   * What is sent while the transaction of one event does not end, and afterwards.
   *
   * @param slow records the event of the condition, and begins first
   */
  private <T> List<T> sentBesideASlowOne(
      String table, String condition, Runnable slow, Runnable fast, Supplier<List<T>> send)
      throws Exception {
    List<T> sent = new ArrayList<>();
    // The slow event has its id already when its transaction waits for this test.
    database
        .sql()
        .run(
            """
            CREATE FUNCTION wait_for_test() RETURNS trigger LANGUAGE plpgsql AS
              'BEGIN PERFORM pg_advisory_xact_lock(4711); RETURN NULL; END';
            CREATE CONSTRAINT TRIGGER slow AFTER INSERT ON %s
              DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (%s)
              EXECUTE FUNCTION wait_for_test();
            """
                .formatted(table, condition));
    try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
        Connection test = database.sql().connect();
        Statement statement = test.createStatement()) {
      statement.execute("SELECT pg_advisory_lock(4711)");
      Future<?> first = executor.submit(slow);
      await(() -> waiting() == 1);
      Future<?> second = executor.submit(fast);
      await(() -> second.isDone() || waiting() == 2);

      sent.addAll(send.get());
      statement.execute("SELECT pg_advisory_unlock(4711)");
      first.get(60, TimeUnit.SECONDS);
      second.get(60, TimeUnit.SECONDS);
      sent.addAll(send.get());
    }
    return sent;
  }

  private List<UUID> sendPlans() {
    List<UUID> sent = new ArrayList<>();
    Optional<PlanBatch> batch = outbox.takePlans("mail", 7, Duration.ofHours(1));
    while (batch.isPresent()) {
      batch.get().events().forEach(recorded -> sent.add(recorded.event().plan()));
      assertThat(outbox.confirm(batch.get())).isTrue();
      batch = outbox.takePlans("mail", 7, Duration.ofHours(1));
    }
    return sent;
  }

  private void open(Observation observation) {
    database
        .monitor()
        .reconcile(
            observation.scope(),
            known -> Reconciler.findings(known, List.of(observation), noonPlus(1)));
  }

  /** How many transactions wait for an advisory lock. */
  private int waiting() {
    return Integer.parseInt(
        database
            .sql()
            .value(
                """
                SELECT count(*) FROM pg_locks JOIN pg_database d ON d.oid = database
                WHERE locktype = 'advisory' AND NOT granted AND datname = current_database()
                """));
  }

  private static void await(BooleanSupplier condition) {
    while (!condition.getAsBoolean()) {
      Thread.onSpinWait();
    }
  }

  private List<FindingId> sendAll() {
    List<FindingId> sent = new ArrayList<>();
    Optional<Batch> batch = outbox.take("mail", 7, Duration.ofHours(1));
    while (batch.isPresent()) {
      batch.get().events().forEach(recorded -> sent.add(recorded.event().finding()));
      assertThat(outbox.confirm(batch.get())).isTrue();
      batch = outbox.take("mail", 7, Duration.ofHours(1));
    }
    return sent;
  }

  @Test
  void everyEventIsSentOnceInOrderWhileReplicasRecordThem() throws Exception {
    outbox.add("mail");
    List<Long> sent = new ArrayList<>();
    try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> writers = new ArrayList<>();
      for (int writer = 0; writer < WRITERS; writer++) {
        Scope scope = new Scope.OfPair(STAGING, new EnvironmentId("other-" + writer));
        Random random = new Random(writer);
        writers.add(executor.submit((Callable<Void>) () -> write(scope, random)));
      }
      Random random = new Random(WRITERS);
      boolean ended = false;
      while (!ended) {
        // Before the events are read: what is recorded after that is read in the next round.
        ended = writers.stream().allMatch(Future::isDone);
        Optional<Batch> batch = take(random);
        while (batch.isPresent()) {
          sent.addAll(batch.get().events().stream().map(FindingEvent.Recorded::id).toList());
          assertThat(outbox.confirm(batch.get())).isTrue();
          batch = take(random);
        }
      }
      for (Future<?> writer : writers) {
        writer.get(1, TimeUnit.SECONDS);
      }
    }

    assertThat(sent)
        .containsExactlyElementsOf(
            database.sql().rows("SELECT id FROM finding_event ORDER BY id").stream()
                .map(Long::valueOf)
                .toList())
        .hasSizeGreaterThan(WRITERS * ROUNDS);
  }

  /** As for findings: without the lock, a plan of a slow transaction would be skipped. */
  @Test
  void everyEventOfPlansIsSentOnceWhileReplicasRecordThem() throws Exception {
    outbox.add("mail");
    List<Long> sent = new ArrayList<>();
    try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> writers = new ArrayList<>();
      for (int writer = 1; writer <= WRITERS; writer++) {
        int number = writer;
        writers.add(executor.submit((Callable<Void>) () -> sealAndWarn(number)));
      }
      boolean ended = false;
      while (!ended) {
        ended = writers.stream().allMatch(Future::isDone);
        // Of two replicas that ask, the second one gets nothing before the first has confirmed.
        Optional<PlanBatch> batch = outbox.takePlans("mail", 3, Duration.ofHours(1));
        while (batch.isPresent()) {
          assertThat(outbox.takePlans("mail", 3, Duration.ofHours(1))).isEmpty();
          sent.addAll(batch.get().events().stream().map(PlanEvent.Recorded::id).toList());
          assertThat(outbox.confirm(batch.get())).isTrue();
          batch = outbox.takePlans("mail", 3, Duration.ofHours(1));
        }
      }
      for (Future<?> writer : writers) {
        writer.get(1, TimeUnit.SECONDS);
      }
    }

    assertThat(sent)
        .containsExactlyElementsOf(
            database.sql().rows("SELECT id FROM plan_event ORDER BY id").stream()
                .map(Long::valueOf)
                .toList())
        .hasSize(2 * WRITERS * ROUNDS);
  }

  private Void sealAndWarn(int writer) {
    PlanStore replica = new JdbcPlanStore(database.dataSource(), database.address());
    for (int round = 1; round <= ROUNDS; round++) {
      UUID id = Samples.uuid(writer * 1_000L + round);
      SamplePlans.waiting(replica, id, "comparison-" + writer + "-" + round, NOON);
      replica.warn(id, NOON);
    }
    return null;
  }

  /** Sometimes by a process that dies before it has sent anything. */
  private Optional<Batch> take(Random random) {
    if (random.nextInt(5) == 0) {
      outbox.take("mail", 7, Duration.ZERO);
    }
    return outbox.take("mail", 7, Duration.ofHours(1));
  }

  private Void write(Scope scope, Random random) {
    for (int round = 0; round < ROUNDS; round++) {
      List<Observation> seen = new ArrayList<>();
      for (int i = random.nextInt(30); i < 30; i++) {
        seen.add(observation(scope, "articles.f" + i));
      }
      long second = round;
      database
          .monitor()
          .reconcile(scope, known -> Reconciler.findings(known, seen, noonPlus(second)));
    }
    return null;
  }
}
