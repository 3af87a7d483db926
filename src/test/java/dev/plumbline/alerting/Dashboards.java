package dev.plumbline.alerting;

import dev.plumbline.jackson.JsonText;
import dev.plumbline.json.JsonValue;
import dev.plumbline.json.JsonValue.JsonArray;
import dev.plumbline.json.JsonValue.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The dashboards of {@code docker/grafana}. */
final class Dashboards {
  private static final Path FOLDER = Path.of("docker/grafana/dashboards");

  private Dashboards() {}

  /**
   * What one panel asks Prometheus for.
   *
   * @param expression with Grafana's variables in it
   */
  record Query(String dashboard, String panel, String expression) {
    /** As Grafana asks when everything is selected. */
    String ofEverything() {
      return expression
          .replace("$environment", ".*")
          .replace("$comparison", ".*")
          .replace("$__rate_interval", "20s");
    }

    @Override
    public String toString() {
      return dashboard + ", " + panel + ": " + expression;
    }
  }

  static List<JsonObject> all() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files
          .filter(file -> file.toString().endsWith(".json"))
          .sorted()
          .map(Dashboards::read)
          .toList();
    }
  }

  /** Without the headings. */
  static List<JsonObject> panels(JsonObject dashboard) {
    return items(dashboard, "panels").stream()
        .filter(panel -> !panel.get("type").textOr("").equals("row"))
        .toList();
  }

  static List<Query> queries(JsonObject dashboard) {
    return panels(dashboard).stream()
        .flatMap(
            panel ->
                items(panel, "targets").stream()
                    .map(
                        target ->
                            new Query(
                                dashboard.get("uid").textOr(""),
                                panel.get("title").textOr(""),
                                target.get("expr").textOr(""))))
        .toList();
  }

  static List<JsonObject> items(JsonObject object, String key) {
    return ((JsonArray) object.get(key)).items().stream().map(JsonObject.class::cast).toList();
  }

  private static JsonObject read(Path file) {
    try {
      JsonValue json = JsonText.read(Files.readString(file));
      return (JsonObject) json;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
