package dev.plumbline.embedded;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.Statement;

/** A process that writes until it is killed, and says what was acknowledged. */
final class CrashingWriter {
  private CrashingWriter() {}

  public static void main(String... args) throws Exception {
    EmbeddedStore store = EmbeddedStore.start(Path.of(args[0]));
    long number = Long.parseLong(args[1]);
    try (Connection connection =
            DriverManager.getConnection(store.jdbcUrl(), store.username(), store.password());
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE IF NOT EXISTS acknowledged (number bigint PRIMARY KEY)");
      try (PreparedStatement insert =
          connection.prepareStatement("INSERT INTO acknowledged VALUES (?)")) {
        while (true) {
          insert.setLong(1, number);
          insert.execute();
          System.out.println(number);
          number++;
        }
      }
    }
  }
}
