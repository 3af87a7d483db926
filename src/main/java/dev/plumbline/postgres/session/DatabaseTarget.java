package dev.plumbline.postgres.session;

import dev.plumbline.configuration.WatchedEnvironment.Database;
import java.net.URI;
import java.util.Optional;

/**
 * A database to be read, and how it is named to people: by host, port and name, never by its URL,
 * which may carry a password.
 */
public record DatabaseTarget(Database database) {
  private static final String JDBC = "jdbc:";

  /** As in {@code db.example.com:5432/directus}. */
  public String place() {
    try {
      URI uri = URI.create(database.url().substring(JDBC.length()));
      String authority = Optional.ofNullable(uri.getAuthority()).orElse("localhost");
      String hosts = authority.substring(authority.lastIndexOf('@') + 1);
      boolean port = hosts.substring(hosts.lastIndexOf(']') + 1).contains(":");
      return hosts + (port ? "" : ":5432") + Optional.ofNullable(uri.getPath()).orElse("");
    } catch (IllegalArgumentException | StringIndexOutOfBoundsException e) {
      return "the configured database";
    }
  }

  public Identifier schema() {
    return new Identifier(database.schema());
  }
}
