package dev.plumbline.postgres.scan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.lab.Laboratory;
import dev.plumbline.lab.postgres.LabPostgres;
import dev.plumbline.postgres.scan.server.LagTrend;
import dev.plumbline.postgres.scan.server.LockWaits;
import dev.plumbline.postgres.scan.server.LockWaits.Wait;
import dev.plumbline.scan.ScannedDatabase.Load;
import dev.plumbline.scan.ScannedDatabase.ScanSession;
import java.sql.Connection;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What of the load of others makes a scan wait, and what does not. */
class LoadTest {
  private static final LabPostgres POSTGRES = Laboratory.shared().postgres();

  @Test
  void waitCountsForAMinute() {
    LockWaits waits = new LockWaits();

    assertThat(waits.young(1000, List.of(new Wait("a", 0), new Wait("b", 60)))).isEqualTo(2);
    assertThat(waits.young(1001, List.of(new Wait("a", 1), new Wait("b", 61)))).isEqualTo(1);
    assertThat(waits.young(1061, List.of(new Wait("a", 61), new Wait("c", 3)))).isEqualTo(1);
  }

  @Test
  void waitWithoutABeginIsAsOldAsTheFirstReadingOfIt() {
    LockWaits waits = new LockWaits();

    assertThat(waits.young(1000, List.of(new Wait("a", 0)))).isEqualTo(1);
    assertThat(waits.young(1060, List.of(new Wait("a", 0)))).isEqualTo(1);
    assertThat(waits.young(1061, List.of(new Wait("a", 0), new Wait("b", 0)))).isEqualTo(1);
    assertThat(waits.young(1062, List.of())).isZero();
    assertThat(waits.young(1063, List.of(new Wait("a", 0)))).isEqualTo(1);
  }

  @Test
  void lagThatStandsOrShrinksIsNone() {
    assertThat(lags(3600, 3600, 3600.05, 3600)).containsOnly(0.0);
    assertThat(lags(3600, 3000, 2000, 50)).containsOnly(0.0);
    assertThat(lags(0, 0, 0)).containsOnly(0.0);
  }

  @Test
  void lagThatGrowsIsReported() {
    assertThat(lags(11, 12, 13, 14)).containsExactly(0.0, 12.0, 13.0, 14.0);
    // As soon as it does not grow any more, it does not matter how large it is.
    assertThat(lags(11, 12, 13, 13, 13, 13, 13, 13, 13, 13, 13, 13, 13, 13, 13).getLast()).isZero();
  }

  /** Each a second after the one before. */
  private static List<Double> lags(double... lags) {
    LagTrend trend = new LagTrend();
    double[] now = {5000};
    return DoubleStream.of(lags).mapToObj(lag -> trend.growing(now[0]++, lag)).toList();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "SELECT pg_advisory_xact_lock(4711) | SELECT pg_advisory_xact_lock(4711)",
        "SELECT pg_advisory_xact_lock_shared(1, 2) | SELECT pg_advisory_xact_lock(1, 2)",
        "UPDATE t SET id = 2 | UPDATE t SET id = 3",
        "SELECT FROM t FOR UPDATE | DELETE FROM t",
        "INSERT INTO u VALUES (1) | INSERT INTO u VALUES (1)"
      })
  @Timeout(60)
  void waitsThatAScanHasNoPartInDoNotCount(String holding, String waiting) throws Exception {
    try (Scanned scanned = Scanned.create(POSTGRES, "public");
        ScanSession session = scanned.open()) {
      scanned.run(
          "CREATE TABLE t (id int); INSERT INTO t VALUES (1); CREATE TABLE u (id int UNIQUE)");
      // Who may see what sessions do must not take the one that waits for one that works.
      scanned.run("GRANT pg_monitor TO " + scanned.name());

      assertThat(loadWhile(scanned, scanned, holding, waiting, session::load).waiting()).isZero();
    }
  }

  @Test
  @Timeout(60)
  void waitsInAnotherDatabaseDoNotCount() throws Exception {
    try (Scanned scanned = Scanned.create(POSTGRES, "public");
        Scanned other = Scanned.create(POSTGRES, "public");
        ScanSession session = scanned.open()) {
      other.run("CREATE TABLE t (id int)");

      assertThat(
              loadWhile(scanned, other, "LOCK TABLE t", "SELECT FROM t", session::load).waiting())
          .isZero();
    }
  }

  @Test
  @Timeout(60)
  void waitForATableCounts() throws Exception {
    try (Scanned scanned = Scanned.create(POSTGRES, "public");
        ScanSession session = scanned.open()) {
      scanned.run("CREATE TABLE t (id int)");

      assertThat(
              loadWhile(scanned, scanned, "LOCK TABLE t", "SELECT FROM t", session::load).waiting())
          .isEqualTo(1);
    }
  }

  @Test
  @Timeout(60)
  void whoeverWaitsForALeadershipIsNotAtWork() throws Exception {
    try (Scanned scanned = Scanned.create(POSTGRES, "public")) {
      String leader = "SELECT pg_advisory_xact_lock(4712)";
      scanned.run("GRANT pg_monitor TO " + scanned.name());

      Load load =
          loadWhile(
              scanned,
              scanned,
              leader,
              leader,
              () -> {
                // Each by a session of its own, which cannot know how many transactions there were;
                // whoever else has just ended a statement is soon idle.
                Load seen = new Load(1, 0, Duration.ZERO);
                while (seen.running() > 0) {
                  assertThat(Thread.currentThread().isInterrupted()).as("the time is up").isFalse();
                  try (ScanSession session = scanned.open()) {
                    seen = session.load();
                  }
                }
                return seen;
              });

      assertThat(load).isEqualTo(new Load(0, 0, Duration.ZERO));
    }
  }

  /** The load while one session holds a lock and another one waits for it. */
  private static Load loadWhile(
      Scanned scanned, Scanned where, String holding, String waiting, Callable<Load> looking)
      throws Exception {
    try (Connection holder = where.connect();
        Connection waiter = where.connect()) {
      holder.setAutoCommit(false);
      Scanned.execute(holder, holding);
      CompletableFuture<Void> waits =
          CompletableFuture.runAsync(() -> Scanned.execute(waiter, waiting));
      String queue =
          "SELECT count(*) FROM pg_locks WHERE NOT granted AND pid IN (SELECT pid FROM pg_stat_activity WHERE datname = '%s')"
              .formatted(where.name());
      while (scanned.superuser().value(queue).equals("0")) {
        assertThat(waits).isNotDone();
      }
      Load load = looking.call();
      // It is still so.
      assertThat(scanned.superuser().value(queue)).isNotEqualTo("0");
      holder.rollback();
      waits.get(30, TimeUnit.SECONDS);
      return load;
    }
  }
}
