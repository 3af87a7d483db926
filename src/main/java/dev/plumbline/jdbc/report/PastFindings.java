package dev.plumbline.jdbc.report;

import static dev.plumbline.jdbc.table.PollTable.labelled;

import dev.plumbline.drift.Comparison;
import dev.plumbline.drift.ComparisonName;
import dev.plumbline.environment.EnvironmentId;
import dev.plumbline.finding.FindingId;
import dev.plumbline.finding.FindingKind;
import dev.plumbline.jdbc.sql.Sql;
import dev.plumbline.severity.Severity;
import dev.plumbline.store.history.EpisodeCount;
import dev.plumbline.store.history.PastFinding;
import dev.plumbline.store.history.Span;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;

/**
 * What the tables {@code finding} and {@code finding_event} say of the past. A finding that was
 * resolved before a span, and not found again since, is left out by the index of {@code
 * resolved_at}: a later episode of it would have ended later.
 */
public final class PastFindings {
  /** The second environment of a finding about two. */
  private static final String OTHER =
      "CASE WHEN f.scope LIKE 'pair/%' THEN split_part(f.scope, '/', 3) END";

  private static final String EPISODES =
      """
      WITH episode AS (
        SELECT f.environment, f.comparison, split_part(f.scope, '/', 1) AS scope,
      """
          + OTHER
          + """
           AS other, f.kind, f.severity, opened.at AS opened_at, (
            SELECT r.at FROM finding_event r
            WHERE r.finding = f.id AND r.kind = 'resolved' AND r.id > opened.id
            ORDER BY r.id LIMIT 1) AS ended_at
        FROM finding f JOIN finding_event opened
          ON opened.finding = f.id AND opened.kind IN ('opened', 'reopened') AND opened.at < ?
        WHERE (f.state <> 'resolved' OR f.resolved_at >= ?) AND f.kind <> 'ignore_rule'
      ), counted AS (
        SELECT environment, comparison, scope, other, kind, severity, opened_at, ended_at,
          count(*) AS count
        FROM episode WHERE ended_at IS NULL OR ended_at >= ?
        GROUP BY environment, comparison, scope, other, kind, severity, opened_at, ended_at
      )
      SELECT counted.*, CASE
        WHEN opened_at < ? THEN NULL
        WHEN scope IN ('check', 'scan') THEN (
          SELECT s.started_at FROM scan s
          WHERE s.environment = counted.environment AND s.state = 'done'
            AND s.finished_at <= opened_at
          ORDER BY s.number DESC LIMIT 1)
        ELSE (
          SELECT CASE WHEN bool_and(before.started_at IS NOT NULL) THEN min(before.started_at) END
          FROM unnest(CASE
            WHEN comparison IS NOT NULL THEN ARRAY[sides.source, sides.target]
            WHEN other IS NOT NULL THEN ARRAY[counted.environment, other]
            ELSE ARRAY[counted.environment] END) AS side (environment)
          LEFT JOIN LATERAL (
            SELECT p.started_at FROM poll p
            WHERE p.environment = side.environment AND p.started_at <= opened_at
              AND p.finished_at <= opened_at AND p.result IN ('unchanged', 'changed')
            ORDER BY p.started_at DESC
            -- Whatever a successful poll finds, the one before it did not; an outage none did.
            OFFSET CASE WHEN kind = 'unreadable' THEN 0 ELSE 1 END LIMIT 1) before ON true)
        END AS unseen_since
      FROM counted LEFT JOIN unnest(?, ?, ?) AS sides (name, source, target)
        ON sides.name = comparison
      ORDER BY comparison, environment, other, opened_at, ended_at, kind, severity, scope
      """;

  private static final String FINDINGS =
      """
      WITH last AS (
        SELECT f.id, f.comparison, f.environment,
      """
          + OTHER
          + """
           AS other, f.kind = 'ignore_rule' AS is_rule, opened.at AS opened_at, (
            SELECT r.at FROM finding_event r
            WHERE r.finding = f.id AND r.kind = 'resolved' AND r.id > opened.id
            ORDER BY r.id LIMIT 1) AS ended_at,
          array_position(ARRAY['critical', 'high', 'medium', 'low', 'info'], f.severity) AS rank
        FROM finding f JOIN LATERAL (
          SELECT e.id, e.at FROM finding_event e
          WHERE e.finding = f.id AND e.kind IN ('opened', 'reopened') AND e.at < ?
          ORDER BY e.id DESC LIMIT 1) opened ON true
        WHERE f.state <> 'resolved' OR f.resolved_at >= ?
      ), past AS (
        SELECT *, opened_at >= ? AS is_new, ended_at IS NOT NULL AND ended_at < ? AS is_resolved
        FROM last WHERE ended_at IS NULL OR ended_at >= ?
      ), placed AS (
        SELECT *,
          row_number() OVER (PARTITION BY comparison, environment, other, is_rule, is_new
            ORDER BY rank, opened_at, id) AS place_of_new,
          row_number() OVER (PARTITION BY comparison, environment, other, is_rule, is_resolved
            ORDER BY rank, opened_at, id) AS place_by_rank,
          row_number() OVER (PARTITION BY comparison, environment, other, is_rule, is_resolved
            ORDER BY opened_at, id) AS place_by_age
        FROM past
      ), chosen AS (
        SELECT * FROM placed WHERE CASE WHEN is_rule THEN NOT is_resolved ELSE
          is_new AND place_of_new <= ?
          OR CASE WHEN is_resolved THEN place_by_rank ELSE place_by_age END <= ? END
      )
      SELECT f.id, c.environment, c.comparison, c.other, f.kind, f.code, f.severity, f.subject,
        f.path, f.message, c.opened_at, CASE WHEN c.is_resolved THEN c.ended_at END AS resolved_at,
        coalesce((
          SELECT e.kind = 'acknowledged' FROM finding_event e
          WHERE e.finding = f.id AND e.at < ? AND e.kind <> 'severity_changed'
          ORDER BY e.id DESC LIMIT 1), false) AS acknowledged
      FROM chosen c JOIN finding f USING (id) ORDER BY c.rank, c.opened_at, f.id
      """;

  private PastFindings() {}

  public static List<EpisodeCount> episodes(
      Connection connection, Span span, Collection<Comparison> comparisons) throws SQLException {
    return Sql.of(
            EPISODES,
            span.to(),
            span.from(),
            span.from(),
            span.from(),
            comparisons.stream().map(comparison -> comparison.name().name()).toList(),
            comparisons.stream().map(comparison -> comparison.source().name()).toList(),
            comparisons.stream().map(comparison -> comparison.target().name()).toList())
        .list(connection, PastFindings::episode);
  }

  public static List<PastFinding> findings(Connection connection, Span span, int most)
      throws SQLException {
    return Sql.of(
            FINDINGS,
            span.to(),
            span.from(),
            span.from(),
            span.to(),
            span.from(),
            most,
            most,
            span.to())
        .list(connection, PastFindings::finding);
  }

  private static EpisodeCount episode(ResultSet row) throws SQLException {
    String where = "a finding of " + Sql.text(row, "environment");
    return new EpisodeCount(
        new EnvironmentId(Sql.text(row, "environment")),
        Sql.optionalText(row, "comparison").map(ComparisonName::new),
        Sql.optionalText(row, "other").map(EnvironmentId::new),
        kind(row, where),
        severity(row, where),
        Sql.time(row, "opened_at"),
        Sql.optionalTime(row, "ended_at"),
        Sql.optionalTime(row, "unseen_since"),
        row.getLong("count"));
  }

  private static PastFinding finding(ResultSet row) throws SQLException {
    String where = "the finding " + Sql.text(row, "id");
    return new PastFinding(
        new FindingId(Sql.text(row, "id")),
        new EnvironmentId(Sql.text(row, "environment")),
        Sql.optionalText(row, "comparison").map(ComparisonName::new),
        Sql.optionalText(row, "other").map(EnvironmentId::new),
        kind(row, where),
        Sql.text(row, "code"),
        severity(row, where),
        Sql.text(row, "subject"),
        Sql.text(row, "path"),
        Sql.text(row, "message"),
        Sql.time(row, "opened_at"),
        Sql.optionalTime(row, "resolved_at"),
        row.getBoolean("acknowledged"));
  }

  private static FindingKind kind(ResultSet row, String where) throws SQLException {
    return labelled(where, "kind", Sql.text(row, "kind"), FindingKind.values(), FindingKind::label);
  }

  private static Severity severity(ResultSet row, String where) throws SQLException {
    return labelled(
        where, "severity", Sql.text(row, "severity"), Severity.values(), Severity::label);
  }
}
