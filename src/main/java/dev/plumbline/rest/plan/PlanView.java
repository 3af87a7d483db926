package dev.plumbline.rest.plan;

import dev.plumbline.approval.Decision;
import dev.plumbline.approval.PlanState;
import dev.plumbline.approval.Requirement;
import dev.plumbline.approval.StateWords;
import dev.plumbline.drift.words.Words;
import dev.plumbline.hazard.Hazard;
import dev.plumbline.hazard.HazardEvidence.Counted;
import dev.plumbline.hazard.HazardEvidence.NotCounted;
import dev.plumbline.plan.Plan;
import dev.plumbline.plan.Plan.Contents;
import dev.plumbline.plan.Seal;
import dev.plumbline.plan.step.Step;
import dev.plumbline.store.plan.PlanSummary;
import dev.plumbline.store.plan.RecordedDecision;
import dev.plumbline.store.plan.StoredPlan;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A plan with all that is known of it. */
@Schema(name = "Plan", description = "What would make the target like the source.")
public record PlanView(
    UUID id,
    String comparison,
    String source,
    String target,
    @Schema(description = "The person who proposed it.") String proposedBy,
    Instant proposedAt,
    @Schema(description = "As it was proposed; empty: everything.") List<String> include,
    List<String> exclude,
    @Schema(
            enumeration = {
              "planning",
              "refused",
              "waiting",
              "approved",
              "rejected",
              "withdrawn",
              "voided",
              "expired",
              "failed",
              "running",
              "applied",
              "not_applied"
            })
        String state,
    @Schema(description = "The state in one sentence.") String message,
    @Schema(description = "Since when it has its state.") Instant changedAt,
    @Schema(description = "What an approval names; null until it is sealed.") @Nullable String hash,
    @Nullable Instant expiresAt,
    List<StepView> steps,
    @Schema(description = "Gravest first.") List<HazardView> hazards,
    @Schema(description = "Hazards by severity.") Map<String, Integer> hazardCounts,
    @Schema(description = "What was not asked for and is carried out because something needs it.")
        List<AdditionView> additions,
    @Schema(description = "What stays different.") List<UnreachableView> unreachable,
    @Nullable ReverseView reverse,
    @Schema(description = "Null unless it waits or is approved.")
        @Nullable RequiredView requiredApprovals,
    @Schema(description = "Oldest first.") List<DecisionView> decisions,
    @Schema(description = "Why the target may not be changed now; null if it may.")
        @Nullable String changeWindow,
    @Schema(description = "Where a run would prove its backup, as it is configured now.")
        String proofServer,
    @Schema(description = "From what it was made; null until it is sealed.")
        @Nullable SealView seal) {

  /** One thing that happens. */
  @Schema(name = "PlanStep")
  public record StepView(
      @Schema(enumeration = {"create", "change", "recreate", "drop"}) String action,
      String subject,
      String sentence,
      @Schema(description = "What the database of the target has afterwards.")
          List<String> proofs) {}

  /** What the plan could hurt. */
  @Schema(name = "PlanHazard")
  public record HazardView(
      String code,
      String severity,
      String subject,
      String message,
      @Schema(description = "What was counted; empty if it follows from the schemas.")
          Map<String, Long> counts,
      @Schema(description = "Why it could not be counted.") @Nullable String notCounted,
      @Nullable String remedy) {}

  /** Something that was added. */
  @Schema(name = "PlanAddition")
  public record AdditionView(String subject, String because) {}

  /** Something that stays different. */
  @Schema(name = "PlanUnreachable")
  public record UnreachableView(
      String subject,
      String path,
      String what,
      String why,
      @Schema(description = "What a person may run in the target instead.") @Nullable String sql) {}

  /** What would bring the target back. */
  @Schema(name = "PlanReverse")
  public record ReverseView(List<StepView> steps, List<String> onlyFromBackup) {}

  /** What must be given. */
  @Schema(name = "RequiredApprovals")
  public record RequiredView(
      @Schema(description = "How many people, without the one who proposed it.") int people,
      @Schema(description = "What each of them sends as targetName; null: nothing.")
          @Nullable String targetName,
      @Schema(description = "What each of them sends as consents.") List<String> consents,
      String because) {}

  /** What somebody decided. */
  @Schema(name = "PlanDecision")
  public record DecisionView(
      @Schema(enumeration = {"approve", "reject", "break_glass"}) String decision,
      String person,
      Instant at,
      @Nullable String note,
      @Nullable String ticket) {}

  /** From what it was made. */
  @Schema(name = "PlanSeal")
  public record SealView(
      Instant sealedAt,
      BasisView source,
      BasisView target,
      @Schema(description = "Of the target's schema, by its Directus.") String directusHash,
      @Schema(description = "Over the bytes that would be sent.") String payloadSha256,
      @Schema(description = "Of Plumbline.") String model) {}

  /** One side. */
  @Schema(name = "PlanBasis")
  public record BasisView(
      String environment,
      String snapshot,
      @Nullable String catalog,
      @Schema(description = "The version.") String directus) {}

  /**
   * @param closed why the target may not be changed now
   * @param proof where a run would prove its backup
   */
  static PlanView of(StoredPlan stored, Optional<String> closed, String proof) {
    Optional<Contents> contents = stored.plan().map(Plan::contents);
    List<Hazard> hazards = stored.hazards();
    return new PlanView(
        stored.proposal().id(),
        stored.proposal().comparison().name(),
        stored.proposal().source().name(),
        stored.proposal().target().name(),
        stored.proposal().by(),
        stored.proposal().at(),
        stored.proposal().selection().include(),
        stored.proposal().selection().exclude(),
        stored.state().kind().label(),
        StateWords.sentence(stored.state()),
        stored.changedAt(),
        stored.hash().orElse(null),
        stored.plan().map(plan -> plan.seal().expiresAt()).orElse(null),
        contents.map(known -> steps(known.steps())).orElse(List.of()),
        hazards.stream().map(PlanView::hazard).toList(),
        ListedPlanView.counts(PlanSummary.severities(hazards)),
        contents.stream()
            .flatMap(known -> known.additions().stream())
            .map(one -> new AdditionView(one.subject(), one.because()))
            .toList(),
        contents.stream()
            .flatMap(known -> known.unreachable().stream())
            .map(
                one ->
                    new UnreachableView(
                        one.subject(), one.path(), one.what(), one.why(), one.sql().orElse(null)))
            .toList(),
        contents
            .map(
                known ->
                    new ReverseView(
                        steps(known.reverse().steps()), known.reverse().onlyFromBackup()))
            .orElse(null),
        stored.state() instanceof PlanState.Sealed sealed
            ? required(sealed.requirement(), stored.proposal().target().name())
            : null,
        stored.decisions().stream()
            .map(RecordedDecision::decision)
            .map(PlanView::decision)
            .toList(),
        closed.orElse(null),
        proof,
        stored.plan().map(plan -> seal(plan.seal())).orElse(null));
  }

  private static List<StepView> steps(List<Step> steps) {
    return steps.stream()
        .map(
            step ->
                new StepView(
                    step.action().label(),
                    step.subject(),
                    step.sentence(),
                    step.proofs().stream().map(PlanView::proof).toList()))
        .toList();
  }

  private static String proof(Step.Proof proof) {
    return proof.kind()
        + " "
        + proof.subject()
        + (proof.path().isEmpty() ? " exists" : " " + proof.path())
        + ": "
        + Words.value(proof.value());
  }

  private static HazardView hazard(Hazard hazard) {
    return new HazardView(
        hazard.code().label(),
        hazard.severity().label(),
        hazard.subject(),
        hazard.message(),
        hazard.evidence() instanceof Counted counted ? counted.counts() : Map.of(),
        hazard.evidence() instanceof NotCounted(String reason) ? reason : null,
        hazard.remedy().orElse(null));
  }

  private static RequiredView required(Requirement requirement, String target) {
    return new RequiredView(
        requirement.people(),
        requirement.typesTarget() ? target : null,
        List.copyOf(requirement.consents()),
        requirement.because());
  }

  private static DecisionView decision(Decision decision) {
    return new DecisionView(
        decision.kind().label(),
        decision.by().person(),
        decision.at(),
        decision.note().orElse(null),
        decision.ticket().orElse(null));
  }

  private static SealView seal(Seal seal) {
    return new SealView(
        seal.sealedAt(),
        basis(seal.source()),
        basis(seal.target()),
        seal.directusHash(),
        seal.payloadSha256(),
        seal.model());
  }

  private static BasisView basis(Seal.Basis basis) {
    return new BasisView(
        basis.environment().name(),
        basis.snapshot().hex(),
        basis.inventory().map(address -> address.hex()).orElse(null),
        basis.directus());
  }

  /** The body that proposes one, for OpenAPI; it is read strictly, field by field. */
  @Schema(name = "PlanRequest", requiredProperties = "comparison")
  public record Request(
      @Schema(examples = "staging-to-production") String comparison,
      @Schema(
              description =
                  "Subjects or globs: collections with all that belongs to them, or fields. Empty:"
                      + " everything.")
          @Nullable List<String> include,
      @Schema(description = "Likewise, or single values such as *.meta.sort; wins over include.")
          @Nullable List<String> exclude) {}
}
