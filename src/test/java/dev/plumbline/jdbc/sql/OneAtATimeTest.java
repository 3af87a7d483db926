package dev.plumbline.jdbc.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.lab.Laboratory;
import dev.plumbline.lab.postgres.LabPostgres;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.postgresql.ds.PGSimpleDataSource;

/** Two replicas that do the same at one time. */
@Timeout(60)
class OneAtATimeTest {
  private static final LabPostgres POSTGRES = Laboratory.shared().postgres();

  private final CountDownLatch begun = new CountDownLatch(1);
  private final CountDownLatch goOn = new CountDownLatch(1);
  private final AtomicInteger done = new AtomicInteger();

  private static OneAtATime oneAtATime(Duration limit, String url) {
    PGSimpleDataSource dataSource = new PGSimpleDataSource();
    dataSource.setUrl(url);
    dataSource.setUser("postgres");
    return new OneAtATime(dataSource, StoreAddress.of(url), limit);
  }

  private static OneAtATime oneAtATime(Duration limit) {
    return oneAtATime(limit, POSTGRES.jdbcUrl("postgres"));
  }

  private void first() {
    begun.countDown();
    try {
      assertThat(goOn.await(30, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    done.incrementAndGet();
  }

  @Test
  void secondWaitsForTheFirst() throws Exception {
    try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<?> first =
          executor.submit(() -> oneAtATime(Duration.ofSeconds(30)).run("a", this::first));
      begun.await();
      Future<?> second =
          executor.submit(() -> oneAtATime(Duration.ofSeconds(30)).run("a", done::incrementAndGet));
      oneAtATime(Duration.ofSeconds(30)).run("something else", () -> {});
      TimeUnit.MILLISECONDS.sleep(500);
      assertThat(second.isDone()).isFalse();

      goOn.countDown();

      first.get(30, TimeUnit.SECONDS);
      second.get(30, TimeUnit.SECONDS);
      assertThat(done).hasValue(2);
    }
  }

  @Test
  void secondGoesOnWhenTheFirstTakesTooLong() throws Exception {
    try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<?> first =
          executor.submit(() -> oneAtATime(Duration.ofSeconds(30)).run("b", this::first));
      begun.await();

      oneAtATime(Duration.ofMillis(200)).run("b", done::incrementAndGet);

      assertThat(done).hasValue(1);
      goOn.countDown();
      first.get(30, TimeUnit.SECONDS);
    }
  }

  @Test
  void itIsDoneWithoutALockThatCannotBeHad() {
    oneAtATime(Duration.ofSeconds(1), "jdbc:postgresql://127.0.0.1:9/none")
        .run("c", done::incrementAndGet);

    assertThat(done).hasValue(1);
  }

  @Test
  void whatFailsReleasesTheLockAndIsNotDoneAgain() {
    OneAtATime oneAtATime = oneAtATime(Duration.ofSeconds(10));
    assertThatThrownBy(
            () ->
                oneAtATime.run(
                    "d",
                    () -> {
                      done.incrementAndGet();
                      throw new IllegalStateException("no");
                    }))
        .hasMessage("no");

    oneAtATime.run("d", done::incrementAndGet);

    assertThat(done).hasValue(2);
  }
}
