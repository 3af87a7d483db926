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
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A standby takes over from the target's server in the middle of a run. */
@Order(2)
class FailoverIT {
  @TempDir Path folder;

  private int standbys;

  @Test
  void runEndsWithWhatTheNewPrimaryHas() throws Exception {
    try (RunPair pair = RunPair.start(Laboratory.replicated(), DirectusVersion.V12, folder, 1)) {
      RunScenario.drift(pair.staging());
      String before = schema(pair.production());

      failsWhileDirectusAppliesThePlan(pair);
      assertThat(schema(pair.production())).isEqualTo(before);
      failsIfTheNewPrimaryLacksWhatDirectusCommitted(pair);
      assertThat(schema(pair.production())).isEqualTo(before);
      isVerifiedIfTheNewPrimaryHasWhatDirectusCommitted(pair);
      assertThat(schema(pair.production())).isEqualTo(schema(pair.staging()));
    }
  }

  private static LabPostgres server(RunPair pair) {
    return pair.production().database().postgres();
  }

  private static String schema(LabEnvironment environment) {
    return RunScenario.fingerprint(environment);
  }

  private void failsWhileDirectusAppliesThePlan(RunPair pair) throws Exception {
    try (LabPostgres standby = standby(pair)) {
      Moment applying = Moment.applying(pair);
      String run = started(pair);
      applying.await();
      server(pair).failOverTo(standby);
      applying.close();

      assertEnd(pair, run, "failed", "");
    }
  }

  private void failsIfTheNewPrimaryLacksWhatDirectusCommitted(RunPair pair) throws Exception {
    try (LabPostgres standby = standby(pair)) {
      String plan = RunScenario.approved(pair.service());
      server(pair).awaitReplayedBy(standby);
      standby.stopReceiving();

      assertEnd(
          pair,
          failedOverAfterTheApply(pair, plan, standby, () -> {}),
          "failed",
          "Directus answered that the plan was applied, but the target is as it was");
    }
  }

  private void isVerifiedIfTheNewPrimaryHasWhatDirectusCommitted(RunPair pair) throws Exception {
    try (LabPostgres standby = standby(pair)) {
      String plan = RunScenario.approved(pair.service());

      assertEnd(
          pair,
          failedOverAfterTheApply(pair, plan, standby, () -> server(pair).awaitReplayedBy(standby)),
          "verified",
          "the target is what was planned");
    }
  }

  private static String failedOverAfterTheApply(
      RunPair pair, String plan, LabPostgres standby, Runnable catchUp) throws SQLException {
    String run;
    try (Moment applied = Moment.ended(pair, "apply")) {
      run = RunScenario.started(pair.service(), plan, plan);
      applied.await();
      catchUp.run();
      server(pair).failOverTo(standby);
    }
    return run;
  }

  private LabPostgres standby(RunPair pair) {
    return server(pair).standby(folder.resolve("standby-" + standbys++), "0");
  }

  private static String started(RunPair pair) {
    String plan = RunScenario.approved(pair.service());
    return RunScenario.started(pair.service(), plan, plan);
  }

  private static void assertEnd(RunPair pair, String run, String state, String message)
      throws Exception {
    JsonObject ended = RunScenario.ended(pair.service(), run);
    assertThat(text(ended, "state")).as(String.join("\n", pair.journal())).isEqualTo(state);
    assertThat(text(ended, "message")).isNotBlank().contains(message);
    pair.assertNothingLeft();
  }
}
