package dev.plumbline.jdbc.table;

import dev.plumbline.jdbc.sql.Sql;
import dev.plumbline.replica.ReplicaStore;
import dev.plumbline.replica.ReplicaStore.Due;
import dev.plumbline.replica.ReplicaStore.Next;
import dev.plumbline.replica.ReplicaStore.Plan;
import dev.plumbline.store.Part;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** The table {@code due}. */
public final class DueTable {
  /** What a replica may do: what it knows, and nobody newer defines otherwise. */
  private static final String MINE =
      " FROM replica_part mine LEFT JOIN due ON due.part = mine.part"
          + " WHERE mine.replica = ? AND mine.part NOT LIKE 'comparison/%' AND mine.part <> ALL (?)";

  /** A paused environment is left alone until somebody resumes it. */
  private static final String RUNNING =
      """
       AND NOT EXISTS (SELECT FROM environment
         WHERE name = split_part(due.part, '/', 2) AND pause_at IS NOT NULL)""";

  /** Whoever took it does not live any more. */
  private static final String ABANDONED =
      """
      NOT EXISTS (SELECT FROM replica WHERE id = due.taken_by
        AND seen_at > clock_timestamp() - %d * interval '1 millisecond')"""
          .formatted(ReplicaStore.SILENT_AT_WORK.toMillis());

  /** What a replica died with is done again at once, but not when it was the second in a row. */
  private static final String IS_DUE =
      " AND (due.taken_by IS NULL AND due.next_at <= clock_timestamp()"
          + " OR due.taken_by IS NOT NULL AND "
          + ABANDONED
          + " AND (due.deaths = 0 OR due.next_at <= clock_timestamp()))";

  private DueTable() {}

  /**
   * @param overruled what {@link ReplicaTable#overruled} returned
   */
  public static Map<Part, Optional<Due>> unplanned(
      Connection connection, UUID replica, Set<Part> overruled) throws SQLException {
    Map<Part, Optional<Due>> unplanned = new HashMap<>();
    Sql.of(
            "SELECT mine.part AS known, due.*"
                + MINE
                + " AND due.definition IS DISTINCT FROM mine.definition",
            replica,
            keys(overruled))
        .list(
            connection,
            row ->
                unplanned.put(
                    Part.ofKey(Sql.text(row, "known")),
                    Sql.optionalText(row, "part").isPresent()
                        ? Optional.of(due(row))
                        : Optional.empty()));
    return unplanned;
  }

  /** Likewise. */
  public static List<Due> due(Connection connection, UUID replica, Set<Part> overruled)
      throws SQLException {
    return Sql.of(
            "SELECT due.*" + MINE + IS_DUE + RUNNING + " ORDER BY due.next_at",
            replica,
            keys(overruled))
        .list(connection, DueTable::due);
  }

  /** Likewise. */
  public static Optional<Instant> upcoming(Connection connection, UUID replica, Set<Part> overruled)
      throws SQLException {
    return Sql.of(
            "SELECT min(due.next_at) AS next" + MINE + " AND due.next_at > clock_timestamp()",
            replica,
            keys(overruled))
        .first(connection, row -> Sql.optionalTime(row, "next"))
        .flatMap(next -> next);
  }

  public static void plan(Connection connection, Plan plan, Optional<Due> before)
      throws SQLException {
    if (before.isEmpty()) {
      Sql.of(
              """
              INSERT INTO due (part, definition, schedule, source, last_at, next_at)
              VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (part) DO NOTHING
              """,
              plan.part().key(),
              plan.definition(),
              plan.schedule(),
              plan.source(),
              plan.last(),
              plan.next())
          .update(connection);
      return;
    }
    Sql.of(
            """
            UPDATE due SET definition = ?, schedule = ?, source = ?, next_at = ?
            WHERE part = ? AND next_at = ? AND schedule = ? AND source = ?
            """,
            plan.definition(),
            plan.schedule(),
            plan.source(),
            plan.next(),
            plan.part().key(),
            before.get().next(),
            before.get().schedule(),
            before.get().source())
        .update(connection);
  }

  public static boolean take(Connection connection, UUID replica, Due due, Instant next)
      throws SQLException {
    return Sql.of(
                """
                UPDATE due SET last_at = clock_timestamp(), next_at = ?, taken_by = ?,
                  deaths = CASE WHEN taken_by IS NULL THEN 0 ELSE deaths + 1 END
                WHERE part = ? AND next_at = ? AND taken_by IS NOT DISTINCT FROM ?::uuid
                  AND EXISTS (SELECT FROM replica_part mine
                    WHERE mine.replica = ? AND mine.part = due.part AND NOT (%s))
                """
                    .formatted(ReplicaTable.OVERRULED),
                next,
                replica,
                due.part().key(),
                due.next(),
                Optional.ofNullable(due.takenBy()),
                replica)
            .update(connection)
        == 1;
  }

  public static void done(Connection connection, UUID replica, Part part, Optional<Next> next)
      throws SQLException {
    Sql.of(
            """
            UPDATE due SET taken_by = nullif(taken_by, ?), deaths = 0,
              next_at = CASE
                WHEN ?::bigint IS NULL THEN next_at
                WHEN ? THEN clock_timestamp() + ? * interval '1 millisecond'
                WHEN next_at <= clock_timestamp()
                  THEN clock_timestamp() + ? * interval '1 millisecond'
                ELSE least(next_at, clock_timestamp() + ? * interval '1 millisecond') END
            WHERE part = ?
            """,
            replica,
            next.map(n -> n.after().toMillis()),
            next.map(Next::exactly).orElse(false),
            next.map(n -> n.after().toMillis()).orElse(0L),
            next.map(n -> n.ifPassed().toMillis()).orElse(0L),
            next.map(n -> n.after().toMillis()).orElse(0L),
            part.key())
        .update(connection);
  }

  public static Optional<Instant> next(Connection connection, Part part) throws SQLException {
    return Sql.of("SELECT next_at FROM due WHERE part = ?", part.key())
        .first(connection, row -> Sql.time(row, "next_at"));
  }

  public static Map<Part, Instant> planned(Connection connection) throws SQLException {
    Map<Part, Instant> planned = new HashMap<>();
    Sql.of("SELECT part, next_at FROM due")
        .list(
            connection,
            row -> Map.entry(Part.ofKey(Sql.text(row, "part")), Sql.time(row, "next_at")))
        .forEach(part -> planned.put(part.getKey(), part.getValue()));
    return planned;
  }

  private static List<String> keys(Set<Part> parts) {
    return parts.stream().map(Part::key).toList();
  }

  private static Due due(ResultSet row) throws SQLException {
    return new Due(
        Part.ofKey(Sql.text(row, "part")),
        Sql.text(row, "schedule"),
        Sql.text(row, "source"),
        Sql.optionalTime(row, "last_at"),
        Sql.time(row, "next_at"),
        row.getObject("taken_by", UUID.class));
  }
}
