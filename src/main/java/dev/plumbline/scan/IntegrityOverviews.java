package dev.plumbline.scan;

import dev.plumbline.environment.Access;
import dev.plumbline.environment.EnvironmentId;
import dev.plumbline.store.state.Scan;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * What is known of the records of environments. Everything is read from the store, so that every
 * replica answers the same. An empty answer means: not configured, or no such scan.
 */
public interface IntegrityOverviews {
  default Optional<Scan> scan(UUID id) {
    return scan(id, Access.ALL);
  }

  /** One scan; empty if there is none, or if it may not be seen: then nothing of it is read. */
  Optional<Scan> scan(UUID id, Access visible);

  /** What is known of the records and of the schema below the API, without the inventory. */
  Optional<IntegrityOverview> integrity(EnvironmentId environment);

  /**
   * The same of every environment with a database, in short, sorted by its id. Every scrape of the
   * metrics asks for it: it costs some statements, however many environments there are.
   */
  List<IntegritySummary> summaries();

  Optional<ItemHistory> items(EnvironmentId environment);
}
