package dev.plumbline.path;

import dev.plumbline.path.Relationship.Many;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Fields of Directus's own collections that no column and no row of {@code directus_fields} names,
 * as observed in 11.17.4 and 12.4.0.
 */
final class SystemAliases {
  private SystemAliases() {}

  /**
   * Collections that people add fields to, with every alias that Directus has there. Only of these
   * an unknown name is taken for a missing field; another version may have more in the others.
   */
  static final Map<String, Set<String>> COMPLETE =
      Map.of(
          "directus_users",
          Set.of("policies", "preferences_divider", "theming_divider", "admin_divider"),
          "directus_files",
          Set.of("$thumbnail", "focal_point_divider", "storage_divider"));

  /** Aliases that show a relation. */
  static final Map<String, Map<String, Many>> RELATIONS =
      Map.ofEntries(
          Map.entry("directus_users", Map.of("policies", junction("directus_access", "policy"))),
          Map.entry(
              "directus_roles",
              Map.of(
                  "users",
                  many("directus_users"),
                  "children",
                  many("directus_roles"),
                  "policies",
                  junction("directus_access", "policy"))),
          Map.entry(
              "directus_policies",
              Map.of(
                  "permissions",
                  many("directus_permissions"),
                  "users",
                  junction("directus_access", "user"),
                  "roles",
                  junction("directus_access", "role"))),
          Map.entry("directus_activity", Map.of("revisions", many("directus_revisions"))),
          Map.entry("directus_collections", Map.of("fields", many("directus_fields"))),
          Map.entry("directus_dashboards", Map.of("panels", many("directus_panels"))),
          Map.entry("directus_flows", Map.of("operations", many("directus_operations"))));

  private static Many many(String collection) {
    return new Many(collection, Optional.empty());
  }

  private static Many junction(String collection, String field) {
    return new Many(collection, Optional.of(field));
  }
}
