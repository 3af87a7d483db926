package dev.plumbline.store.plan;

import dev.plumbline.approval.Approver;
import dev.plumbline.approval.PlanEvent;
import dev.plumbline.approval.PlanState;
import dev.plumbline.approval.PlanState.Kind;
import dev.plumbline.approval.Requirement;
import dev.plumbline.drift.ComparisonName;
import dev.plumbline.environment.Access;
import dev.plumbline.environment.EnvironmentId;
import dev.plumbline.finding.Observation;
import dev.plumbline.hazard.HazardCode;
import dev.plumbline.plan.Plan;
import dev.plumbline.plan.Proposal;
import dev.plumbline.store.Page;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/**
 * The plans and what was decided about them. Every method is one transaction, in which the audit is
 * written, too, and throws {@link dev.plumbline.store.StoreUnavailableException} when the store
 * cannot be reached. A function that is handed in may be called again when the transaction has to
 * be repeated, so it must only compute. Whether a process is alive is decided by the clock of the
 * store.
 */
public interface PlanStore {
  /**
   * Records a proposal, unless the same token has made one with the same key, or another plan of
   * the comparison is open.
   *
   * @param key by which the client repeats a request safely
   */
  Begun begin(Proposal proposal, String token, Optional<String> key);

  /** What a proposal came to. */
  sealed interface Begun {
    /** It is recorded, and to be made. */
    record New(ListedPlan plan) implements Begun {}

    /** It was recorded before. */
    record Repeated(ListedPlan plan) implements Begun {}

    /** Nothing is recorded: this one is open. */
    record OtherIsOpen(ListedPlan plan) implements Begun {}
  }

  /**
   * Records that the process that makes a plan lives.
   *
   * @return false if it is not being made any more: the caller must stop
   */
  boolean beat(UUID plan);

  /**
   * Records what was made.
   *
   * @return false if it is not being made any more: nothing is recorded
   */
  boolean end(UUID plan, Ending ending, Instant at);

  /** What was made of a proposal. */
  sealed interface Ending {
    /** A plan. */
    record Sealed(Plan plan, Requirement requirement) implements Ending {}

    /** No plan. */
    record NoPlan(PlanState.Refused refused) implements Ending {}

    /** Nothing, for a reason that is not in it. */
    record Failed(String reason) implements Ending {}
  }

  default Optional<StoredPlan> plan(UUID id) {
    return plan(id, Access.ALL);
  }

  /** One plan; empty if there is none, or if it may not be seen: then nothing of it is read. */
  Optional<StoredPlan> plan(UUID id, Access visible);

  Optional<ListedPlan> listed(UUID id);

  /** The exact text that would be sent; empty if there is none. */
  Optional<String> payload(UUID id);

  /**
   * Newest first.
   *
   * @throws IllegalArgumentException if the cursor or the limit is not valid
   */
  Page<ListedPlan> plans(Filter filter, Optional<String> cursor, int limit);

  /** Those that are sealed and not ended. */
  List<ListedPlan> sealed();

  /**
   * Changes the state of a plan, serialised with every other change of it.
   *
   * @param update from what is known to what is to be written
   * @return what {@code update} returned; empty if there is no such plan
   */
  <T> Optional<T> change(UUID id, Function<StoredPlan, Changed<T>> update);

  /**
   * What a change came to.
   *
   * @param change empty: nothing is written
   */
  record Changed<T>(T result, Optional<PlanChange> change) {
    public static <T> Changed<T> nothing(T result) {
      return new Changed<>(result, Optional.empty());
    }
  }

  /**
   * A change to be written.
   *
   * @param by who makes it; empty: Plumbline itself
   * @param finding that is opened with it
   */
  record PlanChange(
      PlanState next,
      Optional<RecordedDecision> decision,
      Optional<Approver> by,
      Optional<Observation> finding,
      Instant at) {
    /** One that nobody makes. */
    public static PlanChange byItself(PlanState next, Instant at) {
      return new PlanChange(next, Optional.empty(), Optional.empty(), Optional.empty(), at);
    }
  }

  /**
   * Records that a plan expires soon, if it is sealed and has not ended, and unless that is
   * recorded.
   *
   * @return whether it is recorded by this call
   */
  boolean warn(UUID id, Instant at);

  /**
   * What happened to a plan, oldest first. Every event is recorded in the transaction that changes
   * the plan.
   */
  List<PlanEvent> events(UUID id);

  /**
   * Ends those that are being made by a process that has said nothing for so long.
   *
   * @return how many
   */
  int failSilent(Duration silence, String reason, Instant at);

  Counts counts();

  /** Deletes those that ended earlier, with their decisions. */
  long prune(Instant before);

  /**
   * What to look for; an empty optional matches everything.
   *
   * @param visible environments that the caller may see; a plan needs both
   */
  record Filter(
      Access visible,
      Optional<ComparisonName> comparison,
      Optional<EnvironmentId> target,
      Optional<Kind> state) {}

  /** The numbers that metrics show. */
  record Counts(List<StateCount> states, List<HazardCount> hazards) {
    public Counts {
      states = List.copyOf(states);
      hazards = List.copyOf(hazards);
    }
  }

  /** How many plans have a state. */
  record StateCount(EnvironmentId target, Kind state, long count) {}

  /** How many hazards the waiting and approved plans have. */
  record HazardCount(EnvironmentId target, HazardCode code, long count) {}
}
