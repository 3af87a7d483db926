package dev.plumbline.postgres.target.content;

import dev.plumbline.postgres.dump.RowsHash;
import dev.plumbline.postgres.session.Connector;
import dev.plumbline.postgres.session.DatabaseTarget;
import dev.plumbline.postgres.session.Identifier;
import dev.plumbline.postgres.session.PostgresFailures;
import dev.plumbline.postgres.session.ReadTransaction;
import dev.plumbline.store.backup.DatabaseContent.Rows;
import dev.plumbline.sync.port.TargetException;
import dev.plumbline.watch.source.UnreadableException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * An open transaction that sees one state of a database. It has read nothing but the catalog, so it
 * holds no lock on any table; a table is locked only while it is read.
 */
final class ContentSnapshot implements AutoCloseable {
  private static final String TABLES =
      """
      SELECT format('%I.%I', n.nspname, c.relname), n.nspname, c.relname, c.oid::bigint,
             c.relfilenode::bigint, c.xmin::text::bigint, has_table_privilege(c.oid, 'SELECT'),
             (SELECT string_agg(format('%I::text', a.attname), ' || E''\\x01'' || ' ORDER BY a.attnum)
                FROM pg_index i
                JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = ANY (i.indkey)
               WHERE i.indrelid = c.oid AND i.indisprimary)
        FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
       WHERE c.relkind = 'r' AND c.relpersistence <> 't'
         AND n.nspname <> 'information_schema' AND n.nspname !~ '^pg_'
         AND NOT EXISTS (SELECT FROM pg_depend e
                          WHERE e.classid = 'pg_class'::regclass AND e.objid = c.oid
                            AND e.deptype = 'e')
      """;

  private static final String COLUMNS =
      """
      SELECT attrelid::bigint, attname, attnum || ' ' || atttypid || ' ' || atttypmod
        FROM pg_attribute WHERE attnum > 0 AND NOT attisdropped
      """;

  /** Of sequences that the role may not read, or that nobody has used, the value is null. */
  private static final String SEQUENCES =
      """
      SELECT format('%I.%I', schemaname, sequencename), last_value * sign(increment_by)
        FROM pg_sequences WHERE last_value IS NOT NULL
      """;

  private final Connection connection;
  private final DatabaseTarget target;
  private final SortedMap<String, TableRecord> tables;
  private final Map<String, Long> sequences;
  private final long horizon;

  /** What was read, or why it cannot be. */
  sealed interface Answer<T> {}

  record Known<T>(T value) implements Answer<T> {}

  record Refused<T>(String reason) implements Answer<T> {}

  /** Reads something; the transaction continues if it fails. */
  interface Query<T> {
    T read(Connection connection) throws SQLException;
  }

  private ContentSnapshot(
      Connection connection,
      DatabaseTarget target,
      SortedMap<String, TableRecord> tables,
      Map<String, Long> sequences,
      long horizon) {
    this.connection = connection;
    this.target = target;
    this.tables = tables;
    this.sequences = sequences;
    this.horizon = horizon;
  }

  static ContentSnapshot open(DatabaseTarget target, Duration limit) throws TargetException {
    Connection connection;
    try {
      connection = Connector.connect(target, limit);
    } catch (SQLException e) {
      throw new TargetException(PostgresFailures.of(e, target, false).detail());
    } catch (UnreadableException e) {
      throw new TargetException(e.detail());
    }
    try {
      // A statement of its own: reading a sequence locks it until the transaction ends.
      connection.setAutoCommit(true);
      Map<String, Long> sequences = sequences(connection);
      new ReadTransaction("plumbline", limit, limit, "pg_catalog", false).begin(connection);
      try (Statement statement = connection.createStatement()) {
        // How money is written.
        statement.execute("SET LOCAL lc_monetary = 'C'");
      }
      return new ContentSnapshot(
          connection, target, tables(connection, target), sequences, horizon(connection));
    } catch (SQLException e) {
      close(connection);
      throw new TargetException(PostgresFailures.of(e, target, true).detail());
    }
  }

  private static long horizon(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "SELECT txid_snapshot_xmin(txid_current_snapshot()) % 4294967296")) {
      row.next();
      return row.getLong(1);
    }
  }

  private static Map<String, Long> sequences(Connection connection) throws SQLException {
    Map<String, Long> sequences = new HashMap<>();
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(SEQUENCES)) {
      while (row.next()) {
        sequences.put(row.getString(1), row.getLong(2));
      }
    }
    return sequences;
  }

  private static SortedMap<String, TableRecord> tables(Connection connection, DatabaseTarget target)
      throws SQLException {
    Map<Long, Map<String, String>> columns = new HashMap<>();
    SortedMap<String, TableRecord> tables = new TreeMap<>();
    try (Statement statement = connection.createStatement()) {
      try (ResultSet row = statement.executeQuery(COLUMNS)) {
        while (row.next()) {
          columns
              .computeIfAbsent(row.getLong(1), any -> new HashMap<>())
              .put(row.getString(2), row.getString(3));
        }
      }
      try (ResultSet row = statement.executeQuery(TABLES)) {
        while (row.next()) {
          String key = row.getString(8);
          tables.put(
              row.getString(1),
              new TableRecord(
                  row.getString(1),
                  row.getString(2).equals(target.schema().name())
                      ? row.getString(3)
                      : row.getString(1),
                  row.getLong(4),
                  row.getLong(5),
                  row.getLong(6),
                  row.getBoolean(7),
                  columns.getOrDefault(row.getLong(4), Map.of()),
                  key == null ? "" : key));
        }
      }
    }
    return tables;
  }

  SortedMap<String, TableRecord> tables() {
    return tables;
  }

  /** The oldest transaction, in 32 bits, that this snapshot may not see. */
  long horizon() {
    return horizon;
  }

  /** Of ascending sequences the last value, of descending ones the negative of it. */
  Map<String, Long> sequences() {
    return sequences;
  }

  /** Of a table that is not there: without Directus's schema. */
  String shortName(String sql) {
    String prefix = new Identifier(target.schema().name()).readable() + ".";
    return sql.startsWith(prefix) ? sql.substring(prefix.length()) : sql;
  }

  /**
   * @param columns to be compared; empty: all of them
   */
  Answer<Rows> rows(TableRecord table, List<String> columns) throws TargetException {
    String selected = columns.isEmpty() ? "*" : sql(columns);
    return read(
        connected ->
            RowsHash.of(connected, "SELECT %s FROM ONLY %s".formatted(selected, table.sql())));
  }

  /** How many rows a table has; empty if it may not be read. */
  Optional<Long> count(TableRecord table) throws TargetException {
    if (!table.readable()) {
      return Optional.empty();
    }
    Answer<Long> answer = read(connected -> count(connected, table.sql()));
    return answer instanceof Known<Long>(Long rows) ? Optional.of(rows) : Optional.empty();
  }

  private static long count(Connection connection, String table) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT count(*) FROM ONLY " + table)) {
      row.next();
      return row.getLong(1);
    }
  }

  static String sql(List<String> columns) {
    return columns.stream()
        .map(column -> new Identifier(column).sql())
        .collect(Collectors.joining(", "));
  }

  /** Going back to the savepoint also releases the locks that the query took. */
  <T> Answer<T> read(Query<T> query) throws TargetException {
    try {
      Savepoint savepoint = connection.setSavepoint();
      try {
        return new Known<>(query.read(connection));
      } catch (SQLException e) {
        return new Refused<>(PostgresFailures.of(e, target, true).detail());
      } finally {
        connection.rollback(savepoint);
      }
    } catch (SQLException e) {
      throw new TargetException(PostgresFailures.of(e, target, true).detail());
    }
  }

  @Override
  public void close() {
    close(connection);
  }

  private static void close(Connection connection) {
    try {
      connection.close();
    } catch (SQLException e) {
      // It is closed already.
    }
  }
}
