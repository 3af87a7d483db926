package dev.plumbline.ui.integrity;

import dev.plumbline.configuration.WatchedEnvironment;
import dev.plumbline.environment.EnvironmentId;
import dev.plumbline.integrity.CheckCode;
import dev.plumbline.integrity.Outcome;
import dev.plumbline.mismatch.Mismatch;
import dev.plumbline.report.layout.Chart;
import dev.plumbline.scan.IntegrityOverview;
import dev.plumbline.scan.IntegrityVerdict;
import dev.plumbline.scan.ItemHistory;
import dev.plumbline.store.state.CheckStatus;
import dev.plumbline.store.state.ItemCount;
import dev.plumbline.store.state.Scan;
import dev.plumbline.ui.sign.Sign;
import io.quarkus.qute.RawString;
import java.net.URI;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What is shown of the records of an environment.
 *
 * @param why why it is unknown; else empty
 * @param progress of a scan that runs; empty if none does
 * @param groups the checks that found something, gravest first
 * @param unknown the checks that could not be made and should have been
 * @param clean how many checks found nothing
 * @param mismatches empty if the catalog was not read
 */
record IntegrityDetails(
    String name,
    Sign state,
    Optional<String> why,
    Optional<Instant> scannedAt,
    Optional<Instant> nextScan,
    Optional<String> progress,
    List<Group> groups,
    List<CheckRow> unknown,
    long clean,
    Optional<List<MismatchRow>> mismatches,
    List<ItemRow> items) {
  /** Of rows of one kind; REST has all. */
  private static final int MOST = 200;

  /** The checks of one code. */
  record Group(String code, String meaning, Sign severity, long rows, List<CheckRow> checks) {}

  /** Where metadata and catalog disagree. */
  record MismatchRow(String code, Sign severity, String message) {
    static MismatchRow of(Mismatch mismatch) {
      return new MismatchRow(
          mismatch.code().label(), Sign.of(mismatch.code().severity()), mismatch.message());
    }
  }

  /** How many items a collection has, and had. */
  record ItemRow(String collection, long count, boolean isEstimated, RawString trend) {}

  static IntegrityDetails of(IntegrityOverview overview, ItemHistory history, Instant now) {
    WatchedEnvironment watched = overview.watched();
    EnvironmentId id = watched.environment().id();
    Optional<URI> directus = watched.directus().map(WatchedEnvironment.Directus::url);
    IntegrityVerdict verdict = IntegrityVerdict.of(overview.summary(), now);
    return new IntegrityDetails(
        id.name(),
        sign(verdict),
        verdict instanceof IntegrityVerdict.Unknown(String reason)
            ? Optional.of(reason)
            : Optional.empty(),
        overview.lastComplete().flatMap(Scan::finishedAt),
        overview.nextScan(),
        overview
            .lastScan()
            .filter(scan -> scan.state() == Scan.State.RUNNING)
            .map(scan -> scan.progress().summary()),
        groups(id, overview.checks(), directus),
        overview.checks().stream()
            .filter(
                check -> check.outcome() instanceof Outcome.Unknown unknown && unknown.isMissed())
            .limit(MOST)
            .map(check -> CheckRow.of(id, check, directus))
            .toList(),
        overview.checks().stream().filter(c -> c.outcome() instanceof Outcome.Clean).count(),
        overview
            .catalog()
            .map(
                catalog ->
                    catalog.mismatches().stream()
                        .sorted(Comparator.comparing((Mismatch one) -> one.code().severity()))
                        .limit(MOST)
                        .map(MismatchRow::of)
                        .toList()),
        history.trend().entrySet().stream()
            .limit(MOST)
            .map(entry -> item(entry.getKey(), entry.getValue()))
            .toList());
  }

  private static Sign sign(IntegrityVerdict verdict) {
    return switch (verdict) {
      case IntegrityVerdict.Clean clean -> Sign.good(clean.label());
      case IntegrityVerdict.Violated violated -> Sign.bad(violated.label());
      case IntegrityVerdict.Unknown unknown -> Sign.unknown(unknown.label());
    };
  }

  private static List<Group> groups(
      EnvironmentId id, List<CheckStatus> checks, Optional<URI> directus) {
    Map<CheckCode, List<CheckStatus>> violated =
        checks.stream()
            .filter(check -> check.outcome() instanceof Outcome.Violated)
            .collect(
                Collectors.groupingBy(
                    check -> check.id().code(),
                    () -> new TreeMap<>(Comparator.comparing(CheckCode::label)),
                    Collectors.toList()));
    return violated.entrySet().stream()
        .map(entry -> group(id, entry.getKey(), entry.getValue(), directus))
        .sorted(Comparator.comparing((Group group) -> group.severity().tone()))
        .toList();
  }

  private static Group group(
      EnvironmentId id, CheckCode code, List<CheckStatus> checks, Optional<URI> directus) {
    long rows =
        checks.stream()
            .mapToLong(check -> check.outcome() instanceof Outcome.Violated v ? v.count() : 0)
            .sum();
    CheckStatus gravest =
        checks.stream().min(Comparator.comparing(CheckStatus::severity)).orElseThrow();
    return new Group(
        code.label(),
        code.meaning(),
        Sign.of(gravest.severity()),
        rows,
        checks.stream()
            .sorted(Comparator.comparing(CheckStatus::severity))
            .limit(MOST)
            .map(check -> CheckRow.of(id, check, directus))
            .toList());
  }

  /**
   * @param trend at least one
   */
  private static ItemRow item(String collection, List<ItemCount> trend) {
    ItemCount now = trend.getLast();
    Chart chart =
        new Chart(
            Chart.Kind.LINE,
            trend.stream().map(count -> Optional.of((double) count.count())).toList(),
            "items of " + collection + " over the last " + trend.size() + " counts");
    return new ItemRow(
        collection,
        now.count(),
        now.method() == ItemCount.Method.ESTIMATED,
        new RawString(chart.svg("class=\"chart\"")));
  }
}
