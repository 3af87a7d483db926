package dev.plumbline.lab.postgres;

/**
 * A database of the laboratory.
 *
 * @param owner the role that Directus uses
 * @param reader a role with the grants of {@code docs/access.md} for watching and scanning, and
 *     nothing else, not even what every role has by default
 */
public record LabDatabase(LabPostgres postgres, String name, Sql owner, Sql reader) {

  /** Creates it as a copy of a template, with a reader of its own. */
  public static LabDatabase create(
      LabPostgres postgres, String name, String template, Sql anyOwner, String password) {
    String reader = name + "_reader";
    postgres.createDatabase(name, template, anyOwner.username());
    postgres.createRole(reader, password);
    postgres.sql(
        name,
        """
        REVOKE ALL ON DATABASE "%1$s" FROM PUBLIC;
        REVOKE ALL ON SCHEMA public FROM PUBLIC;
        DO $$ BEGIN
          -- Since 15 it belongs to the owner of the database.
          IF current_setting('server_version_num')::int < 150000 THEN
            ALTER SCHEMA public OWNER TO "%3$s";
          END IF;
          -- Of a copy of an environment: the grants of the reader of that one.
          IF EXISTS (SELECT FROM pg_roles WHERE rolname = '%4$s_reader') THEN
            REVOKE ALL ON SCHEMA public FROM "%4$s_reader";
            REVOKE ALL ON ALL TABLES IN SCHEMA public FROM "%4$s_reader";
            REVOKE ALL ON ALL SEQUENCES IN SCHEMA public FROM "%4$s_reader";
            ALTER DEFAULT PRIVILEGES FOR ROLE "%3$s" IN SCHEMA public REVOKE ALL ON TABLES FROM "%4$s_reader";
            ALTER DEFAULT PRIVILEGES FOR ROLE "%3$s" IN SCHEMA public REVOKE ALL ON SEQUENCES FROM "%4$s_reader";
          END IF;
        END $$;
        GRANT CONNECT ON DATABASE "%1$s" TO "%2$s";
        GRANT USAGE ON SCHEMA public TO "%2$s";
        GRANT SELECT ON ALL TABLES IN SCHEMA public TO "%2$s";
        GRANT SELECT ON ALL SEQUENCES IN SCHEMA public TO "%2$s";
        ALTER DEFAULT PRIVILEGES FOR ROLE "%3$s" IN SCHEMA public GRANT SELECT ON TABLES TO "%2$s";
        ALTER DEFAULT PRIVILEGES FOR ROLE "%3$s" IN SCHEMA public GRANT SELECT ON SEQUENCES TO "%2$s";
        REVOKE SELECT ON directus_sessions, directus_settings, directus_users, directus_shares FROM "%2$s";
        GRANT SELECT (id, project_id) ON directus_settings TO "%2$s";
        DO $$ BEGIN
          EXECUTE (
            SELECT string_agg(
                     format('GRANT SELECT (%%s) ON %%s TO "%2$s"', columns, attrelid::regclass), '; ')
              FROM (SELECT attrelid, string_agg(quote_ident(attname), ', ') AS columns
                      FROM pg_attribute
                     WHERE attrelid IN ('directus_users'::regclass, 'directus_shares'::regclass)
                       AND attnum > 0 AND NOT attisdropped
                       AND attname NOT IN ('password', 'token', 'tfa_secret', 'auth_data')
                     GROUP BY attrelid) AS readable);
        END $$;
        """
            .formatted(name, reader, anyOwner.username(), template));
    String url = postgres.jdbcUrl(name);
    return new LabDatabase(
        postgres,
        name,
        new Sql(url, anyOwner.username(), anyOwner.password()),
        new Sql(url, reader, password));
  }

  /** Without credentials. */
  public String jdbcUrl() {
    return owner.jdbcUrl();
  }

  public void drop() {
    if (postgres.isRunning()) {
      postgres.dropDatabase(name);
      postgres.dropRole(reader.username());
    }
  }
}
