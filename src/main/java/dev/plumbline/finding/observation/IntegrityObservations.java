package dev.plumbline.finding.observation;

import dev.plumbline.environment.EnvironmentId;
import dev.plumbline.finding.Evidence;
import dev.plumbline.finding.FindingId;
import dev.plumbline.finding.FindingKind;
import dev.plumbline.finding.Observation;
import dev.plumbline.finding.Scope;
import dev.plumbline.integrity.CheckId;
import dev.plumbline.integrity.Outcome;
import dev.plumbline.integrity.ViolationSentence;
import java.util.Optional;

/** What of a scan a person should know. */
public final class IntegrityObservations {
  private IntegrityObservations() {}

  /** That rows break a rule; the only one of its scope. */
  public static Observation violation(
      EnvironmentId environment, CheckId check, Outcome.Violated outcome) {
    return violation(environment, check, outcome, Optional.empty());
  }

  /**
   * That rows break a rule.
   *
   * @param note what a reader must know besides, such as that it is about a sample
   */
  public static Observation violation(
      EnvironmentId environment, CheckId check, Outcome.Violated outcome, Optional<String> note) {
    String message =
        ViolationSentence.of(check, outcome.count())
            + note.map(text -> " (" + text + ")").orElse("");
    return of(
        environment,
        check,
        message,
        Optional.of(new Evidence(outcome.count(), outcome.samples(), outcome.sql())));
  }

  /**
   * The identity of {@link #violation}, which does not depend on how many rows there are.
   *
   * @return the finding of this check, whether there is one or not
   */
  public static FindingId findingOf(EnvironmentId environment, CheckId check) {
    return of(environment, check, "", Optional.empty()).id();
  }

  private static Observation of(
      EnvironmentId environment, CheckId check, String message, Optional<Evidence> evidence) {
    return new Observation(
        new Scope.OfCheck(environment, check.text()),
        environment,
        FindingKind.VIOLATION,
        check.code().label(),
        check.code().severity(),
        check.subject(),
        check.detail(),
        message,
        evidence);
  }

  /**
   * That checks could not be made; one of an environment, so that one missing grant is one finding
   * and not a hundred.
   *
   * @param unknown how many of them, at least one
   * @param all how many there are
   * @param firstReasons some of the reasons, for a person; free of secrets
   */
  public static Observation checksUnknown(
      EnvironmentId environment, int unknown, int all, String firstReasons) {
    return new Observation(
        new Scope.OfScan(environment),
        environment,
        FindingKind.UNREADABLE,
        FindingCode.CHECKS_UNKNOWN.label(),
        FindingCode.CHECKS_UNKNOWN.severity(),
        "",
        "",
        unknown
            + " of "
            + all
            + " record checks of "
            + environment
            + " could not run: "
            + firstReasons);
  }

  /**
   * That scans fail. Its identity is the environment alone, so that an outage whose reason changes
   * is one finding.
   *
   * @param detail how the last one ended, for a person; free of secrets
   */
  public static Observation scanFailed(EnvironmentId environment, String detail) {
    return new Observation(
        new Scope.OfScan(environment),
        environment,
        FindingKind.UNREADABLE,
        FindingCode.SCAN_FAILED.label(),
        FindingCode.SCAN_FAILED.severity(),
        "",
        "",
        "record scans of "
            + environment
            + " fail, so findings about broken records may be missing: "
            + detail);
  }

  /** The identity of {@link #scanFailed}. */
  public static FindingId scanFailureOf(EnvironmentId environment) {
    return scanFailed(environment, "").id();
  }
}
