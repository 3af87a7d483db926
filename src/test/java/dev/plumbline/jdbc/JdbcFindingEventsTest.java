package dev.plumbline.jdbc;

import static dev.plumbline.jdbc.Samples.SCOPE;
import static dev.plumbline.jdbc.Samples.STAGING;
import static dev.plumbline.jdbc.Samples.noonPlus;
import static dev.plumbline.jdbc.Samples.observation;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.environment.EnvironmentId;
import dev.plumbline.finding.FindingEvent;
import dev.plumbline.finding.Observation;
import dev.plumbline.finding.Reconciler;
import dev.plumbline.finding.Scope;
import dev.plumbline.notification.EventOutbox;
import dev.plumbline.notification.EventOutbox.Batch;
import dev.plumbline.store.FindingStore;
import dev.plumbline.store.MonitorStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
final class JdbcFindingEventsTest extends FindingEventsContract {
  private static final int WRITERS = 4;
  private static final int ROUNDS = 60;

  private final StoreDatabase database = StoreDatabase.create();
  private final JdbcMonitorStore monitor = database.monitor();
  private final JdbcFindingStore findings = database.findings();

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
    return findings;
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
  void noEventIsSkippedWhileReplicasRecordThem() throws Exception {
    findings.add("mail");
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
          assertThat(findings.confirm(batch.get())).isTrue();
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

  /** Sometimes by a process that dies before it has sent anything. */
  private Optional<Batch> take(Random random) {
    if (random.nextInt(5) == 0) {
      findings.take("mail", 7, Duration.ZERO);
    }
    return findings.take("mail", 7, Duration.ofHours(1));
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
