package dev.plumbline.planning;

import dev.plumbline.environment.EnvironmentId;
import dev.plumbline.hazard.Hazard;
import dev.plumbline.hazard.tables.NeededTables;
import java.util.List;

/** What a run on a target would lack right now. */
@FunctionalInterface
public interface RunHazardSource {
  /**
   * Takes seconds; what could not be read is among them.
   *
   * @param needed tables of which the backup of the run must have the rows
   */
  List<Hazard> of(EnvironmentId target, NeededTables needed);
}
