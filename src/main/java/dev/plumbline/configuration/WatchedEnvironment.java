package dev.plumbline.configuration;

import dev.plumbline.environment.Environment;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * How one environment is reached and how often it is read. At least one of {@code directus} and
 * {@code database} is present.
 */
public record WatchedEnvironment(
    Environment environment,
    Optional<Directus> directus,
    Optional<Database> database,
    Polling polling) {

  /**
   * The Directus API.
   *
   * @param url without a trailing slash
   * @param token of an administrator, because only they may read the schema; without it only
   *     liveness can be told
   */
  public record Directus(URI url, Optional<Secret> token) {}

  /**
   * The database.
   *
   * @param url {@code jdbc:postgresql://…}
   * @param schema where Directus has its tables
   */
  public record Database(String url, String username, Secret password, String schema) {}

  /**
   * When and how patiently it is read.
   *
   * @param settle how long a changed schema must stay the same before it is believed
   * @param deadline after which one poll is given up
   */
  public record Polling(Schedule schedule, Duration settle, Duration deadline) {}
}
