package dev.plumbline.ops.ready;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.replica.Standing;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponse.Status;
import org.junit.jupiter.api.Test;

class ReplicaReadinessTest {
  private static final String MISSING = "the file '/run/secrets/db' does not exist.";

  private final Standing standing = new Standing();

  @Test
  void replicaThatLacksASecretIsNotReadyAndSaysWhy() {
    standing.hasCompared();
    assertThat(response().getStatus()).isEqualTo(Status.UP);

    standing.is(Optional.of(MISSING), Set.of(), Instant.EPOCH);

    assertThat(response().getStatus()).isEqualTo(Status.DOWN);
    assertThat(response().getData()).contains(Map.of("reason", MISSING));
  }

  @Test
  void replicaThatHasNotComparedYetIsNotReady() {
    assertThat(response().getStatus()).isEqualTo(Status.DOWN);
    assertThat(String.valueOf(response().getData().orElseThrow().get("reason")))
        .contains("this replica has just started");
  }

  private HealthCheckResponse response() {
    return new ReplicaReadiness(standing).call();
  }
}
