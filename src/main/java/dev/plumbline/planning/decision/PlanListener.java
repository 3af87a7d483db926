package dev.plumbline.planning.decision;

import dev.plumbline.approval.Decision;
import dev.plumbline.environment.EnvironmentId;
import java.time.Duration;

/** Hears what people decided in this process. */
public interface PlanListener {
  void decided(EnvironmentId target, Decision.Kind kind);

  /**
   * A plan that waited for people is approved.
   *
   * @param waited since it was sealed
   */
  void approved(EnvironmentId target, Duration waited);
}
