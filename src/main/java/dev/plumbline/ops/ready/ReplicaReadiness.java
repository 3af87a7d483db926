package dev.plumbline.ops.ready;

import dev.plumbline.replica.ReplicaStatus;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/**
 * Not ready while this replica alone cannot do its work, as when a secret file is missing here, and
 * not before it has compared by its own rules.
 */
@Readiness
@Singleton
final class ReplicaReadiness implements HealthCheck {
  private final ReplicaStatus status;

  ReplicaReadiness(ReplicaStatus status) {
    this.status = status;
  }

  @Override
  public HealthCheckResponse call() {
    Optional<String> why = status.unready();
    HealthCheckResponseBuilder response =
        HealthCheckResponse.named("replica").status(why.isEmpty());
    why.ifPresent(text -> response.withData("reason", text));
    return response.build();
  }
}
