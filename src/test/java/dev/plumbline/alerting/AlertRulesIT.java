package dev.plumbline.alerting;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.lab.machine.DebianPackage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Prometheus's own tool reads the rules, and each alert fires and is silent as its tests say. */
class AlertRulesIT {
  private static final Path RULES = Path.of("docker/prometheus/rules");

  @Test
  void rulesAreValid() throws Exception {
    promtool("check", "rules", "plumbline.yaml");
  }

  @Test
  void alertsFireAsTheirTestsSay() throws Exception {
    promtool("test", "rules", "plumbline.test.yaml", "plumbline.days.test.yaml");
  }

  private static void promtool(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(arguments));
    command.addFirst(DebianPackage.PROMETHEUS.file("usr/bin/promtool").toString());
    Process process =
        new ProcessBuilder(command)
            .directory(RULES.toFile())
            .redirectErrorStream(true)
            .redirectOutput(Path.of("target", "promtool.log").toFile())
            .start();
    process.getOutputStream().close();
    try {
      assertThat(process.waitFor(2, TimeUnit.MINUTES)).as("promtool ended").isTrue();
    } finally {
      process.destroyForcibly();
    }
    assertThat(process.exitValue())
        .as(Files.readString(Path.of("target", "promtool.log")))
        .isZero();
  }
}
