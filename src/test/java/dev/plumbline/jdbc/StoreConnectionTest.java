package dev.plumbline.jdbc;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.lab.Laboratory;
import dev.plumbline.lab.postgres.LabPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.BatchUpdateException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

/** How the service connects to its store, as {@code application.yaml} says it. */
class StoreConnectionTest {
  private static final String JDBC = "jdbc";

  /** Whatever an exception says ends in the log, and a statement has people's data in it. */
  @Test
  void noExceptionTellsAStatementOrAValueOfIt() throws IOException, SQLException {
    Map<?, ?> datasources = section(section(configuration(), "quarkus"), "datasource");
    assertThat(said(section(datasources, JDBC))).doesNotContain("hunter2", "INSERT");
    for (String pool : new String[] {"requests", "probes"}) {
      assertThat(said(section(section(datasources, pool), JDBC)))
          .doesNotContain("hunter2", "INSERT");
    }
  }

  /** What a connection says of two rows with one key. */
  private static String said(Map<?, ?> jdbc) throws SQLException {
    LabPostgres postgres = Laboratory.shared().postgres();
    Properties properties = new Properties();
    properties.setProperty("user", "postgres");
    section(jdbc, "additional-jdbc-properties")
        .forEach((key, value) -> properties.setProperty(key.toString(), value.toString()));
    StringBuilder said = new StringBuilder();
    try (Connection connection =
        DriverManager.getConnection(postgres.jdbcUrl("postgres"), properties)) {
      connection.createStatement().execute("CREATE TEMP TABLE t (name text PRIMARY KEY)");
      try (PreparedStatement insert = connection.prepareStatement("INSERT INTO t VALUES (?)")) {
        for (int i = 0; i < 2; i++) {
          insert.setString(1, "hunter2");
          insert.addBatch();
        }
        insert.executeBatch();
      } catch (BatchUpdateException e) {
        e.forEach(cause -> said.append(cause).append('\n'));
      }
    }
    assertThat(said.toString()).contains("duplicate key");
    return said.toString();
  }

  private static Map<?, ?> configuration() throws IOException {
    return new Yaml().load(Files.readString(Path.of("src/main/resources/application.yaml")));
  }

  private static Map<?, ?> section(Map<?, ?> of, String name) {
    return requireNonNull((Map<?, ?>) of.get(name), name);
  }
}
