package dev.plumbline.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * The rules for Kubernetes are those of Prometheus. kustomize reads no file outside of its folder
 * and can't put one into an object, so {@code -Dgolden=accept} writes them.
 */
class PrometheusRuleTest {
  private static final Path RULES = Path.of("docker/prometheus/rules/plumbline.yaml");
  private static final Path OBJECT = Path.of("k8s/base/prometheus-rule.yaml");

  @Test
  void rulesOfKubernetesAreThoseOfPrometheus() throws IOException {
    String rules = Files.readString(RULES);
    String expected =
        """
        # Written by PrometheusRuleTest from docker/prometheus/rules/plumbline.yaml: ./mvnw test -Dtest=PrometheusRuleTest -Dgolden=accept
        apiVersion: monitoring.coreos.com/v1
        kind: PrometheusRule
        metadata:
          name: plumbline
          labels:
            app.kubernetes.io/name: plumbline
        spec:
        """
            + rules
                .substring(rules.indexOf("\ngroups:") + 1)
                .lines()
                .map(line -> (line.isEmpty() ? "" : "  " + line) + "\n")
                .collect(Collectors.joining());

    if ("accept".equals(System.getProperty("golden"))) {
      Files.writeString(OBJECT, expected);
    }
    assertThat(Files.readString(OBJECT)).isEqualTo(expected);
    assertThat(YamlText.file(OBJECT).at("/spec/groups"))
        .isEqualTo(YamlText.file(RULES).path("groups"))
        .isNotEmpty();
  }
}
