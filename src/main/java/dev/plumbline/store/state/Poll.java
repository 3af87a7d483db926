package dev.plumbline.store.state;

import dev.plumbline.environment.EnvironmentId;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/**
 * One poll at one environment.
 *
 * @param finishedAt empty while it runs
 * @param message one sentence on how it went; empty while it runs
 */
public record Poll(
    UUID id,
    EnvironmentId environment,
    Trigger trigger,
    Instant startedAt,
    Optional<Instant> finishedAt,
    Result result,
    Optional<String> message) {

  /** The same poll, which failed. */
  public Poll failed(Instant at, String why) {
    return new Poll(
        id, environment, trigger, startedAt, Optional.of(at), Result.FAILED, Optional.of(why));
  }

  /** Why it was made. */
  public enum Trigger {
    SCHEDULE,
    REQUEST;

    private final String label = name().toLowerCase(Locale.ROOT);

    public String label() {
      return label;
    }
  }

  /** How it went. */
  public enum Result {
    /** Not ended yet, or its process died. */
    RUNNING,
    /** Every configured source was read; nothing changed. */
    UNCHANGED,
    /** Every configured source was read; something changed. */
    CHANGED,
    /** At least one configured source could not be read. */
    FAILED;

    private final String label = name().toLowerCase(Locale.ROOT);

    public String label() {
      return label;
    }
  }
}
