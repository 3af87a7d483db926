package dev.plumbline.testkit;

import dev.plumbline.approval.Approver;
import dev.plumbline.approval.PlanEvent;
import dev.plumbline.approval.PlanState;
import dev.plumbline.audit.RunAudit;
import dev.plumbline.environment.Access;
import dev.plumbline.environment.EnvironmentId;
import dev.plumbline.jdbc.sql.Cursor;
import dev.plumbline.jdbc.sql.Pages;
import dev.plumbline.run.Phase;
import dev.plumbline.run.Run;
import dev.plumbline.run.RunEvent;
import dev.plumbline.run.RunRequest;
import dev.plumbline.run.RunState;
import dev.plumbline.run.followup.FollowUp;
import dev.plumbline.run.followup.FollowUpState;
import dev.plumbline.run.rollback.Footprint;
import dev.plumbline.store.Lease;
import dev.plumbline.store.Page;
import dev.plumbline.store.plan.PlanStore.Changed;
import dev.plumbline.store.plan.PlanStore.PlanChange;
import dev.plumbline.store.run.FollowUpStore;
import dev.plumbline.store.run.RunStore;
import dev.plumbline.store.run.TargetRuns;
import dev.plumbline.store.run.TargetRuns.CurrentPhase;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Passes the same contract test as the store in PostgreSQL. */
public final class InMemoryRunStore implements RunStore, FollowUpStore {
  private final InMemoryPlanStore plans;
  private final InMemoryAuditStore audit;
  private final List<Row> rows = new ArrayList<>();
  private long lastEvent;

  private static final class Due {
    private FollowUp followUp;
    private int term;
    private Instant takenAt = Instant.EPOCH;

    Due(FollowUp followUp) {
      this.followUp = followUp;
    }
  }

  private static final class Row {
    private final long number;
    private final String token;
    private final Optional<String> key;
    private final List<RunEvent.Recorded> events = new ArrayList<>();
    private Optional<String> report = Optional.empty();
    private Optional<Footprint> footprint = Optional.empty();
    private final List<Due> followUps = new ArrayList<>();
    private Run run;
    private int term = 1;
    private Instant beatAt = Instant.now();

    Row(long number, Run run, String token, Optional<String> key) {
      this.number = number;
      this.run = run;
      this.token = token;
      this.key = key;
    }

    boolean isOpen() {
      return !run.state().isEnded();
    }
  }

  public InMemoryRunStore(InMemoryPlanStore plans, InMemoryAuditStore audit) {
    this.plans = plans;
    this.audit = audit;
  }

  /** As if there had never been any. */
  public synchronized void clear() {
    rows.clear();
  }

  @Override
  public synchronized Begun begin(Run run, Approver by, Optional<String> key) {
    return plans
        .change(
            run.plan(),
            plan -> {
              Optional<Row> repeated =
                  find(
                      row ->
                          key.isPresent() && row.key.equals(key) && row.token.equals(by.token()));
              if (repeated.isPresent()) {
                return Changed.<Begun>nothing(
                    repeated.get().run.plan().equals(run.plan())
                            && repeated.get().run.undoes().equals(run.undoes())
                        ? new Begun.Repeated(repeated.get().run)
                        : new Begun.KeyReused());
              }
              if (run.undoes().isPresent()) {
                return Changed.nothing(beginRollback(run, by, key));
              }
              if (!(plan.state() instanceof PlanState.Approved approved)) {
                return Changed.<Begun>nothing(new Begun.NotApproved(plan.state()));
              }
              Optional<Row> other =
                  find(row -> row.isOpen() && row.run.target().equals(run.target()));
              if (other.isPresent()) {
                return Changed.<Begun>nothing(new Begun.TargetBusy(other.get().run));
              }
              rows.add(new Row(rows.size() + 1L, run, by.token(), key));
              return new Changed<Begun>(
                  new Begun.New(run, Lease.first(run.id())),
                  Optional.of(
                      new PlanChange(
                          approved.start(run.id(), by.person()),
                          Optional.empty(),
                          Optional.of(by),
                          Optional.empty(),
                          run.startedAt())));
            })
        .orElseThrow(() -> new IllegalArgumentException("no plan " + run.plan()));
  }

  private Begun beginRollback(Run rollback, Approver by, Optional<String> key) {
    Run undone = row(rollback.undoes().orElseThrow()).orElseThrow().run;
    Optional<Run> last = rollback(undone.id());
    if (!undone.isUndoable(last)) {
      return new Begun.NotUndoable(undone, last);
    }
    Optional<Row> other = find(row -> row.isOpen() && row.run.target().equals(rollback.target()));
    if (other.isPresent()) {
      return new Begun.TargetBusy(other.get().run);
    }
    rows.add(new Row(rows.size() + 1L, rollback, by.token(), key));
    audit.append(List.of(RunAudit.rollbackStarted(rollback, by)));
    return new Begun.New(rollback, Lease.first(rollback.id()));
  }

  private Optional<Row> find(Predicate<Row> condition) {
    return rows.stream().filter(condition).findFirst();
  }

  /** As if its process had said nothing for long. */
  public synchronized void silence(UUID id) {
    row(id).orElseThrow().beatAt = Instant.EPOCH;
  }

  private Optional<Row> row(UUID id) {
    return find(row -> row.run.id().equals(id));
  }

  private Optional<Row> leased(Lease lease) {
    return row(lease.work()).filter(row -> row.isOpen() && row.term == lease.term());
  }

  @Override
  public synchronized Optional<Run> run(UUID id, Access visible) {
    return row(id)
        .map(row -> row.run)
        .filter(run -> visible.includes(run.source()) && visible.includes(run.target()));
  }

  @Override
  public synchronized Page<Run> runs(
      Access visible, Optional<EnvironmentId> target, Optional<String> cursor, int limit) {
    int most = Pages.limit(limit);
    long before = cursor.map(Cursor::of).map(Cursor::number).orElse(Long.MAX_VALUE);
    return Pages.of(
            rows.reversed().stream()
                .filter(row -> row.number < before)
                .filter(
                    row -> visible.includes(row.run.source()) && visible.includes(row.run.target()))
                .filter(row -> target.filter(one -> !one.equals(row.run.target())).isEmpty())
                .toList(),
            most,
            row -> Cursor.of(row.run.startedAt(), row.number))
        .map(row -> row.run);
  }

  @Override
  public synchronized List<TargetRuns> targets() {
    return rows.stream().map(row -> row.run.target()).distinct().sorted().map(this::of).toList();
  }

  private TargetRuns of(EnvironmentId target) {
    List<Row> own = rows.stream().filter(row -> row.run.target().equals(target)).toList();
    Row newest = own.getLast();
    TreeMap<RunState, Instant> ended = new TreeMap<>();
    own.stream()
        .filter(row -> !row.isOpen())
        .forEach(
            row ->
                ended.merge(
                    row.run.state(),
                    row.run.finishedAt().orElseThrow(),
                    (one, other) -> one.isAfter(other) ? one : other));
    return new TargetRuns(
        target,
        newest.run.state(),
        newest.run.phase().filter(phase -> newest.isOpen()).flatMap(phase -> begun(newest, phase)),
        ended);
  }

  private static Optional<CurrentPhase> begun(Row row, Phase phase) {
    return row.events.stream()
        .map(RunEvent.Recorded::event)
        .filter(event -> event.kind() == RunEvent.Kind.BEGUN)
        .map(RunEvent::at)
        .max(Comparator.naturalOrder())
        .map(at -> new CurrentPhase(phase, at));
  }

  @Override
  public synchronized List<RunEvent.Recorded> events(UUID run, long after) {
    return row(run).stream()
        .flatMap(row -> row.events.stream())
        .filter(event -> event.id() > after)
        .toList();
  }

  @Override
  public synchronized boolean ask(UUID id, Optional<RunRequest> request, Approver by, Instant at) {
    Optional<Row> open = row(id).filter(Row::isOpen);
    open.filter(row -> !row.run.asked().equals(request))
        .ifPresent(
            row -> {
              row.run = row.run.asked(request);
              audit.append(List.of(RunAudit.asked(row.run, request, by, at)));
            });
    return open.isPresent();
  }

  @Override
  public synchronized Optional<Run> beat(Lease lease) {
    Optional<Row> row = leased(lease);
    row.ifPresent(known -> known.beatAt = Instant.now());
    return row.map(known -> known.run);
  }

  @Override
  public synchronized boolean record(Lease lease, Run run, List<RunEvent> events) {
    Optional<Row> row = leased(lease);
    row.ifPresent(
        known -> {
          known.run = run.asked(known.run.asked());
          known.beatAt = Instant.now();
          events.forEach(event -> known.events.add(new RunEvent.Recorded(++lastEvent, event)));
          if (run.state().isEnded()) {
            end(run);
          }
        });
    return row.isPresent();
  }

  @Override
  public synchronized boolean end(
      Lease lease, Run run, List<RunEvent> events, String report, List<FollowUp> followUps) {
    Optional<Row> row = leased(lease);
    if (record(lease, run, events)) {
      row.orElseThrow().report = Optional.of(report);
      followUps.forEach(one -> row.orElseThrow().followUps.add(new Due(one)));
      audit.append(List.of(RunAudit.ended(run, report)));
    }
    return row.isPresent();
  }

  @Override
  public synchronized Optional<String> report(UUID run) {
    return row(run).flatMap(row -> row.report);
  }

  private void end(Run run) {
    plans.change(
        run.plan(),
        plan ->
            plan.state() instanceof PlanState.Running running
                ? new Changed<>(
                    true,
                    Optional.of(
                        PlanChange.byItself(
                            run.state().isApplied()
                                ? running.applied(run.message().orElse(""))
                                : running.notApplied(run.message().orElse("")),
                            run.finishedAt().orElseThrow())))
                : Changed.nothing(false));
  }

  @Override
  public synchronized boolean record(Lease lease, Footprint footprint) {
    Optional<Row> row = leased(lease);
    row.ifPresent(known -> known.footprint = Optional.of(footprint));
    return row.isPresent();
  }

  @Override
  public synchronized Optional<Footprint> footprint(UUID run) {
    return row(run).flatMap(row -> row.footprint);
  }

  @Override
  public synchronized Optional<Run> rollback(UUID undone) {
    return rows.reversed().stream()
        .map(row -> row.run)
        .filter(run -> run.undoes().filter(undone::equals).isPresent())
        .findFirst();
  }

  @Override
  public synchronized Set<UUID> backups(EnvironmentId target, Instant since) {
    return rows.stream()
        .map(row -> row.run)
        .filter(run -> run.target().equals(target) && !run.startedAt().isBefore(since))
        .flatMap(run -> run.backup().stream())
        .collect(Collectors.toSet());
  }

  @Override
  public synchronized Optional<Taken> takeOver(Duration silence, Set<EnvironmentId> ours) {
    Optional<Row> silent =
        find(
            row ->
                row.isOpen()
                    && ours.contains(row.run.source())
                    && ours.contains(row.run.target())
                    && !row.beatAt.plus(silence).isAfter(Instant.now()));
    return silent.map(
        row -> {
          row.term++;
          row.beatAt = Instant.now();
          return new Taken(row.run, new Lease(row.run.id(), row.term));
        });
  }

  /** As if whoever took one had said nothing for long. */
  public synchronized void forgetTaken() {
    rows.forEach(row -> row.followUps.forEach(due -> due.takenAt = Instant.EPOCH));
  }

  @Override
  public synchronized List<FollowUp> followUps(UUID run) {
    return row(run).stream()
        .flatMap(row -> row.followUps.stream())
        .map(due -> due.followUp)
        .toList();
  }

  @Override
  public synchronized Optional<DueFollowUp> take(
      Instant now, Duration silence, Set<EnvironmentId> ours) {
    return rows.stream()
        .filter(row -> ours.contains(row.run.target()))
        .flatMap(row -> row.followUps.stream())
        .filter(due -> due.followUp.state() == FollowUpState.WAITING)
        .filter(due -> !due.followUp.dueAt().isAfter(now))
        .filter(due -> !due.takenAt.plus(silence).isAfter(Instant.now()))
        .min(Comparator.comparing(due -> due.followUp.dueAt()))
        .map(
            due -> {
              due.term++;
              due.takenAt = Instant.now();
              return new DueFollowUp(due.followUp, due.term);
            });
  }

  @Override
  public synchronized boolean record(
      DueFollowUp taken, FollowUp checked, Optional<PlanEvent> event) {
    Optional<Due> open =
        row(checked.run()).stream()
            .flatMap(row -> row.followUps.stream())
            .filter(due -> due.followUp.after().equals(checked.after()))
            .filter(due -> due.term == taken.term())
            .filter(due -> due.followUp.state() == FollowUpState.WAITING)
            .findFirst();
    open.ifPresent(
        due -> {
          due.followUp = checked;
          event.ifPresent(plans::add);
        });
    return open.isPresent();
  }

  @Override
  public synchronized long prune(Instant before) {
    int size = rows.size();
    rows.removeIf(row -> row.run.finishedAt().filter(end -> end.isBefore(before)).isPresent());
    return size - (long) rows.size();
  }
}
