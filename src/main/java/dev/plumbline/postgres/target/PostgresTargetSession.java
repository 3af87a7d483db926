package dev.plumbline.postgres.target;

import static dev.plumbline.postgres.target.ApplySessions.OPEN_TRANSACTIONS;
import static dev.plumbline.postgres.target.ApplySessions.WATCHED;
import static dev.plumbline.postgres.target.ApplySessions.WATCHED_BY_LOCKS;

import dev.plumbline.backup.port.BackupFiles;
import dev.plumbline.postgres.session.DatabaseTarget;
import dev.plumbline.postgres.session.Identifier;
import dev.plumbline.postgres.target.late.TableGuard;
import dev.plumbline.postgres.target.statement.StatementFailedException;
import dev.plumbline.sync.port.ApplyWatch;
import dev.plumbline.sync.port.LateRows;
import dev.plumbline.sync.port.TargetException;
import dev.plumbline.sync.port.TargetSession;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** {@link TargetSession} over JDBC. */
final class PostgresTargetSession implements TargetSession {
  /** "Plumblin": one lock for all that Plumbline does; each database has its own. */
  private static final long LOCK = 0x506C756D626C696EL;

  private static final String HOLDS =
      """
      SELECT EXISTS (
        SELECT FROM pg_locks
         WHERE locktype = 'advisory' AND pid = pg_backend_pid() AND granted AND objsubid = 1
           AND classid = (? >> 32)::oid AND objid = (? & 4294967295)::oid)
      """;

  private static final long POLL_MILLIS = 100;

  private final TargetConnection connection;

  private final DatabaseTarget reader;
  private final BackupFiles files;

  private final boolean mayWrite;

  private PostgresTargetSession(
      TargetConnection connection, DatabaseTarget reader, BackupFiles files, boolean mayWrite) {
    this.connection = connection;
    this.reader = reader;
    this.files = files;
    this.mayWrite = mayWrite;
  }

  /**
   * @param reader the same database with a role that may read everything
   * @param files how rows are saved that the backup lacks
   * @param mayWrite whether the connection has the role that writes: only with that one, others are
   *     cancelled
   */
  static PostgresTargetSession on(
      TargetConnection connection, DatabaseTarget reader, BackupFiles files, boolean mayWrite) {
    return new PostgresTargetSession(connection, reader, files, mayWrite);
  }

  @Override
  public boolean lock() throws TargetException {
    return isTrue("SELECT pg_try_advisory_lock(?)", LOCK);
  }

  @Override
  public boolean isLocked() {
    try {
      return isTrue(HOLDS, LOCK, LOCK);
    } catch (TargetException e) {
      return false;
    }
  }

  private boolean isTrue(String query, Object... values) throws TargetException {
    return connection.rows(query, row -> row.getBoolean(1), values).contains(true);
  }

  @Override
  public List<String> longTransactions(Set<String> tables, Duration olderThan)
      throws TargetException {
    double seconds = olderThan.toMillis() / 1000.0;
    return connection.rows(
        ApplySessions.LONG,
        PostgresTargetSession::longTransaction,
        schema(),
        array(tables),
        seconds,
        seconds);
  }

  private static String longTransaction(ResultSet row) throws SQLException {
    String prepared = row.getString(7);
    String age = SessionText.age(row);
    String who =
        prepared.isEmpty()
            ? SessionText.of(row)
            : "prepared transaction "
                + new Identifier(prepared).readable()
                + " (role "
                + new Identifier(row.getString(2)).readable()
                + age
                + ")";
    return who
        + " holds a lock on "
        + row.getString(6)
        + (age.isEmpty()
            ? "; since when is not visible to this role: grant it pg_read_all_stats"
            : "");
  }

  @Override
  public boolean maySignal() throws TargetException {
    return mayWrite && role().maySignal();
  }

  @Override
  public ApplyWatch watch(Set<String> tables, Duration lockWait, LateRows late)
      throws TargetException {
    DirectusRole role = role();
    if (mayWrite && !role.maySee()) {
      String us = new Identifier(connection.target().database().username()).sql();
      throw new TargetException(
          "role %s cannot see what other sessions on %s do; to fix this: GRANT pg_read_all_stats TO %s"
              .formatted(us, connection.target().place(), us));
    }
    String before = role.maySee() ? "SELECT clock_timestamp()::text" : OPEN_TRANSACTIONS;
    String began = connection.rows(before, row -> row.getString(1)).getFirst();
    WatchedTables watched =
        new WatchedTables(
            role.maySee() ? WATCHED : WATCHED_BY_LOCKS,
            began,
            role.oid().map(Object.class::cast),
            oids(array(tables)),
            oids("{directus_collections,directus_fields,directus_relations}"));
    TargetConnection watching = connection.another();
    try {
      return PostgresApplyWatch.start(
          watching,
          watched,
          TableGuard.begin(reader, late, files, lockWait),
          new ApplySignals(lockWait, mayWrite));
    } catch (StatementFailedException e) {
      watching.close();
      throw new TargetException(TableGuard.notSaved(lockWait, e));
    }
  }

  /**
   * What a watch finds the session of an apply by.
   *
   * @param query that finds it
   * @param began when it was begun, by the clock of the server; or which transactions were open
   * @param role of Directus, if it is known
   * @param planned an array of table ids
   * @param metadata another one, of Directus's own tables
   */
  record WatchedTables(
      String query, String began, Optional<Object> role, String planned, String metadata) {}

  private String oids(String names) throws TargetException {
    List<Long> oids = connection.rows(ApplySessions.TABLES, row -> row.getLong(1), schema(), names);
    return "{" + String.join(",", oids.stream().map(String::valueOf).toList()) + "}";
  }

  @Override
  public TransactionStatus status(long transaction) throws TargetException {
    String status =
        connection.rows(ApplySessions.STATUS, row -> row.getString(1), transaction).getFirst();
    return switch (status) {
      case "committed" -> TransactionStatus.COMMITTED;
      case "aborted" -> TransactionStatus.ABORTED;
      case "in progress" -> TransactionStatus.IN_PROGRESS;
      default -> TransactionStatus.FORGOTTEN;
    };
  }

  @Override
  public boolean awaitNoApply(Duration limit) throws TargetException, InterruptedException {
    long start = System.nanoTime();
    Object role = role().oid().map(Object.class::cast).orElse(null);
    while (true) {
      if (connection
          .rows(ApplySessions.ANY_CHANGE, row -> row.getInt(1), schema(), role, role)
          .isEmpty()) {
        return true;
      }
      if (System.nanoTime() - start > limit.toNanos()) {
        return false;
      }
      Thread.sleep(POLL_MILLIS);
    }
  }

  /**
   * @param oid empty if that role is unknown
   */
  private record DirectusRole(Optional<Long> oid, boolean maySignal, boolean maySee) {}

  private DirectusRole role() throws TargetException {
    String configured = connection.target().database().directusRole().orElse(null);
    return connection
        .rows(
            ApplySessions.ROLE,
            row -> {
              long oid = row.getLong(1);
              return new DirectusRole(
                  row.wasNull() ? Optional.empty() : Optional.of(oid),
                  row.getBoolean(3),
                  row.getBoolean(4));
            },
            schema(),
            configured,
            configured)
        .stream()
        .findFirst()
        .orElseThrow(
            () ->
                new TargetException(
                    "%s has no table directus_fields in schema %s"
                        .formatted(connection.target().place(), schema())));
  }

  private String schema() {
    return connection.target().database().schema();
  }

  /** An array as PostgreSQL writes it. */
  private static String array(Set<String> names) {
    return "{"
        + String.join(
            ",",
            new TreeSet<>(names)
                .stream()
                    .map(name -> '"' + name.replace("\\", "\\\\").replace("\"", "\\\"") + '"')
                    .toList())
        + "}";
  }

  @Override
  public void close() {
    connection.close();
  }
}
