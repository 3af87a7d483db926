package dev.plumbline.testkit;

import dev.plumbline.approval.Approver;
import dev.plumbline.approval.Decision;
import dev.plumbline.approval.PlanEvent;
import dev.plumbline.approval.PlanState;
import dev.plumbline.approval.PlanState.Kind;
import dev.plumbline.approval.Requirement;
import dev.plumbline.audit.PlanAudit;
import dev.plumbline.environment.Access;
import dev.plumbline.environment.EnvironmentId;
import dev.plumbline.finding.Finding;
import dev.plumbline.hazard.HazardCode;
import dev.plumbline.jdbc.sql.Cursor;
import dev.plumbline.jdbc.sql.Pages;
import dev.plumbline.plan.Plan;
import dev.plumbline.plan.Plan.Contents;
import dev.plumbline.plan.Proposal;
import dev.plumbline.store.MonitorStore;
import dev.plumbline.store.Page;
import dev.plumbline.store.plan.ListedPlan;
import dev.plumbline.store.plan.PlanStore;
import dev.plumbline.store.plan.PlanSummary;
import dev.plumbline.store.plan.RecordedDecision;
import dev.plumbline.store.plan.StoredPlan;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/** Passes the same contract test as the store in PostgreSQL. */
public final class InMemoryPlanStore implements PlanStore {
  private final InMemoryAuditStore audit;
  private final MonitorStore findings;
  private final List<Row> rows = new ArrayList<>();
  private final List<PlanEvent> events = new ArrayList<>();
  private long lastNumber;

  private static final class Row {
    private final long number;
    private final Optional<String> key;
    private StoredPlan plan;
    private Optional<String> payload = Optional.empty();
    private Instant followedAt = Instant.now();

    Row(long number, Optional<String> key, StoredPlan plan) {
      this.number = number;
      this.key = key;
      this.plan = plan;
    }

    Kind state() {
      return plan.state().kind();
    }

    ListedPlan listed() {
      int people =
          plan.state() instanceof PlanState.Sealed sealed ? sealed.requirement().people() : 0;
      return new ListedPlan(
          number,
          plan.proposal(),
          plan.token(),
          state(),
          plan.changedAt(),
          plan.plan().map(Plan::seal),
          plan.plan().map(known -> PlanSummary.of(known.contents())),
          people,
          StoredPlan.approvals(plan.decisions()).size());
    }
  }

  /**
   * @param findings where findings are opened
   */
  public InMemoryPlanStore(InMemoryAuditStore audit, MonitorStore findings) {
    this.audit = audit;
    this.findings = findings;
  }

  /** As if there had never been any. */
  public synchronized void clear() {
    rows.clear();
    events.clear();
  }

  @Override
  public synchronized Begun begin(Proposal proposal, String token, Optional<String> key) {
    for (Row row : rows) {
      if (row.plan.proposal().id().equals(proposal.id())
          || (key.isPresent() && row.key.equals(key) && row.plan.token().equals(token))) {
        return new Begun.Repeated(row.listed());
      }
    }
    for (Row row : rows) {
      if (row.state().isOpen() && row.plan.proposal().comparison().equals(proposal.comparison())) {
        return new Begun.OtherIsOpen(row.listed());
      }
    }
    Row row =
        new Row(
            ++lastNumber,
            key,
            new StoredPlan(
                proposal,
                token,
                new PlanState.Planning(),
                proposal.at(),
                Optional.empty(),
                List.of()));
    rows.add(row);
    audit.append(List.of(PlanAudit.proposed(proposal, token)));
    return new Begun.New(row.listed());
  }

  private Optional<Row> row(UUID id) {
    return rows.stream().filter(row -> row.plan.proposal().id().equals(id)).findFirst();
  }

  private Optional<Row> planning(UUID id) {
    return row(id).filter(row -> row.state() == Kind.PLANNING);
  }

  @Override
  public synchronized boolean beat(UUID plan) {
    Optional<Row> row = planning(plan);
    row.ifPresent(known -> known.followedAt = Instant.now());
    return row.isPresent();
  }

  @Override
  public synchronized boolean end(UUID id, Ending ending, Instant at) {
    Optional<Row> row = planning(id);
    row.ifPresent(
        known -> {
          PlanState.Planning planning = new PlanState.Planning();
          switch (ending) {
            case Ending.Sealed(Plan plan, Requirement requirement) -> {
              known.payload = Optional.of(plan.contents().payload());
              ended(known, planning.seal(requirement), Optional.of(withoutPayload(plan)), at);
            }
            case Ending.NoPlan(PlanState.Refused refused) ->
                ended(known, refused, Optional.empty(), at);
            case Ending.Failed(String reason) ->
                ended(known, planning.fail(reason), Optional.empty(), at);
          }
        });
    return row.isPresent();
  }

  private static Plan withoutPayload(Plan plan) {
    Contents contents = plan.contents();
    return new Plan(
        new Contents(
            contents.proposal(),
            "",
            contents.steps(),
            contents.hazards(),
            contents.additions(),
            contents.unreachable(),
            contents.reverse()),
        plan.seal());
  }

  private void ended(Row row, PlanState next, Optional<Plan> plan, Instant at) {
    StoredPlan before = row.plan;
    row.plan =
        new StoredPlan(before.proposal(), before.token(), next, at, plan, before.decisions());
    audit.append(
        PlanAudit.changed(
            before.proposal(),
            before.state().kind(),
            next,
            plan.map(Plan::seal),
            Optional.empty(),
            Optional.empty(),
            at));
    event(before, next, Optional.empty(), Optional.empty(), at);
  }

  @Override
  public synchronized Optional<StoredPlan> plan(UUID id, Access visible) {
    return row(id)
        .map(row -> row.plan)
        .filter(
            plan ->
                visible.includes(plan.proposal().source())
                    && visible.includes(plan.proposal().target()));
  }

  @Override
  public synchronized Optional<ListedPlan> listed(UUID id) {
    return row(id).map(Row::listed);
  }

  @Override
  public synchronized Optional<String> payload(UUID id) {
    return row(id).flatMap(row -> row.payload);
  }

  @Override
  public synchronized Page<ListedPlan> plans(Filter filter, Optional<String> cursor, int limit) {
    int most = Pages.limit(limit);
    long before = cursor.map(Cursor::of).map(Cursor::number).orElse(Long.MAX_VALUE);
    return Pages.of(
        rows.reversed().stream()
            .map(Row::listed)
            .filter(plan -> plan.number() < before && matches(filter, plan))
            .toList(),
        most,
        plan -> Cursor.of(plan.proposal().at(), plan.number()));
  }

  private static boolean matches(Filter filter, ListedPlan plan) {
    Proposal proposal = plan.proposal();
    return filter.visible().includes(proposal.source())
        && filter.visible().includes(proposal.target())
        && filter.comparison().filter(name -> !name.equals(proposal.comparison())).isEmpty()
        && filter.target().filter(target -> !target.equals(proposal.target())).isEmpty()
        && filter.state().filter(state -> state != plan.state()).isEmpty();
  }

  @Override
  public synchronized List<ListedPlan> sealed() {
    return rows.stream()
        .filter(row -> row.plan.state() instanceof PlanState.Sealed)
        .map(Row::listed)
        .toList();
  }

  @Override
  public synchronized <T> Optional<T> change(UUID id, Function<StoredPlan, Changed<T>> update) {
    return row(id)
        .map(
            row -> {
              Changed<T> changed = update.apply(row.plan);
              changed.change().ifPresent(change -> write(row, change));
              return changed.result();
            });
  }

  private void write(Row row, PlanChange change) {
    StoredPlan before = row.plan;
    List<RecordedDecision> decisions = new ArrayList<>(before.decisions());
    change.decision().ifPresent(decisions::add);
    row.plan =
        new StoredPlan(
            before.proposal(),
            before.token(),
            change.next(),
            change.next().kind() == before.state().kind() ? before.changedAt() : change.at(),
            before.plan(),
            decisions);
    audit.append(
        PlanAudit.changed(
            before.proposal(),
            before.state().kind(),
            change.next(),
            before.plan().map(Plan::seal),
            change.decision().map(RecordedDecision::decision),
            change.by(),
            change.at()));
    event(
        before,
        change.next(),
        change.decision().map(RecordedDecision::decision),
        change.by(),
        change.at());
    change
        .finding()
        .ifPresent(
            seen ->
                findings.reconcile(
                    seen.scope(), known -> List.of(Finding.opened(seen, change.at()))));
  }

  private void event(
      StoredPlan before,
      PlanState next,
      Optional<Decision> decision,
      Optional<Approver> by,
      Instant at) {
    PlanEvent.between(before.proposal().id(), before.state().kind(), next, decision, by, at)
        .ifPresent(events::add);
  }

  @Override
  public synchronized boolean warn(UUID id, Instant at) {
    Optional<PlanEvent> event =
        events(id).stream().anyMatch(one -> one.kind() == PlanEvent.Kind.EXPIRES_SOON)
            ? Optional.empty()
            : row(id).flatMap(row -> row.plan.expiresSoon(at));
    event.ifPresent(events::add);
    return event.isPresent();
  }

  /** If there is such a plan. */
  synchronized void add(PlanEvent event) {
    if (row(event.plan()).isPresent()) {
      events.add(event);
    }
  }

  @Override
  public synchronized List<PlanEvent> events(UUID id) {
    return events.stream().filter(event -> event.plan().equals(id)).toList();
  }

  @Override
  public synchronized int failSilent(Duration silence, String reason, Instant at) {
    List<Row> silent =
        rows.stream()
            .filter(row -> row.state() == Kind.PLANNING)
            .filter(row -> !row.followedAt.plus(silence).isAfter(Instant.now()))
            .toList();
    silent.forEach(row -> ended(row, new PlanState.Planning().fail(reason), Optional.empty(), at));
    return silent.size();
  }

  @Override
  public synchronized Counts counts() {
    List<StateCount> states = new ArrayList<>();
    List<HazardCount> hazards = new ArrayList<>();
    for (Row row : rows) {
      EnvironmentId target = row.plan.proposal().target();
      states.add(new StateCount(target, row.state(), 1));
      if (row.plan.state() instanceof PlanState.Sealed) {
        row.listed()
            .summary()
            .ifPresent(
                summary ->
                    summary
                        .codes()
                        .forEach(
                            (HazardCode code, Integer count) ->
                                hazards.add(new HazardCount(target, code, count))));
      }
    }
    return new Counts(states, hazards);
  }

  @Override
  public synchronized long prune(Instant before) {
    int size = rows.size();
    rows.removeIf(row -> !row.state().isOpen() && row.plan.changedAt().isBefore(before));
    events.removeIf(event -> row(event.plan()).isEmpty());
    return size - (long) rows.size();
  }
}
