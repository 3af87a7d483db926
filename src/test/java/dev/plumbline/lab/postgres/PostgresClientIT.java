package dev.plumbline.lab.postgres;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Also where the machine has a client of its own, which most test machines have. */
class PostgresClientIT {
  @ParameterizedTest
  @ValueSource(strings = {"pg_dump", "pg_restore"})
  void programsOfDebianRunWithoutBeingInstalled(String program) throws IOException {
    Path script = PostgresClient.unpacked().resolve(program);

    Process process =
        new ProcessBuilder(script.toString(), "--version").redirectErrorStream(true).start();

    assertThat(new String(process.getInputStream().readAllBytes(), UTF_8))
        .startsWith(program + " (PostgreSQL) 15");
  }
}
