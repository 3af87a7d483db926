package dev.plumbline.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.demo.Planted;
import dev.plumbline.json.JsonValue;
import dev.plumbline.json.JsonValue.JsonArray;
import dev.plumbline.json.JsonValue.JsonNumber;
import dev.plumbline.json.JsonValue.JsonObject;
import dev.plumbline.lab.LabEnvironment;
import dev.plumbline.lab.Laboratory;
import dev.plumbline.lab.Template;
import dev.plumbline.lab.directus.DirectusVersion;
import dev.plumbline.lab.postgres.Sql;
import dev.plumbline.lab.service.ServiceConfiguration;
import dev.plumbline.lab.service.ServiceProcess;
import dev.plumbline.lab.service.Watch;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is planted in production is reported with its rows, nothing else is, and repair ends it. */
class IntegrityIT {
  private static final String TOKEN = "integrity-it";
  private static final String PRODUCTION = "production";

  @ParameterizedTest
  @EnumSource
  void exactlyWhatIsPlantedIsReported(DirectusVersion version, @TempDir Path folder) {
    try (LabEnvironment environment = Laboratory.shared().environment(version, Template.MODEL)) {
      ServiceConfiguration configuration =
          new ServiceConfiguration()
              .environment(PRODUCTION, PRODUCTION, environment)
              // Both are asked for, so that each look is known.
              .polling(PRODUCTION, "1h", "PT0.1S")
              .token("tests", "admin", TOKEN)
              .store(folder.resolve("data"));
      ServiceProcess service = new ServiceProcess(folder, configuration.keys(), TOKEN, List.of());
      Watch watch = new Watch(service);
      try (service) {
        service.start();

        look(watch);
        assertThat(violations(watch)).as("untouched").isEmpty();
        assertThat(mismatches(watch)).as("untouched").isEmpty();
        assertThat(state(watch)).isEqualTo("clean");

        Planted.inProduction(environment);
        look(watch);
        assertThat(violations(watch)).isEqualTo(expected(Planted.IN_PRODUCTION));
        assertThat(mismatches(watch))
            .isEqualTo(
                Planted.MISMATCHES_IN_PRODUCTION.stream()
                    .map(planted -> planted.code() + " " + planted.subject())
                    .sorted()
                    .toList());
        assertThat(state(watch)).isEqualTo("violated");
        assertSamplesAreTheRows(watch, environment.database().owner());
        assertThat(watch.findings("&kind=violation&state=open"))
            .hasSize(Planted.IN_PRODUCTION.size());

        Planted.repairProduction(environment);
        look(watch);
        assertThat(violations(watch)).as("repaired").isEmpty();
        assertThat(mismatches(watch)).as("repaired").isEmpty();
        assertThat(state(watch)).isEqualTo("clean");
        assertThat(watch.findings("&kind=violation&state=resolved"))
            .hasSize(Planted.IN_PRODUCTION.size());
      }
    }
  }

  private static void look(Watch watch) {
    watch.poll(PRODUCTION);
    watch.scan(PRODUCTION);
  }

  private static String state(Watch watch) {
    return watch.integrity(PRODUCTION).get("state").textOr("");
  }

  private static List<String> expected(List<Planted.Violation> planted) {
    return planted.stream()
        .map(one -> one.code() + " " + one.subject() + " " + one.rows())
        .sorted()
        .toList();
  }

  /** Also the unknown ones: nothing may be left unlooked at. */
  private static List<String> violations(Watch watch) {
    return broken(watch)
        .map(
            check ->
                check.get("code").textOr("")
                    + " "
                    + subject(check)
                    + " "
                    + (check.get("count") instanceof JsonNumber(double count)
                        ? Long.toString((long) count)
                        : check.get("outcome").textOr("") + ": " + check.get("detail").textOr("")))
        .sorted()
        .toList();
  }

  private static Stream<JsonObject> broken(Watch watch) {
    return list(watch.integrity(PRODUCTION).get("checks"))
        .filter(check -> !check.get("outcome").textOr("").equals("clean"));
  }

  private static List<String> mismatches(Watch watch) {
    JsonObject catalog = (JsonObject) watch.integrity(PRODUCTION).get("catalog");
    return list(catalog.get("mismatches"))
        .map(mismatch -> mismatch.get("code").textOr("") + " " + mismatch.get("subject").textOr(""))
        .sorted()
        .toList();
  }

  /** The statement that is reported shows as many rows as are counted. */
  private static void assertSamplesAreTheRows(Watch watch, Sql database) {
    broken(watch)
        .filter(check -> !list(check.get("samples"), JsonValue.class).toList().isEmpty())
        // Which binaries there are, no statement can say.
        .filter(check -> !check.get("code").textOr("").equals("file_without_binary"))
        .forEach(
            check ->
                assertThat(database.rows(check.get("sql").textOr("")))
                    .as(check.get("id").textOr(""))
                    .hasSize(list(check.get("samples"), JsonValue.class).toList().size()));
  }

  private static String subject(JsonObject check) {
    JsonObject subject = (JsonObject) check.get("subject");
    String field = subject.get("field").textOr("");
    return subject.get("collection").textOr("") + (field.isEmpty() ? "" : "." + field);
  }

  private static Stream<JsonObject> list(JsonValue array) {
    return list(array, JsonObject.class);
  }

  private static <T extends JsonValue> Stream<T> list(JsonValue array, Class<T> type) {
    return array instanceof JsonArray(List<JsonValue> items)
        ? items.stream().map(type::cast)
        : Stream.of();
  }
}
