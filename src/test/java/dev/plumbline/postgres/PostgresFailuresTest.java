package dev.plumbline.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.configuration.Secret;
import dev.plumbline.configuration.WatchedEnvironment.Database;
import dev.plumbline.lab.Laboratory;
import dev.plumbline.lab.machine.FreePort;
import dev.plumbline.lab.postgres.LabPostgres;
import dev.plumbline.lab.postgres.TlsServer;
import dev.plumbline.reading.Reading;
import dev.plumbline.reading.Reason;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PostgresFailuresTest {
  private static final LabPostgres POSTGRES = Laboratory.shared().postgres();
  private static final TestDatabase DATABASE = TestDatabase.create(POSTGRES);

  @BeforeAll
  static void readable() {
    assertThat(DATABASE.watching().fingerprint()).isNotEmpty();
  }

  @AfterAll
  static void drop() {
    DATABASE.close();
  }

  @Test
  void wrongPasswordIsUnauthorized() {
    Reading.Failure<String> failure =
        Watching.of(POSTGRES.jdbcUrl(DATABASE.name()), DATABASE.reader(), "hunter2").failure();

    assertThat(failure.reason()).isEqualTo(Reason.UNAUTHORIZED);
    assertThat(failure.readAt()).isEqualTo(Watching.NOW);
    assertThat(failure.detail())
        .contains("127.0.0.1:" + POSTGRES.port() + "/" + DATABASE.name(), "28P01")
        .doesNotContain("hunter2");
  }

  @Test
  void passwordInTheUrlIsNeverReported() {
    Reading.Failure<String> failure =
        Watching.of(
                POSTGRES.jdbcUrl(DATABASE.name()) + "?user=nobody&password=hunter2",
                DATABASE.reader(),
                "wrong")
            .failure();

    assertThat(failure.reason()).isEqualTo(Reason.UNAUTHORIZED);
    assertThat(failure.detail()).doesNotContain("hunter2");
  }

  @Test
  void missingSecretFileIsNamed(@TempDir Path folder) {
    Path file = folder.resolve("password");
    Database settings =
        new Database(
            POSTGRES.jdbcUrl(DATABASE.name()),
            DATABASE.reader(),
            new Secret.FromFile(file),
            "public");

    assertThat(Watching.of(settings).failure().detail()).contains(file.toString());
  }

  @Test
  void rotatedSecretIsReadAgain(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("password"), "old");
    Watching watching =
        Watching.of(
            new Database(
                POSTGRES.jdbcUrl(DATABASE.name()),
                DATABASE.reader(),
                new Secret.FromFile(file),
                "public"));
    assertThat(watching.failure().reason()).isEqualTo(Reason.UNAUTHORIZED);

    Files.writeString(file, TestDatabase.PASSWORD + "\n");

    assertThat(watching.fingerprint()).isNotEmpty();
  }

  @Test
  void unknownDatabaseIsUnreachable() {
    Reading.Failure<String> failure =
        Watching.of(POSTGRES.jdbcUrl("nowhere"), "postgres", "").failure();

    assertThat(failure.reason()).isEqualTo(Reason.UNREACHABLE);
    assertThat(failure.detail()).contains("nowhere", "3D000");
  }

  @Test
  void closedPortIsUnreachable() {
    String url = "jdbc:postgresql://127.0.0.1:" + FreePort.find() + "/directus";

    Reading.Failure<String> failure = Watching.of(url, "reader", "hunter2").failure();

    assertThat(failure.reason()).isEqualTo(Reason.UNREACHABLE);
    assertThat(failure.detail()).contains("/directus").doesNotContain("hunter2");
  }

  @Test
  void unknownHostIsUnreachable() {
    assertThat(
            Watching.of("jdbc:postgresql://plumbline.invalid/directus", "reader", "x")
                .failure()
                .reason())
        .isEqualTo(Reason.UNREACHABLE);
  }

  @Test
  void serverThatNeverAnswersTimesOut() throws IOException {
    try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      Watching watching =
          Watching.impatient(
              new Database(
                  "jdbc:postgresql://127.0.0.1:" + silent.getLocalPort() + "/directus",
                  "reader",
                  new Secret.Literal("x"),
                  "public"),
              Duration.ofSeconds(2));
      long start = System.nanoTime();

      Reading.Failure<String> failure = Watching.failure(watching.tryFingerprint());

      assertThat(failure.reason()).isEqualTo(Reason.TIMED_OUT);
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
    }
  }

  @Test
  void interruptionEndsTheReading() throws Exception {
    try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      Watching watching =
          Watching.of(
              "jdbc:postgresql://127.0.0.1:" + silent.getLocalPort() + "/directus", "reader", "x");
      CompletableFuture<Reading<String>> reported = new CompletableFuture<>();
      Thread reader =
          Thread.ofPlatform()
              .start(
                  () -> {
                    Reading<String> reading = watching.tryFingerprint();
                    assertThat(Thread.currentThread().isInterrupted()).isTrue();
                    reported.complete(reading);
                  });
      try (var connection = silent.accept()) {
        reader.interrupt();

        assertThat(Watching.failure(reported.get(30, TimeUnit.SECONDS)).reason())
            .isEqualTo(Reason.INTERRUPTED);
        // The socket is closed too: what is left to read ends.
        connection.setSoTimeout(30_000);
        assertThat(connection.getInputStream().readAllBytes()).isNotNull();
      }
    }
  }

  @Test
  void missingGrantNamesTheTableAndWhatWouldHelp() {
    try (TestDatabase database = TestDatabase.create(POSTGRES)) {
      database.run("REVOKE SELECT ON directus_relations FROM " + database.readerSql());

      Reading.Failure<String> failure = database.watching().failure();

      assertThat(failure.reason()).isEqualTo(Reason.FORBIDDEN);
      assertThat(failure.detail())
          .contains("GRANT SELECT ON \"public\".\"directus_relations\" TO " + database.readerSql());
    }
  }

  @Test
  void missingUsageNamesTheSchemaAndWhatWouldHelp() {
    try (TestDatabase database = TestDatabase.create(POSTGRES, "My \"Schema\"")) {
      database.run(
          "REVOKE USAGE ON SCHEMA %s FROM %s"
              .formatted(database.schemaSql(), database.readerSql()));

      Reading.Failure<String> failure = database.watching().failure();

      assertThat(failure.reason()).isEqualTo(Reason.FORBIDDEN);
      assertThat(failure.detail())
          .contains("GRANT USAGE ON SCHEMA \"My \"\"Schema\"\"\" TO " + database.readerSql());
    }
  }

  @Test
  void rowLevelSecurityIsNeverMistakenForFewerRows() {
    try (TestDatabase database = TestDatabase.create(POSTGRES)) {
      database.run(
          """
          ALTER TABLE directus_fields ENABLE ROW LEVEL SECURITY;
          CREATE POLICY only_pages ON directus_fields USING (collection = 'pages');
          """);

      Reading.Failure<String> failure = database.watching().failure();

      assertThat(failure.reason()).isEqualTo(Reason.FORBIDDEN);
      assertThat(failure.detail()).contains("row-level security", "directus_fields");
    }
  }

  @Test
  void missingTableIsIncompatible() {
    try (TestDatabase database = TestDatabase.create(POSTGRES)) {
      database.run("DROP TABLE directus_fields");

      Reading.Failure<String> failure = database.watching().failure();

      assertThat(failure.reason()).isEqualTo(Reason.INCOMPATIBLE);
      assertThat(failure.detail()).contains("\"public\".\"directus_fields\"");
    }
  }

  @Test
  void missingSchemaIsIncompatible() {
    Database settings = DATABASE.settings();
    Watching watching =
        Watching.of(new Database(settings.url(), settings.username(), settings.password(), "Nope"));

    assertThat(watching.failure().reason()).isEqualTo(Reason.INCOMPATIBLE);
    assertThat(watching.failure().detail()).contains("\"Nope\"");
  }

  @Test
  void lockedTableIsUnavailable() throws SQLException {
    try (Connection migration = DATABASE.superuser().connect();
        Statement statement = migration.createStatement()) {
      migration.setAutoCommit(false);
      statement.execute("LOCK TABLE directus_fields IN ACCESS EXCLUSIVE MODE");

      Reading.Failure<String> failure = Watching.failure(DATABASE.watching().tryFingerprint());

      assertThat(failure.reason()).isEqualTo(Reason.UNAVAILABLE);
      assertThat(failure.detail()).contains("locked");
      migration.rollback();
    }
  }

  @Test
  void exhaustedConnectionsAreUnavailable() throws SQLException {
    try (TestDatabase database = TestDatabase.create(POSTGRES)) {
      database.run("ALTER ROLE %s CONNECTION LIMIT 0".formatted(database.readerSql()));

      Reading.Failure<String> failure = database.watching().failure();
      assertThat(failure.reason()).isEqualTo(Reason.UNAVAILABLE);
      assertThat(failure.detail())
          .contains("no connection left for role " + database.readerSql(), "up to 4 at a time");
    }
  }

  /** The session of one reading may still be ending when the next one connects. */
  @Test
  void oneConnectionIsEnoughForReadingAgainAndAgain() {
    try (TestDatabase database = TestDatabase.create(POSTGRES)) {
      database.run("ALTER ROLE %s CONNECTION LIMIT 1".formatted(database.readerSql()));
      Watching watching = database.watching();

      for (int i = 0; i < 20; i++) {
        assertThat(watching.fingerprint()).isNotEmpty();
        assertThat(watching.read().fingerprint()).isNotEmpty();
      }
    }
  }

  @Test
  void certificateOfAnotherHostIsRefused(@TempDir Path folder) {
    Path certificate = folder.resolve("server.pem");
    try (LabPostgres postgres = TlsServer.start(folder, "localhost", certificate)) {
      String url = postgres.jdbcUrl("postgres") + "?sslmode=verify-full&sslrootcert=" + certificate;

      Reading.Failure<String> other =
          Watching.failure(Watching.of(url, "postgres", "").tryFingerprint());
      assertThat(other.reason()).isEqualTo(Reason.UNREACHABLE);
      assertThat(other.detail()).contains("127.0.0.1", "08");

      Reading.Failure<String> right =
          Watching.failure(
              Watching.of(url.replace("127.0.0.1", "localhost"), "postgres", "").tryFingerprint());
      assertThat(right.reason())
          .as("the server has no Directus, but it is the right one")
          .isEqualTo(Reason.INCOMPATIBLE);
    }
  }

  @Test
  void moreThanTwoReadersWaitForTheirTurn() throws Exception {
    try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      Watching watching =
          Watching.impatient(
              new Database(
                  "jdbc:postgresql://127.0.0.1:" + silent.getLocalPort() + "/directus",
                  "reader",
                  new Secret.Literal("x"),
                  "public"),
              Duration.ofSeconds(3));
      List<Thread> readers = new ArrayList<>();
      for (int i = 0; i < 5; i++) {
        readers.add(Thread.ofVirtual().start(watching::tryFingerprint));
      }
      silent.setSoTimeout(1500);
      int connections = 0;
      try {
        while (true) {
          silent.accept();
          connections++;
        }
      } catch (java.net.SocketTimeoutException nobodyElse) {
        assertThat(connections).isEqualTo(2);
      }
      for (Thread reader : readers) {
        reader.join();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1_500, 2_500, 4_000, 6_000})
  void connectionThatBreaksWhileItIsReadIsInterrupted(int bytes) throws IOException {
    try (CutRelay relay = new CutRelay(POSTGRES.port(), bytes)) {
      Watching watching =
          Watching.of(
              "jdbc:postgresql://127.0.0.1:%d/%s".formatted(relay.port(), DATABASE.name()),
              DATABASE.reader(),
              TestDatabase.PASSWORD);

      assertThat(Watching.failure(watching.tryRead()).reason()).isEqualTo(Reason.INTERRUPTED);
    }
  }

  @Test
  void serverThatWasKilledIsReadAgainAfterwardsAndCountsAsChanged(@TempDir Path folder) {
    try (LabPostgres postgres = new LabPostgres(folder.resolve("data"))) {
      Watching watching = TestDatabase.create(postgres).watching();
      String before = watching.fingerprint();

      postgres.kill();

      assertThat(watching.failure().reason()).isEqualTo(Reason.UNREACHABLE);
      postgres.start();
      // Whether commits were lost cannot be determined, nor which ids of transactions come again.
      assertThat(watching.fingerprint()).isNotEqualTo(before);
    }
  }
}
