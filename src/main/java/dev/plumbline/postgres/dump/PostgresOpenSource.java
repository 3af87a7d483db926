package dev.plumbline.postgres.dump;

import dev.plumbline.backup.port.BackupException;
import dev.plumbline.backup.port.DumpSource.OpenSource;
import dev.plumbline.hazard.tables.TableGraph;
import dev.plumbline.postgres.session.Connector;
import dev.plumbline.postgres.session.DatabaseTarget;
import dev.plumbline.postgres.session.Identifier;
import dev.plumbline.postgres.session.PostgresFailures;
import dev.plumbline.postgres.session.ReadSession;
import dev.plumbline.snapshot.Fingerprint;
import dev.plumbline.store.backup.DatabaseContent;
import dev.plumbline.store.backup.DatabaseContent.Locale;
import dev.plumbline.store.backup.DatabaseContent.Position;
import dev.plumbline.store.backup.DatabaseContent.Rows;
import dev.plumbline.watch.source.UnreadableException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** An open transaction that has exported its snapshot. */
final class PostgresOpenSource implements OpenSource {
  private static final String TABLES =
      "SELECT format('%I.%I', n.nspname, c.relname) " + TableGraphReader.dumped("r");

  private static final String SEQUENCES =
      "SELECT format('%I.%I', n.nspname, c.relname) " + TableGraphReader.dumped("S");

  /** And the owner of the cluster, on whom nothing is recorded as depending. */
  private static final String ROLES =
      """
      SELECT rolname FROM pg_roles
       WHERE rolname !~ '^pg_' AND (oid = 10 OR oid IN (
         SELECT refobjid FROM pg_shdepend
          WHERE refclassid = 'pg_authid'::regclass
            AND dbid IN (0, (SELECT oid FROM pg_database WHERE datname = current_database()))))
      """;

  private static final String LOCALE =
      """
      SELECT pg_encoding_to_char(encoding), datcollate, datctype FROM pg_database
       WHERE datname = current_database()
      """;

  /**
   * Sessions of the same name lead to it: {@code pg_dump} has its own.
   *
   * @see <a href="https://www.postgresql.org/docs/current/functions-info.html">pg_blocking_pids</a>
   */
  private static final String WAITING =
      """
      SELECT w.pid, w.application_name FROM pg_stat_activity w
       WHERE w.wait_event_type = 'Lock' AND w.datname = current_database()
         AND EXISTS (SELECT FROM pg_stat_activity ours
                      WHERE ours.application_name = ? AND ours.pid <> w.pid
                        AND ours.pid = ANY (pg_blocking_pids(w.pid)))
       ORDER BY w.pid LIMIT 1
      """;

  private static final Duration WATCH_LIMIT = Duration.ofSeconds(10);
  private static final int SEQUENCES_AT_ONCE = 200;

  private final Connection connection;
  private final DatabaseTarget target;
  private final String application;
  private final Fingerprint schema;
  private final SortedMap<String, String> objects;
  private final String version;
  private final int major;
  private final String snapshot;
  private final long horizon;
  private final Locale locale;
  private final SortedSet<String> roles;
  private final SortedMap<String, Long> positions;
  private final SortedMap<String, Rows> tables = new TreeMap<>();
  private final SortedSet<String> withoutRows = new TreeSet<>();
  private Optional<Connection> watching = Optional.empty();
  private volatile boolean reading;

  PostgresOpenSource(
      ReadSession session,
      DatabaseTarget target,
      String application,
      Duration limit,
      Fingerprint schema,
      SortedMap<String, String> objects)
      throws SQLException {
    this.connection = session.connection();
    this.target = target;
    this.application = application;
    this.schema = schema;
    this.objects = objects;
    this.version = session.version();
    this.major = session.number() / 10000;
    set("application_name", application);
    // A dump may take hours, and this transaction must outlive it.
    set("idle_in_transaction_session_timeout", limit.toMillis() + "ms");
    // How money is written.
    set("lc_monetary", "C");
    this.snapshot = Opener.texts(connection, "SELECT pg_export_snapshot()").getFirst();
    this.horizon =
        Long.parseLong(
            Opener.texts(connection, "SELECT txid_snapshot_xmin(txid_current_snapshot())")
                .getFirst());
    this.locale = locale();
    this.roles = new TreeSet<>(Opener.texts(connection, ROLES));
    this.positions = positions(Opener.texts(connection, SEQUENCES));
  }

  private void set(String setting, String value) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("SELECT set_config(?, ?, true)")) {
      statement.setString(1, setting);
      statement.setString(2, value);
      statement.execute();
    }
  }

  private Locale locale() throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(LOCALE);
        ResultSet row = statement.executeQuery()) {
      row.next();
      return new Locale(row.getString(1), row.getString(2), row.getString(3));
    }
  }

  @Override
  public String snapshot() {
    return snapshot;
  }

  @Override
  public long horizon() {
    return horizon;
  }

  @Override
  public String server() {
    return version;
  }

  @Override
  public int major() {
    return major;
  }

  @Override
  public long bytes() throws BackupException {
    try {
      return TableGraphReader.bytes(connection);
    } catch (SQLException e) {
      throw failed(e);
    }
  }

  @Override
  public TableGraph tables() throws BackupException {
    try {
      return TableGraphReader.read(connection, target.schema().name());
    } catch (SQLException e) {
      throw failed(e);
    }
  }

  @Override
  public void readRows(Set<String> without) throws BackupException {
    reading = true;
    try {
      for (String table : Opener.texts(connection, TABLES)) {
        if (without.contains(table)) {
          withoutRows.add(table);
        } else {
          tables.put(table, rows(table));
        }
      }
    } catch (SQLException e) {
      throw failed(e);
    } finally {
      reading = false;
    }
  }

  /** Generated columns, too, which {@code COPY} of a table leaves out. */
  private Rows rows(String table) throws SQLException {
    return RowsHash.of(connection, "SELECT * FROM ONLY " + table);
  }

  @Override
  public DatabaseContent content() throws BackupException {
    try {
      SortedMap<String, Long> now = positions(positions.keySet().stream().toList());
      SortedMap<String, Position> sequences = new TreeMap<>();
      positions.forEach(
          (name, from) -> sequences.put(name, new Position(from, now.getOrDefault(name, from))));
      return new DatabaseContent(
          major, locale, roles, schema, objects, tables, withoutRows, sequences);
    } catch (SQLException e) {
      throw failed(e);
    }
  }

  /** What the last call of {@code nextval} returned, or would have returned before the first. */
  private SortedMap<String, Long> positions(List<String> sequences) throws SQLException {
    SortedMap<String, Long> read = new TreeMap<>();
    for (int from = 0; from < sequences.size(); from += SEQUENCES_AT_ONCE) {
      List<String> some =
          sequences.subList(from, Math.min(from + SEQUENCES_AT_ONCE, sequences.size()));
      StringBuilder query = new StringBuilder();
      for (int i = 0; i < some.size(); i++) {
        query
            .append(query.isEmpty() ? "" : " UNION ALL ")
            .append("SELECT ")
            .append(i)
            .append(", last_value, is_called FROM ")
            .append(some.get(i));
      }
      try (PreparedStatement statement = connection.prepareStatement(query.toString());
          ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          read.put(some.get(rows.getInt(1)), rows.getLong(2) - (rows.getBoolean(3) ? 0 : 1));
        }
      }
    }
    return read;
  }

  @Override
  public synchronized Optional<String> waiting() {
    try {
      if (watching.isEmpty()) {
        Connection opened = Connector.connectOnce(target, WATCH_LIMIT);
        opened.setAutoCommit(true);
        watching = Optional.of(opened);
      }
      try (PreparedStatement statement = watching.get().prepareStatement(WAITING)) {
        statement.setString(1, application);
        try (ResultSet row = statement.executeQuery()) {
          return row.next() ? Optional.of(session(row)) : Optional.empty();
        }
      }
    } catch (SQLException | UnreadableException e) {
      // Whoever cannot be seen is not known to wait; the next second it is tried again.
      watching.ifPresent(Opener::close);
      watching = Optional.empty();
      return Optional.empty();
    }
  }

  private static String session(ResultSet row) throws SQLException {
    String name = Optional.ofNullable(row.getString(2)).orElse("");
    return "session "
        + row.getInt(1)
        + (name.isEmpty() ? "" : " (" + new Identifier(name).readable() + ")");
  }

  private BackupException failed(SQLException e) {
    return BackupException.failed(PostgresFailures.of(e, target, true).detail());
  }

  @Override
  public synchronized void close() {
    watching.ifPresent(Opener::close);
    watching = Optional.empty();
    if (reading) {
      // An orderly end would wait for the statement.
      abort(connection);
    } else {
      Opener.close(connection);
    }
  }

  private static void abort(Connection connection) {
    try {
      connection.abort(Runnable::run);
    } catch (SQLException e) {
      // The server notices that we are away.
    }
  }
}
