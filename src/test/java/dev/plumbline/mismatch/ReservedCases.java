package dev.plumbline.mismatch;

import static dev.plumbline.mismatch.Below.column;

import java.util.List;

/** Rows of metadata about what is Directus's own or that of a tool. */
public final class ReservedCases {
  private ReservedCases() {}

  public static List<Case> all() {
    return List.of(
        Case.of(
            "a field of Directus's own has two rows",
            b -> b.field("directus_users", "email", "").field("directus_users", "email", "hash"),
            "metadata_of_system_field directus_users.email"),
        Case.of(
            "a field of Directus's own that the database has not has a row",
            b -> b.field("directus_users", "title", ""),
            "metadata_of_system_field directus_users.title"),
        Case.of(
            "an alias of Directus's own has a row",
            b -> b.field("directus_users", "policies", "m2m"),
            "metadata_of_system_field directus_users.policies"),
        Case.of(
            "a table of Directus has a custom column that only a newer release has",
            b ->
                b.table("directus_folders", "id uuid")
                    .field("directus_folders", column("type varchar 20"), "")),
        Case.of(
            "a table of the newer release has a row for what only that has",
            b ->
                b.table("directus_oauth_tokens", "id uuid", "resource text", "scope text")
                    .table("directus_folders", "id uuid")
                    .field("directus_folders", column("type varchar 20"), ""),
            "metadata_of_system_field directus_folders.type"),
        Case.of(
            "a table of Directus's own has a row",
            b ->
                b.collection("{'collection': 'directus_users'}")
                    .collection("{'collection': 'directus_nowhere'}"),
            "metadata_of_system_collection directus_nowhere",
            "metadata_of_system_collection directus_users"),
        Case.of(
            "a relation of Directus's own has a row",
            b ->
                b.table("directus_roles", "id uuid")
                    .with("directus_users", column("role uuid"))
                    .foreignKey("directus_users", "role", "directus_roles", "id")
                    .relation("directus_users", "role", "'one_collection': 'directus_roles'"),
            "metadata_of_system_relation directus_users.role"),
        Case.of(
            "a table of a sync tool is tracked with everything",
            b ->
                b.tracked("directus_sync_id_map", "id integer", "table text", "user uuid")
                    .field("directus_sync_id_map", "ghost", "")
                    .relation("directus_sync_id_map", "user", "'one_collection': 'directus_users'"),
            "collection_of_sync_tool directus_sync_id_map"),
        Case.of(
            "a table of a sync tool has fields without a collection",
            b ->
                b.table("directus_sync_id_map", "id integer", "table text")
                    .field("directus_sync_id_map", "table", ""),
            "collection_of_sync_tool directus_sync_id_map"),
        Case.of(
            "a column of a sync tool is a field of the settings",
            b ->
                b.table("directus_settings", "id integer", "mv_ts text")
                    .field("directus_settings", column("mv_hash varchar 255"), "")
                    .field("tags", column("mv_hash varchar 255"), ""),
            "field_of_sync_tool directus_settings.mv_hash"));
  }
}
