package dev.plumbline.scan;

import dev.plumbline.environment.EnvironmentId;
import dev.plumbline.store.state.Scan;
import java.util.Optional;

/** What faces ask about the records of an environment, and order to be done with them. */
public interface Scanning extends IntegrityOverviews {
  /**
   * Begins a scan and returns at once; the work continues on a thread of its own. While one of this
   * environment runs, on whatever replica, it is that one: a scan may take hours.
   */
  Optional<Scan> requestScan(EnvironmentId environment);
}
