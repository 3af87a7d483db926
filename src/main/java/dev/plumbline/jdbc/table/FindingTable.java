package dev.plumbline.jdbc.table;

import static dev.plumbline.jdbc.table.PollTable.labelled;

import dev.plumbline.drift.ComparisonName;
import dev.plumbline.environment.EnvironmentId;
import dev.plumbline.finding.Finding;
import dev.plumbline.finding.FindingEvent;
import dev.plumbline.finding.FindingId;
import dev.plumbline.finding.FindingKind;
import dev.plumbline.finding.FindingState;
import dev.plumbline.finding.FindingState.Acknowledged;
import dev.plumbline.finding.FindingState.Open;
import dev.plumbline.finding.FindingState.Resolved;
import dev.plumbline.finding.Observation;
import dev.plumbline.finding.Scope;
import dev.plumbline.jdbc.form.EvidenceForm;
import dev.plumbline.jdbc.form.ScopeForm;
import dev.plumbline.jdbc.form.text.StoredFormException;
import dev.plumbline.jdbc.sql.Sql;
import dev.plumbline.severity.Severity;
import dev.plumbline.snapshot.Fingerprint;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Gatherers;

/** The table {@code finding}. Whoever writes it holds the lock of the scope. */
public final class FindingTable {
  private static final String UPSERT =
      """
      INSERT INTO finding (id, scope, environment, comparison, kind, code, severity, subject, path,
        message, evidence, reason, opened_at, last_seen_at, occurrences, state, acknowledged_by,
        acknowledgement_note, acknowledged_at, acknowledged_until, resolved_at)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT (id) DO UPDATE SET
        environment = excluded.environment, severity = excluded.severity,
        message = excluded.message, evidence = excluded.evidence, reason = excluded.reason,
        opened_at = excluded.opened_at,
        last_seen_at = excluded.last_seen_at, occurrences = excluded.occurrences,
        state = excluded.state, acknowledged_by = excluded.acknowledged_by,
        acknowledgement_note = excluded.acknowledgement_note,
        acknowledged_at = excluded.acknowledged_at,
        acknowledged_until = excluded.acknowledged_until, resolved_at = excluded.resolved_at
      """;

  /**
   * Each time a comparison is confirmed, everything that it found was seen again. Only the row of
   * the comparison says so: it may have found thousands.
   */
  public static final String SEEN_AT =
      "CASE WHEN finding.state = 'resolved' THEN last_seen_at"
          + " ELSE greatest(last_seen_at, confirmed_at) END";

  /** The columns of the comparison have names of their own, so that no other needs a qualifier. */
  public static final String SELECT =
      "SELECT finding.*, "
          + SEEN_AT
          + """
           AS seen_at
          FROM finding LEFT JOIN (
            SELECT name AS confirmed, compared_at AS confirmed_at
            FROM comparison WHERE drift_basis = basis) compared
          ON confirmed = comparison
          """;

  private static final int MOST_LOCKS = 100;

  private FindingTable() {}

  /**
   * Waits until nobody else writes findings of the scope, and keeps others from it until the
   * transaction ends. The number is the same on every replica and in every version.
   */
  public static void lock(Connection connection, Scope scope) throws SQLException {
    lock(connection, List.of(scope));
  }

  /**
   * Of all of them, in an order that is the same for everybody, so that no two wait in a circle.
   */
  public static void lock(Connection connection, List<Scope> scopes) throws SQLException {
    List<Long> numbers = scopes.stream().map(FindingTable::number).sorted().toList();
    Sql.of("SELECT pg_advisory_xact_lock(number::bigint) FROM unnest(?) AS number", numbers)
        .list(connection, row -> true);
  }

  private static long number(Scope scope) {
    String hash = Fingerprint.sha256("plumbline finding scope " + scope.key());
    return Long.parseUnsignedLong(hash.substring(0, 16), 16);
  }

  /** As many as one transaction locks at most: PostgreSQL has room for 64 for each connection. */
  public static List<List<Scope>> portions(Collection<Scope> scopes) {
    return List.copyOf(scopes).stream().gather(Gatherers.windowFixed(MOST_LOCKS)).toList();
  }

  /** Brings the findings of some scopes up to date, which are locked. */
  public static void reconcile(
      Connection connection,
      List<Scope> scopes,
      Map<Scope, Function<List<Finding>, List<Finding>>> updates)
      throws SQLException {
    Map<Scope, List<Finding>> known = new HashMap<>();
    List<String> keys = scopes.stream().map(Scope::key).toList();
    Sql.of(SELECT + "WHERE scope = ANY (?)", keys)
        .list(connection, FindingTable::finding)
        .forEach(
            finding ->
                known
                    .computeIfAbsent(finding.observation().scope(), scope -> new ArrayList<>())
                    .add(finding));
    List<FindingEvent> events = new ArrayList<>();
    for (Scope scope : scopes) {
      List<Finding> before = known.getOrDefault(scope, List.of());
      List<Finding> after = Objects.requireNonNull(updates.get(scope)).apply(before);
      upsert(connection, scope, before, after);
      events.addAll(events(before, after));
    }
    FindingEventTable.add(connection, events);
  }

  public static Scope scope(ComparisonName comparison) {
    return new Scope.OfComparison(comparison);
  }

  public static List<Finding> ofScope(Connection connection, Scope scope) throws SQLException {
    return Sql.of(SELECT + "WHERE scope = ?", scope.key()).list(connection, FindingTable::finding);
  }

  public static Optional<Finding> read(Connection connection, FindingId id) throws SQLException {
    return Sql.of(SELECT + "WHERE id = ?", id.hex()).first(connection, FindingTable::finding);
  }

  /** Writes what a reconciliation made of the findings of a scope, and what happened to them. */
  public static void write(
      Connection connection, Scope scope, List<Finding> before, List<Finding> after)
      throws SQLException {
    upsert(connection, scope, before, after);
    FindingEventTable.add(connection, events(before, after));
  }

  /** Writes one finding that somebody changed, and what happened to it. */
  public static void write(
      Connection connection, Finding before, Finding after, Optional<String> by, Instant now)
      throws SQLException {
    upsert(connection, before.observation().scope(), List.of(before), List.of(after));
    FindingEventTable.add(connection, FindingEvent.between(Optional.of(before), after, by, now));
  }

  private static List<FindingEvent> events(List<Finding> before, List<Finding> after) {
    Map<FindingId, Finding> known = byId(before);
    return after.stream()
        .flatMap(
            finding ->
                FindingEvent.between(Optional.ofNullable(known.get(finding.id())), finding)
                    .stream())
        .toList();
  }

  private static Map<FindingId, Finding> byId(List<Finding> findings) {
    return findings.stream().collect(Collectors.toMap(Finding::id, finding -> finding));
  }

  /** Writes what differs; of a finding that was only seen again, only when. */
  private static void upsert(
      Connection connection, Scope scope, List<Finding> before, List<Finding> after)
      throws SQLException {
    Map<FindingId, Finding> known = byId(before);
    List<List<?>> changed = new ArrayList<>();
    Map<Instant, List<String>> seen = new HashMap<>();
    for (Finding finding : after) {
      if (!finding.observation().scope().equals(scope)) {
        throw new IllegalArgumentException(
            "the finding " + finding.id().hex() + " is not of the scope " + scope.key());
      }
      Finding was = known.get(finding.id());
      if (was == null || !seenAt(was, finding.lastSeenAt()).equals(finding)) {
        changed.add(row(finding));
      } else if (!was.equals(finding)) {
        seen.computeIfAbsent(finding.lastSeenAt(), at -> new ArrayList<>()).add(finding.id().hex());
      }
    }
    Sql.batch(connection, UPSERT, changed);
    for (Map.Entry<Instant, List<String>> entry : seen.entrySet()) {
      Sql.of(
              "UPDATE finding SET last_seen_at = ? WHERE id = ANY (?)",
              entry.getKey(),
              entry.getValue())
          .update(connection);
    }
  }

  private static Finding seenAt(Finding finding, Instant lastSeenAt) {
    return new Finding(
        finding.observation(),
        finding.openedAt(),
        lastSeenAt,
        finding.occurrences(),
        finding.state());
  }

  private static List<?> row(Finding finding) {
    Observation seen = finding.observation();
    Optional<Acknowledged> acknowledged =
        finding.state() instanceof Acknowledged a ? Optional.of(a) : Optional.empty();
    Optional<Instant> resolvedAt =
        finding.state() instanceof Resolved(Instant at) ? Optional.of(at) : Optional.empty();
    return List.of(
        finding.id().hex(),
        seen.scope().key(),
        seen.environment().name(),
        ScopeForm.comparison(seen.scope()).map(ComparisonName::name),
        seen.kind().label(),
        seen.code(),
        seen.severity().label(),
        seen.subject(),
        seen.path(),
        seen.message(),
        seen.evidence().map(EvidenceForm::write),
        seen.reason(),
        finding.openedAt(),
        finding.lastSeenAt(),
        finding.occurrences(),
        finding.state().label(),
        acknowledged.map(Acknowledged::by),
        acknowledged.map(Acknowledged::note),
        acknowledged.map(Acknowledged::at),
        acknowledged.flatMap(Acknowledged::until),
        resolvedAt);
  }

  public static Finding finding(ResultSet row) throws SQLException {
    String where = "the finding " + Sql.text(row, "id");
    Finding finding =
        new Finding(
            new Observation(
                ScopeForm.read(Sql.text(row, "scope"), where),
                new EnvironmentId(Sql.text(row, "environment")),
                labelled(
                    where, "kind", Sql.text(row, "kind"), FindingKind.values(), FindingKind::label),
                Sql.text(row, "code"),
                labelled(
                    where,
                    "severity",
                    Sql.text(row, "severity"),
                    Severity.values(),
                    Severity::label),
                Sql.text(row, "subject"),
                Sql.text(row, "path"),
                Sql.text(row, "message"),
                Sql.optionalText(row, "evidence").map(text -> EvidenceForm.read(text, where)),
                Sql.optionalText(row, "reason")),
            Sql.time(row, "opened_at"),
            Sql.time(row, "seen_at"),
            row.getLong("occurrences"),
            state(row, where));
    if (!finding.id().hex().equals(Sql.text(row, "id"))) {
      throw new StoredFormException(where + " is stored under a wrong id");
    }
    return finding;
  }

  private static FindingState state(ResultSet row, String where) throws SQLException {
    String state = Sql.text(row, "state");
    return switch (state) {
      case "open" -> new Open();
      case "acknowledged" ->
          new Acknowledged(
              Sql.text(row, "acknowledged_by"),
              Sql.text(row, "acknowledgement_note"),
              Sql.time(row, "acknowledged_at"),
              Sql.optionalTime(row, "acknowledged_until"));
      case "resolved" -> new Resolved(Sql.time(row, "resolved_at"));
      default ->
          throw new StoredFormException(
              where
                  + " has the state '"
                  + state
                  + "', which this version of Plumbline does not know");
    };
  }
}
