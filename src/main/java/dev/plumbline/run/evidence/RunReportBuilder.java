package dev.plumbline.run.evidence;

import static dev.plumbline.run.evidence.PhaseResults.micros;

import dev.plumbline.approval.Decision;
import dev.plumbline.hazard.Hazard;
import dev.plumbline.hazard.HazardCode;
import dev.plumbline.hazard.HazardEvidence.Counted;
import dev.plumbline.hazard.HazardEvidence.NotCounted;
import dev.plumbline.plan.Plan;
import dev.plumbline.plan.step.Step;
import dev.plumbline.run.Run;
import dev.plumbline.run.evidence.RunReport.Approval;
import dev.plumbline.run.evidence.RunReport.PlanFacts;
import dev.plumbline.run.evidence.RunReport.PlannedHazard;
import dev.plumbline.run.evidence.RunReport.PlannedStep;
import dev.plumbline.run.evidence.RunReport.RemainingDifference;
import dev.plumbline.run.evidence.RunReport.RollbackFacts;
import dev.plumbline.run.evidence.RunReport.Summary;
import dev.plumbline.run.evidence.RunReport.VerificationFacts;
import dev.plumbline.run.evidence.RunReport.VerificationFailure;
import dev.plumbline.run.verification.PlanScope;
import dev.plumbline.run.verification.Verification;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

/** Makes the report of a run that has ended; the same inputs give the same report. */
public final class RunReportBuilder {
  private RunReportBuilder() {}

  /**
   * @throws IllegalArgumentException if the run has not ended
   */
  public static RunReport of(EvidenceInputs inputs) {
    Run run = inputs.run();
    Instant end =
        run.finishedAt()
            .orElseThrow(() -> new IllegalArgumentException("run " + run.id() + " has not ended"));
    Set<String> touched =
        inputs
            .plan()
            .map(plan -> PlanScope.touched(plan.contents().steps()).keySet())
            .orElse(Set.of());
    FollowUps followUps = new FollowUps(inputs);
    return new RunReport(
        RunReport.SCHEMA_VERSION,
        summary(run, end),
        inputs.plan().map(plan -> plan(plan, touched)),
        inputs.decisions().stream().map(RunReportBuilder::approval).toList(),
        inputs.backup(),
        PhaseResults.of(inputs.events(), run.undoes().isPresent()),
        TableCounts.of(
            inputs.backupRows(), touched, inputs.verified().map(VerifiedTarget::content)),
        inputs.verified().map(VerifiedTarget::verification).map(RunReportBuilder::verification),
        Sample.of(remaining(inputs.plan())),
        rollback(inputs),
        followUps.toDo(),
        followUps.toWatch(),
        inputs.notKnown());
  }

  private static Summary summary(Run run, Instant end) {
    return new Summary(
        run.id().toString(),
        run.comparison().name(),
        run.source().name(),
        run.target().name(),
        run.startedBy(),
        run.undoes().map(UUID::toString),
        micros(run.startedAt()),
        micros(end),
        PhaseResults.seconds(micros(run.startedAt()), micros(end)),
        run.state().label(),
        run.message().orElse(""));
  }

  private static PlanFacts plan(Plan plan, Set<String> touched) {
    var proposal = plan.contents().proposal();
    return new PlanFacts(
        proposal.id().toString(),
        plan.seal().hash(),
        plan.seal().payloadSha256(),
        proposal.by(),
        micros(proposal.at()),
        micros(plan.seal().sealedAt()),
        plan.seal().target().directus(),
        Sample.of(List.copyOf(touched)),
        Sample.of(plan.contents().steps().stream().map(RunReportBuilder::step).toList()),
        Sample.of(plan.contents().hazards().stream().map(RunReportBuilder::hazard).toList()));
  }

  private static PlannedStep step(Step step) {
    return new PlannedStep(step.action().label(), step.subject(), step.sentence());
  }

  private static PlannedHazard hazard(Hazard hazard) {
    return new PlannedHazard(
        hazard.code().label(),
        hazard.severity().label(),
        hazard.subject(),
        hazard.message(),
        hazard.evidence() instanceof Counted(var counts) ? counts : new TreeMap<>(),
        hazard.evidence() instanceof NotCounted(String reason)
            ? Optional.of(reason)
            : Optional.empty(),
        hazard.remedy());
  }

  private static Approval approval(Decision decision) {
    return new Approval(
        decision.by().person(),
        decision.kind().label(),
        micros(decision.at()),
        decision.note(),
        decision.ticket(),
        decision.targetName(),
        List.copyOf(decision.consents()));
  }

  private static VerificationFacts verification(Verification verification) {
    return new VerificationFacts(
        verification.isPassed(),
        Sample.of(
            verification.failures().stream()
                .map(one -> new VerificationFailure(one.rule().label(), one.sentence()))
                .toList()),
        Sample.of(verification.byOthers()),
        Sample.of(verification.uncertain()));
  }

  private static List<RemainingDifference> remaining(Optional<Plan> plan) {
    return plan.stream()
        .flatMap(known -> known.contents().unreachable().stream())
        .map(
            one ->
                new RemainingDifference(
                    one.subject(), one.path(), one.what(), one.why(), one.sql()))
        .toList();
  }

  private static RollbackFacts rollback(EvidenceInputs inputs) {
    List<String> restore = inputs.isNarrowed() ? List.of() : RestoreCommands.of(inputs.backup());
    if (inputs.run().undoes().isPresent()) {
      return new RollbackFacts(
          "This run is a rollback: to bring the changes in again, propose a plan.",
          Sample.of(List.of()),
          Sample.of(List.of()),
          restore);
    }
    if (!inputs.run().state().isApplied()) {
      return new RollbackFacts(
          "The target was not changed: there is nothing to roll back.",
          Sample.of(List.of()),
          Sample.of(List.of()),
          restore);
    }
    Optional<Plan.Reverse> reverse = inputs.plan().map(plan -> plan.contents().reverse());
    return new RollbackFacts(
        withoutWriter(inputs)
            + "`POST /api/v1/runs/"
            + inputs.run().id()
            + "/rollback` undoes the run with the steps below. "
            + fullRestore(inputs),
        Sample.of(
            reverse.stream().flatMap(known -> known.steps().stream()).map(Step::sentence).toList()),
        Sample.of(reverse.map(Plan.Reverse::onlyFromBackup).orElse(List.of())),
        restore);
  }

  private static String fullRestore(EvidenceInputs inputs) {
    return inputs.isNarrowed()
        ? "The backup of the run lacks the rows of some tables: for a full restore, use another backup."
        : "A full restore, with Directus stopped, brings back everything as it was when the backup"
            + " was made, and loses what was written since.";
  }

  /** A sentence before the others, where the plan says that the run goes without a role for it. */
  private static String withoutWriter(EvidenceInputs inputs) {
    return inputs.plan().stream()
        .flatMap(plan -> plan.contents().hazards().stream())
        .filter(hazard -> hazard.code() == HazardCode.ROLLBACK_NOT_POSSIBLE)
        .findFirst()
        .map(
            hazard ->
                "A rollback is not possible until a role that may write to the database is"
                    + " configured"
                    + hazard.remedy().map(remedy -> ": " + remedy).orElse("")
                    + ". Then ")
        .orElse("");
  }
}
