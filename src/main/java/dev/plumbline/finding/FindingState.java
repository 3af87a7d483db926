package dev.plumbline.finding;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Where a finding is in its life. What may happen next is a method of the state. */
public sealed interface FindingState {

  /** Open or acknowledged: it was found at the last reading. */
  sealed interface Unresolved extends FindingState {
    /**
     * Somebody knows. Saying so again replaces what was said before.
     *
     * @param by the name of the token
     * @param note why it may stay as it is for now; not blank
     * @param until from then on it is open again; empty: until it is resolved
     * @throws IllegalArgumentException if the note is blank or {@code until} is not in the future
     */
    default Acknowledged acknowledge(String by, String note, Instant now, Optional<Instant> until) {
      if (note.isBlank()) {
        throw new IllegalArgumentException("note is empty; say why this finding may stay");
      }
      until
          .filter(end -> !end.isAfter(now))
          .ifPresent(
              end -> {
                throw new IllegalArgumentException(
                    "until is " + end + ", which is not in the future");
              });
      return new Acknowledged(by, note, now, until);
    }
  }

  /** Open: not acknowledged. */
  record Open() implements Unresolved {}

  /**
   * Acknowledged by somebody.
   *
   * @param by the name of the token
   * @param until from then on it is open again, once the store was asked to open what has lapsed
   *     (every 15 s) or it was seen again; empty: until it is resolved
   */
  record Acknowledged(String by, String note, Instant at, Optional<Instant> until)
      implements Unresolved {
    public Open unacknowledge() {
      return new Open();
    }

    /** Open again once its time has come, otherwise the same. */
    public Unresolved at(Instant now) {
      return until.filter(end -> !now.isBefore(end)).isPresent() ? new Open() : this;
    }
  }

  /** It was checked again and no longer holds. */
  record Resolved(Instant at) implements FindingState {}

  /** Every {@link #label()}, in the order of a life. */
  static List<String> labels() {
    return List.of("open", "acknowledged", "resolved");
  }

  /** As written in REST and metrics. */
  default String label() {
    return switch (this) {
      case Open ignored -> "open";
      case Acknowledged ignored -> "acknowledged";
      case Resolved ignored -> "resolved";
    };
  }
}
