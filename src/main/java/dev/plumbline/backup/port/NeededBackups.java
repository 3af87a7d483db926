package dev.plumbline.backup.port;

import dev.plumbline.environment.EnvironmentId;
import java.util.Set;
import java.util.UUID;

/** Which backups must not be deleted, however old they are. */
public interface NeededBackups {
  /** Those of an environment that somebody may still need. */
  Set<UUID> of(EnvironmentId environment);
}
