package dev.plumbline.sync.verify;

import dev.plumbline.drift.Side;
import dev.plumbline.environment.EnvironmentId;
import dev.plumbline.plan.Plan;
import dev.plumbline.run.evidence.VerifiedTarget;
import dev.plumbline.run.rollback.Footprint;
import dev.plumbline.run.verification.ContentChanges;
import dev.plumbline.run.verification.PlanScope;
import dev.plumbline.run.verification.RecordChecks;
import dev.plumbline.run.verification.Verification;
import dev.plumbline.run.verification.VerificationInputs;
import dev.plumbline.store.backup.DatabaseContent;
import dev.plumbline.sync.port.ContentWatch;
import dev.plumbline.sync.port.TargetException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Verifies a target from its own database, against both sides as they were sealed. */
public final class PlannedTarget implements TargetVerifier {
  private static final String NOT_COUNTED =
      "checks of records were not compared, because nobody remembers how many rows broke them right"
          + " before the payload was sent";

  private final TargetSides sides;
  private final ContentWatch contents;
  private final TouchedRecords records;

  public PlannedTarget(TargetSides sides, ContentWatch contents, TouchedRecords records) {
    this.sides = sides;
    this.contents = contents;
    this.records = records;
  }

  @Override
  public Before before(Plan plan) throws TargetException, InterruptedException {
    Side source = sides.sealed(plan.seal().source());
    Side target = sides.sealed(plan.seal().target());
    EnvironmentId environment = plan.seal().target().environment();
    // What users write from here on is seen as theirs, also while records are counted.
    ContentWatch.Opened opened = contents.open(environment);
    RecordCounts counted = counted(plan, opened);
    return new Before() {
      @Override
      public Result verify(Optional<Long> transaction)
          throws TargetException, InterruptedException {
        RecordChecks checks =
            RecordCounts.compared(counted, records.count(environment, touched(plan).keySet()));
        return PlannedTarget.this.verify(
            plan, source, target, opened.changes(transaction, touched(plan)), checks);
      }

      @Override
      public void close() {
        opened.close();
      }
    };
  }

  private RecordCounts counted(Plan plan, ContentWatch.Opened opened) throws InterruptedException {
    boolean isCounted = false;
    try {
      RecordCounts counts =
          records.count(plan.seal().target().environment(), touched(plan).keySet());
      isCounted = true;
      return counts;
    } finally {
      if (!isCounted) {
        opened.close();
      }
    }
  }

  @Override
  public Result verifyAgainst(Plan plan, DatabaseContent backup)
      throws TargetException, InterruptedException {
    EnvironmentId target = plan.seal().target().environment();
    ContentChanges changes = contents.since(target, backup, touched(plan).keySet());
    return verify(
        plan,
        sides.sealed(plan.seal().source()),
        sides.sealed(plan.seal().target()),
        changes,
        new RecordChecks(List.of(), List.of(NOT_COUNTED)));
  }

  private static Map<String, Set<String>> touched(Plan plan) {
    return PlanScope.touched(plan.contents().steps());
  }

  private Result verify(
      Plan plan, Side source, Side before, ContentChanges changes, RecordChecks records)
      throws TargetException {
    Plan.Contents contents = plan.contents();
    Side after = sides.now(plan.seal().target());
    Verification verification =
        Verification.of(
            new VerificationInputs(
                contents.steps(),
                contents.hazards(),
                contents.unreachable(),
                source,
                before,
                after,
                changes,
                records));
    return new Result(
        verification.failures().stream().map(Verification.Failure::sentence).toList(),
        Stream.concat(verification.byOthers().stream(), verification.uncertain().stream()).toList(),
        Optional.of(new VerifiedTarget(verification, changes)),
        Optional.of(Footprint.of(contents, before, after)));
  }
}
