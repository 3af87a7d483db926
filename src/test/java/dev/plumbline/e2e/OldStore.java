package dev.plumbline.e2e;

import dev.plumbline.lab.postgres.Sql;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;
import org.postgresql.ds.PGSimpleDataSource;

/** The rows of a store that an older version of Plumbline wrote, as one file for each table. */
final class OldStore {
  private static final String SUFFIX = ".copy";
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
  static void write(Sql store, Path folder) {
    try (Connection connection = store.connect()) {
      CopyManager copies = connection.unwrap(PGConnection.class).getCopyAPI();
      for (String table : store.rows(TABLES)) {
        if (!store.value("SELECT count(*) FROM " + table).equals("0")) {
          try (var file = Files.newBufferedWriter(folder.resolve(table + SUFFIX))) {
            copies.copyOut("COPY " + table + " TO STDOUT", file);
          }
        }
      }
      Files.write(
          folder.resolve(SEQUENCES),
          store.rows(
              "SELECT format('SELECT setval(%L, %s);', sequencename, last_value) FROM pg_sequences"
                  + " WHERE schemaname = 'public' AND last_value IS NOT NULL ORDER BY 1"));
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Makes the store in an empty database.
   *
   * @param migration the last one that the older version had
   */
  static void load(Sql store, String migration, Path folder) {
    PGSimpleDataSource dataSource = new PGSimpleDataSource();
    dataSource.setUrl(store.jdbcUrl());
    dataSource.setUser(store.username());
    dataSource.setPassword(store.password());
    Flyway.configure().dataSource(dataSource).target(migration).load().migrate();
    try (Connection connection = store.connect();
        Stream<Path> files = Files.list(folder)) {
      // Rows may come before those that they reference.
      connection.createStatement().execute("SET session_replication_role = replica");
      CopyManager copies = connection.unwrap(PGConnection.class).getCopyAPI();
      List<Path> tables = files.filter(file -> file.toString().endsWith(SUFFIX)).sorted().toList();
      for (Path file : tables) {
        String table = file.getFileName().toString().replace(SUFFIX, "");
        try (var rows = Files.newBufferedReader(file)) {
          copies.copyIn("COPY " + table + " FROM STDIN", rows);
        }
      }
      store.run(Files.readString(folder.resolve(SEQUENCES)));
      store.run(MOVED_TO_NOW);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
