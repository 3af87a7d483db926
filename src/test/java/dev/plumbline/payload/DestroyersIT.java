package dev.plumbline.payload;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.jackson.JsonText;
import dev.plumbline.json.JsonValue;
import dev.plumbline.json.JsonValue.JsonObject;
import dev.plumbline.lab.LabEnvironment;
import dev.plumbline.lab.Laboratory;
import dev.plumbline.lab.Template;
import dev.plumbline.lab.directus.DirectusVersion;
import dev.plumbline.payload.gate.PayloadGate;
import dev.plumbline.payload.gate.Refusal;
import dev.plumbline.postgres.Watching;
import dev.plumbline.snapshot.Snapshot;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each of them loses something when it is sent raw to a real Directus; none passes the gate. */
class DestroyersIT {
  @ParameterizedTest
  @EnumSource(DirectusVersion.class)
  void eachLosesSomethingWhenSentAndIsRefusedByTheGate(DirectusVersion version) {
    Laboratory laboratory = Laboratory.shared();
    try (LabEnvironment environment = laboratory.environment(version, Template.BOOTSTRAPPED)) {
      for (Destroyer destroyer : Destroyers.all()) {
        environment.sql(destroyer.setup());
        environment.changedBehindDirectus();
        assertThat(rows(environment, destroyer)).as("before: %s", destroyer).isNotEmpty();
        String payload = destroyer.payload().replace("%s", hash(environment));
        Snapshot target = read(environment);
        String directus = environment.directus().snapshot().get("directus").textOr("");

        List<Refusal> refusals = PayloadGate.refusals(JsonText.read(payload), target, directus);
        HttpResponse<String> answer = environment.directus().send("POST", "/schema/apply", payload);

        assertThat(refusals)
            .as("%s", destroyer)
            .extracting(Refusal::code)
            .contains(destroyer.refusedAs());
        assertThat(answer.statusCode()).as("%s: %s", destroyer, answer.body()).isEqualTo(204);
        assertThat(rows(environment, destroyer)).as("after: %s", destroyer).isEmpty();
      }
    }
  }

  private static List<String> rows(LabEnvironment environment, Destroyer destroyer) {
    return environment.database().owner().rows(destroyer.survivor());
  }

  /** Directus gives it with a diff only, so one is asked for. */
  private static String hash(LabEnvironment environment) {
    JsonObject snapshot = environment.directus().snapshot();
    JsonObject other =
        snapshot.with(
            "collections",
            JsonText.read("[{\"collection\": \"other\", \"meta\": {\"collection\": \"other\"}}]"));
    JsonValue diff = environment.directus().post("/schema/diff", other);
    return diff instanceof JsonObject object ? object.get("hash").textOr("") : "";
  }

  private static Snapshot read(LabEnvironment environment) {
    return Watching.of(
            environment.jdbcUrl(), environment.readerUsername(), environment.readerPassword())
        .read()
        .snapshot();
  }
}
