package dev.plumbline.ui.overview;

import dev.plumbline.environment.Environment;
import dev.plumbline.finding.FindingKind;
import dev.plumbline.monitor.overview.EnvironmentOverview;
import dev.plumbline.scan.IntegritySummary;
import dev.plumbline.scan.IntegrityVerdict;
import dev.plumbline.severity.Severity;
import dev.plumbline.store.FindingStore;
import dev.plumbline.store.state.CheckSummary.Violations;
import dev.plumbline.store.state.EnvironmentStatus;
import dev.plumbline.store.state.Scan;
import dev.plumbline.ui.sign.EnvironmentSign;
import dev.plumbline.ui.sign.Sign;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * An environment, in one line.
 *
 * @param why what is wrong with it, in one sentence; empty if nothing is
 * @param directus its version; empty if that is not known
 * @param postgres likewise
 * @param records what its last scan found; empty if it has no database
 * @param scannedAt when the last complete scan ended
 * @param findings how many are open, by severity, gravest first
 */
record EnvironmentRow(
    String name,
    String tier,
    boolean isProtected,
    Sign state,
    Optional<String> why,
    Optional<String> directus,
    Optional<String> postgres,
    Optional<Instant> polledAt,
    Optional<Sign> records,
    Optional<Instant> scannedAt,
    List<Sign> findings,
    int rank) {
  private static final List<Severity> SEVERITIES = List.of(Severity.values());

  static final Comparator<EnvironmentRow> WORST_FIRST =
      Comparator.comparingInt((EnvironmentRow row) -> row.rank).thenComparing(EnvironmentRow::name);

  /**
   * @param summary empty if it has no database
   * @param counts of all findings
   */
  static EnvironmentRow of(
      EnvironmentOverview overview,
      Optional<IntegritySummary> summary,
      List<FindingStore.Count> counts,
      Instant now) {
    Environment environment = overview.watched().environment();
    EnvironmentSign sign = EnvironmentSign.of(overview);
    Optional<EnvironmentStatus> status = overview.status();
    List<FindingStore.Count> open =
        counts.stream()
            .filter(count -> count.environment().equals(environment.id()))
            .filter(count -> count.kind() != FindingKind.CHANGE && count.state().equals("open"))
            .toList();
    return new EnvironmentRow(
        environment.id().name(),
        environment.tier().label(),
        environment.isProtected(),
        sign.sign(),
        sign.why(),
        status.flatMap(known -> known.versions().directus()),
        status.flatMap(known -> known.versions().postgres()),
        status.flatMap(EnvironmentStatus::lastPollAt),
        summary.map(known -> records(known, now)),
        summary.flatMap(IntegritySummary::lastComplete).flatMap(Scan::finishedAt),
        Sign.counts(severity -> sum(open, severity)),
        rankOf(sign.sign(), open));
  }

  private static Sign records(IntegritySummary summary, Instant now) {
    return switch (IntegrityVerdict.of(summary, now)) {
      case IntegrityVerdict.Clean ignored -> Sign.good("clean");
      case IntegrityVerdict.Unknown ignored -> Sign.unknown("unknown");
      case IntegrityVerdict.Violated ignored -> {
        List<Violations> violated = summary.checks().violated();
        long rows = violated.stream().mapToLong(Violations::rows).sum();
        yield Sign.of(
            violated.getFirst().severity(), "%,d %s".formatted(rows, rows == 1 ? "row" : "rows"));
      }
    };
  }

  private static long sum(List<FindingStore.Count> open, Severity severity) {
    return open.stream()
        .filter(count -> count.severity() == severity)
        .mapToLong(FindingStore.Count::count)
        .sum();
  }

  private static int rankOf(Sign sign, List<FindingStore.Count> open) {
    int gravest =
        open.stream()
            .map(FindingStore.Count::severity)
            .mapToInt(SEVERITIES::indexOf)
            .min()
            .orElse(SEVERITIES.size());
    return sign.tone() == Sign.Tone.GOOD ? 1 + gravest : sign.tone() == Sign.Tone.BAD ? 0 : 1;
  }
}
