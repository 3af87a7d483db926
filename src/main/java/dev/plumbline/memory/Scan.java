package dev.plumbline.memory;

import dev.plumbline.environment.EnvironmentId;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/**
 * One looking at the records of one environment.
 *
 * @param finishedAt empty while it runs
 * @param message one sentence on how it went, or on what it waits for
 */
public record Scan(
    UUID id,
    EnvironmentId environment,
    Poll.Trigger trigger,
    Instant startedAt,
    Optional<Instant> finishedAt,
    State state,
    Progress progress,
    Optional<String> message) {

  /** How it went. */
  public enum State {
    /** Not ended yet; after its process died, another one goes on with it. */
    RUNNING,
    /** Every check was looked at, kept or found impossible, each with its own outcome. */
    DONE,
    /** Its budget was used up; what it did not get to, the next scan looks at first. */
    OVER_BUDGET,
    /** The database could not be read. */
    FAILED;

    private final String label = name().toLowerCase(Locale.ROOT);

    public String label() {
      return label;
    }
  }

  /**
   * How far it is.
   *
   * @param checks all of them
   * @param looked looked at by this scan, the unknown ones too
   * @param kept whose tables did not change since they were last looked at
   * @param unknown that could not be told
   * @param rows read by this scan
   * @param current the check that it is at
   * @param currentDone how much of that one, 0 to 1
   */
  public record Progress(
      int checks,
      int looked,
      int kept,
      int unknown,
      long rows,
      Optional<String> current,
      double currentDone) {
    public static final Progress NONE = new Progress(0, 0, 0, 0, 0, Optional.empty(), 0);
  }
}
