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
import dev.plumbline.sync.verify.TouchedRecords.TouchedChecks;
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
  public Preparation prepare(Plan plan) {
    EnvironmentId target = plan.seal().target().environment();
    Beside<Sealed> sealed = Beside.begin("sealed", () -> sealed(plan));
    Beside<TouchedChecks> checks =
        Beside.begin("checks", () -> records.checks(target, touched(plan).keySet()));
    return new Preparation() {
      @Override
      public Before before() throws TargetException, InterruptedException {
        // What users write from here on is seen as theirs, also while records are counted.
        ContentWatch.Opened opened = contents.open(target);
        boolean isKnown = false;
        try {
          TouchedChecks known = checks.get();
          RecordCounts counted =
              known.failure().isPresent() ? count(plan) : records.count(target, known);
          Remembered before = new Remembered(plan, sealed.get(), opened, counted);
          isKnown = true;
          return before;
        } finally {
          if (!isKnown) {
            opened.close();
          }
        }
      }

      @Override
      public void close() {
        sealed.close();
        checks.close();
      }
    };
  }

  /** Both sides as they were when the plan was made. */
  private record Sealed(Side source, Side target) {}

  private Sealed sealed(Plan plan) throws TargetException {
    return new Sealed(sides.sealed(plan.seal().source()), sides.sealed(plan.seal().target()));
  }

  private RecordCounts count(Plan plan) throws InterruptedException {
    return records.count(plan.seal().target().environment(), touched(plan).keySet());
  }

  /** The target right before the payload is sent. */
  private final class Remembered implements Before {
    private final Plan plan;
    private final Sealed sealed;
    private final ContentWatch.Opened opened;
    private final RecordCounts counted;

    private Remembered(Plan plan, Sealed sealed, ContentWatch.Opened opened, RecordCounts counted) {
      this.plan = plan;
      this.sealed = sealed;
      this.opened = opened;
      this.counted = counted;
    }

    /** Users wait for nothing here, but whoever watches the run does: all is read at one time. */
    @Override
    public Result verify(Optional<Long> transaction) throws TargetException, InterruptedException {
      try (Beside<Side> after = Beside.begin("target", () -> sides.now(plan.seal().target()));
          Beside<RecordCounts> counts = Beside.begin("records", () -> count(plan))) {
        ContentChanges changes = opened.changes(transaction, touched(plan));
        RecordChecks checks = RecordCounts.compared(counted, counts.get());
        return PlannedTarget.verify(plan, sealed, after.get(), changes, checks);
      }
    }

    @Override
    public void close() {
      opened.close();
    }
  }

  @Override
  public Result verifyAgainst(Plan plan, DatabaseContent backup)
      throws TargetException, InterruptedException {
    EnvironmentId target = plan.seal().target().environment();
    ContentChanges changes = contents.since(target, backup, touched(plan).keySet());
    return verify(
        plan,
        sealed(plan),
        sides.now(plan.seal().target()),
        changes,
        new RecordChecks(List.of(), List.of(NOT_COUNTED)));
  }

  private static Map<String, Set<String>> touched(Plan plan) {
    return PlanScope.touched(plan.contents().steps());
  }

  private static Result verify(
      Plan plan, Sealed sealed, Side after, ContentChanges changes, RecordChecks records) {
    Plan.Contents contents = plan.contents();
    Verification verification =
        Verification.of(
            new VerificationInputs(
                contents.steps(),
                contents.hazards(),
                contents.unreachable(),
                sealed.source(),
                sealed.target(),
                after,
                changes,
                records));
    return new Result(
        verification.failures().stream().map(Verification.Failure::sentence).toList(),
        Stream.concat(verification.byOthers().stream(), verification.uncertain().stream()).toList(),
        after.snapshot(),
        Optional.of(new VerifiedTarget(verification, changes)),
        Optional.of(Footprint.of(contents, sealed.target(), after)));
  }
}
