package dev.plumbline.rest.once;

import static java.util.Comparator.comparing;

import dev.plumbline.environment.EnvironmentId;
import dev.plumbline.finding.Finding;
import dev.plumbline.finding.FindingId;
import dev.plumbline.finding.FindingKind;
import dev.plumbline.finding.Scope;
import dev.plumbline.rest.wire.integrity.CheckView;
import dev.plumbline.rest.wire.integrity.IntegrityFilter;
import dev.plumbline.rest.wire.integrity.IntegrityView;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The parts of a report that both of its forms have. */
final class OnceViews {
  private static final IntegrityFilter EVERYTHING =
      new IntegrityFilter(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

  private static final Comparator<Finding> GRAVEST_FIRST =
      comparing((Finding finding) -> finding.observation().severity())
          .thenComparing(finding -> finding.observation().environment())
          .thenComparing(finding -> finding.observation().code())
          .thenComparing(Finding::id);

  private OnceViews() {}

  static List<IntegrityView> integrity(OnceReport report) {
    Map<FindingId, Instant> opened =
        report.findings().stream()
            .filter(finding -> finding.observation().kind() == FindingKind.VIOLATION)
            .collect(Collectors.toMap(Finding::id, Finding::openedAt));
    return report.records().stream()
        .map(
            known -> {
              EnvironmentId id = known.environment();
              return IntegrityView.of(
                  known.overview(),
                  known.overview().checks().stream()
                      .map(check -> CheckView.of(id, check, opened))
                      .toList(),
                  known.items(),
                  EVERYTHING,
                  other -> true,
                  report.at());
            })
        .toList();
  }

  /** What neither a comparison nor the records of an environment show, gravest first. */
  static List<Finding> otherFindings(OnceReport report) {
    Map<EnvironmentId, OnceReport.Records> scanned =
        report.records().stream()
            .collect(Collectors.toMap(OnceReport.Records::environment, Function.identity()));
    return report.findings().stream()
        .filter(
            finding ->
                switch (finding.observation().kind()) {
                  case CHANGE, VIOLATION, IGNORE_RULE, UNREADABLE, NOTIFICATION, APPROVAL, BACKUP ->
                      false;
                  case MISMATCH ->
                      !(finding.observation().scope() instanceof Scope.OfCatalog)
                          || !scanned.containsKey(finding.observation().environment());
                  case LOSS, IDENTITY -> true;
                })
        .sorted(GRAVEST_FIRST)
        .toList();
  }
}
