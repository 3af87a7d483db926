package dev.plumbline.monitor.identity;

import dev.plumbline.configuration.WatchedEnvironment;
import dev.plumbline.store.state.Identity;
import dev.plumbline.watch.source.ApiIdentity;
import dev.plumbline.watch.source.DatabaseIdentity;
import java.time.Instant;
import java.util.Optional;

/** Whether the API and the database of an environment belong to one Directus. */
final class SameDirectus {
  private SameDirectus() {}

  /**
   * What is known of an environment now. A source that could not be read leaves what it said
   * before.
   *
   * @param administrator whether the API's token sees everything
   */
  static Identity identity(
      WatchedEnvironment watched,
      Optional<ApiIdentity> api,
      Optional<DatabaseIdentity> database,
      boolean administrator,
      Optional<Identity> before,
      Instant now) {
    Optional<Identity> kept = before.filter(known -> isPartial(watched, api, database));
    Optional<Boolean> serves =
        api.isPresent() && database.isPresent()
            ? serves(api.get(), database.get(), administrator)
            : kept.flatMap(Identity::apiServesDatabase);
    return new Identity(
        database
            .flatMap(DatabaseIdentity::project)
            .or(() -> api.flatMap(ApiIdentity::project))
            .or(() -> kept.flatMap(Identity::project)),
        database.isPresent()
            ? database.flatMap(DatabaseIdentity::location)
            : kept.flatMap(Identity::location),
        database.isPresent()
            ? database.flatMap(DatabaseIdentity::role)
            : kept.flatMap(Identity::role),
        database.isPresent()
            ? database.flatMap(DatabaseIdentity::storages)
            : kept.flatMap(Identity::storages),
        serves,
        now);
  }

  private static boolean isPartial(
      WatchedEnvironment watched, Optional<ApiIdentity> api, Optional<DatabaseIdentity> database) {
    return watched.directus().isPresent() != api.isPresent()
        || watched.database().isPresent() != database.isPresent();
  }

  /**
   * Copies have the same project until somebody gives them another, and the same activities until
   * somebody uses one of them.
   */
  static Optional<Boolean> serves(
      ApiIdentity api, DatabaseIdentity database, boolean administrator) {
    if (api.project().isPresent()
        && database.project().isPresent()
        && !api.project().equals(database.project())) {
      return Optional.of(false);
    }
    return switch (database.activity()) {
      case UNKNOWN -> Optional.empty();
      case SAME -> Optional.of(true);
      case OTHER -> Optional.of(false);
      // A standby may lag.
      case MISSING -> database.standby() ? Optional.empty() : Optional.of(false);
      // Others do not see every activity.
      case LATER -> administrator ? Optional.of(false) : Optional.empty();
    };
  }
}
