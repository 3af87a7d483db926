package dev.plumbline.alerting;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.alerting.Dashboards.Query;
import dev.plumbline.json.JsonValue.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class DashboardsTest {
  private static final Pattern METRIC = Pattern.compile("plumbline_[a-z_]+");
  private static final Pattern VARIABLE = Pattern.compile("\\$\\{?([a-z_]+)");
  private static final Set<String> GRAFANAS = Set.of("__rate_interval", "datasource");

  @Test
  void thereIsOneForEachQuestion() throws IOException {
    assertThat(Dashboards.all())
        .extracting(dashboard -> dashboard.get("uid").textOr(""))
        .containsExactlyInAnyOrder(
            "plumbline-overview",
            "plumbline-environment",
            "plumbline-comparison",
            "plumbline-integrity",
            "plumbline-plans",
            "plumbline-backups",
            "plumbline-service");
  }

  @Test
  void everyPanelSaysWhatItShows() throws IOException {
    for (JsonObject dashboard : Dashboards.all()) {
      assertThat(Dashboards.panels(dashboard))
          .isNotEmpty()
          .allSatisfy(
              panel -> {
                assertThat(panel.get("description").textOr(""))
                    .as(panel.get("title").textOr(""))
                    .endsWith(".");
                assertThat(((JsonObject) panel.get("datasource")).get("uid").textOr(""))
                    .isEqualTo("${datasource}");
              });
    }
  }

  @Test
  void everyVariableThatIsUsedIsDeclared() throws IOException {
    for (JsonObject dashboard : Dashboards.all()) {
      Set<String> declared = new HashSet<>(GRAFANAS);
      Dashboards.items((JsonObject) dashboard.get("templating"), "list")
          .forEach(variable -> declared.add(variable.get("name").textOr("")));
      for (Query query : Dashboards.queries(dashboard)) {
        assertThat(VARIABLE.matcher(query.expression()).results().map(match -> match.group(1)))
            .as(query.toString())
            .isSubsetOf(declared);
      }
    }
  }

  @Test
  void everyMetricIsDocumented() throws IOException {
    String metrics = Files.readString(Path.of("docs/metrics.md"));
    for (JsonObject dashboard : Dashboards.all()) {
      for (Query query : Dashboards.queries(dashboard)) {
        List<String> names =
            METRIC
                .matcher(query.expression())
                .results()
                .map(MatchResult::group)
                // Of a histogram, the page has the name alone.
                .map(name -> name.replaceFirst("_bucket$", ""))
                .toList();
        assertThat(names)
            .as(query.toString())
            .allSatisfy(name -> assertThat(metrics).contains("`" + name + "`"));
      }
    }
  }
}
