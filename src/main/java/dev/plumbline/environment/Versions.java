package dev.plumbline.environment;

import java.util.List;
import java.util.Optional;

/**
 * What runs in an environment, as far as it could be determined.
 *
 * @param directus as {@code GET /server/info} reports it, such as {@code 12.4.0}; empty without API
 * @param postgres {@code server_version}, such as {@code 15.18}; empty without database
 * @param migrations versions in {@code directus_migrations}, sorted; empty if not readable
 */
public record Versions(
    Optional<String> directus, Optional<String> postgres, List<String> migrations) {
  public static final Versions UNKNOWN =
      new Versions(Optional.empty(), Optional.empty(), List.of());

  public Versions {
    migrations = migrations.stream().sorted().toList();
  }
}
