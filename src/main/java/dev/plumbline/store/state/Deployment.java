package dev.plumbline.store.state;

import dev.plumbline.environment.EnvironmentId;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/**
 * A deployment to an environment that somebody reported.
 *
 * @param requestedBy the name of the token
 * @param poll made for it; empty until it began
 * @param scan made for it after that poll; empty until it began, and without database
 * @param message one sentence on how it went; empty while it runs
 * @param finishedAt empty while it runs
 */
public record Deployment(
    UUID id,
    EnvironmentId environment,
    Instant requestedAt,
    String requestedBy,
    Details details,
    State state,
    Optional<UUID> poll,
    Optional<UUID> scan,
    Optional<String> message,
    Optional<Instant> finishedAt) {

  /** One that begins. */
  public static Deployment begun(
      UUID id, EnvironmentId environment, Instant at, String by, Details details) {
    return new Deployment(
        id,
        environment,
        at,
        by,
        details,
        State.RUNNING,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  /** What was deployed, as far as somebody said. */
  public record Details(Optional<String> revision, Optional<String> note, Optional<String> url) {}

  /** How far it is. */
  public enum State {
    /** The environment is being polled and scanned. */
    RUNNING,
    /** It was polled and scanned, and the comparisons know of it. */
    DONE,
    /** It could not be polled or scanned. */
    FAILED;

    private final String label = name().toLowerCase(Locale.ROOT);

    public String label() {
      return label;
    }
  }
}
