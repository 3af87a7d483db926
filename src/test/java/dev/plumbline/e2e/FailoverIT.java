package dev.plumbline.e2e;

import static dev.plumbline.lab.service.ServiceApi.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.json.JsonValue.JsonObject;
import dev.plumbline.lab.LabEnvironment;
import dev.plumbline.lab.Laboratory;
import dev.plumbline.lab.directus.DirectusVersion;
import dev.plumbline.lab.postgres.LabPostgres;
import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A standby takes over from the target's server in the middle of a run. */
class FailoverIT {
  @TempDir Path folder;

  private RunPair pair;
  private LabPostgres server;
  private int standbys;

  @Test
  void runEndsWithWhatTheNewPrimaryHas() throws Exception {
    Laboratory laboratory = Laboratory.replicated();
    server = laboratory.postgres();
    try (RunPair started = RunPair.start(laboratory, DirectusVersion.V12, folder, 1)) {
      pair = started;
      RunScenario.drift(pair.staging());
      String before = schema(pair.production());

      failsWhileDirectusAppliesThePlan();
      assertThat(schema(pair.production())).isEqualTo(before);
      failsIfTheNewPrimaryLacksWhatDirectusCommitted();
      assertThat(schema(pair.production())).isEqualTo(before);
      isVerifiedIfTheNewPrimaryHasWhatDirectusCommitted();
      assertThat(schema(pair.production())).isEqualTo(schema(pair.staging()));
    }
  }

  private static String schema(LabEnvironment environment) {
    return RunScenario.fingerprint(environment);
  }

  private void failsWhileDirectusAppliesThePlan() throws Exception {
    try (LabPostgres standby = standby()) {
      Moment applying = Moment.applying(pair);
      String run = started();
      applying.await();
      server.failOverTo(standby);
      applying.close();

      assertEnd(run, "failed", "");
    }
  }

  private void failsIfTheNewPrimaryLacksWhatDirectusCommitted() throws Exception {
    try (LabPostgres standby = standby()) {
      String plan = RunScenario.approved(pair.service());
      server.awaitReplayedBy(standby);
      standby.stopReceiving();

      assertEnd(
          failedOverAfterTheApply(plan, standby, () -> {}),
          "failed",
          "Directus answered that the plan was applied, but the target is as it was");
    }
  }

  private void isVerifiedIfTheNewPrimaryHasWhatDirectusCommitted() throws Exception {
    try (LabPostgres standby = standby()) {
      String plan = RunScenario.approved(pair.service());

      assertEnd(
          failedOverAfterTheApply(plan, standby, () -> server.awaitReplayedBy(standby)),
          "verified",
          "the target is what was planned");
    }
  }

  private String failedOverAfterTheApply(String plan, LabPostgres standby, Runnable catchUp)
      throws SQLException {
    String run;
    try (Moment applied = Moment.ended(pair, "apply")) {
      run = RunScenario.started(pair.service(), plan, plan);
      applied.await();
      catchUp.run();
      server.failOverTo(standby);
    }
    return run;
  }

  private LabPostgres standby() {
    return server.standby(folder.resolve("standby-" + standbys++), "0");
  }

  private String started() {
    String plan = RunScenario.approved(pair.service());
    return RunScenario.started(pair.service(), plan, plan);
  }

  private void assertEnd(String run, String state, String message) throws Exception {
    JsonObject ended = RunScenario.ended(pair.service(), run);
    assertThat(text(ended, "state")).as(String.join("\n", pair.journal())).isEqualTo(state);
    assertThat(text(ended, "message")).isNotBlank().contains(message);
    pair.assertNothingLeft();
  }
}
