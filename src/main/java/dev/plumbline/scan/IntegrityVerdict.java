package dev.plumbline.scan;

import dev.plumbline.configuration.WatchedEnvironment.Scanning;
import dev.plumbline.store.state.CheckSummary;
import dev.plumbline.store.state.Scan;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Whether the records of an environment keep every rule. Clean is reported only when every check
 * was checked or is known not to have changed, all of them lately. A check that needs what is not
 * configured, as that of the files does without the API, is reported as such and changes nothing.
 */
public sealed interface IntegrityVerdict {
  /** Of two scans one may be missed, and each may take as long as it may. */
  int MISSED = 2;

  /** Every rule that can be checked as configured is kept. */
  record Clean() implements IntegrityVerdict {}

  /** Records break a rule, whatever else is unknown. */
  record Violated() implements IntegrityVerdict {}

  /**
   * It cannot be determined.
   *
   * @param reason one sentence for a person
   */
  record Unknown(String reason) implements IntegrityVerdict {}

  static IntegrityVerdict of(IntegritySummary summary, Instant now) {
    if (!summary.checks().violated().isEmpty()) {
      return new Violated();
    }
    Optional<String> whyUnknown = whyUnknown(summary, now);
    return whyUnknown.isPresent() ? new Unknown(whyUnknown.get()) : new Clean();
  }

  private static Optional<String> whyUnknown(IntegritySummary summary, Instant now) {
    if (summary.watched().database().isEmpty()) {
      return Optional.of("no database is configured, so the records cannot be checked");
    }
    if (summary.lastComplete().isEmpty()) {
      return Optional.of("no scan has completed yet" + last(summary.lastScan()));
    }
    if (summary.lastScan().filter(IntegrityVerdict::gaveUp).isPresent()) {
      return Optional.of("the last scan did not complete" + last(summary.lastScan()));
    }
    Optional<String> check = summary.checks().missed().map(IntegrityVerdict::unknown);
    return check.isPresent() ? check : old(summary, now);
  }

  private static boolean gaveUp(Scan scan) {
    return switch (scan.state()) {
      case FAILED, OVER_BUDGET -> true;
      case RUNNING, DONE -> false;
    };
  }

  private static String last(Optional<Scan> scan) {
    return scan.map(
            known ->
                "; state of the last scan: "
                    + known.state().label()
                    + known.message().map(message -> ": " + message).orElse(""))
        .orElse("");
  }

  private static String unknown(CheckSummary.Missed missed) {
    return "a check could not run: `"
        + missed.id().text()
        + "`: "
        + missed.outcome().reason().label()
        + ", "
        + missed.outcome().detail();
  }

  private static Optional<String> old(IntegritySummary summary, Instant now) {
    Scanning scanning = summary.watched().scanning();
    Duration patience =
        scanning.schedule().longestGap().plus(scanning.budget()).multipliedBy(MISSED);
    return summary
        .lastComplete()
        .map(scan -> scan.finishedAt().orElse(scan.startedAt()))
        .filter(at -> at.plus(patience).isBefore(now))
        .map(at -> "the last complete scan ended at " + at + ", too long ago");
  }

  /** As written in REST and metrics. */
  default String label() {
    return switch (this) {
      case Clean ignored -> "clean";
      case Violated ignored -> "violated";
      case Unknown ignored -> "unknown";
    };
  }
}
