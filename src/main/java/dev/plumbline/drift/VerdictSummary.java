package dev.plumbline.drift;

import java.util.Optional;

/** A verdict without what differs: all that lists, metrics and a passing gate need. */
public sealed interface VerdictSummary {
  /** Both sides were read and compared. */
  record Known(DriftCounts drift) implements VerdictSummary {}

  /**
   * It is not known.
   *
   * @param reason one sentence that names the environment and what hindered
   */
  record Unknown(String reason) implements VerdictSummary {}

  default Verdict.State state() {
    return switch (this) {
      case Known(DriftCounts drift) when drift.total() == 0 -> Verdict.State.IN_SYNC;
      case Known ignored -> Verdict.State.DRIFTED;
      case Unknown ignored -> Verdict.State.UNKNOWN;
    };
  }

  /** Empty if it is not known: no changes are something else. */
  default Optional<DriftCounts> counts() {
    return this instanceof Known(DriftCounts drift) ? Optional.of(drift) : Optional.empty();
  }

  /** Why it is unknown; else empty. */
  default Optional<String> whyUnknown() {
    return this instanceof Unknown(String reason) ? Optional.of(reason) : Optional.empty();
  }
}
