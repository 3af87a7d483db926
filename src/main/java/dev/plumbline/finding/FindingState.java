package dev.plumbline.finding;

import java.time.Instant;
import java.util.Optional;

/** Where a finding is in its life. */
public sealed interface FindingState {
  /** It is so, and nobody has said that they know. */
  record Open() implements FindingState {}

  /**
   * It is so, and somebody knows.
   *
   * @param by the name of the token
   * @param until from then on it is open again; empty: until it is resolved
   */
  record Acknowledged(String by, String note, Instant at, Optional<Instant> until)
      implements FindingState {}

  /** It was looked at and is no longer so. */
  record Resolved(Instant at) implements FindingState {}

  /** As written in REST and metrics. */
  default String label() {
    return switch (this) {
      case Open ignored -> "open";
      case Acknowledged ignored -> "acknowledged";
      case Resolved ignored -> "resolved";
    };
  }
}
