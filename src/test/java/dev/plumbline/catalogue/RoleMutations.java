package dev.plumbline.catalogue;

import java.util.List;

/** A table that belongs to another role than the one that Directus connects as. */
final class RoleMutations {
  private static final String GIVE = "CREATE ROLE migrator; ALTER TABLE pages OWNER TO migrator; ";

  private static final String TAKE_BACK =
      """
      DROP POLICY IF EXISTS few ON pages; ALTER TABLE pages DISABLE ROW LEVEL SECURITY;
      REVOKE ALL ON pages FROM directus; ALTER TABLE pages OWNER TO directus; DROP ROLE migrator
      """;

  private static final String EVERYTHING =
      "ALL ON pages TO directus; GRANT USAGE, UPDATE ON SEQUENCE pages_id_seq";

  private RoleMutations() {}

  static List<Mutation> all() {
    return List.of(
        Mutation.superuser("a table is of a role that granted Directus nothing", GIVE, TAKE_BACK)
            .disagreeing("high role_cannot_read_table pages"),
        granted("Directus may only read a table", "SELECT ON pages")
            .disagreeing("high role_cannot_write_table pages"),
        granted(
                "Directus may not take the numbers of a table",
                "SELECT, INSERT, UPDATE, DELETE ON pages")
            .disagreeing("high role_cannot_write_table pages"),
        granted("Directus may do everything with a table but alter it", EVERYTHING)
            .disagreeing("medium role_cannot_alter_table pages"),
        granted(
                "row-level security of a table hides rows from Directus",
                EVERYTHING
                    + " TO directus; CREATE POLICY few ON pages USING (id < 3);"
                    + " ALTER TABLE pages ENABLE ROW LEVEL SECURITY; GRANT SELECT ON pages")
            .changing("high policy_added pages.few", "high row_security_added pages")
            .disagreeing("high row_security_applies pages", "medium role_cannot_alter_table pages"),
        Mutation.superuser(
                "Directus may create no tables",
                ofOwner("REVOKE CREATE ON SCHEMA public FROM PUBLIC, "),
                ofOwner("GRANT CREATE ON SCHEMA public TO "))
            .disagreeing("medium role_cannot_create_tables"));
  }

  /** Of the owner of the schema, which is another role since PostgreSQL 15. */
  private static String ofOwner(String statement) {
    return """
    DO $$ BEGIN EXECUTE (
      SELECT '%s' || nspowner::regrole FROM pg_namespace WHERE nspname = 'public');
    END $$"""
        .formatted(statement);
  }

  private static Mutation granted(String name, String grant) {
    return Mutation.superuser(
        name,
        GIVE + "GRANT " + grant + " TO directus",
        TAKE_BACK,
        "high grant_added pages.directus");
  }
}
