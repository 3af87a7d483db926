package dev.plumbline.ops.ready;

import dev.plumbline.replica.Standing;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/** Not ready while this replica alone cannot do its work, as when a secret file is missing here. */
@Readiness
@Singleton
final class ReplicaReadiness implements HealthCheck {
  private final Standing standing;

  ReplicaReadiness(Standing standing) {
    this.standing = standing;
  }

  @Override
  public HealthCheckResponse call() {
    HealthCheckResponseBuilder response =
        HealthCheckResponse.named("replica").status(standing.unfit().isEmpty());
    standing.unfit().ifPresent(why -> response.withData("reason", why));
    return response.build();
  }
}
