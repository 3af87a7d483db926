package dev.plumbline.store.run;

import dev.plumbline.approval.Approver;
import dev.plumbline.approval.PlanState;
import dev.plumbline.environment.Access;
import dev.plumbline.environment.EnvironmentId;
import dev.plumbline.run.Run;
import dev.plumbline.run.RunEvent;
import dev.plumbline.run.RunRequest;
import dev.plumbline.run.followup.FollowUp;
import dev.plumbline.run.rollback.Footprint;
import dev.plumbline.store.Lease;
import dev.plumbline.store.Page;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * The runs, their journals, and who works on each. Every method is one transaction, in which the
 * state of the plan and the audit are written, too, and throws {@link
 * dev.plumbline.store.StoreUnavailableException} when the store cannot be reached. Whether a
 * process is alive is decided by the clock of the store.
 */
public interface RunStore {
  /**
   * Records a run of an approved plan, which then is running; or a rollback of a run, which leaves
   * the plan as it is.
   *
   * @param key by which the client repeats the request safely
   */
  Begun begin(Run run, Approver by, Optional<String> key);

  /** What a request for a run came to. */
  sealed interface Begun {
    /** It is recorded, and to be carried out by the caller. */
    record New(Run run, Lease lease) implements Begun {}

    /** It was recorded before, with the same key. */
    record Repeated(Run run) implements Begun {}

    /** Nothing is recorded: another plan was run, or another run rolled back, with the key. */
    record KeyReused() implements Begun {}

    /** Nothing is recorded: this one changes the same environment. */
    record TargetBusy(Run other) implements Begun {}

    /** Nothing is recorded: the plan is not approved. */
    record NotApproved(PlanState state) implements Begun {}

    /** Nothing is recorded: the run has not ended, changed nothing, or is rolled back already. */
    record NotUndoable(Run undone, Optional<Run> rollback) implements Begun {}
  }

  default Optional<Run> run(UUID id) {
    return run(id, Access.ALL);
  }

  /** One run; empty if there is none, or if it may not be seen: then nothing of it is read. */
  Optional<Run> run(UUID id, Access visible);

  /**
   * Newest first.
   *
   * @param visible environments that the caller may see; a run needs both
   * @throws IllegalArgumentException if the cursor or the limit is not valid
   */
  Page<Run> runs(
      Access visible, Optional<EnvironmentId> target, Optional<String> cursor, int limit);

  /** How it stands with each target of stored runs, sorted by its name. */
  List<TargetRuns> targets();

  /** The journal of a run behind an entry, oldest first. */
  List<RunEvent.Recorded> events(UUID run, long after);

  /**
   * Records what a person wants of a run; empty: that it continues.
   *
   * @return false if there is no such run, or it has ended
   */
  boolean ask(UUID run, Optional<RunRequest> request, Approver by, Instant at);

  /**
   * Records that the holder of the lease lives.
   *
   * @return the run; empty if another process works on it: the caller must stop
   */
  Optional<Run> beat(Lease lease);

  /**
   * Records where a run is, and adds to its journal. Of one that has ended, the plan is, too.
   *
   * @return false if another process works on it: nothing is recorded
   */
  boolean record(Lease lease, Run run, List<RunEvent> events);

  /**
   * Records the end of a run as {@link #record}, and its report, whose SHA-256 is in the audit.
   *
   * @param report JSON; it is returned as it is, byte by byte
   * @param followUps when its target is verified again ({@link FollowUpStore})
   * @return false if another process works on it: nothing is recorded
   */
  boolean end(Lease lease, Run run, List<RunEvent> events, String report, List<FollowUp> followUps);

  /** The report of a run that has ended; empty if it has none. */
  Optional<String> report(UUID run);

  /**
   * Records what a run changed; again: replaces it.
   *
   * @return false if another process works on the run: nothing is recorded
   */
  boolean record(Lease lease, Footprint footprint);

  /** What a run changed; empty if that was never recorded. */
  Optional<Footprint> footprint(UUID run);

  /** The newest rollback of a run, in progress or ended; empty if nobody asked for one. */
  Optional<Run> rollback(UUID undone);

  /** The backups of runs on a target that were started since. */
  Set<UUID> backups(EnvironmentId target, Instant since);

  /**
   * Takes over a run that has not ended, but whose process has said nothing for so long.
   *
   * @param ours environments that the caller is configured with
   */
  Optional<Taken> takeOver(Duration silence, Set<EnvironmentId> ours);

  /** Deletes what ended before. */
  long prune(Instant before);

  /** A run that was taken over. */
  record Taken(Run run, Lease lease) {}
}
