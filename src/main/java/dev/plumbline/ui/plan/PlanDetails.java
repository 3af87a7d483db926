package dev.plumbline.ui.plan;

import dev.plumbline.approval.Approver;
import dev.plumbline.approval.Decision;
import dev.plumbline.approval.PlanState;
import dev.plumbline.approval.Requirement;
import dev.plumbline.plan.Proposal;
import dev.plumbline.plan.Seal;
import dev.plumbline.store.plan.StoredPlan;
import dev.plumbline.ui.sign.Sign;
import io.quarkus.qute.RawString;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * What is shown of a plan, and what whoever is signed in can do about it.
 *
 * @param report what it would do and hurt, as REST writes it for people
 * @param expiresAt empty before it is sealed, and once it has ended
 * @param closed why the target may not be changed now; else empty
 * @param hash what a decision confirms; empty before it is sealed
 * @param isPlanning whether it is being made
 * @param isWaiting whether it waits for people
 * @param isApproved whether it may be carried out
 * @param isOpen whether it may be withdrawn
 * @param isOwn whether the one who is signed in proposed it
 * @param hasDecided whether they have decided about it
 * @param run that carries it out or did; empty: none
 */
record PlanDetails(
    String id,
    String comparison,
    String source,
    String target,
    String by,
    Instant at,
    Sign state,
    Optional<Instant> expiresAt,
    Optional<String> closed,
    RawString report,
    Optional<String> hash,
    boolean typesTarget,
    List<String> consents,
    boolean isPlanning,
    boolean isWaiting,
    boolean isApproved,
    boolean isOpen,
    boolean isOwn,
    boolean hasDecided,
    Optional<UUID> run) {

  static PlanDetails of(
      StoredPlan stored, Optional<String> closed, RawString report, Approver reader) {
    Proposal proposal = stored.proposal();
    PlanState state = stored.state();
    Optional<Requirement> requirement =
        state instanceof PlanState.Sealed sealed
            ? Optional.of(sealed.requirement())
            : Optional.empty();
    return new PlanDetails(
        proposal.id().toString(),
        proposal.comparison().name(),
        proposal.source().name(),
        proposal.target().name(),
        proposal.by(),
        proposal.at(),
        PlanSigns.of(state.kind()),
        requirement.flatMap(ignored -> stored.plan().map(plan -> plan.seal()).map(Seal::expiresAt)),
        state.kind().isOpen() ? closed : Optional.empty(),
        report,
        stored.hash(),
        requirement.map(Requirement::typesTarget).orElse(false),
        requirement.map(known -> List.copyOf(known.consents())).orElse(List.of()),
        state instanceof PlanState.Planning,
        state instanceof PlanState.Waiting,
        state instanceof PlanState.Approved,
        state instanceof PlanState.Open,
        proposal.by().equals(reader.person()),
        stored.decisions().stream()
            .map(recorded -> recorded.decision())
            .map(Decision::by)
            .anyMatch(approver -> approver.person().equals(reader.person())),
        run(state));
  }

  /** Whether it waits for the one who is signed in, if that is an approver. */
  public boolean mayDecide() {
    return isWaiting && !isOwn && !hasDecided;
  }

  private static Optional<UUID> run(PlanState state) {
    return switch (state) {
      case PlanState.Running(UUID run, String ignored) -> Optional.of(run);
      case PlanState.Applied(UUID run, String ignored) -> Optional.of(run);
      case PlanState.NotApplied(UUID run, String ignored) -> Optional.of(run);
      default -> Optional.empty();
    };
  }
}
