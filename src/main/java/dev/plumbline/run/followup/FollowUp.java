package dev.plumbline.run.followup;

import dev.plumbline.run.Run;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Verifying a target again some time after a run.
 *
 * @param after how long after the end of the run
 * @param checkedAt empty while it waits
 * @param message the result in a sentence without full stop; empty while it waits
 */
public record FollowUp(
    UUID run,
    Duration after,
    Instant dueAt,
    FollowUpState state,
    Optional<Instant> checkedAt,
    String message) {

  /** Those of a run that has ended, in their order. */
  public static List<FollowUp> of(Run ended, List<Duration> after) {
    Instant end = ended.finishedAt().orElseThrow();
    return after.stream()
        .sorted()
        .distinct()
        .map(
            later ->
                new FollowUp(
                    ended.id(),
                    later,
                    end.plus(later),
                    FollowUpState.WAITING,
                    Optional.empty(),
                    ""))
        .toList();
  }

  public FollowUp checked(FollowUpState result, String sentence, Instant at) {
    return new FollowUp(run, after, dueAt, result, Optional.of(at), sentence);
  }
}
