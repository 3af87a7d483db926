package dev.plumbline.store.state;

import java.time.Instant;
import java.util.Optional;
import java.util.SortedSet;

/**
 * Which Directus and which database an environment is, as far as that could be read.
 *
 * @param project {@code directus_settings.project_id}, which every copy of a database has as well
 * @param location of its tables; empty if the server does not say which server it is
 * @param role that Directus connects as; empty if it is neither configured nor clear
 * @param storages the storage locations that its files name
 * @param apiServesDatabase whether API and database belong to one Directus
 * @param readAt by our clock
 */
public record Identity(
    Optional<String> project,
    Optional<Location> location,
    Optional<Role> role,
    Optional<SortedSet<String>> storages,
    Optional<Boolean> apiServesDatabase,
    Instant readAt) {

  /**
   * A schema of a database of a server.
   *
   * @param system identifier that a server has from its first start on; its copies have it as well
   * @param database object id
   * @param schema object id
   * @param startedAt when the server was started, by its own clock
   * @param seenAt when this was read, likewise
   */
  public record Location(
      String system, long database, long schema, Instant startedAt, Instant seenAt) {

    /**
     * Whether two are one and the same. A server that is a copy of another (by a snapshot of its
     * disk, a standby, a branch) has the same identifiers and differs in when it was started. Empty
     * if the server may have been restarted after one of the two was read.
     */
    public Optional<Boolean> isSameAs(Location other) {
      if (!system.equals(other.system) || database != other.database || schema != other.schema) {
        return Optional.of(false);
      }
      if (startedAt.equals(other.startedAt)) {
        return Optional.of(true);
      }
      boolean bothRanThen = !seenAt.isBefore(other.startedAt) && !other.seenAt.isBefore(startedAt);
      return bothRanThen ? Optional.of(false) : Optional.empty();
    }
  }

  /**
   * A role of the server.
   *
   * @param configured whether somebody named it; otherwise it owns {@code directus_fields}
   */
  public record Role(String name, boolean configured) {}
}
