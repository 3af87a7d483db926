package dev.plumbline.catalogue;

import static dev.plumbline.catalogue.Step.delete;
import static dev.plumbline.catalogue.Step.patch;
import static dev.plumbline.catalogue.Step.post;

import java.util.List;
import java.util.Map;

/** What people make of Directus's own tables. */
final class SystemMutations {
  private SystemMutations() {}

  static List<Mutation> all() {
    Mutation indexed =
        Mutation.sql(
                "a system column is indexed",
                "CREATE INDEX users_last_name ON directus_users (last_name)",
                "DROP INDEX users_last_name",
                "low system_field_index_added directus_users.last_name")
            .disagreeing("medium index_named_differently directus_users.last_name users_last_name");
    Mutation unique =
        Mutation.sql(
            "a unique constraint of users is dropped",
            "ALTER TABLE directus_users DROP CONSTRAINT directus_users_email_unique",
            """
            ALTER TABLE directus_users ADD CONSTRAINT directus_users_email_unique UNIQUE (email)
            """,
            "medium unique_constraint_removed directus_users.directus_users_email_unique");
    Mutation column =
        Mutation.sql(
            "a column of users is added behind the back of Directus",
            "ALTER TABLE directus_users ADD COLUMN erp text",
            "ALTER TABLE directus_users DROP COLUMN erp",
            "medium column_added directus_users.erp");
    Mutation key =
        Mutation.sql(
            "a foreign key of sessions is dropped",
            "ALTER TABLE directus_sessions DROP CONSTRAINT directus_sessions_user_foreign",
            """
            ALTER TABLE directus_sessions ADD CONSTRAINT directus_sessions_user_foreign
              FOREIGN KEY ("user") REFERENCES directus_users (id) ON DELETE CASCADE
            """,
            "high foreign_key_removed directus_sessions.directus_sessions_user_foreign");
    return List.of(
        unique,
        column,
        column.inTarget("high column_removed directus_users.erp"),
        key,
        key.inTarget("medium foreign_key_added directus_sessions.directus_sessions_user_foreign"),
        Mutation.sql(
            "a table under the prefix of Directus is added",
            "CREATE TABLE directus_x (id integer PRIMARY KEY)",
            "DROP TABLE directus_x",
            "low table_added directus_x"),
        indexed,
        indexed.inTarget("medium system_field_index_removed directus_users.last_name"),
        Mutation.api(
            "a custom field on users is added",
            post(
                "/fields/directus_users",
                "{\"field\": \"badge\", \"type\": \"string\", \"meta\": {}}"),
            delete("/fields/directus_users/badge"),
            "low field_added directus_users.badge"),
        Mutation.api(
            "a custom field on users becomes longer",
            patch(
                "/fields/directus_users/extension",
                Step.column("string", Map.of("max_length", "12"))),
            patch(
                "/fields/directus_users/extension",
                Step.column("string", Map.of("max_length", "8"))),
            "low field_length_changed directus_users.extension schema.max_length"),
        Mutation.api(
            "a custom field on files is deleted",
            delete("/fields/directus_files/credit"),
            "critical field_removed directus_files.credit"),
        Mutation.api(
            "a relation from users is deleted along with its field",
            delete("/fields/directus_users/desk"),
            "critical field_removed directus_users.desk"));
  }
}
