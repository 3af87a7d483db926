package dev.plumbline.e2e;

import dev.plumbline.lab.postgres.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * From now on the store does not answer when a run records one certain thing, as if somebody had
 * locked the row: the run stays between doing it and recording it until this is closed.
 */
final class StorePause implements AutoCloseable {
  private static final String TRIGGER =
      """
      CREATE TABLE IF NOT EXISTS test_pause (phase text, kind text);
      CREATE OR REPLACE FUNCTION test_pause() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF EXISTS (SELECT FROM test_pause p WHERE p.phase = NEW.phase AND p.kind = NEW.kind) THEN
          PERFORM pg_advisory_xact_lock(4711, hashtext(NEW.phase || NEW.kind));
        END IF;
        RETURN NEW;
      END $$;
      CREATE OR REPLACE TRIGGER test_pause BEFORE INSERT ON run_event
        FOR EACH ROW EXECUTE FUNCTION test_pause();
      """;

  private static final String REACHED =
      """
      SELECT count(*) FROM pg_locks
       WHERE locktype = 'advisory' AND classid = 4711 AND NOT granted
         AND objid = (hashtext('%s')::bigint & 4294967295)::oid
      """;

  private final Sql store;
  private final Connection connection;
  private final String phase;
  private final String kind;

  private StorePause(Sql store, Connection connection, String phase, String kind) {
    this.store = store;
    this.connection = connection;
    this.phase = phase;
    this.kind = kind;
  }

  /**
   * @param kind {@code begun} or {@code ended}
   */
  static StorePause at(Sql store, String phase, String kind) throws SQLException {
    store.run(TRIGGER);
    StorePause pause = new StorePause(store, store.connect(), phase, kind);
    pause.execute("SELECT pg_advisory_lock(4711, hashtext('%s'))".formatted(phase + kind));
    store.run("INSERT INTO test_pause VALUES ('%s', '%s')".formatted(phase, kind));
    return pause;
  }

  boolean isReached() {
    return !store.value(REACHED.formatted(phase + kind)).equals("0");
  }

  private void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  @Override
  public String toString() {
    return phase + " " + kind;
  }

  /** May be called twice. */
  @Override
  public void close() throws SQLException {
    if (!connection.isClosed()) {
      store.run("DELETE FROM test_pause WHERE phase = '%s' AND kind = '%s'".formatted(phase, kind));
      connection.close();
    }
  }
}
