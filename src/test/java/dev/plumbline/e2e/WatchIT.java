package dev.plumbline.e2e;

import static dev.plumbline.lab.service.ServiceApi.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.plumbline.demo.DemoConfiguration;
import dev.plumbline.demo.DriftedEnvironments;
import dev.plumbline.demo.PlanLines;
import dev.plumbline.json.JsonValue.JsonObject;
import dev.plumbline.lab.directus.DirectusVersion;
import dev.plumbline.lab.service.ServiceConfiguration;
import dev.plumbline.lab.service.ServiceProcess;
import dev.plumbline.lab.service.Watch;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What the demo shows, checked. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WatchIT {
  private static final String TOKEN = "watch-it";
  private static final String SECOND = "watch-it-second";
  private static final String LOCAL_TO_STAGING = "local-to-staging";
  private static final String STAGING_TO_PRODUCTION = "staging-to-production";

  private DriftedEnvironments environments;
  private ServiceProcess service;
  private Watch watch;

  WatchIT(@TempDir Path folder) {
    environments = new DriftedEnvironments(DirectusVersion.V12);
    ServiceConfiguration configuration = DemoConfiguration.of(environments, folder, TOKEN, SECOND);
    for (String name : DriftedEnvironments.NAMES) {
      // Polls are asked for, so that each test knows what was seen; the schedule stays out of it.
      configuration.polling(name, "1h", "PT0.1S");
    }
    service = new ServiceProcess(folder, configuration.keys(), TOKEN, List.of());
    watch = new Watch(service);
  }

  @BeforeAll
  void start() {
    service.start();
    watch.poll("local", "staging", "production");
  }

  @AfterAll
  void stop() {
    service.close();
    environments.close();
  }

  @Test
  void exactlyThePreparedChangesAreFound() {
    assertThat(watch.state(LOCAL_TO_STAGING)).isEqualTo("drifted");
    assertThat(watch.changes(LOCAL_TO_STAGING))
        .isEqualTo(expected(DriftedEnvironments.LOCAL_TO_STAGING));
    assertThat(watch.state(STAGING_TO_PRODUCTION)).isEqualTo("drifted");
    assertThat(watch.changes(STAGING_TO_PRODUCTION))
        .isEqualTo(expected(DriftedEnvironments.STAGING_TO_PRODUCTION));
  }

  @Test
  void aRenameIsOfferedWithItsEvidence() {
    List<JsonObject> renames =
        service.api().list("/api/v1/comparisons/" + STAGING_TO_PRODUCTION, "renames");

    assertThat(renames).hasSize(1);
    assertThat(renames.getFirst().toString()).contains("biography").contains("evidence");
  }

  @Test
  void aStoppedEnvironmentIsUnknownUntilItIsBack() {
    environments.get("staging").stop();
    watch.poll("staging");

    assertThat(watch.state(LOCAL_TO_STAGING)).isEqualTo("unknown");
    assertThat(watch.reason(LOCAL_TO_STAGING)).contains("staging").contains("api");
    assertThat(watch.state(STAGING_TO_PRODUCTION)).isEqualTo("unknown");
    assertThat(service.management().text("/q/metrics"))
        .contains(
            "plumbline_comparison_state{comparison=\"local-to-staging\",state=\"unknown\"} 1.0",
            "plumbline_comparison_state{comparison=\"local-to-staging\",state=\"in_sync\"} 0.0");
    assertThat(service.management().answers("/q/health/live")).isTrue();
    assertThat(service.management().answers("/q/health/ready")).isTrue();

    environments.get("staging").start();
    watch.poll("staging");

    exactlyThePreparedChangesAreFound();
  }

  @Test
  void restartingChangesNothing() {
    List<JsonObject> before = watch.findings("");

    service.stop();
    service.start();
    watch.poll("local", "staging", "production");

    assertThat(watch.findings(""))
        .extracting(finding -> finding.get("id"), finding -> finding.get("openedAt"))
        .isEqualTo(
            before.stream()
                .map(finding -> tuple(finding.get("id"), finding.get("openedAt")))
                .toList());
    exactlyThePreparedChangesAreFound();
  }

  @Test
  void anAcknowledgementLapsesAlthoughNobodyLooks() {
    String finding = "/api/v1/findings/" + text(watch.findings("&state=open").getFirst(), "id");
    String until = Instant.now().plusSeconds(3).toString();
    service
        .api()
        .send(
            "POST",
            finding + "/acknowledgement",
            "{\"note\": \"soon\", \"until\": \"" + until + "\"}");
    assertThat(text(service.api().get(finding), "state")).isEqualTo("acknowledged");

    service.await(
        "open again",
        Duration.ofSeconds(60),
        () -> text(service.api().get(finding), "state").equals("open"));
  }

  /** The lines that the demo prints, in the shell into which they are pasted: there and back. */
  @Test
  void printedLinesLeadToAPlanThatIsCarriedOutAndRolledBack() throws Exception {
    PlanLines lines = PlanLines.of(service.api().url(), LOCAL_TO_STAGING, TOKEN, SECOND);

    String id = shell(lines.propose(), "echo $plan").strip();
    String plan = "/api/v1/plans/" + id;
    service.await(
        "done with the plan",
        Duration.ofMinutes(2),
        () -> !text(service.api().get(plan), "state").equals("planning"));
    String printed =
        shell(
            "plan=" + id,
            lines.read(),
            lines.hash(),
            lines.approve(),
            lines.run(),
            lines.follow(),
            "echo $run");
    String run = "/api/v1/runs/" + printed.strip().replaceAll("(?s).*\n", "");
    assertThat(printed).startsWith("# Plan for staging\n").contains("\napproved\n");
    assertThat(text(service.api().get(run), "state")).as(printed).isEqualTo("verified");
    String back =
        shell(
            "run=" + run.substring(run.lastIndexOf('/') + 1),
            lines.state(),
            lines.preview(),
            lines.rollBack(),
            lines.follow(),
            lines.state(),
            "echo $run");
    String rollback = "/api/v1/runs/" + back.strip().replaceAll("(?s).*\n", "");
    assertThat(back).startsWith("in_sync\n").contains("\ndrifted\n");
    assertThat(text(service.api().get(rollback), "state")).as(back).isEqualTo("verified");
    assertThat(shownInReadme())
        .hasSizeGreaterThan(10)
        .allSatisfy(shown -> assertThat(printed + back).contains(shown));
    watch.poll("staging");
    exactlyThePreparedChangesAreFound();
  }

  @Test
  void oneCommandLeadsToTheSameAndSaysSoByItsExitCode() throws Exception {
    String command =
        "PLUMBLINE_URL=%s PLUMBLINE_TOKEN=%s %%s docker/bin/schema-apply %s; echo \"exit $?\""
            .formatted(service.api().url(), TOKEN, LOCAL_TO_STAGING);

    String waiting = shell(command.formatted(""));
    assertThat(waiting).contains("waits for approval").endsWith("exit 3\n");
    String plan = waiting.replaceAll("(?s).*plan ([0-9a-f-]{36}) waits.*", "$1");
    String again = command.replace("; echo", " " + plan + "; echo");
    String applied = shell(again.formatted("PLUMBLINE_APPROVER_TOKEN=" + SECOND));

    assertThat(applied)
        .contains("\nbackup\nproof\nrehearsal\napply\n", "\nverify\n", "is verified")
        .endsWith("exit 0\n");
    watch.poll("staging");
    assertThat(watch.state(LOCAL_TO_STAGING)).isEqualTo("in_sync");
    assertThat(shell(command.formatted(""))).contains("nothing to do").endsWith("exit 0\n");
    assertThat(shell("docker/bin/schema-apply; echo \"exit $?\""))
        .contains("usage:")
        .endsWith("exit 1\n");

    PlanLines lines = PlanLines.of(service.api().url(), LOCAL_TO_STAGING, TOKEN, SECOND);
    String run = applied.replaceAll("(?s).*run ([0-9a-f-]{36}) is verified.*", "$1");
    shell("run=" + run, lines.preview(), lines.rollBack(), lines.follow());
    watch.poll("staging");
    exactlyThePreparedChangesAreFound();
  }

  /** The output below the lines in the README; what it leaves out is an ellipsis there. */
  private static List<String> shownInReadme() throws IOException {
    String readme = Files.readString(Path.of("README.md"));
    String block = readme.substring(readme.indexOf("\n# Plan for staging\n"));
    return block
        .substring(0, block.indexOf("\n```"))
        .lines()
        .filter(line -> !line.startsWith("$ "))
        .flatMap(line -> Stream.of(line.split("…", -1)))
        .map(String::strip)
        .filter(part -> !part.isEmpty())
        .toList();
  }

  /** All examples of the documentation, in an order that makes sense. */
  @Test
  void examplesOfTheDocumentationAreAnswered(@TempDir Path folder) throws Exception {
    DocumentedRequests requests = new DocumentedRequests(service, folder, TOKEN, SECOND);

    requests.readings();
    requests.reports();
    requests.plans();
    requests.runs();

    requests.assertNoneIsLeft();
    watch.poll("staging");
    exactlyThePreparedChangesAreFound();
  }

  private static String shell(String... lines) throws Exception {
    Process process =
        new ProcessBuilder("sh", "-c", String.join("\n", lines)).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
    return output;
  }

  @Test
  void theGateStopsADeployment() {
    String gate = "/api/v1/comparisons/" + LOCAL_TO_STAGING + "/gate";

    assertThat(service.api().send("GET", gate + "?severity=low", "").statusCode()).isEqualTo(409);
    assertThat(service.api().send("GET", gate + "?severity=critical", "").statusCode())
        .isEqualTo(200);
  }

  private static List<String> expected(Map<String, String> codeBySubject) {
    return codeBySubject.entrySet().stream()
        .map(entry -> entry.getValue() + " " + entry.getKey())
        .sorted()
        .toList();
  }
}
