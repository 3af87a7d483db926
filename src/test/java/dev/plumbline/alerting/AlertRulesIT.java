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

/**
 * The tools of Prometheus and Alertmanager read our files, and each alert fires and is silent as
 * its tests say.
 */
class AlertRulesIT {
  private static final Path RULES = Path.of("docker/prometheus/rules");

  @Test
  void rulesAreValid() throws Exception {
    run(promtool(), "check", "rules", "plumbline.yaml");
  }

  @Test
  void alertsFireAsTheirTestsSay() throws Exception {
    run(promtool(), "test", "rules", "plumbline.test.yaml", "plumbline.days.test.yaml");
  }

  @Test
  void configurationsOfDockerComposeAreValid() throws Exception {
    run(promtool(), "check", "config", "../prometheus.yml");
    run(
        DebianPackage.ALERTMANAGER.file("usr/bin/amtool"),
        "check-config",
        "../../alertmanager/alertmanager.yml");
  }

  private static Path promtool() {
    return DebianPackage.PROMETHEUS.file("usr/bin/promtool");
  }

  private static void run(Path tool, String... arguments) throws IOException, InterruptedException {
    Path log = Path.of("target", tool.getFileName() + ".log");
    List<String> command = new ArrayList<>(List.of(arguments));
    command.addFirst(tool.toString());
    Process process =
        new ProcessBuilder(command)
            .directory(RULES.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    process.getOutputStream().close();
    try {
      assertThat(process.waitFor(2, TimeUnit.MINUTES)).as("%s ended", tool).isTrue();
    } finally {
      process.destroyForcibly();
    }
    assertThat(process.exitValue()).as(Files.readString(log)).isZero();
  }
}
