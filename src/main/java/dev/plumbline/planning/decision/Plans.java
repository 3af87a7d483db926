package dev.plumbline.planning.decision;

import dev.plumbline.approval.Approver;
import dev.plumbline.approval.Decision;
import dev.plumbline.approval.DecisionRules;
import dev.plumbline.approval.DecisionRules.Verdict;
import dev.plumbline.approval.Objection;
import dev.plumbline.approval.PlanState;
import dev.plumbline.drift.Comparison;
import dev.plumbline.environment.Access;
import dev.plumbline.finding.Observation;
import dev.plumbline.finding.observation.Observations;
import dev.plumbline.plan.Proposal;
import dev.plumbline.plan.select.Selection;
import dev.plumbline.store.Page;
import dev.plumbline.store.plan.ListedPlan;
import dev.plumbline.store.plan.PlanStore;
import dev.plumbline.store.plan.PlanStore.Begun;
import dev.plumbline.store.plan.PlanStore.Changed;
import dev.plumbline.store.plan.PlanStore.PlanChange;
import dev.plumbline.store.plan.RecordedDecision;
import dev.plumbline.store.plan.StoredPlan;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * Plans as people meet them. Whether a plan is void or expired is decided whenever it is read, and
 * recorded once it is seen.
 */
public final class Plans {
  private final PlanStore store;
  private final PlanCurrency currency;
  private final PlanThreads threads;
  private final PlanListener listener;
  private final Clock clock;
  private final Supplier<UUID> ids;

  /**
   * @param store on the connections of whoever asks
   */
  public Plans(
      PlanStore store,
      PlanCurrency currency,
      PlanThreads threads,
      PlanListener listener,
      Clock clock,
      Supplier<UUID> ids) {
    this.store = store;
    this.currency = currency;
    this.threads = threads;
    this.listener = listener;
    this.clock = clock;
    this.ids = ids;
  }

  /**
   * Records a proposal and returns at once; the plan is made on a thread of its own.
   *
   * @param key by which the client repeats the request safely
   */
  public Proposed propose(
      Comparison comparison, Selection selection, Approver by, Optional<String> key) {
    Proposal proposal =
        new Proposal(
            ids.get(),
            comparison.name(),
            comparison.source(),
            comparison.target(),
            selection,
            by.person(),
            clock.instant());
    Begun begun = begin(proposal, by.token(), key);
    return switch (begun) {
      case Begun.New(ListedPlan plan) -> {
        threads.make(proposal);
        yield new Proposed.Accepted(plan);
      }
      case Begun.Repeated(ListedPlan plan) ->
          plan.proposal().comparison().equals(comparison.name())
                  && plan.proposal().selection().equals(selection)
              ? new Proposed.Accepted(plan)
              : new Proposed.KeyReused();
      case Begun.OtherIsOpen(ListedPlan plan) -> new Proposed.OtherIsOpen(plan);
    };
  }

  /** One that is in the way only because nobody has seen that it is void is none. */
  private Begun begin(Proposal proposal, String token, Optional<String> key) {
    Begun begun = store.begin(proposal, token, key);
    if (begun instanceof Begun.OtherIsOpen(ListedPlan other)) {
      threads.failSilent();
      return currency.isCurrent(other) && isStillOpen(other)
          ? begun
          : store.begin(proposal, token, key);
    }
    return begun;
  }

  private boolean isStillOpen(ListedPlan other) {
    return store.listed(other.proposal().id()).filter(plan -> plan.state().isOpen()).isPresent();
  }

  /** One plan; empty if there is none, or if it may not be seen: then nothing of it is read. */
  public Optional<StoredPlan> plan(UUID id, Access visible) {
    Optional<StoredPlan> plan = store.plan(id, visible);
    return plan.filter(currency::end).isPresent() ? store.plan(id) : plan;
  }

  /** The exact text that would be sent; empty if there is none. */
  public Optional<String> payload(UUID id) {
    return store.payload(id);
  }

  /**
   * Newest first.
   *
   * @throws IllegalArgumentException if the cursor or the limit is not valid
   */
  public Page<ListedPlan> plans(PlanStore.Filter filter, Optional<String> cursor, int limit) {
    Page<ListedPlan> page = store.plans(filter, cursor, limit);
    long old = page.items().stream().filter(plan -> !currency.isCurrent(plan)).count();
    return old == 0 ? page : store.plans(filter, cursor, limit);
  }

  /**
   * Approves or rejects a plan.
   *
   * @param key by which the client repeats the request safely
   * @return empty if there is no such plan
   */
  public Optional<Decided> decide(UUID id, Decision decision, Optional<String> key) {
    // Void first, so that the sentence says what moved.
    plan(id, Access.ALL);
    Instant now = decision.at();
    Optional<Outcome> outcome = store.change(id, plan -> decided(plan, decision, key, now));
    outcome.ifPresent(
        known -> {
          known.counted().ifPresent(kind -> listener.decided(known.plan().target(), kind));
          known.waited().ifPresent(waited -> listener.approved(known.plan().target(), waited));
        });
    return outcome.map(Outcome::decided);
  }

  /** What is known after the transaction. */
  private record Outcome(
      Proposal plan, Decided decided, Optional<Decision.Kind> counted, Optional<Duration> waited) {
    static Outcome of(StoredPlan plan, Decided decided) {
      return new Outcome(plan.proposal(), decided, Optional.empty(), Optional.empty());
    }
  }

  private Changed<Outcome> decided(
      StoredPlan plan, Decision decision, Optional<String> key, Instant now) {
    Optional<Decision> earlier =
        plan.decisions().stream()
            .filter(one -> key.isPresent() && one.key().equals(key))
            .map(RecordedDecision::decision)
            .filter(one -> one.by().token().equals(decision.by().token()))
            .findFirst();
    if (earlier.isPresent()) {
      return Changed.nothing(
          Outcome.of(
              plan,
              earlier.get().isRepeatedBy(decision)
                  ? new Decided.Recorded()
                  : new Decided.OtherKey()));
    }
    return switch (DecisionRules.judge(plan.proposal(), plan.hash(), plan.state(), decision)) {
      case Verdict.Objected(Objection objection) ->
          Changed.nothing(Outcome.of(plan, new Decided.Objected(objection)));
      case Verdict.Counts(PlanState next) ->
          new Changed<>(
              new Outcome(
                  plan.proposal(),
                  new Decided.Recorded(),
                  Optional.of(decision.kind()),
                  plan.plan()
                      .filter(ignored -> next.kind() == PlanState.Kind.APPROVED)
                      .map(made -> Duration.between(made.seal().sealedAt(), now))),
              Optional.of(
                  new PlanChange(
                      next,
                      Optional.of(new RecordedDecision(decision, key)),
                      Optional.of(decision.by()),
                      finding(plan.proposal(), decision),
                      now)));
    };
  }

  private static Optional<Observation> finding(Proposal proposal, Decision decision) {
    return decision.kind() == Decision.Kind.BREAK_GLASS
        ? Optional.of(
            Observations.breakGlass(
                proposal.target(),
                proposal.id().toString(),
                decision.by().person(),
                decision.note().orElse(""),
                decision.ticket().orElse("")))
        : Optional.empty();
  }

  /**
   * Takes a plan back.
   *
   * @return empty if there is no such plan
   */
  public Optional<Decided> withdraw(UUID id, Approver by) {
    plan(id, Access.ALL);
    Instant now = clock.instant();
    return store.change(
        id,
        plan -> {
          if (!by.isAdmin() && !by.person().equals(plan.proposal().by())) {
            return Changed.nothing(
                new Decided.NotAllowed(
                    "Only '"
                        + plan.proposal().by()
                        + "', who proposed this plan, and administrators may withdraw it. To stop"
                        + " it, reject it."));
          }
          if (!(plan.state() instanceof PlanState.Open open)) {
            return Changed.nothing(new Decided.Objected(DecisionRules.notOpen(plan.state())));
          }
          return new Changed<>(
              new Decided.Recorded(),
              Optional.of(
                  new PlanChange(
                      open.withdraw(by.person()),
                      Optional.empty(),
                      Optional.of(by),
                      Optional.empty(),
                      now)));
        });
  }
}
