package dev.plumbline.hazard;

import dev.plumbline.severity.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Takes what rules suspect. */
public final class SuspicionCollector {
  private final List<Suspicion> suspicions = new ArrayList<>();

  public List<Suspicion> suspicions() {
    return List.copyOf(suspicions);
  }

  /** A hazard that follows from the schemas, with the gravest severity of its code. */
  public void state(HazardCode code, String subject, String message) {
    state(code, code.gravest(), subject, message, Optional.empty());
  }

  /**
   * @param remedy SQL to copy, or what a person has to do
   */
  public void state(HazardCode code, String subject, String message, String remedy) {
    state(code, code.gravest(), subject, message, Optional.of(remedy));
  }

  public void state(
      HazardCode code, Severity severity, String subject, String message, Optional<String> remedy) {
    suspicions.add(
        new Suspicion.Certain(
            new Hazard(
                code,
                severity,
                subject,
                message,
                HazardEvidence.Stated.STATED,
                remedy,
                code.refuses())));
  }

  /**
   * What could not be evaluated: it counts as the worst case, and refuses nothing.
   *
   * @param reason one clause
   */
  public void unknown(
      HazardCode code, String subject, String message, String reason, String remedy) {
    suspicions.add(
        new Suspicion.Certain(
            new Hazard(
                code,
                code.gravest(),
                subject,
                message,
                new HazardEvidence.NotCounted(reason),
                Optional.of(remedy),
                false)));
  }

  /**
   * A hazard of the gravest severity of its code if anything is counted.
   *
   * @param message from the answers
   */
  public void ask(
      HazardCode code, String subject, RowQuestion question, Function<Amounts, String> message) {
    ask(code, subject, question, message, Optional.empty());
  }

  public void ask(
      HazardCode code,
      String subject,
      RowQuestion question,
      Function<Amounts, String> message,
      Optional<String> remedy) {
    ask(code, code.gravest(), subject, List.of(question), message, remedy);
  }

  /**
   * @param severity if anything is counted, or something could not be
   */
  public void ask(
      HazardCode code,
      Severity severity,
      String subject,
      List<RowQuestion> questions,
      Function<Amounts, String> message,
      Optional<String> remedy) {
    suspicions.add(
        new Suspicion.Countable(
            code,
            subject,
            questions,
            amounts -> amounts.isNone() ? Optional.empty() : Optional.of(severity),
            severity,
            message,
            remedy,
            false));
  }

  /** One whose severity depends on how much is counted. */
  public void grade(Suspicion.Countable suspicion) {
    suspicions.add(suspicion);
  }
}
