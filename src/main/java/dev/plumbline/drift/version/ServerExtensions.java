package dev.plumbline.drift.version;

import java.util.Set;

/** Extensions of PostgreSQL's own sources: their version is the one of the server. */
final class ServerExtensions {
  private static final Set<String> NAMES =
      Set.of(
          "amcheck",
          "bloom",
          "btree_gin",
          "btree_gist",
          "citext",
          "cube",
          "dblink",
          "dict_int",
          "earthdistance",
          "file_fdw",
          "fuzzystrmatch",
          "hstore",
          "intarray",
          "isn",
          "lo",
          "ltree",
          "pageinspect",
          "pg_buffercache",
          "pg_freespacemap",
          "pg_prewarm",
          "pg_stat_statements",
          "pg_surgery",
          "pg_trgm",
          "pg_visibility",
          "pg_walinspect",
          "pgcrypto",
          "pgrowlocks",
          "pgstattuple",
          "postgres_fdw",
          "seg",
          "sslinfo",
          "tablefunc",
          "unaccent",
          "uuid-ossp",
          "xml2");

  private ServerExtensions() {}

  static boolean contains(String name) {
    return NAMES.contains(name);
  }
}
