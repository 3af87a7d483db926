package dev.plumbline.store.run;

import dev.plumbline.approval.PlanEvent;
import dev.plumbline.environment.EnvironmentId;
import dev.plumbline.run.followup.FollowUp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * When targets are verified again; recorded with the end of a run ({@link RunStore#end}). Every
 * method is one transaction, and throws {@link dev.plumbline.store.StoreUnavailableException} when
 * the store cannot be reached.
 */
public interface FollowUpStore {
  /** Those of a run, the first due first. */
  List<FollowUp> followUps(UUID run);

  /**
   * Takes one that is due and that nobody has taken since; the others wait for a later call.
   *
   * @param silence how long one that was taken is left to whoever took it, by the clock of the
   *     store
   * @param ours environments that the caller is configured with
   */
  Optional<DueFollowUp> take(Instant now, Duration silence, Set<EnvironmentId> ours);

  /**
   * Records the result.
   *
   * @param event what people are notified of; written in the same transaction
   * @return false if somebody else has taken or recorded it: nothing is recorded
   */
  boolean record(DueFollowUp taken, FollowUp checked, Optional<PlanEvent> event);

  /**
   * One that was taken.
   *
   * @param term one more each time that it is taken
   */
  record DueFollowUp(FollowUp followUp, int term) {}
}
