package dev.plumbline.e2e;

import dev.plumbline.lab.postgres.Sql;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * The rows of a store that an older version of Plumbline wrote: a file for each table, a line for
 * each row.
 */
final class OldStore {
  private static final String SUFFIX = ".jsonl";
  private static final String SEQUENCES = "sequences.sql";

  private static final String TABLES =
      """
      SELECT tablename FROM pg_tables
       WHERE schemaname = 'public' AND tablename <> 'flyway_schema_history' ORDER BY 1
      """;

  /** Every time in the store is moved by as much as has passed since the last poll in it. */
  private static final String MOVED_TO_NOW =
      """
      DO $$
      DECLARE
        passed interval := now() - (SELECT max(last_poll_at) FROM environment);
        one record;
      BEGIN
        FOR one IN
          SELECT table_name, string_agg(format('%1$I = %1$I + $1', column_name), ', ') AS moved
            FROM information_schema.columns
           WHERE table_schema = 'public' AND data_type = 'timestamp with time zone'
             AND table_name <> 'flyway_schema_history'
           GROUP BY table_name
        LOOP
          EXECUTE format('UPDATE %I SET %s', one.table_name, one.moved) USING passed;
        END LOOP;
      END $$
      """;

  private OldStore() {}

  /** Writes every table that has rows. */
  static void write(Sql store, Path folder) throws IOException {
    for (String table : store.rows(TABLES)) {
      List<String> rows = store.rows("SELECT to_jsonb(t) FROM " + table + " t ORDER BY t::text");
      if (!rows.isEmpty()) {
        Files.write(folder.resolve(table + SUFFIX), rows);
      }
    }
    Files.write(
        folder.resolve(SEQUENCES),
        store.rows(
            "SELECT format('SELECT setval(%L, %s);', sequencename, last_value) FROM pg_sequences"
                + " WHERE schemaname = 'public' AND last_value IS NOT NULL ORDER BY 1"));
  }

  /**
   * Makes the store in an empty database.
   *
   * @param migration the last one that the older version had
   */
  static void load(Sql store, String migration, Path folder) throws IOException {
    PGSimpleDataSource dataSource = new PGSimpleDataSource();
    dataSource.setUrl(store.jdbcUrl());
    dataSource.setUser(store.username());
    dataSource.setPassword(store.password());
    Flyway.configure().dataSource(dataSource).target(migration).load().migrate();
    try (Connection connection = store.connect();
        Statement settings = connection.createStatement()) {
      // Rows may come before those that they reference.
      settings.execute("SET session_replication_role = replica");
      for (String table : store.rows(TABLES)) {
        Path file = folder.resolve(table + SUFFIX);
        if (Files.exists(file)) {
          insert(connection, table, Files.readAllLines(file));
        }
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    store.run(Files.readString(folder.resolve(SEQUENCES)));
    store.run(MOVED_TO_NOW);
  }

  private static void insert(Connection connection, String table, List<String> rows)
      throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "INSERT INTO %1$s OVERRIDING SYSTEM VALUE SELECT * FROM jsonb_populate_record(NULL::%1$s, ?::jsonb)"
                .formatted(table))) {
      for (String row : rows) {
        insert.setString(1, row);
        insert.addBatch();
      }
      insert.executeBatch();
    }
  }
}
