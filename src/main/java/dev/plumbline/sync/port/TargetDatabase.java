package dev.plumbline.sync.port;

import dev.plumbline.environment.EnvironmentId;

/** The databases of targets, while a run is in progress. */
public interface TargetDatabase {
  /**
   * Opens a session that lasts until it is closed.
   *
   * @throws TargetException if that cannot be
   */
  TargetSession open(EnvironmentId target) throws TargetException;
}
