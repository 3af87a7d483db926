package dev.plumbline.e2e;

import static dev.plumbline.lab.service.ServiceApi.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.jackson.JsonText;
import dev.plumbline.json.JsonValue;
import dev.plumbline.json.JsonValue.JsonNumber;
import dev.plumbline.json.JsonValue.JsonObject;
import dev.plumbline.lab.LabEnvironment;
import dev.plumbline.lab.Laboratory;
import dev.plumbline.lab.Template;
import dev.plumbline.lab.directus.DirectusVersion;
import dev.plumbline.lab.service.ServiceConfiguration;
import dev.plumbline.lab.service.ServiceProcess;
import dev.plumbline.lab.service.Watch;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A pipeline reports a deployment and waits until the environment has settled. */
class DeploymentsIT {
  private static final String TOKEN = "deployments-it";

  @Test
  void deploymentIsDoneWhenItsEffectIsKnownAndSurvivesAKill(@TempDir Path folder) {
    Laboratory laboratory = Laboratory.shared();
    try (LabEnvironment staging = laboratory.stopped(DirectusVersion.V12, Template.MODEL);
        LabEnvironment production = laboratory.stopped(DirectusVersion.V12, Template.MODEL)) {
      ServiceConfiguration configuration =
          new ServiceConfiguration()
              .database("staging", "staging", staging)
              .database("production", "production", production)
              .polling("staging", "1h", "PT0.1S")
              .polling("production", "1h", "PT0.1S")
              .comparison("staging-to-production", "staging", "production")
              .token("ci", "operator", TOKEN)
              .store(folder.resolve("data"));
      ServiceProcess service = new ServiceProcess(folder, configuration.keys(), TOKEN, List.of());
      Watch watch = new Watch(service);
      try (service) {
        service.start();
        watch.poll("staging", "production");
        assertThat(watch.state("staging-to-production")).isEqualTo("in_sync");

        production.sql(
            "UPDATE directus_fields SET note = 'new' WHERE collection = 'articles' AND note IS NULL");
        JsonObject done = await(service, report(service, "1"));

        assertThat(text(done, "state")).as(done.toString()).isEqualTo("done");
        assertThat(watch.state("staging-to-production")).isEqualTo("drifted");
        assertThat(count(done, "findingsOpened"))
            .isEqualTo(watch.findings("&state=open&kind=change").size())
            .isPositive();
        assertThat(text(service.api().get("/api/v1/scans/" + text(done, "scan")), "state"))
            .isEqualTo("done");

        production.sql("UPDATE directus_fields SET note = NULL WHERE note = 'new'");
        String killed = report(service, "2");
        service.kill();
        service.start();
        JsonObject again = await(service, killed);

        assertThat(text(again, "state")).as(again.toString()).isEqualTo("done");
        assertThat(count(again, "findingsResolved")).isEqualTo(count(done, "findingsOpened"));
        assertThat(watch.state("staging-to-production")).isEqualTo("in_sync");
        assertThat(
                service.api().list("/api/v1/environments/production/deployments", "items").stream()
                    .map(deployment -> text(deployment, "revision")))
            .containsExactly("2", "1");
      }
    }
  }

  private static String report(ServiceProcess service, String revision) {
    HttpResponse<String> answer =
        service
            .api()
            .send(
                "POST",
                "/api/v1/environments/production/deployments",
                "{\"revision\": \"" + revision + "\"}");
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
    return "/api/v1/deployments/" + text((JsonObject) JsonText.read(answer.body()), "id");
  }

  private static JsonObject await(ServiceProcess service, String deployment) {
    service.await(
        "done with " + deployment,
        Duration.ofMinutes(2),
        () -> !text(service.api().get(deployment), "state").equals("running"));
    return service.api().get(deployment);
  }

  private static int count(JsonObject deployment, String key) {
    JsonValue value = deployment.get(key);
    return value instanceof JsonNumber(double number) ? (int) number : -1;
  }
}
