package dev.plumbline.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.configuration.WatchedEnvironment.Database;
import dev.plumbline.lab.Laboratory;
import dev.plumbline.lab.postgres.LabPostgres;
import dev.plumbline.postgres.ReadHalf.SecondConnection;
import dev.plumbline.postgres.SchemaReading.Schema;
import dev.plumbline.postgres.session.Connector;
import dev.plumbline.postgres.session.DatabaseTarget;
import dev.plumbline.watch.source.UnreadableException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A large schema, half of which a second connection may read. */
class ReadHalfTest {
  private static final Duration LIMIT = Duration.ofSeconds(30);

  /** Of 1,200 columns each. */
  private static final int WIDE_TABLES = 16;

  private static final LabPostgres POSTGRES = Laboratory.shared().postgres();
  private static TestDatabase database;
  private static DatabaseTarget target;

  private final AtomicInteger used = new AtomicInteger();
  private Schema alone;

  @BeforeAll
  static void largeSchema() {
    database = TestDatabase.create(POSTGRES);
    target = new DatabaseTarget(database.settings());
    enlarge(database);
  }

  /** So that a second connection pays. */
  static void enlarge(TestDatabase database) {
    database.run(
        """
        DO $$ BEGIN
          FOR t IN 1..%d LOOP
            EXECUTE format('CREATE TABLE wide_%%s (%%s)', t,
              (SELECT string_agg('c' || c || ' integer', ', ') FROM generate_series(1, 1200) c));
          END LOOP;
        END $$
        """
            .formatted(WIDE_TABLES));
  }

  @AfterAll
  static void end() {
    database.close();
  }

  @BeforeEach
  void readByOneConnection() throws Exception {
    alone = read(Optional.empty());
  }

  @Test
  void bothConnectionsReadTheSameAsOne() throws Exception {
    assertThat(read(Optional.of(this::connected))).isEqualTo(alone);
    assertThat(used).hasValue(1);
  }

  @Test
  void whatIsCommittedBetweenTheTwoIsSeenByNeither() throws Exception {
    Schema read =
        read(
            Optional.of(
                work -> {
                  if (used.get() == 0) {
                    database.run(
                        "UPDATE directus_collections SET icon = 'between' WHERE collection = 'pages'");
                  }
                  connected(work);
                }));

    assertThat(used).as("the schema changed while it was read: it was read again").hasValue(2);
    assertThat(read).isEqualTo(read(Optional.empty()));
    assertThat(read.fingerprint()).isNotEqualTo(alone.fingerprint());
  }

  @Test
  void firstConnectionReadsAllIfThereIsNoSecond() throws Exception {
    assertThat(read(Optional.of(work -> {}))).isEqualTo(alone);
  }

  @Test
  void firstConnectionReadsAllIfTheServerRefusesTheSecond() throws Exception {
    assertThat(
            read(
                Optional.of(
                    work -> {
                      throw new SQLException("too many connections for role", "53300");
                    })))
        .isEqualTo(alone);
  }

  @Test
  void secondConnectionThatHangsIsNotWaitedFor() throws Exception {
    CountDownLatch ended = new CountDownLatch(1);

    assertThat(
            read(
                Optional.of(
                    work -> {
                      try {
                        Thread.sleep(LIMIT);
                      } catch (InterruptedException e) {
                        ended.countDown();
                      }
                    })))
        .isEqualTo(alone);
    ended.await();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 100, 500, 1_000, 2_000, 4_000, 8_000, 16_000, 32_000, 64_000})
  void firstConnectionReadsAllIfTheSecondIsCut(int bytes) throws Exception {
    try (CutRelay relay = new CutRelay(POSTGRES.port(), bytes)) {
      assertThat(read(Optional.of(work -> use(behind(relay), work)))).isEqualTo(alone);
    }
  }

  @Test
  void connectionToAnotherDatabaseSeesNothingOfThisOne() throws Exception {
    try (TestDatabase other = TestDatabase.create(POSTGRES)) {
      DatabaseTarget elsewhere = new DatabaseTarget(other.settings());
      assertThat(read(Optional.of(work -> use(elsewhere, work)))).isEqualTo(alone);
    }
  }

  @Test
  void roleWithFewConnectionsIsNotAskedForASecond() throws Exception {
    String role = database.readerSql();
    database.run("ALTER ROLE " + role + " CONNECTION LIMIT 2");
    try {
      read(Optional.of(this::connected));
      assertThat(used).hasValue(0);
    } finally {
      database.run("ALTER ROLE " + role + " CONNECTION LIMIT -1");
    }
  }

  private void connected(SecondConnection.Work work) throws SQLException, UnreadableException {
    used.incrementAndGet();
    use(target, work);
  }

  private static void use(DatabaseTarget of, SecondConnection.Work work)
      throws SQLException, UnreadableException {
    try (Connection connection = Connector.connectOnce(of, LIMIT)) {
      work.with(connection);
    }
  }

  private static DatabaseTarget behind(CutRelay relay) {
    Database settings = database.settings();
    return new DatabaseTarget(
        new Database(
            "jdbc:postgresql://127.0.0.1:%d/%s?sslmode=disable"
                .formatted(relay.port(), database.name()),
            settings.username(),
            settings.password(),
            settings.schema()));
  }

  private static Schema read(Optional<SecondConnection> second) throws Exception {
    try (Connection connection = Connector.connect(target, LIMIT)) {
      return SchemaReading.read(connection, target, LIMIT, second, Function.identity());
    }
  }
}
