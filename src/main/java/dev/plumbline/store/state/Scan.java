package dev.plumbline.store.state;

import dev.plumbline.environment.EnvironmentId;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/**
 * One poll at the records of one environment.
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
    /** Not ended yet; after its process died, another one continues it. */
    RUNNING,
    /** Every check was checked, kept or found impossible, each with its own outcome. */
    DONE,
    /** Its budget was used up; what it did not get to, the next scan reads first. */
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
   * @param checked by this scan, the unknown ones included
   * @param unchanged whose tables did not change since they were last checked
   * @param unknown whose outcome could not be determined
   * @param rows read by this scan
   * @param current the check that it is at
   * @param currentDone how much of that one, 0 to 1
   */
  public record Progress(
      int checks,
      int checked,
      int unchanged,
      int unknown,
      long rows,
      Optional<String> current,
      double currentDone) {
    public static final Progress NONE = new Progress(0, 0, 0, 0, 0, Optional.empty(), 0);

    /** In one line, for a person. */
    public String summary() {
      int rest = checks - checked - unchanged;
      return "%d checks: %d checked, %d unchanged".formatted(checks, checked, unchanged)
          + (unknown > 0 ? ", " + unknown + " unknown" : "")
          + (rest > 0 ? ", " + rest + " not reached" : "");
    }
  }
}
