package dev.plumbline.postgres.scan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.lab.postgres.LabPostgres;
import dev.plumbline.lab.postgres.Sql;
import dev.plumbline.scan.ScannedDatabase.ScanSession;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Scans of a primary that has a standby, and of the standby. */
@Timeout(120)
class StandbyIT {
  private static final String RECEIVED =
      "SELECT coalesce(pg_last_wal_receive_lsn() %s pg_last_wal_replay_lsn(), false)";

  @TempDir private static Path folder;

  private static LabPostgres primary;
  private static Scanned onPrimary;

  @BeforeAll
  static void start() {
    primary = LabPostgres.primary(folder.resolve("primary"));
    onPrimary = Scanned.create(primary, "public");
    onPrimary.run("CREATE TABLE t (id int); GRANT pg_monitor TO " + onPrimary.name());
  }

  @AfterAll
  static void stop() {
    primary.close();
  }

  /** What it says to have received is the beginning of a segment then, before what it replayed. */
  @Test
  void standbyThatHasReplayedAllItReceivedDoesNotLag() throws Exception {
    try (LabPostgres standby = primary.standby(folder.resolve("restarted"), "0")) {
      Scanned onStandby = new Scanned(standby, onPrimary.name(), "public");
      onPrimary.run("INSERT INTO t VALUES (7)");
      await(onStandby.superuser(), "SELECT count(*) = 1 FROM t WHERE id = 7");
      standby.stop();
      primary.stop();
      standby.start();
      await(onStandby.superuser(), RECEIVED.formatted("<"));
      await(onStandby.superuser(), "SELECT pg_last_xact_replay_timestamp() IS NOT NULL");

      assertThatNothingLags(onStandby);
    } finally {
      primary.start();
    }
  }

  @Test
  void standbyThatAppliesLateOnPurposeDoesNotLag() throws Exception {
    try (LabPostgres standby = primary.standby(folder.resolve("delayed"), "1s")) {
      Scanned onStandby = new Scanned(standby, onPrimary.name(), "public");
      Sql superuser = onPrimary.superuser();
      do {
        onPrimary.run("INSERT INTO t VALUES (1)");
      } while (superuser
          .value("SELECT coalesce(max(replay_lag) > '0.9 s', false) FROM pg_stat_replication")
          .equals("f"));

      assertThatNothingLags(onPrimary);
      standby.superuser("postgres").run("SELECT pg_wal_replay_pause()");
      onPrimary.run("INSERT INTO t VALUES (1)");
      await(onStandby.superuser(), RECEIVED.formatted(">"));
      assertThatNothingLags(onStandby);
      assertThatNothingLags(onPrimary);
    }
  }

  /** Longer than it takes to see that a lag grows. */
  private static void assertThatNothingLags(Scanned scanned) throws Exception {
    Sql superuser = scanned.superuser();
    String begin = superuser.value("SELECT clock_timestamp()");
    try (ScanSession session = scanned.open()) {
      do {
        assertThat(session.load().lag()).isEqualTo(Duration.ZERO);
      } while (superuser
          .value("SELECT clock_timestamp() < '%s'::timestamptz + interval '2 s'".formatted(begin))
          .equals("t"));
    }
  }

  private static void await(Sql sql, String condition) {
    while (sql.value(condition).equals("f")) {
      Thread.onSpinWait();
    }
  }
}
