package dev.plumbline.jdbc.table;

import static dev.plumbline.jdbc.table.PollTable.labelled;

import dev.plumbline.environment.EnvironmentId;
import dev.plumbline.jdbc.sql.Pruning;
import dev.plumbline.jdbc.sql.Sql;
import dev.plumbline.store.state.CheckStatus.TableState;
import dev.plumbline.store.state.ItemCount;
import dev.plumbline.store.state.ItemCount.Method;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The table {@code item_count}. */
public final class CountTable {
  /**
   * The last count of each collection. Each step takes one row from the end of the primary key, so
   * that a year of counts costs no more than a day: {@code DISTINCT ON} and {@code NOT EXISTS}
   * would read all of them.
   */
  private static final String LAST =
      """
      WITH RECURSIVE last AS (
        (SELECT * FROM item_count WHERE environment = ?
         ORDER BY collection DESC, counted_at DESC LIMIT 1)
        UNION ALL
        SELECT next.* FROM last, LATERAL (
          SELECT * FROM item_count c
          WHERE c.environment = last.environment AND c.collection < last.collection
          ORDER BY c.collection DESC, c.counted_at DESC LIMIT 1) next)""";

  /** From each count to the last one of an earlier day, likewise. */
  private static final String DAILY =
      LAST
          + """
          , daily AS (
            SELECT * FROM last
            UNION ALL
            SELECT before.* FROM daily, LATERAL (
              SELECT * FROM item_count c
              WHERE c.environment = daily.environment AND c.collection = daily.collection
                AND c.counted_at < date_trunc('day', daily.counted_at, 'UTC')
                AND c.counted_at >= ?
              ORDER BY c.counted_at DESC LIMIT 1) before)""";

  private static final String LATER =
      """
      EXISTS (SELECT FROM item_count later
        WHERE later.environment = c.environment AND later.collection = c.collection
          AND later.counted_at > c.counted_at)
      """;

  private CountTable() {}

  public static void forgetOthers(
      Connection connection, EnvironmentId environment, Collection<String> tables)
      throws SQLException {
    Sql.of(
            "DELETE FROM item_count WHERE environment = ? AND collection <> ALL (?)",
            environment.name(),
            tables)
        .update(connection);
  }

  public static void add(
      Connection connection,
      EnvironmentId environment,
      List<ItemCount> counts,
      Map<String, TableState> states)
      throws SQLException {
    List<List<?>> rows = new ArrayList<>();
    for (ItemCount count : counts) {
      rows.add(
          List.of(
              environment.name(),
              count.collection(),
              count.countedAt(),
              count.count(),
              label(count.method()),
              Optional.ofNullable(states.get(count.collection())).map(TableState::text)));
    }
    Sql.batch(
        connection,
        """
        INSERT INTO item_count (environment, collection, counted_at, count, method, table_state)
        VALUES (?, ?, ?, ?, ?, ?)
        ON CONFLICT (environment, collection, counted_at) DO UPDATE SET
          count = excluded.count, method = excluded.method, table_state = excluded.table_state
        """,
        rows);
  }

  public static List<ItemCount> last(Connection connection, EnvironmentId environment)
      throws SQLException {
    return Sql.of(LAST + " SELECT * FROM last ORDER BY collection", environment.name())
        .list(connection, CountTable::count);
  }

  public static List<ItemCount> daily(
      Connection connection, EnvironmentId environment, Instant since) throws SQLException {
    return Sql.of(
            DAILY + " SELECT * FROM daily ORDER BY collection, counted_at",
            environment.name(),
            since)
        .list(connection, CountTable::count);
  }

  public static Map<String, TableState> states(Connection connection, EnvironmentId environment)
      throws SQLException {
    Map<String, TableState> states = new HashMap<>();
    Sql.of(LAST + " SELECT * FROM last WHERE table_state IS NOT NULL", environment.name())
        .list(
            connection,
            row ->
                states.put(
                    Sql.text(row, "collection"), new TableState(Sql.text(row, "table_state"))));
    return states;
  }

  /** Those that are older, but the last of each collection. */
  public static Sql prune(Instant before) {
    return Sql.of(
        """
        DELETE FROM item_count WHERE (environment, collection, counted_at) IN (
          SELECT environment, collection, counted_at FROM item_count c
          WHERE counted_at < ? AND
        """
            + LATER
            + " LIMIT ? FOR UPDATE OF c SKIP LOCKED)",
        before,
        Pruning.BATCH);
  }

  private static ItemCount count(ResultSet row) throws SQLException {
    String collection = Sql.text(row, "collection");
    return new ItemCount(
        collection,
        row.getLong("count"),
        labelled(
            "a count of " + collection,
            "method",
            Sql.text(row, "method"),
            Method.values(),
            CountTable::label),
        Sql.time(row, "counted_at"));
  }

  private static String label(Method method) {
    return method.name().toLowerCase(Locale.ROOT);
  }
}
