package dev.plumbline.mismatch.wellknown;

import dev.plumbline.catalog.Catalog.Table;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Schemas and tables that are there for a well-known reason, so that nobody needs a report about
 * them. Only names that hardly anybody would choose for something else.
 */
public final class WellKnown {
  private WellKnown() {}

  private record Entry(Pattern name, String why) {}

  private static final List<Entry> SCHEMAS =
      List.of(
          entry("topology", "PostGIS stores topologies in it."),
          entry("tiger|tiger_data", "PostGIS stores the data of its geocoder in it."),
          entry("neon|neon_auth|neon_control_plane", "Neon uses it for its own services."),
          entry("drizzle", "The migrations of Drizzle are recorded in it."),
          entry("auth", "Supabase and others store users and sessions in it."),
          entry("storage", "Supabase stores the list of its files in it."),
          entry("realtime|_realtime", "Supabase's Realtime stores its state in it."),
          entry(
              "vault|pgsodium|pgsodium_masks|graphql|graphql_public|extensions|pgbouncer"
                  + "|supabase_functions|supabase_migrations|_analytics|_supavisor|net|pgmq",
              "Supabase uses it for its own services."),
          entry("hdb_catalog|hdb_views|hdb_lib", "Hasura stores its metadata in it."),
          entry(
              "_timescaledb_.+|timescaledb_.+|toolkit_experimental",
              "TimescaleDB stores its chunks and its catalog in it."),
          entry("cron", "pg_cron stores its jobs in it."),
          entry("partman", "pg_partman stores its configuration in it."),
          entry("repack", "pg_repack stores its functions in it."),
          entry("pglogical|spock", "Logical replication stores its state in it."),
          entry("google_vacuum_mgmt", "Cloud SQL uses it for its own services."),
          entry("pgboss", "pg-boss stores its jobs in it."),
          entry(
              "graphile_worker|graphile_migrate", "Graphile stores its jobs or migrations in it."));

  private static final List<Entry> TABLES =
      List.of(
          entry("spatial_ref_sys", "PostGIS stores its coordinate systems in it."),
          entry(
              "geometry_columns|geography_columns|raster_columns|raster_overviews",
              "PostGIS stores its columns in it."),
          entry("directus_sync_id_map", "The extension directus-sync maps ids with it."),
          entry(
              "schema_sync|schema-sync",
              "The extension directus-schema-sync stores its state in it."),
          entry(
              "knex_migrations|knex_migrations_lock", "The migrations of Knex are recorded in it."),
          entry("flyway_schema_history", "The migrations of Flyway are recorded in it."),
          entry(
              "databasechangelog|databasechangeloglock",
              "The migrations of Liquibase are recorded in it."),
          entry("_prisma_migrations", "The migrations of Prisma are recorded in it."),
          entry("__drizzle_migrations", "The migrations of Drizzle are recorded in it."),
          entry("pgmigrations", "The migrations of node-pg-migrate are recorded in it."),
          entry("atlas_schema_revisions", "The migrations of Atlas are recorded in it."),
          entry(
              "pg_stat_statements|pg_stat_statements_info",
              "An extension shows statistics of statements with it."),
          entry("sysdiagrams", "Diagrams of SQL Server are kept in it; Directus leaves it out."));

  /** Why a schema of this name is there; empty if it is not well known. */
  public static Optional<String> schema(String name) {
    return find(SCHEMAS, name);
  }

  /** Why a table is there; empty if it is not well known. */
  public static Optional<String> table(Table table) {
    return table
        .details()
        .extension()
        .map(extension -> "It belongs to the extension " + extension + ".")
        .or(() -> find(TABLES, table.name()));
  }

  private static Optional<String> find(List<Entry> entries, String name) {
    return entries.stream()
        .filter(entry -> entry.name().matcher(name).matches())
        .map(Entry::why)
        .findFirst();
  }

  private static Entry entry(String name, String why) {
    return new Entry(Pattern.compile(name), why);
  }
}
