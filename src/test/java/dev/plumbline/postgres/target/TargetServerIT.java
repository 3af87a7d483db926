package dev.plumbline.postgres.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.backup.port.BackupFiles;
import dev.plumbline.configuration.Secret;
import dev.plumbline.configuration.WatchedEnvironment.Database;
import dev.plumbline.lab.postgres.LabPostgres;
import dev.plumbline.lab.postgres.PgBouncer;
import dev.plumbline.postgres.session.DatabaseTarget;
import dev.plumbline.sync.port.TargetException;
import dev.plumbline.sync.port.TargetSession;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which servers can be the target of a run: behind a real PgBouncer, and a standby. */
@Timeout(120)
class TargetServerIT {
  private static final String ROLE = "runner";
  private static final String PASSWORD = "correct horse";

  @TempDir private static Path folder;

  private static LabPostgres primary;

  @BeforeAll
  static void start() {
    primary = LabPostgres.primary(folder.resolve("primary"));
    primary.createRole(ROLE, PASSWORD);
  }

  @AfterAll
  static void stop() {
    primary.close();
  }

  private static TargetSession open(String url) throws TargetException {
    DatabaseTarget target =
        new DatabaseTarget(new Database(url, ROLE, new Secret.Literal(PASSWORD), "public"));
    return PostgresTargetSession.on(
        TargetConnection.open(target), target, new BackupFiles(Optional.empty()), true);
  }

  /** With one connection, and with so many that each client could have its own. */
  @ParameterizedTest
  @ValueSource(ints = {1, 10})
  void poolerInTransactionModeIsRefusedAndKeepsNoLock(int pool, @TempDir Path settings)
      throws Exception {
    try (PgBouncer pooler = new PgBouncer(settings, primary, pool, ROLE, PASSWORD)) {
      assertThatThrownBy(() -> open(pooler.jdbcUrl("postgres")))
          .isInstanceOf(TargetException.class)
          .hasMessageContaining("is a pooler that shares sessions of PostgreSQL")
          .hasMessageContaining("database.url must lead to PostgreSQL itself");

      try (TargetSession direct = open(primary.jdbcUrl("postgres"))) {
        assertThat(direct.lock()).isTrue();
      }
    }
  }

  @Test
  void poolerInSessionModeHoldsTheLock(@TempDir Path settings) throws Exception {
    try (PgBouncer pooler = PgBouncer.inSessionMode(settings, primary, ROLE, PASSWORD);
        TargetSession one = open(pooler.jdbcUrl("postgres"));
        TargetSession other = open(pooler.jdbcUrl("postgres"))) {
      assertThat(one.lock()).isTrue();
      assertThat(other.lock()).isFalse();
      assertThat(one.isLocked()).isTrue();
      assertThat(other.isLocked()).isFalse();
    }
  }

  /** A run that had sent its payload asks until then. */
  @Test
  void standbyIsRefusedUntilItIsPromoted() throws Exception {
    try (LabPostgres standby = primary.standby(folder.resolve("standby"), "0")) {
      assertThatThrownBy(() -> open(standby.jdbcUrl("postgres")))
          .isInstanceOf(TargetException.class)
          .hasMessageContaining(
              "is a standby, which is read-only; database.url must lead to the primary");

      assertThat(standby.superuser("postgres").value("SELECT pg_promote()")).isEqualTo("t");

      try (TargetSession promoted = open(standby.jdbcUrl("postgres"))) {
        assertThat(promoted.lock()).isTrue();
        assertThat(promoted.isLocked()).isTrue();
      }
    }
  }
}
