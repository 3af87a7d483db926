package dev.plumbline.store.state;

import dev.plumbline.reading.Reason;
import dev.plumbline.reading.Reason.State;
import java.time.Instant;
import java.util.Optional;

/**
 * How the last reading at one source of an environment went.
 *
 * @param failure empty if it went well
 * @param checkedAt when it was last tried; empty if never
 * @param okAt when it last went well; empty if never
 */
public record SourceStatus(
    Optional<Failure> failure, Optional<Instant> checkedAt, Optional<Instant> okAt) {
  public static final SourceStatus NOT_CONFIGURED =
      new SourceStatus(
          Optional.of(new Failure(Reason.NOT_CONFIGURED, "not configured")),
          Optional.empty(),
          Optional.empty());

  /** Why it could not be read, and one sentence for a person. */
  public record Failure(Reason reason, String detail) {}

  public State state() {
    return failure.map(f -> f.reason().state()).orElse(State.OK);
  }
}
