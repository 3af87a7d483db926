package dev.plumbline.e2e;

import dev.plumbline.lab.LabEnvironment;
import dev.plumbline.lab.postgres.Sql;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * A user who inserts, changes and deletes authors, and writes as long as they exist to a column and
 * a collection that the run drops; and remembers what was committed.
 */
final class UserWrites implements AutoCloseable {
  private static final Duration PAUSE = Duration.ofMillis(20);
  private static final LocalDateTime START = LocalDateTime.of(2026, 1, 1, 0, 0, 1);

  /** SQLSTATE of an undefined table and of an undefined column. */
  private static final Set<String> DROPPED = Set.of("42P01", "42703");

  private final Sql database;
  private final SortedMap<String, String> committed = new TreeMap<>();
  private final List<String> notes = new ArrayList<>();
  private String embargo = "";
  private int refused;
  private final FutureTask<Void> writing = new FutureTask<>(this::write);
  private volatile boolean ended;

  private UserWrites(Sql database) {
    this.database = database;
  }

  static UserWrites begin(LabEnvironment environment) {
    UserWrites writes = new UserWrites(environment.database().owner());
    Thread.ofVirtual().name("user-writes").start(writes.writing);
    return writes;
  }

  private Void write() throws SQLException {
    try (Connection connection = database.connect();
        PreparedStatement insert =
            connection.prepareStatement(
                "INSERT INTO authors (id, name, slug) VALUES (?, ?, 'user-' || ?)");
        PreparedStatement change =
            connection.prepareStatement("UPDATE authors SET name = ? WHERE id = ?");
        PreparedStatement delete = connection.prepareStatement("DELETE FROM authors WHERE id = ?");
        Statement statement = connection.createStatement()) {
      for (int i = 0; !ended; i++) {
        UUID id = new UUID(0x4000, Long.MIN_VALUE + i);
        insert.setObject(1, id);
        insert.setString(2, "written " + i);
        insert.setInt(3, i);
        insert.executeUpdate();
        committed.put(id.toString(), "written " + i);
        if (isExecuted(statement, "INSERT INTO notes (text) VALUES ('note %d')".formatted(i))) {
          notes.add("note " + i);
        }
        String time = START.plusSeconds(i).toString();
        if (isExecuted(
            statement, "UPDATE articles SET embargo = '%s' WHERE sort = 1".formatted(time))) {
          embargo = time;
        }
        LockSupport.parkNanos(PAUSE.toNanos());
        change.setString(1, "changed " + i);
        change.setObject(2, id);
        change.executeUpdate();
        committed.put(id.toString(), "changed " + i);
        if (i % 10 == 0) {
          delete.setObject(1, id);
          delete.executeUpdate();
          committed.remove(id.toString());
        }
        LockSupport.parkNanos(PAUSE.toNanos());
      }
    }
    return null;
  }

  /**
   * @return false if what it is about does not exist now
   */
  private boolean isExecuted(Statement statement, String sql) throws SQLException {
    try {
      if (statement.executeUpdate(sql) == 0) {
        throw new SQLException("no row is changed by " + sql);
      }
      return true;
    } catch (SQLException e) {
      if (DROPPED.contains(e.getSQLState())) {
        refused++;
        return false;
      }
      throw e;
    }
  }

  /** Returns when the last statement is committed. */
  void end() throws Exception {
    ended = true;
    try {
      writing.get(1, TimeUnit.MINUTES);
    } catch (ExecutionException e) {
      throw new AssertionError("a statement of a user failed", e.getCause());
    }
  }

  /** By id, the name; after the end. */
  SortedMap<String, String> committed() {
    return committed;
  }

  /** Texts of the notes; after the end. */
  List<String> notes() {
    return notes;
  }

  /** Of an article, as it was set last. */
  String embargo() {
    return embargo;
  }

  /** How many statements were refused, because what they are about was dropped. */
  int refused() {
    return refused;
  }

  /** What the database has of it. */
  SortedMap<String, String> found() throws SQLException {
    SortedMap<String, String> found = new TreeMap<>();
    try (Connection connection = database.connect();
        PreparedStatement statement =
            connection.prepareStatement(
                "SELECT id::text, name FROM authors WHERE slug LIKE 'user-%'");
        ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        found.put(rows.getString(1), rows.getString(2));
      }
    }
    return found;
  }

  @Override
  public void close() {
    ended = true;
  }
}
