package dev.plumbline.jdbc;

import dev.plumbline.audit.StateAudit;
import dev.plumbline.drift.ComparisonName;
import dev.plumbline.environment.Access;
import dev.plumbline.environment.EnvironmentId;
import dev.plumbline.finding.Finding;
import dev.plumbline.finding.FindingEvent;
import dev.plumbline.finding.FindingId;
import dev.plumbline.finding.FindingKind;
import dev.plumbline.finding.FindingState;
import dev.plumbline.jdbc.audit.AuditTable;
import dev.plumbline.jdbc.sql.Cursor;
import dev.plumbline.jdbc.sql.Pages;
import dev.plumbline.jdbc.sql.Sql;
import dev.plumbline.jdbc.sql.StoreAddress;
import dev.plumbline.jdbc.sql.Transactions;
import dev.plumbline.jdbc.table.FindingEventTable;
import dev.plumbline.jdbc.table.FindingTable;
import dev.plumbline.jdbc.table.PollTable;
import dev.plumbline.jdbc.table.ReplicaTable;
import dev.plumbline.severity.Severity;
import dev.plumbline.store.FindingStore;
import dev.plumbline.store.Page;
import dev.plumbline.store.Part;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;

/** Findings and what happened to them, in PostgreSQL. */
public final class JdbcFindingStore implements FindingStore {
  /** All columns are in the index finding_counts: with another one, every row would be read. */
  static final String COUNTS =
      """
      SELECT environment, comparison, kind, severity, state, count(*) AS count
      FROM finding WHERE state <> 'resolved'
      GROUP BY environment, comparison, kind, severity, state
      """;

  private final Transactions transactions;

  public JdbcFindingStore(DataSource dataSource, StoreAddress address) {
    this.transactions = new Transactions(dataSource, address);
  }

  @Override
  public Page<Finding> findings(Filter filter, Optional<String> cursor, int limit) {
    int most = Pages.limit(limit);
    Sql sql = select(filter, cursor.map(Cursor::of), most + 1);
    return transactions.read(
        connection ->
            Pages.of(
                sql.list(connection, FindingTable::finding),
                most,
                finding -> new Cursor(finding.openedAt(), finding.id().hex())));
  }

  @Override
  public Optional<Finding> finding(FindingId id, Filter filter) {
    Conditions conditions = Conditions.of(filter);
    conditions.and("id = ?", id.hex());
    return transactions.read(
        connection -> conditions.select("").first(connection, FindingTable::finding));
  }

  @Override
  public Optional<Finding> update(
      FindingId id, Optional<String> by, Instant now, UnaryOperator<FindingState> update) {
    return transactions.write(
        connection -> {
          Optional<Finding> found = FindingTable.read(connection, id);
          if (found.isEmpty()) {
            return found;
          }
          // The scope of a finding never changes, so that its lock can be taken after a first look.
          FindingTable.lock(connection, found.get().observation().scope());
          Optional<Finding> before = FindingTable.read(connection, id);
          if (before.isEmpty()) {
            return before;
          }
          Finding after = before.get().in(update.apply(before.get().state()));
          AuditTable.append(
              connection,
              FindingEvent.between(before, after, by, now).stream()
                  .flatMap(event -> StateAudit.of(after, event).stream())
                  .toList());
          FindingTable.write(connection, before.get(), after, by, now);
          return Optional.of(after);
        });
  }

  @Override
  public Page<FindingEvent.Recorded> events(FindingId id, Optional<String> cursor, int limit) {
    int most = Pages.limit(limit);
    Optional<Cursor> after = cursor.map(Cursor::of);
    return transactions.read(connection -> FindingEventTable.page(connection, id, after, most));
  }

  @Override
  public List<FindingId> lapsed(Instant now) {
    Sql sql = Sql.of("SELECT id FROM finding WHERE acknowledged_until <= ? ORDER BY id", now);
    return transactions.read(
        connection -> sql.list(connection, row -> new FindingId(Sql.text(row, "id"))));
  }

  @Override
  public Map<Part, Instant> left() {
    return transactions.read(ReplicaTable::left);
  }

  @Override
  public Set<Part> parts() {
    return transactions.read(ReplicaTable::parts);
  }

  @Override
  public List<Count> counts() {
    Sql sql = Sql.of(COUNTS);
    return transactions.read(connection -> sql.list(connection, JdbcFindingStore::count));
  }

  private static Count count(ResultSet row) throws SQLException {
    String where = "a finding of " + Sql.text(row, "environment");
    return new Count(
        new EnvironmentId(Sql.text(row, "environment")),
        Sql.optionalText(row, "comparison").map(ComparisonName::new),
        PollTable.labelled(
            where, "kind", Sql.text(row, "kind"), FindingKind.values(), FindingKind::label),
        PollTable.labelled(
            where, "severity", Sql.text(row, "severity"), Severity.values(), Severity::label),
        Sql.text(row, "state"),
        row.getLong("count"));
  }

  private static Sql select(Filter filter, Optional<Cursor> after, int limit) {
    Conditions conditions = Conditions.of(filter);
    after.ifPresent(cursor -> conditions.and("(opened_at, id) < (?, ?)", cursor.at(), cursor.id()));
    return conditions.select(" ORDER BY opened_at DESC, id DESC LIMIT ?", limit);
  }

  /** Of findings, with their values. */
  private static final class Conditions {
    private final List<String> conditions = new ArrayList<>();
    private final List<Object> values = new ArrayList<>();

    static Conditions of(Filter filter) {
      Conditions of = new Conditions();
      of.visible(filter);
      filter.environment().ifPresent(e -> of.and("environment = ?", e.name()));
      filter.comparison().ifPresent(c -> of.and("comparison = ?", c.name()));
      filter.kind().ifPresent(k -> of.and("kind = ?", k.label()));
      filter.severity().ifPresent(s -> of.and("severity = ?", s.label()));
      if (!filter.states().isEmpty()) {
        of.and("state = ANY (?)", filter.states());
        if (!filter.states().contains("resolved")) {
          // Said in full, so that PostgreSQL sees that the index of the unresolved will do.
          of.and("state <> 'resolved'");
        }
      }
      filter.since().ifPresent(since -> of.and(FindingTable.SEEN_AT + " >= ?", since));
      return of;
    }

    private void visible(Filter filter) {
      switch (filter.visible()) {
        case Access.All() -> {}
        case Access.Only(Set<EnvironmentId> environments) -> {
          List<String> names = Sql.names(environments);
          and("environment = ANY (?)", names);
          and(
              "(comparison IS NULL OR comparison = ANY (?))",
              filter.visibleComparisons().stream().map(ComparisonName::name).toList());
          // Of a pair, which is about two environments, the scope has the other one.
          and("(scope NOT LIKE 'pair/%' OR split_part(scope, '/', 3) = ANY (?))", names);
        }
      }
    }

    void and(String condition, Object... its) {
      conditions.add(condition);
      values.addAll(List.of(its));
    }

    Sql select(String rest, Object... its) {
      values.addAll(List.of(its));
      return new Sql(
          FindingTable.SELECT
              + "WHERE "
              + (conditions.isEmpty() ? "true" : String.join(" AND ", conditions))
              + rest,
          values);
    }
  }
}
