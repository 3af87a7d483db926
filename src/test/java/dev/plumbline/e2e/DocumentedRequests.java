package dev.plumbline.e2e;

import static dev.plumbline.lab.service.ServiceApi.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.docs.CurlExamples;
import dev.plumbline.lab.service.ServiceApi;
import dev.plumbline.lab.service.ServiceProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Pastes the examples of the documentation into a shell; each must be answered as expected. */
final class DocumentedRequests {
  private static final String PLANS = "/api/v1/plans/";
  private static final String RUNS = "/api/v1/runs/";

  private final Map<String, String> left = new HashMap<>(CurlExamples.all());
  private final Map<String, String> variables = new HashMap<>();
  private final ServiceProcess service;
  private final Path folder;

  /**
   * @param folder in which the shell works
   * @param token of an administrator
   * @param approver of another person
   */
  DocumentedRequests(ServiceProcess service, Path folder, String token, String approver) {
    this.service = service;
    this.folder = folder;
    variables.put("TOKEN", token);
    variables.put("APPROVER", approver);
    variables.put("RUN_ID", "example-1");
  }

  void readings() throws Exception {
    Files.createDirectory(folder.resolve("docker"));
    Files.createFile(folder.resolve("docker/.env"));
    paste("api 1", "200");
    paste("api 2", "200");
    paste("api 3", "409");
    paste("api 4", "200", "409");
    paste("deployment 1", "200");
    paste("deployment 2", "200");
    paste("deployment 3", "200");
  }

  void reports() throws Exception {
    // The store of the test has no October: what happened today is reported instead.
    Instant now = Instant.now();
    String span =
        "{\"from\": \"%s\", \"to\": \"%s\"}".formatted(now.truncatedTo(ChronoUnit.DAYS), now);
    String made = ServiceApi.location(service.api().send("POST", "/api/v1/reports", span));
    left.computeIfPresent(
        "reports 1",
        (name, script) ->
            script
                .replace("/api/v1/reports/17", made)
                .replaceAll("'\\{\"from\".*?\\}'", "'" + span + "'"));
    paste("reports 1", "200", "201");
  }

  void plans() throws Exception {
    // No sort differs in the demo, and a plan that excludes what does not differ is refused.
    left.computeIfPresent(
        "plans 1", (name, script) -> script.replace(", \"exclude\": [\"*.meta.sort\"]", ""));
    planned(id(paste("plans 1", "202")));
    paste("plans 3", "200");
    service.api().send("POST", PLANS + variables.get("PLAN") + "/withdrawal", "");
    String whole = "{\"comparison\": \"local-to-staging\"}";
    planned(id(service.api().send("POST", "/api/v1/plans", whole).body()));
    paste("plans 2", "200");
  }

  void runs() throws Exception {
    String run = ended(id(paste("runs 1", "202")));
    variables.put("RUN", run);
    paste("runs 2", "200");
    paste("runs 3", "200");
    variables.put("HASH", member("hash", paste("runs 4", "200")));
    ended(id(paste("runs 5", "202")));
    String backup = "/api/v1/backups/" + id(paste("backups 1", "202"));
    service.await(
        "done with the backup",
        Duration.ofMinutes(2),
        () -> text(service.api().get(backup), "state").equals("proven"));
  }

  void assertNoneIsLeft() {
    assertThat(left.keySet()).as("examples that nobody has tried").isEmpty();
  }

  private void planned(String plan) {
    service.await(
        "done with the plan",
        Duration.ofMinutes(2),
        () -> !text(service.api().get(PLANS + plan), "state").equals("planning"));
    assertThat(service.api().text(PLANS + plan)).contains("\"waiting\"");
    variables.put("PLAN", plan);
    variables.put("HASH", text(service.api().get(PLANS + plan), "hash"));
  }

  private String ended(String run) {
    service.await(
        "done with the run",
        Duration.ofMinutes(2),
        () -> text(service.api().get(RUNS + run), "state").equals("verified"));
    return run;
  }

  private String paste(String name, String... statuses) throws Exception {
    String script =
        Objects.requireNonNull(left.remove(name), () -> "docs/ have no example " + name);
    PastedExample pasted =
        PastedExample.run(folder, named(name, script), service.api().url(), variables);
    assertThat(pasted.statuses().stream().distinct())
        .as("%s\n%s\n%s", name, script, pasted.output())
        .containsExactly(statuses);
    return pasted.output();
  }

  /** The demo carries out plans that make staging like local, and no others. */
  private static String named(String name, String script) {
    return name.startsWith("api")
        ? script
        : script
            .replace("staging-to-production", "local-to-staging")
            .replace("environments/production", "environments/staging");
  }

  private static String id(String answer) {
    return member("id", answer);
  }

  /** The first of this name; headers may come before the JSON. */
  private static String member(String name, String answer) {
    Matcher matcher = Pattern.compile("\"" + name + "\":\"([^\"]+)\"").matcher(answer);
    assertThat(matcher.find()).as(answer).isTrue();
    return matcher.group(1);
  }
}
