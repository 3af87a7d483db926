package dev.plumbline.catalogue;

import java.util.List;

/** Migrations of Directus that were half done, or are not Directus's. */
final class MigrationMutations {
  private MigrationMutations() {}

  static List<Mutation> all() {
    Mutation forgotten =
        Mutation.sql(
            "a migration is forgotten whose columns are there",
            "DELETE FROM directus_migrations WHERE version = '20240422A'",
            """
            INSERT INTO directus_migrations (version, name)
              VALUES ('20240422A', 'Public Registration')
            """,
            "high directus_migrations_changed migrations");
    return List.of(
        forgotten,
        forgotten.inTarget("high directus_migrations_changed migrations"),
        Mutation.sql(
            "a migration is listed that never ran",
            "INSERT INTO directus_migrations (version, name) VALUES ('20990101A', 'own')",
            "DELETE FROM directus_migrations WHERE version = '20990101A'",
            "high directus_migrations_changed migrations"));
  }
}
