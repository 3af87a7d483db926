package dev.plumbline.ops.ready;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.replica.ReplicaStatus;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponse.Status;
import org.junit.jupiter.api.Test;

class ReplicaReadinessTest {
  private static final String MISSING = "the file '/run/secrets/db' does not exist.";

  private final ReplicaStatus status = new ReplicaStatus();

  @Test
  void replicaThatLacksASecretIsNotReadyAndSaysWhy() {
    status.hasCompared();
    assertThat(response().getStatus()).isEqualTo(Status.UP);

    status.is(Optional.of(MISSING), Set.of(), Instant.EPOCH);

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
    return new ReplicaReadiness(status).call();
  }
}
