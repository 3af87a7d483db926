package dev.plumbline.lab.postgres;

/**
 * A database of the laboratory.
 *
 * @param owner the role that Directus uses
 * @param reader a role with {@code CONNECT}, {@code USAGE} on the schema and {@code SELECT} on
 *     three tables, and nothing else, not even what every role has by default
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
        GRANT CONNECT ON DATABASE "%1$s" TO "%2$s";
        GRANT USAGE ON SCHEMA public TO "%2$s";
        GRANT SELECT ON directus_collections, directus_fields, directus_relations TO "%2$s";
        """
            .formatted(name, reader));
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

  /**
   * Lets the reader look at records as well, as a scan needs it. By PostgreSQL's own roles, so that
   * no table says who may read it: that would make two databases differ.
   */
  public void letScan() {
    postgres.sql(name, "GRANT pg_read_all_data, pg_monitor TO \"%s\"".formatted(reader.username()));
  }

  public void drop() {
    if (postgres.isRunning()) {
      postgres.dropDatabase(name);
      postgres.dropRole(reader.username());
    }
  }
}
