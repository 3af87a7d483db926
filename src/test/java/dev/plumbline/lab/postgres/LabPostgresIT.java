package dev.plumbline.lab.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LabPostgresIT {
  @TempDir Path folder;

  @Test
  void stoppedOrKilledServerComesBackWithPortAndData() {
    try (LabPostgres postgres = new LabPostgres(folder.resolve("data"))) {
      int port = postgres.port();
      postgres.createRole("somebody", "right");
      postgres.createDatabase("kept", "template0", "somebody");
      postgres.sql("kept", "CREATE TABLE t AS SELECT 1 AS n");

      postgres.stop();
      assertThatThrownBy(() -> postgres.superuser("kept").value("SELECT 1"))
          .hasMessageContaining("08001");
      postgres.start();
      postgres.sql("kept", "INSERT INTO t VALUES (2)");
      ProcessHandle postmaster = postgres.postmaster().orElseThrow();
      postgres.kill();
      assertThat(postmaster.isAlive()).isFalse();
      postgres.start();

      assertThat(postgres.port()).isEqualTo(port);
      assertThat(postgres.superuser("kept").rows("SELECT n FROM t ORDER BY n"))
          .containsExactly("1", "2");
    }
  }

  @Test
  void rolesNeedTheirPassword() {
    try (LabPostgres postgres = new LabPostgres(folder.resolve("data"))) {
      postgres.createRole("somebody", "right");
      String url = postgres.jdbcUrl("postgres");

      assertThat(new Sql(url, "somebody", "right").value("SELECT current_user"))
          .isEqualTo("somebody");
      assertThatThrownBy(() -> new Sql(url, "somebody", "wrong").value("SELECT 1"))
          .hasMessageContaining("28P01")
          .hasMessageNotContaining("wrong");
    }
  }
}
