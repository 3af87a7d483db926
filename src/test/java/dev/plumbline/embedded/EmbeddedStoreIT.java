package dev.plumbline.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.lab.machine.Folders;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(300)
final class EmbeddedStoreIT {
  private static Path directory;

  @BeforeAll
  static void makeDirectory() throws IOException {
    directory = Files.createTempDirectory("plumbline-embedded-store");
  }

  @AfterAll
  static void deleteDirectory() {
    Folders.delete(directory);
  }

  private static Path data() {
    return directory.toAbsolutePath().normalize().resolve("postgres");
  }

  private static String value(EmbeddedStore store, String sql) throws SQLException {
    try (Connection connection =
            DriverManager.getConnection(store.jdbcUrl(), store.username(), store.password());
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getString(1);
    }
  }

  @Test
  void serverIsDurableAndOnlyForUs() throws Exception {
    try (EmbeddedStore store = EmbeddedStore.start(directory)) {
      assertThat(value(store, "SHOW fsync")).isEqualTo("on");
      assertThat(value(store, "SHOW synchronous_commit")).isEqualTo("on");
      assertThat(value(store, "SHOW full_page_writes")).isEqualTo("on");
      assertThat(value(store, "SHOW data_checksums")).isEqualTo("on");
      assertThat(value(store, "SHOW listen_addresses")).isEqualTo("127.0.0.1");
      assertThat(value(store, "SHOW unix_socket_directories")).isEmpty();
      assertThat(store.jdbcUrl()).doesNotContain(store.password());
      assertThat(
              PosixFilePermissions.toString(
                  Files.getPosixFilePermissions(directory.resolve("password"))))
          .isEqualTo("rw-------");
      assertThatThrownBy(
              () -> DriverManager.getConnection(store.jdbcUrl(), store.username(), "guessed"))
          .isInstanceOf(SQLException.class);
    }
  }

  @Test
  void whatWasWrittenIsThereAfterARestart() throws Exception {
    String password;
    try (EmbeddedStore store = EmbeddedStore.start(directory)) {
      password = store.password();
      try (Connection connection =
              DriverManager.getConnection(store.jdbcUrl(), store.username(), password);
          Statement statement = connection.createStatement()) {
        statement.execute("CREATE TABLE kept AS SELECT 42 AS n");
      }
    }
    assertThat(Postmaster.of(data())).isEmpty();

    try (EmbeddedStore store = EmbeddedStore.start(directory)) {
      assertThat(store.password()).isEqualTo(password);
      assertThat(value(store, "SELECT n FROM kept")).isEqualTo("42");
    }
  }

  @Test
  void logOfACrashIsKeptAndOldProgramsAreNot() throws Exception {
    Path old = Files.createDirectories(directory.resolve("postgresql-0123456789ab/bin"));
    Path mine = Files.createDirectories(directory.resolve("postgresql-mine"));
    try (EmbeddedStore store = EmbeddedStore.start(directory)) {
      assertThat(old.getParent()).doesNotExist();
      assertThat(mine).exists();
      assertThat(value(store, "SHOW log_min_error_statement")).isEqualTo("panic");
      assertThatThrownBy(() -> value(store, "SELECT 'hunter2'::integer"))
          .isInstanceOf(SQLException.class);
    }

    try (EmbeddedStore store = EmbeddedStore.start(directory)) {
      assertThat(value(store, "SELECT 1")).isEqualTo("1");
      assertThat(Files.readString(directory.resolve("postgres.log.1")))
          .contains("invalid input syntax", "database system is shut down")
          .doesNotContain("SELECT");
      assertThat(Files.readString(directory.resolve("postgres.log")))
          .contains("ready to accept connections")
          .doesNotContain("invalid input syntax");
    }
  }

  @Test
  void secondOneOnTheSameDirectoryIsRefused() {
    try (EmbeddedStore store = EmbeddedStore.start(directory)) {
      assertThat(store.jdbcUrl()).isNotEmpty();
      assertThatThrownBy(() -> EmbeddedStore.start(directory))
          .isInstanceOf(EmbeddedStoreException.class)
          .hasMessageContaining("in use by another Plumbline")
          .hasMessageContaining(Long.toString(ProcessHandle.current().pid()));
    }
  }

  @Test
  void pidThatIsSomethingElseByNowIsNotTakenForAServer() throws Exception {
    EmbeddedStore.start(directory).close();
    Files.writeString(
        data().resolve("postmaster.pid"), ProcessHandle.current().pid() + "\n" + data() + "\n");

    try (EmbeddedStore store = EmbeddedStore.start(directory)) {
      assertThat(value(store, "SELECT 1")).isEqualTo("1");
    }
  }

  @Test
  void dataOfAnotherMajorVersionIsRefusedAndLeftAlone() throws Exception {
    EmbeddedStore.start(directory).close();
    Path version = data().resolve("PG_VERSION");
    String ours = Files.readString(version);
    Files.writeString(version, "9.6\n");
    try {
      assertThatThrownBy(() -> EmbeddedStore.start(directory))
          .isInstanceOf(EmbeddedStoreException.class)
          .hasMessageContaining("PostgreSQL 9.6")
          .hasMessageContaining("PostgreSQL " + ours.strip());
    } finally {
      Files.writeString(version, ours);
    }
    EmbeddedStore.start(directory).close();
  }

  @Test
  void everythingAcknowledgedSurvivesKill9() throws Exception {
    TreeSet<Long> acknowledged = new TreeSet<>();
    for (int crash = 0; crash < 6; crash++) {
      long first = acknowledged.isEmpty() ? 0 : acknowledged.last() + 2;
      // Every other time the server itself is left running.
      acknowledged.addAll(writeAndCrash(first, crash % 2 == 1));
    }

    try (EmbeddedStore store = EmbeddedStore.start(directory)) {
      String missing =
          value(
              store,
              "SELECT count(*) FROM unnest('"
                  + acknowledged.toString().replace('[', '{').replace(']', '}')
                  + "'::bigint[]) n WHERE NOT EXISTS"
                  + " (SELECT FROM acknowledged a WHERE a.number = n)");
      assertThat(acknowledged).hasSizeGreaterThanOrEqualTo(6 * 50);
      assertThat(missing).isEqualTo("0");
    }
  }

  /** The numbers that were acknowledged before SIGKILL. */
  private static List<Long> writeAndCrash(long first, boolean leaveServer) throws Exception {
    Process writer =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                CrashingWriter.class.getName(),
                directory.toString(),
                Long.toString(first))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (BufferedReader lines = writer.inputReader(StandardCharsets.UTF_8)) {
      List<String> seen = new java.util.ArrayList<>();
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        seen.add(line);
        if (seen.size() == 50) {
          crash(writer, leaveServer);
        }
      }
      assertThat(writer.waitFor(60, TimeUnit.SECONDS)).isTrue();
      return seen.stream().filter(line -> line.matches("\\d+")).map(Long::valueOf).toList();
    }
  }

  private static void crash(Process writer, boolean leaveServer) {
    List<ProcessHandle> lifelines = writer.children().toList();
    if (leaveServer) {
      lifelines.forEach(ProcessHandle::destroyForcibly);
    }
    // Through the handle: the process itself would close its output, and with it what it said last.
    writer.toHandle().destroyForcibly();
  }

  @Test
  void serverEndsWithAProcessThatWasKilled() throws Exception {
    writeAndCrash(1_000_000, false);

    var server = Postmaster.of(data());
    if (server.isPresent()) {
      server.get().onExit().get(60, TimeUnit.SECONDS);
    }

    assertThat(Postmaster.of(data())).isEmpty();
  }
}
