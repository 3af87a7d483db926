package dev.plumbline.jdbc.table;

import dev.plumbline.jdbc.sql.Sql;
import dev.plumbline.replica.ReplicaStore;
import dev.plumbline.store.Part;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;

/** The tables {@code replica}, {@code replica_part} and {@code part}. */
public final class ReplicaTable {
  /** A definition that a fit replica announced later than this one announced another. */
  static final String OVERRULED = overruled("clock_timestamp()");

  private static String overruled(String now) {
    return """
    EXISTS (SELECT FROM replica_part other JOIN replica r ON r.id = other.replica
      WHERE r.fit AND r.seen_at > %s - %d * interval '1 millisecond' AND other.part = mine.part AND other.definition <> mine.definition
        AND (other.since, other.definition) > (mine.since, mine.definition))"""
        .formatted(now, ReplicaStore.SILENT.toMillis());
  }

  private ReplicaTable() {}

  /** Waits until nobody else changes who lives, and keeps others from it. */
  public static void lock(Connection connection) throws SQLException {
    Sql.of("SELECT pg_advisory_xact_lock(hashtextextended('plumbline replicas', 0))")
        .first(connection, row -> true);
  }

  /**
   * @param since when this process announced each part, as far as it did
   * @return since when each part has been announced like this
   */
  public static Map<Part, Instant> announce(
      Connection connection,
      UUID replica,
      boolean fit,
      Map<Part, String> definitions,
      Map<Part, Instant> since)
      throws SQLException {
    Sql.of(
            """
            INSERT INTO replica (id, fit) VALUES (?, ?)
            ON CONFLICT (id) DO UPDATE SET fit = excluded.fit, seen_at = clock_timestamp()
            """,
            replica,
            fit)
        .update(connection);
    List<String> parts = definitions.keySet().stream().map(Part::key).toList();
    Sql.of("DELETE FROM replica_part WHERE replica = ? AND part <> ALL (?)", replica, parts)
        .update(connection);
    List<List<?>> rows =
        definitions.entrySet().stream()
            .<List<?>>map(
                entry ->
                    List.of(
                        entry.getKey().key(),
                        replica,
                        entry.getValue(),
                        entry.getKey().key(),
                        entry.getValue(),
                        Optional.ofNullable(since.get(entry.getKey()))))
            .toList();
    Sql.batch(
        connection,
        """
        INSERT INTO replica_part (part, replica, definition, since)
        VALUES (?, ?, ?, coalesce(
          (SELECT min(since) FROM replica_part WHERE part = ? AND definition = ?),
          ?::timestamptz, now()))
        ON CONFLICT (part, replica) DO UPDATE SET
          definition = excluded.definition, since = excluded.since
        """,
        rows);
    Sql.of(
            """
            INSERT INTO part (part) SELECT part FROM replica_part WHERE replica = ?
            ON CONFLICT (part) DO UPDATE SET left_at = NULL WHERE part.left_at IS NOT NULL
            """,
            replica)
        .update(connection);
    return instants(
        connection, "SELECT part, since AS at FROM replica_part WHERE replica = ?", replica);
  }

  public static boolean beat(Connection connection, UUID replica) throws SQLException {
    return Sql.of("UPDATE replica SET seen_at = clock_timestamp() WHERE id = ?", replica)
            .update(connection)
        == 1;
  }

  /**
   * Those that another replica overrules. PostgreSQL evaluates what is volatile, such as
   * clock_timestamp, part by part, and this joins all of them at once.
   */
  public static Set<Part> overruled(Connection connection, UUID replica) throws SQLException {
    return Set.copyOf(
        Sql.of(
                "SELECT part FROM replica_part mine WHERE mine.replica = ? AND "
                    + overruled("statement_timestamp()"),
                replica)
            .list(connection, row -> Part.ofKey(Sql.text(row, "part"))));
  }

  /**
   * Those of some parts that a replica does not decide on: another one overrules it, or the others
   * took it for dead, and it has not announced itself again.
   */
  public static Set<Part> refused(Connection connection, UUID replica, Collection<Part> parts)
      throws SQLException {
    return Set.copyOf(
        Sql.of(
                "SELECT part FROM unnest(?) AS part WHERE NOT EXISTS (SELECT FROM replica_part mine"
                    + " WHERE mine.replica = ? AND mine.part = part.part AND NOT "
                    + OVERRULED
                    + ")",
                parts.stream().map(Part::key).toList(),
                replica)
            .list(connection, row -> Part.ofKey(Sql.text(row, "part"))));
  }

  public static void leave(Connection connection, UUID replica) throws SQLException {
    Sql.of("DELETE FROM replica WHERE id = ?", replica).update(connection);
  }

  public static void forget(Connection connection, Duration silence) throws SQLException {
    Sql.of(
            """
            DELETE FROM replica WHERE seen_at <= clock_timestamp() - ? * interval '1 millisecond'
            """,
            silence.toMillis())
        .update(connection);
    Sql.of(
            """
            UPDATE part SET left_at = clock_timestamp() WHERE left_at IS NULL
              AND NOT EXISTS (SELECT FROM replica_part known WHERE known.part = part.part)
            """)
        .update(connection);
    Sql.of("DELETE FROM due WHERE part IN (SELECT part FROM part WHERE left_at IS NOT NULL)")
        .update(connection);
  }

  public static Set<Part> parts(Connection connection) throws SQLException {
    return Set.copyOf(
        Sql.of("SELECT part FROM part").list(connection, row -> Part.ofKey(Sql.text(row, "part"))));
  }

  public static Map<Part, Instant> left(Connection connection) throws SQLException {
    return instants(connection, "SELECT part, left_at AS at FROM part WHERE left_at IS NOT NULL");
  }

  private static Map<Part, Instant> instants(Connection connection, String sql, Object... values)
      throws SQLException {
    return Sql.of(sql, values)
        .list(connection, row -> Map.entry(Part.ofKey(Sql.text(row, "part")), Sql.time(row, "at")))
        .stream()
        .collect(
            Collectors.toMap(
                Map.Entry::getKey,
                Map.Entry::getValue,
                (one, other) -> one,
                () -> new TreeMap<>(java.util.Comparator.comparing(Part::key))));
  }

  /**
   * Of a part that left before, and keeps it from being announced again meanwhile.
   *
   * @return whether it did
   */
  public static boolean lockLeft(Connection connection, Part part, Instant before)
      throws SQLException {
    return Sql.of(
            "SELECT part FROM part WHERE part = ? AND left_at < ? FOR UPDATE", part.key(), before)
        .first(connection, row -> true)
        .isPresent();
  }
}
