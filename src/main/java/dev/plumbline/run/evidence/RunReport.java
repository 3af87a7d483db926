package dev.plumbline.run.evidence;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/**
 * What is known of a run that has ended: what was done, on whose word, from which backup, and with
 * which result. The same inputs give the same report. Times are to the microsecond, durations in
 * seconds.
 *
 * @param plan empty if it could not be read
 * @param approvals all decisions about the plan, oldest first
 * @param backup that was made for the run; empty if there is none
 * @param phases all of them, in their order, with those that were not reached
 * @param verification empty if the target was not verified
 * @param staysDifferent what the plan says that Directus cannot bring about
 * @param followUps what to do now, most urgent first, a sentence each
 * @param monitor what to watch in the next days, a sentence each
 * @param notKnown what could not be read when the report was made, a sentence each
 */
public record RunReport(
    int schemaVersion,
    Summary run,
    Optional<PlanFacts> plan,
    List<Approval> approvals,
    Optional<BackupFacts> backup,
    List<PhaseResult> phases,
    RowFacts rows,
    Optional<VerificationFacts> verification,
    Sample<RemainingDifference> staysDifferent,
    RollbackFacts rollback,
    List<String> followUps,
    List<String> monitor,
    List<String> notKnown) {
  /** Number of the form in which it is stored and served; another form gets another number. */
  public static final int SCHEMA_VERSION = 1;

  public RunReport {
    approvals = List.copyOf(approvals);
    phases = List.copyOf(phases);
    followUps = List.copyOf(followUps);
    monitor = List.copyOf(monitor);
    notKnown = List.copyOf(notKnown);
  }

  /**
   * The run itself.
   *
   * @param startedBy the person
   * @param undoes of a rollback: the id of the run that it undoes
   * @param result {@code verified}, {@code unverified}, {@code failed} or {@code cancelled}
   * @param message why, in a sentence
   */
  public record Summary(
      String id,
      String comparison,
      String source,
      String target,
      String startedBy,
      Optional<String> undoes,
      Instant startedAt,
      Instant finishedAt,
      double durationSeconds,
      String result,
      String message) {}

  /**
   * What was to be done.
   *
   * @param hash what people approved
   * @param collections that steps are about, sorted
   */
  public record PlanFacts(
      String id,
      String hash,
      String payloadSha256,
      String proposedBy,
      Instant proposedAt,
      Instant sealedAt,
      String directus,
      Sample<String> collections,
      Sample<PlannedStep> steps,
      Sample<PlannedHazard> hazards) {}

  /** A step of the plan. */
  public record PlannedStep(String action, String subject, String sentence) {}

  /**
   * What the plan could hurt.
   *
   * @param counts of rows of the target, by what was counted; empty if none were
   * @param notCounted why they could not be counted
   */
  public record PlannedHazard(
      String code,
      String severity,
      String subject,
      String message,
      SortedMap<String, Long> counts,
      Optional<String> notCounted,
      Optional<String> remedy) {}

  /**
   * What somebody decided about the plan.
   *
   * @param decision {@code approve}, {@code reject} or {@code break_glass}
   * @param targetName as they typed it
   * @param consents subjects of which they accepted that rows or values are lost
   */
  public record Approval(
      String person,
      String decision,
      Instant at,
      Optional<String> note,
      Optional<String> ticket,
      Optional<String> targetName,
      List<String> consents) {
    public Approval {
      consents = List.copyOf(consents);
    }
  }

  /**
   * The backup from before anything was changed.
   *
   * @param file relative to the directory of backups; empty if it was not completed
   * @param takenAt it has what was committed before
   * @param provenAt when it had been restored and compared; empty if that was not tried
   * @param provenOn the server on which that was done
   * @param restoreSeconds how long {@code pg_restore} took
   */
  public record BackupFacts(
      String id,
      String state,
      Optional<String> file,
      long bytes,
      Optional<String> sha256,
      Optional<Instant> takenAt,
      Optional<Instant> provenAt,
      Optional<String> provenOn,
      Optional<Double> restoreSeconds,
      Optional<String> message) {}

  /**
   * A phase, and whether it did what it must.
   *
   * @param criterion what it must do, in a sentence
   * @param result {@code done}, {@code failed} or {@code not_reached}
   * @param attempts how often it was begun: more than once if a process died
   * @param begunAt of the last attempt
   * @param messages from all attempts, oldest first
   */
  public record PhaseResult(
      String phase,
      String criterion,
      String result,
      int attempts,
      Optional<Instant> begunAt,
      Optional<Instant> endedAt,
      Optional<Double> durationSeconds,
      Sample<String> messages) {}

  /**
   * Rows of all tables. A total is empty if a number of which it consists is not known.
   *
   * @param tables those of steps and those that differ first, the others up to the limit; sorted by
   *     name
   */
  public record RowFacts(
      Sample<TableRows> tables,
      Optional<Long> inBackup,
      Optional<Long> before,
      Optional<Long> after) {}

  /**
   * Rows of one table.
   *
   * @param table with schema, as SQL writes it
   * @param isInPlan whether a step is about it
   * @param result {@code unchanged}, {@code changed}, {@code created}, {@code dropped}, {@code
   *     rewritten}, {@code unknown} or {@code not_compared}
   * @param before right before the payload was sent
   * @param after when the target was verified
   */
  public record TableRows(
      String table,
      boolean isInPlan,
      String result,
      Optional<Long> inBackup,
      Optional<Long> before,
      Optional<Long> after) {}

  /**
   * How the target was verified from its own database.
   *
   * @param byOthers what others changed meanwhile, a sentence each; none of it is a failure
   * @param uncertain what could not be verified, a sentence each
   */
  public record VerificationFacts(
      boolean passed,
      Sample<VerificationFailure> failures,
      Sample<String> byOthers,
      Sample<String> uncertain) {}

  /**
   * Something that is not as planned.
   *
   * @param rule as in {@code docs/verification.md}
   */
  public record VerificationFailure(String rule, String sentence) {}

  /**
   * A difference that no plan removes.
   *
   * @param sql that a person may run in the target; empty where no one statement does it
   */
  public record RemainingDifference(
      String subject, String path, String what, String why, Optional<String> sql) {}

  /**
   * How to bring the target back.
   *
   * @param note what to do, in a sentence
   * @param steps that undo the plan with Directus; empty if nothing was changed
   * @param onlyFromBackup what these steps do not bring back, a sentence each
   * @param restore commands for a full restore, to be adapted; empty without a backup
   */
  public record RollbackFacts(
      String note, Sample<String> steps, Sample<String> onlyFromBackup, List<String> restore) {
    public RollbackFacts {
      restore = List.copyOf(restore);
    }
  }
}
