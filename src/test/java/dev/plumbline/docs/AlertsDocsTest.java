package dev.plumbline.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

/** Every alert has its page, its tests and metrics that exist; no page is without its alert. */
class AlertsDocsTest {
  private static final Path RULES = Path.of("docker/prometheus/rules/plumbline.yaml");
  private static final Path TESTS = Path.of("docker/prometheus/rules/plumbline.test.yaml");
  private static final Path DAYS = Path.of("docker/prometheus/rules/plumbline.days.test.yaml");
  private static final Path RUNBOOKS = Path.of("docs/runbooks");

  /** About the service itself, of which no page says more, or which shows none then. */
  private static final Set<String> WITHOUT_PAGE =
      Set.of(
          "PlumblineWatchdog",
          "PlumblineDown",
          "PlumblineStoreDown",
          "PlumblineVersionsDiffer",
          "PlumblineWrongTokens");

  private static final Path METRICS = Path.of("docs/metrics.md");
  private static final Pattern METRIC = Pattern.compile("plumbline_[a-z_]+");
  private static final Pattern MATCHER = Pattern.compile("(plumbline_[a-z_]+)\\{([a-z_]+)[!=]");
  private static final Set<String> SEVERITIES = Set.of("critical", "warning", "info", "none");

  private record Alert(String name, String expression, String severity, Map<?, ?> annotations) {}

  @Test
  void everyAlertHasItsPageAndEveryPageItsAlert() throws IOException {
    try (Stream<Path> pages = Files.list(RUNBOOKS)) {
      assertThat(
              pages
                  .map(page -> page.getFileName().toString())
                  .filter(name -> !name.equals("README.md")))
          .containsExactlyInAnyOrderElementsOf(
              names().stream().map(name -> name + ".md").collect(Collectors.toSet()));
    }
    assertThat(names())
        .allSatisfy(
            name -> {
              List<String> headings =
                  Files.readAllLines(RUNBOOKS.resolve(name + ".md")).stream()
                      .filter(line -> line.startsWith("# ") || line.startsWith("## "))
                      .toList();
              assertThat(headings)
                  .containsExactly(
                      "# " + name, "## Meaning", "## Impact", "## Diagnosis", "## Mitigation");
              assertThat(Files.readString(RUNBOOKS.resolve("README.md")))
                  .contains("| [%1$s](%1$s.md) |".formatted(name));
            });
  }

  @Test
  void everyAlertSaysWhatItMeansAndWhereToReadOn() throws IOException {
    assertThat(alerts())
        .allSatisfy(
            alert -> {
              assertThat(alert.severity()).isIn(SEVERITIES);
              assertThat(String.valueOf(alert.annotations().get("summary"))).endsWith(".");
              assertThat(String.valueOf(alert.annotations().get("description"))).endsWith(".");
              assertThat(alert.annotations().get("runbook_url"))
                  .isEqualTo("{{ $externalLabels.runbooks }}/" + alert.name() + ".md");
              if (WITHOUT_PAGE.contains(alert.name())) {
                assertThat(alert.annotations().get("page_url")).isNull();
              } else {
                assertThat(String.valueOf(alert.annotations().get("page_url")))
                    .startsWith("{{ $externalLabels.plumbline }}/");
              }
            });
  }

  @Test
  void everyAlertHasATestInWhichItFiresAndOneInWhichItDoesNot() throws IOException {
    String tests = Files.readString(TESTS) + Files.readString(DAYS);

    assertThat(names())
        // It always fires.
        .filteredOn(name -> !name.equals("PlumblineWatchdog"))
        .allSatisfy(
            name ->
                assertThat(tests)
                    .contains("- name: " + name + " fires\n")
                    .contains("alertname: " + name + "}\n"));
  }

  @Test
  void everyMetricAndLabelOfAnAlertIsDocumented() throws IOException {
    List<String> rows =
        Files.readAllLines(METRICS).stream().filter(line -> line.startsWith("| `plumb")).toList();

    assertThat(alerts())
        .allSatisfy(
            alert -> {
              METRIC
                  .matcher(alert.expression())
                  .results()
                  .forEach(metric -> assertThat(row(rows, metric.group())).isNotEmpty());
              MATCHER
                  .matcher(alert.expression())
                  .results()
                  .forEach(
                      matcher ->
                          assertThat(row(rows, matcher.group(1)))
                              .as("the labels of %s", matcher.group(1))
                              .contains("`" + matcher.group(2) + "`"));
            });
  }

  private static String row(List<String> rows, String metric) {
    return rows.stream()
        .filter(line -> line.startsWith("| `" + metric + "` |"))
        .findFirst()
        .orElse("");
  }

  private static Set<String> names() throws IOException {
    return alerts().stream().map(Alert::name).collect(Collectors.toCollection(TreeSet::new));
  }

  private static List<Alert> alerts() throws IOException {
    Map<String, List<Map<String, List<Map<String, Object>>>>> rules =
        new Yaml().load(Files.readString(RULES));
    List<Alert> alerts = new ArrayList<>();
    for (Map<String, List<Map<String, Object>>> group : rules.getOrDefault("groups", List.of())) {
      for (Map<String, Object> rule : group.getOrDefault("rules", List.of())) {
        alerts.add(
            new Alert(
                String.valueOf(rule.get("alert")),
                String.valueOf(rule.get("expr")),
                String.valueOf(((Map<?, ?>) rule.getOrDefault("labels", Map.of())).get("severity")),
                (Map<?, ?>) rule.getOrDefault("annotations", Map.of())));
      }
    }
    assertThat(alerts).isNotEmpty();
    return alerts;
  }
}
