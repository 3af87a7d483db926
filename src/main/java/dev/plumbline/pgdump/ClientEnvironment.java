package dev.plumbline.pgdump;

import dev.plumbline.backup.port.BackupException;
import dev.plumbline.configuration.WatchedEnvironment.Database;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import org.postgresql.Driver;

/**
 * Says to libpq by environment variables what a JDBC URL says to PostgreSQL's JDBC driver (<a
 * href="https://www.postgresql.org/docs/current/libpq-envars.html">environment variables</a>). The
 * command line, which every user of the machine may read, has nothing of it.
 */
final class ClientEnvironment {
  /** Parameters that both know, by the variable of libpq. */
  private static final Map<String, String> VARIABLES =
      Map.of(
          "sslmode", "PGSSLMODE",
          "sslrootcert", "PGSSLROOTCERT",
          "sslcert", "PGSSLCERT",
          "sslkey", "PGSSLKEY",
          "channelBinding", "PGCHANNELBINDING",
          "gssEncMode", "PGGSSENCMODE",
          "options", "PGOPTIONS");

  /** Values of the driver's {@code targetServerType}, in libpq's words. */
  private static final Map<String, String> SERVER_TYPES =
      Map.of(
          "primary", "read-write",
          "master", "read-write",
          "secondary", "standby",
          "slave", "standby",
          "preferSecondary", "prefer-standby",
          "preferSlave", "prefer-standby",
          "preferPrimary", "any");

  private static final String CONNECT_SECONDS = "10";

  private ClientEnvironment() {}

  /**
   * @param application name of the session
   * @throws BackupException if the password cannot be read now
   */
  static Map<String, String> of(Database database, String application) throws BackupException {
    Properties url = Driver.parseURL(database.url(), new Properties());
    if (url == null) {
      throw BackupException.failed(
          "the URL of the database does not start with jdbc:postgresql://");
    }
    Map<String, String> environment = new LinkedHashMap<>();
    // Brackets around an IPv6 address belong to URLs.
    environment.put(
        "PGHOST", url.getProperty("PGHOST", "localhost").replace("[", "").replace("]", ""));
    environment.put("PGPORT", url.getProperty("PGPORT", "5432"));
    environment.put("PGDATABASE", url.getProperty("PGDBNAME", database.username()));
    environment.put("PGUSER", database.username());
    environment.put("PGPASSWORD", password(database));
    environment.put("PGAPPNAME", application);
    environment.put("PGCONNECT_TIMEOUT", CONNECT_SECONDS);
    VARIABLES.forEach(
        (parameter, variable) -> {
          String value = url.getProperty(parameter);
          if (value != null) {
            environment.put(variable, value);
          }
        });
    if (url.getProperty("sslmode") == null && "true".equals(url.getProperty("ssl"))) {
      environment.put("PGSSLMODE", "verify-full");
    }
    String type = url.getProperty("targetServerType");
    if (type != null) {
      environment.put("PGTARGETSESSIONATTRS", SERVER_TYPES.getOrDefault(type, "any"));
    }
    return environment;
  }

  private static String password(Database database) throws BackupException {
    try {
      return database.password().reveal();
    } catch (UncheckedIOException e) {
      throw BackupException.failed(String.valueOf(e.getMessage()));
    }
  }
}
