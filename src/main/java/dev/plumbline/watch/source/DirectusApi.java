package dev.plumbline.watch.source;

import dev.plumbline.environment.EnvironmentId;
import dev.plumbline.reading.Reading;
import dev.plumbline.snapshot.Snapshot;
import java.util.Optional;

/**
 * The Directus APIs of the environments. Never writes, never throws, never outlives its deadline.
 */
public interface DirectusApi {
  /** Whether Directus answers, in which version and health; three cheap requests. */
  Reading<Status> status(EnvironmentId environment);

  /**
   * {@code GET /schema/snapshot}. Blocks the event loop of a large Directus for seconds, and may be
   * stale after SQL did something behind its back: ask only when something changed.
   */
  Reading<ApiSnapshot> snapshot(EnvironmentId environment);

  /** Which Directus it is; two cheap requests. */
  Reading<ApiIdentity> identity(EnvironmentId environment);

  /** A snapshot and the version of the Directus that gave it. */
  record ApiSnapshot(Snapshot snapshot, String directus) {}

  /**
   * What a running Directus reports itself.
   *
   * @param version as in {@code GET /server/info}; empty if the token may not see it
   * @param health as in {@code GET /server/health}, up to five minutes old; empty if not reported
   */
  record Status(Optional<String> version, Optional<Health> health) {}

  /** Directus's own health status. */
  enum Health {
    OK,
    WARN,
    ERROR
  }
}
