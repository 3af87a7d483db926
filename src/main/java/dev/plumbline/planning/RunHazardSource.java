package dev.plumbline.planning;

import dev.plumbline.environment.EnvironmentId;
import dev.plumbline.hazard.Hazard;
import java.util.List;

/** What a run on a target would lack right now. */
@FunctionalInterface
public interface RunHazardSource {
  /** Takes seconds; what could not be read is among them. */
  List<Hazard> of(EnvironmentId target);
}
