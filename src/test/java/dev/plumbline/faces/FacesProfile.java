package dev.plumbline.faces;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;

/** Everything but the faces is left out, so that they start in seconds and need nothing. */
public final class FacesProfile implements QuarkusTestProfile {
  @Override
  public Map<String, String> getConfigOverrides() {
    return Map.ofEntries(
        Map.entry(
            "quarkus.arc.exclude-types",
            "dev.plumbline.wiring.**,io.quarkiverse.resteasy.problem.validation.*"),
        Map.entry("quarkus.datasource.jdbc", "false"),
        Map.entry("quarkus.datasource.requests.jdbc", "false"),
        Map.entry("quarkus.datasource.probes.jdbc", "false"),
        Map.entry("quarkus.flyway.enabled", "false"),
        Map.entry("quarkus.quartz.store-type", "ram"),
        Map.entry("quarkus.quartz.clustered", "false"),
        Map.entry("quarkus.scheduler.enabled", "false"),
        Map.entry("quarkus.scheduler.start-mode", "normal"),
        Map.entry("quarkus.shutdown.delay-enabled", "false"),
        Map.entry("quarkus.http.test-port", "0"),
        Map.entry("quarkus.management.test-port", "0"));
  }
}
