package dev.plumbline.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.lab.Laboratory;
import dev.plumbline.lab.postgres.LabPostgres;
import dev.plumbline.postgres.IdleConnection.Open;
import dev.plumbline.postgres.session.DatabaseTarget;
import dev.plumbline.reading.Reason;
import dev.plumbline.watch.source.UnreadableException;
import dev.plumbline.watch.source.WatchedDatabase.OnePoll;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;

/** Whether the questions of a poll are asked on one connection, and when they must not be. */
class IdleConnectionTest {
  private static final LabPostgres POSTGRES = Laboratory.shared().postgres();

  private final TestDatabase database = TestDatabase.create(POSTGRES);
  private final IdleConnection idle = new IdleConnection(Duration.ofHours(1));
  private final DatabaseReader reader =
      new DatabaseReader(new DatabaseTarget(database.settings()), Duration.ofMinutes(1), idle);

  @AfterEach
  void drop() {
    database.close();
  }

  @Test
  void questionsOfAPollAreAskedOnOneConnection() throws Exception {
    try (OnePoll poll = idle.forOnePoll()) {
      String fingerprint = reader.fingerprint();
      int session = session();

      assertThat(reader.read().fingerprint()).isEqualTo(fingerprint);
      assertThat(reader.fingerprint()).isEqualTo(fingerprint);
      assertThat(session()).isEqualTo(session);
      poll.end();
      assertThat(idle.take()).isEmpty();
    }
    reader.fingerprint();
    assertThat(idle.take()).as("there is no poll any more").isEmpty();
  }

  @Test
  void nextPollConnectsAnew() throws Exception {
    try (OnePoll poll = idle.forOnePoll()) {
      reader.fingerprint();
      database.run("ALTER ROLE %s PASSWORD 'another'".formatted(database.readerSql()));
      reader.fingerprint();
      poll.end();
    }
    try (OnePoll poll = idle.forOnePoll()) {
      assertThatThrownBy(reader::fingerprint)
          .isInstanceOfSatisfying(
              UnreadableException.class,
              e -> assertThat(e.reason()).isEqualTo(Reason.UNAUTHORIZED));
      poll.end();
    }
  }

  @Test
  void sessionThatWasEndedIsReplaced() throws Exception {
    try (OnePoll poll = idle.forOnePoll()) {
      String fingerprint = reader.fingerprint();
      endSessions();
      assertThat(reader.read().fingerprint()).isEqualTo(fingerprint);
      assertThat(reader.fingerprint()).isEqualTo(fingerprint);
      endSessions();
      assertThat(reader.fingerprint()).isEqualTo(fingerprint);
      poll.end();
    }
  }

  /** A session that began before does not know the settings that the role has since then. */
  @Test
  void sessionThatSawAChangeIsNotAskedAgain() throws Exception {
    String role = "ALTER ROLE " + database.readerSql();
    for (String setting : List.of(" SET IntervalStyle = 'iso_8601'", " RESET IntervalStyle")) {
      try (OnePoll poll = idle.forOnePoll()) {
        String before = reader.fingerprint();
        database.run(role + setting);

        assertThat(reader.read().fingerprint()).isNotEqualTo(before);
        assertThat(idle.take()).isEmpty();
        assertThat(reader.fingerprint()).isEqualTo(database.watching().fingerprint());
        poll.end();
      }
    }
  }

  @Test
  void roleThatMayHaveFewConnectionsLeavesNoneIdle() throws Exception {
    String role = "ALTER ROLE " + database.readerSql();
    try (OnePoll poll = idle.forOnePoll()) {
      database.run(role + " CONNECTION LIMIT 4");
      reader.fingerprint();
      assertThat(idle.take()).isEmpty();
      database.run(role + " CONNECTION LIMIT 5");
      reader.fingerprint();
      assertThat(session()).isPositive();
      poll.end();
    }
  }

  @Test
  void closesWhatWaitsTooLong() throws Exception {
    Semaphore permits = new Semaphore(0);
    IdleConnection impatient = new IdleConnection(Duration.ofMillis(1));
    try (OnePoll poll = impatient.forOnePoll()) {
      Open open = open(permits);
      impatient.giveBack(open, true);
      permits.acquire();
      assertThat(open.connection().isClosed()).isTrue();
      assertThat(impatient.take()).isEmpty();
      poll.end();
    }
  }

  @Test
  void closesWhatFailedAndWhatIsOneTooMany() throws Exception {
    Semaphore permits = new Semaphore(0);
    try (OnePoll poll = idle.forOnePoll();
        OnePoll other = idle.forOnePoll()) {
      Open failed = open(permits);
      idle.giveBack(failed, false);
      assertThat(failed.connection().isClosed()).isTrue();
      Open waits = open(permits);
      idle.giveBack(waits, true);
      Open tooMany = open(permits);
      idle.giveBack(tooMany, true);
      assertThat(tooMany.connection().isClosed()).isTrue();
      poll.end();
      poll.end();
      assertThat(idle.take()).as("the other poll continues").isEqualTo(Optional.of(waits));
      idle.giveBack(waits, true);
      other.end();
      assertThat(waits.connection().isClosed()).isTrue();
      assertThat(permits.availablePermits()).isEqualTo(3);
    }
  }

  private Open open(Semaphore permits) throws SQLException {
    Open open = new Open(database.superuser().connect(), permits);
    open.mayWait();
    return open;
  }

  /** Process id of the session that waits. */
  private int session() throws SQLException {
    Open open = idle.take().orElseThrow();
    int process = open.connection().unwrap(PGConnection.class).getBackendPID();
    idle.giveBack(open, true);
    return process;
  }

  private void endSessions() {
    database
        .superuser()
        .rows(
            "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE usename = '%s'"
                .formatted(database.reader()));
  }
}
