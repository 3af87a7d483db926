package dev.plumbline.jdbc;

import dev.plumbline.approval.PlanEvent;
import dev.plumbline.approval.PlanState;
import dev.plumbline.audit.PlanAudit;
import dev.plumbline.environment.Access;
import dev.plumbline.finding.Finding;
import dev.plumbline.finding.Observation;
import dev.plumbline.jdbc.audit.AuditTable;
import dev.plumbline.jdbc.plan.DecisionTable;
import dev.plumbline.jdbc.plan.PlanEventTable;
import dev.plumbline.jdbc.plan.PlanFilter;
import dev.plumbline.jdbc.plan.PlanHistory;
import dev.plumbline.jdbc.plan.PlanTable;
import dev.plumbline.jdbc.sql.Cursor;
import dev.plumbline.jdbc.sql.Pages;
import dev.plumbline.jdbc.sql.Pruning;
import dev.plumbline.jdbc.sql.Sql;
import dev.plumbline.jdbc.sql.StoreAddress;
import dev.plumbline.jdbc.sql.Transactions;
import dev.plumbline.jdbc.table.FindingTable;
import dev.plumbline.plan.Plan;
import dev.plumbline.plan.Proposal;
import dev.plumbline.store.Page;
import dev.plumbline.store.plan.ListedPlan;
import dev.plumbline.store.plan.PlanStore;
import dev.plumbline.store.plan.RecordedDecision;
import dev.plumbline.store.plan.StoredPlan;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import javax.sql.DataSource;

/**
 * Plans, in PostgreSQL. A transaction locks one row of {@code plan}, then the scope of a finding if
 * it opens one, then the end of the audit, then the events of plans, then those of findings.
 */
public final class JdbcPlanStore implements PlanStore {
  /** More proposals of one comparison do not come and end within one call. */
  private static final int ATTEMPTS = 5;

  private final Transactions transactions;

  public JdbcPlanStore(DataSource dataSource, StoreAddress address) {
    this.transactions = new Transactions(dataSource, address);
  }

  @Override
  public Begun begin(Proposal proposal, String token, Optional<String> key) {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      Optional<Begun> begun =
          transactions.write(connection -> begin(connection, proposal, token, key));
      if (begun.isPresent()) {
        return begun.get();
      }
    }
    throw new IllegalStateException("open plans of " + proposal.comparison() + " come and end");
  }

  /** Empty if the plan that was in the way has ended since. */
  private static Optional<Begun> begin(
      Connection connection, Proposal proposal, String token, Optional<String> key)
      throws SQLException {
    if (PlanTable.insert(connection, proposal, token, key)) {
      AuditTable.append(connection, List.of(PlanAudit.proposed(proposal, token)));
      return listed(connection, "WHERE id = ?", proposal.id()).map(Begun.New::new);
    }
    Optional<ListedPlan> repeated =
        // No key equals no other.
        listed(
            connection,
            "WHERE id = ? OR (token = ? AND idempotency_key = ?)",
            proposal.id(),
            token,
            key.orElse(""));
    return repeated.isPresent()
        ? repeated.map(Begun.Repeated::new)
        : listed(
                connection,
                "WHERE comparison = ? AND state IN ('planning', 'waiting', 'approved', 'running')",
                proposal.comparison().name())
            .map(Begun.OtherIsOpen::new);
  }

  private static Optional<ListedPlan> listed(
      Connection connection, String condition, Object... values) throws SQLException {
    return Sql.of(PlanTable.LISTED + condition, values).first(connection, PlanTable::listed);
  }

  @Override
  public boolean beat(UUID plan) {
    Sql sql =
        Sql.of(
            "UPDATE plan SET followed_at = clock_timestamp() WHERE id = ? AND state = 'planning'",
            plan);
    return transactions.write(connection -> sql.update(connection) == 1);
  }

  @Override
  public boolean end(UUID id, Ending ending, Instant at) {
    return transactions.write(
        connection -> {
          if (!PlanTable.lockPlanning(connection, id)) {
            return false;
          }
          StoredPlan before = PlanTable.read(connection, id, false).orElseThrow();
          PlanState.Planning planning = new PlanState.Planning();
          switch (ending) {
            case Ending.Sealed(Plan plan, var requirement) -> {
              PlanState next = planning.seal(requirement);
              PlanTable.seal(connection, plan, requirement, next, at);
              PlanHistory.record(connection, before, next, Optional.of(plan.seal()), at);
            }
            case Ending.NoPlan(PlanState.Refused refused) -> ended(connection, before, refused, at);
            case Ending.Failed(String reason) ->
                ended(connection, before, planning.fail(reason), at);
          }
          return true;
        });
  }

  private static void ended(Connection connection, StoredPlan before, PlanState next, Instant at)
      throws SQLException {
    PlanTable.change(connection, before.proposal().id(), next, 0, at);
    PlanHistory.record(connection, before, next, Optional.empty(), at);
  }

  @Override
  public Optional<StoredPlan> plan(UUID id, Access visible) {
    Sql sql = Sql.visible("SELECT FROM plan", id, visible, "source", "target");
    return transactions.read(
        connection ->
            sql.first(connection, row -> true).isPresent()
                ? PlanTable.read(connection, id, false)
                : Optional.empty());
  }

  @Override
  public Optional<ListedPlan> listed(UUID id) {
    return transactions.read(connection -> listed(connection, "WHERE id = ?", id));
  }

  @Override
  public Optional<String> payload(UUID id) {
    return transactions.read(connection -> PlanTable.payload(connection, id));
  }

  @Override
  public Page<ListedPlan> plans(Filter filter, Optional<String> cursor, int limit) {
    int most = Pages.limit(limit);
    Sql sql = PlanFilter.of(filter, cursor.map(Cursor::of).map(Cursor::number), most + 1);
    return transactions.read(
        connection ->
            Pages.of(
                sql.list(connection, PlanTable::listed),
                most,
                plan -> Cursor.of(plan.proposal().at(), plan.number())));
  }

  @Override
  public List<ListedPlan> sealed() {
    Sql sql = Sql.of(PlanTable.LISTED + "WHERE state IN ('waiting', 'approved') ORDER BY number");
    return transactions.read(connection -> sql.list(connection, PlanTable::listed));
  }

  @Override
  public <T> Optional<T> change(UUID id, Function<StoredPlan, Changed<T>> update) {
    return transactions.write(
        connection -> {
          Optional<StoredPlan> before = PlanTable.read(connection, id, true);
          if (before.isEmpty()) {
            return Optional.empty();
          }
          Changed<T> changed = update.apply(before.get());
          if (changed.change().isPresent()) {
            write(connection, before.get(), changed.change().get());
          }
          return Optional.of(changed.result());
        });
  }

  private static void write(Connection connection, StoredPlan before, PlanChange change)
      throws SQLException {
    UUID id = before.proposal().id();
    if (change.decision().isPresent()) {
      DecisionTable.add(connection, id, change.decision().get());
    }
    List<RecordedDecision> decisions = new ArrayList<>(before.decisions());
    change.decision().ifPresent(decisions::add);
    PlanTable.change(
        connection, id, change.next(), StoredPlan.approvals(decisions).size(), change.at());
    Optional<Observation> finding = change.finding();
    if (finding.isPresent()) {
      FindingTable.lock(connection, finding.get().scope());
    }
    PlanHistory.record(connection, before, change);
    if (finding.isPresent()) {
      FindingTable.write(
          connection,
          finding.get().scope(),
          List.of(),
          List.of(Finding.opened(finding.get(), change.at())));
    }
  }

  @Override
  public boolean warn(UUID id, Instant at) {
    return transactions.write(
        connection -> {
          if (PlanEventTable.of(connection, id).stream().anyMatch(JdbcPlanStore::isWarning)) {
            return false;
          }
          Optional<StoredPlan> plan = PlanTable.read(connection, id, true);
          Optional<PlanEvent> event = plan.flatMap(known -> known.expiresSoon(at));
          return event.isPresent() && PlanEventTable.add(connection, event.get());
        });
  }

  private static boolean isWarning(PlanEvent event) {
    return event.kind() == PlanEvent.Kind.EXPIRES_SOON;
  }

  @Override
  public List<PlanEvent> events(UUID id) {
    return transactions.read(connection -> PlanEventTable.of(connection, id));
  }

  @Override
  public int failSilent(Duration silence, String reason, Instant at) {
    return transactions.write(
        connection -> {
          List<Proposal> silent = PlanTable.silent(connection, silence);
          for (Proposal proposal : silent) {
            StoredPlan before = PlanTable.read(connection, proposal.id(), false).orElseThrow();
            ended(connection, before, new PlanState.Planning().fail(reason), at);
          }
          return silent.size();
        });
  }

  @Override
  public Counts counts() {
    return transactions.read(PlanTable::counts);
  }

  @Override
  public long prune(Instant before) {
    return Pruning.all(
        transactions,
        Sql.of(
            """
            DELETE FROM plan WHERE id IN (
              SELECT id FROM plan
              WHERE changed_at < ? AND state NOT IN ('planning', 'waiting', 'approved', 'running')
              LIMIT ? FOR UPDATE SKIP LOCKED)
            """,
            before,
            Pruning.BATCH));
  }
}
