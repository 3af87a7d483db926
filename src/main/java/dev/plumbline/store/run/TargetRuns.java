package dev.plumbline.store.run;

import dev.plumbline.environment.EnvironmentId;
import dev.plumbline.run.Phase;
import dev.plumbline.run.RunState;
import java.time.Instant;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The stored runs of one target in a few words.
 *
 * @param state of the newest run
 * @param current the phase of the run in progress; empty if there is none, or it has not begun one
 * @param ended by result, when the newest run with it ended
 */
public record TargetRuns(
    EnvironmentId target,
    RunState state,
    Optional<CurrentPhase> current,
    SortedMap<RunState, Instant> ended) {
  public TargetRuns {
    ended = Collections.unmodifiableSortedMap(new TreeMap<>(ended));
  }

  /** A phase, and when it was last begun. */
  public record CurrentPhase(Phase phase, Instant begunAt) {}
}
