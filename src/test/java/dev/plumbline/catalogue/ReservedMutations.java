package dev.plumbline.catalogue;

import java.util.List;

/** Metadata about what is Directus's own or that of a tool: never a difference by itself. */
final class ReservedMutations {
  private ReservedMutations() {}

  static List<Mutation> all() {
    Mutation field =
        Mutation.sql(
                "a field of Directus's own has a row",
                """
                INSERT INTO directus_fields (collection, field, interface, width)
                  VALUES ('directus_users', 'language', 'input', 'half')
                """,
                "DELETE FROM directus_fields WHERE collection = 'directus_users' AND field = 'language'")
            .disagreeing("high metadata_of_system_field directus_users.language");
    return List.of(
        field,
        field.inTarget(),
        Mutation.sql(
                "an index, an alias and a hidden column of Directus's own have rows",
                """
                INSERT INTO directus_fields (collection, field, special, note)
                  VALUES ('directus_activity', 'timestamp', NULL, 'own'),
                    ('directus_users', 'policies', 'm2m', 'own'),
                    ('directus_users', 'email', 'alias,no-data', 'own'),
                    ('directus_users', 'theming_divider', NULL, 'own'),
                    ('directus_deployments', 'webhook_secret', NULL, 'own')
                """,
                "DELETE FROM directus_fields WHERE note = 'own'")
            .disagreeing(
                "high metadata_of_system_field directus_activity.timestamp",
                "high metadata_of_system_field directus_deployments.webhook_secret",
                "high metadata_of_system_field directus_users.email",
                "high metadata_of_system_field directus_users.policies",
                "high metadata_of_system_field directus_users.theming_divider"),
        Mutation.sql(
                "a collection and a relation of Directus's own have rows",
                """
                INSERT INTO directus_collections (collection, note) VALUES ('directus_roles', 'own');
                INSERT INTO directus_relations (many_collection, many_field, one_collection, one_field)
                  VALUES ('directus_users', 'role', 'directus_roles', 'users')
                """,
                """
                DELETE FROM directus_collections WHERE collection = 'directus_roles';
                DELETE FROM directus_relations WHERE many_collection = 'directus_users'
                  AND many_field = 'role'
                """)
            .disagreeing(
                "high metadata_of_system_collection directus_roles",
                "high metadata_of_system_relation directus_users.role"),
        Mutation.sql(
                "the table of a sync tool is registered as a collection",
                """
                CREATE TABLE directus_sync_id_map (
                  id serial PRIMARY KEY, "table" text, sync_id text, local_id text);
                INSERT INTO directus_collections (collection, hidden, sort)
                  VALUES ('directus_sync_id_map', true, 16)
                """,
                """
                DROP TABLE directus_sync_id_map;
                DELETE FROM directus_collections WHERE collection = 'directus_sync_id_map'
                """,
                "low table_added directus_sync_id_map")
            .disagreeing("low collection_of_sync_tool directus_sync_id_map"),
        Mutation.sql(
                "columns of a sync tool are on the settings, one of them as a field",
                """
                ALTER TABLE directus_settings ADD mv_hash varchar(255) NOT NULL DEFAULT '',
                  ADD mv_ts timestamptz NOT NULL DEFAULT '2020-01-01';
                INSERT INTO directus_fields (collection, field) VALUES ('directus_settings', 'mv_hash')
                """,
                """
                ALTER TABLE directus_settings DROP mv_hash, DROP mv_ts;
                DELETE FROM directus_fields WHERE collection = 'directus_settings'
                """,
                "medium column_added directus_settings.mv_hash",
                "medium column_added directus_settings.mv_ts")
            .disagreeing("low field_of_sync_tool directus_settings.mv_hash"));
  }
}
