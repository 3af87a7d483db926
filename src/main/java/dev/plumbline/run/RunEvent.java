package dev.plumbline.run;

import java.time.Instant;
import java.util.Locale;

/**
 * An entry of a run's journal.
 *
 * @param message a sentence without full stop; empty if there is nothing to say
 */
public record RunEvent(Phase phase, Kind kind, Instant at, String message) {

  /** What is recorded about a phase. */
  public enum Kind {
    /** Recorded before anything is done. */
    BEGUN,
    ENDED,
    /** The run ends with it. */
    FAILED,
    /** Worth knowing; the run continues. */
    NOTE;

    private final String label = name().toLowerCase(Locale.ROOT);

    /** As written in REST and in the store. */
    public String label() {
      return label;
    }
  }

  /**
   * An entry in the store.
   *
   * @param id later ones of the same run have higher ids
   */
  public record Recorded(long id, RunEvent event) {}
}
