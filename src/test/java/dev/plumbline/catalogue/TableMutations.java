package dev.plumbline.catalogue;

import java.util.List;

/** Tables that are no collections, and what makes a collection's table behave otherwise. */
final class TableMutations {
  private static final String TOUCH =
      """
      CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
      CREATE TRIGGER touched BEFORE UPDATE ON pages FOR EACH ROW EXECUTE FUNCTION touch();
      """;

  private TableMutations() {}

  static List<Mutation> all() {
    return List.of(
        Mutation.sql(
                "an untracked materialised view is added",
                "CREATE MATERIALIZED VIEW page_list AS SELECT id, title FROM pages",
                "DROP MATERIALIZED VIEW page_list",
                "low materialized_view_added page_list")
            .disagreeing("low untracked_materialized_view page_list"),
        Mutation.sql(
                "an untracked partitioned table is added",
                """
            CREATE TABLE visits (id integer, at date) PARTITION BY RANGE (at);
            CREATE TABLE visits_2026 PARTITION OF visits
              FOR VALUES FROM ('2026-01-01') TO ('2027-01-01')
            """,
                "DROP TABLE visits",
                "low partitioned_table_added visits")
            .disagreeing("low untracked_partitioned_table visits"),
        Mutation.superuser(
                "an untracked foreign table is added",
                """
            CREATE FOREIGN DATA WRAPPER nothing;
            CREATE SERVER nowhere FOREIGN DATA WRAPPER nothing;
            CREATE FOREIGN TABLE far_away (id integer) SERVER nowhere
            """,
                "DROP FOREIGN DATA WRAPPER nothing CASCADE",
                "low foreign_table_added far_away")
            .disagreeing("low untracked_foreign_table far_away"),
        Mutation.sql(
                "a partition of a table elsewhere is added",
                """
            CREATE SCHEMA elsewhere;
            CREATE TABLE elsewhere.visits (id integer, at date) PARTITION BY RANGE (at);
            CREATE TABLE visits_2026 PARTITION OF elsewhere.visits
              FOR VALUES FROM ('2026-01-01') TO ('2027-01-01')
            """,
                "DROP SCHEMA elsewhere CASCADE",
                "medium partition_added visits_2026")
            .disagreeing("low untracked_partition visits_2026"),
        Mutation.sql(
            "a well-known table is added",
            "CREATE TABLE directus_sync_id_map (id serial PRIMARY KEY, sync_id varchar(64))",
            "DROP TABLE directus_sync_id_map",
            "low table_added directus_sync_id_map"),
        Mutation.sql(
                "a table becomes unlogged",
                "ALTER TABLE order_lines SET UNLOGGED",
                "ALTER TABLE order_lines SET LOGGED",
                "high table_changed order_lines unlogged")
            .disagreeing("high unlogged_table order_lines"),
        Mutation.sql(
                "row-level security is enabled",
                "ALTER TABLE customers ENABLE ROW LEVEL SECURITY",
                "ALTER TABLE customers DISABLE ROW LEVEL SECURITY",
                "high row_security_added customers")
            .disagreeing("low row_security_enabled customers"),
        Mutation.sql(
                "row-level security is forced",
                """
            CREATE POLICY everything ON customers USING (true);
            ALTER TABLE customers ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY
            """,
                """
            ALTER TABLE customers DISABLE ROW LEVEL SECURITY, NO FORCE ROW LEVEL SECURITY;
            DROP POLICY everything ON customers
            """,
                "high policy_added customers.everything",
                "high row_security_added customers")
            .disagreeing("high row_security_forced customers"),
        Mutation.sql(
            "a trigger is added",
            TOUCH,
            "DROP TRIGGER touched ON pages; DROP FUNCTION touch()",
            "low routine_added touch()",
            "medium trigger_added pages.touched"),
        Mutation.sql(
                "a disabled trigger is added",
                TOUCH + "ALTER TABLE pages DISABLE TRIGGER touched",
                "DROP TRIGGER touched ON pages; DROP FUNCTION touch()",
                "low routine_added touch()",
                "medium trigger_added pages.touched")
            .disagreeing("medium trigger_disabled pages touched"));
  }
}
