package dev.plumbline.ops.ready;

import dev.plumbline.ops.SharedState;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Ready as long as our own store can be read, tables and all. An environment that is away or has
 * drifted is a finding, never a reason not to send requests here. There is no liveness check: as
 * long as this process answers it is alive, and starting it again brings no store back.
 */
@Readiness
@Singleton
final class StoreReadiness implements HealthCheck {
  private final SharedState shared;

  StoreReadiness(SharedState shared) {
    this.shared = shared;
  }

  @Override
  public HealthCheckResponse call() {
    return HealthCheckResponse.named("store").status(shared.isReadable()).build();
  }
}
