package dev.plumbline.scan;

import dev.plumbline.environment.EnvironmentId;
import dev.plumbline.memory.Scan;
import java.util.Optional;
import java.util.UUID;

/**
 * What faces ask about the records of an environment. Everything is read from the store, so that
 * every replica answers the same. An empty answer means: not configured, or no such scan.
 */
public interface Scanning {
  /**
   * Begins a scan and returns at once; the work goes on on a thread of its own. While one of this
   * environment runs, on whatever replica, it is that one: a scan may take hours.
   */
  Optional<Scan> requestScan(EnvironmentId environment);

  Optional<Scan> scan(UUID id);

  /**
   * What is known of the records and of the schema below the API. Every scrape of the metrics asks
   * for it, so it holds nothing that grows with time, and not the inventory.
   */
  Optional<IntegrityOverview> integrity(EnvironmentId environment);

  Optional<ItemHistory> items(EnvironmentId environment);
}
