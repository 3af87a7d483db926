package dev.plumbline.jdbc.plan;

import static dev.plumbline.jdbc.table.PollTable.labelled;

import dev.plumbline.hazard.Hazard;
import dev.plumbline.hazard.HazardCode;
import dev.plumbline.hazard.HazardEvidence;
import dev.plumbline.hazard.HazardEvidence.Counted;
import dev.plumbline.hazard.HazardEvidence.NotCounted;
import dev.plumbline.hazard.HazardEvidence.Stated;
import dev.plumbline.jackson.JsonText;
import dev.plumbline.jackson.JsonTextException;
import dev.plumbline.jackson.form.RecordJson;
import dev.plumbline.jdbc.form.text.Compressed;
import dev.plumbline.jdbc.form.text.StoredFormException;
import dev.plumbline.json.CanonicalJson;
import dev.plumbline.plan.Plan.Contents;
import dev.plumbline.plan.Plan.Reverse;
import dev.plumbline.plan.Proposal;
import dev.plumbline.plan.select.Chosen.Addition;
import dev.plumbline.plan.select.Unreachable;
import dev.plumbline.plan.step.Step;
import dev.plumbline.plan.step.Step.Action;
import dev.plumbline.plan.step.Step.Proof;
import dev.plumbline.severity.Severity;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** What a plan would do, without its payload, as gzip of JSON. */
final class PlanForm {
  private static final int FORM = 1;

  private PlanForm() {}

  record Document(
      int form,
      List<StoredStep> steps,
      List<StoredHazard> hazards,
      List<StoredAddition> additions,
      List<StoredUnreachable> unreachable,
      List<StoredStep> reverse,
      List<String> onlyFromBackup) {}

  record StoredStep(String action, String subject, String sentence, List<StoredProof> proofs) {}

  /**
   * @param value as JSON
   */
  record StoredProof(String kind, String subject, String path, String value) {}

  /**
   * @param counts empty unless it was counted
   * @param notCounted why not
   */
  record StoredHazard(
      String code,
      String severity,
      String subject,
      String message,
      Optional<SortedMap<String, Long>> counts,
      Optional<String> notCounted,
      Optional<String> remedy,
      boolean refuses) {}

  record StoredAddition(String subject, String because) {}

  record StoredUnreachable(
      String subject, String path, String what, String why, Optional<String> sql) {}

  static byte[] write(Contents contents) {
    return Compressed.write(
        RecordJson.write(
            new Document(
                FORM,
                contents.steps().stream().map(PlanForm::step).toList(),
                contents.hazards().stream().map(PlanForm::hazard).toList(),
                contents.additions().stream()
                    .map(one -> new StoredAddition(one.subject(), one.because()))
                    .toList(),
                contents.unreachable().stream()
                    .map(
                        one ->
                            new StoredUnreachable(
                                one.subject(), one.path(), one.what(), one.why(), one.sql()))
                    .toList(),
                contents.reverse().steps().stream().map(PlanForm::step).toList(),
                contents.reverse().onlyFromBackup())));
  }

  /**
   * @param where what it is, for messages
   * @return with an empty payload
   * @throws StoredFormException if it cannot be read
   */
  static Contents read(byte[] body, Proposal proposal, String where) {
    Document document = record(Compressed.text(body, where), Document.class, where);
    if (document.form() != FORM) {
      throw new StoredFormException(
          where + " is stored in form " + document.form() + ", which this version cannot read");
    }
    return new Contents(
        proposal,
        "",
        document.steps().stream().map(step -> step(step, where)).toList(),
        document.hazards().stream().map(hazard -> hazard(hazard, where)).toList(),
        document.additions().stream()
            .map(one -> new Addition(one.subject(), one.because()))
            .toList(),
        document.unreachable().stream()
            .map(
                one -> new Unreachable(one.subject(), one.path(), one.what(), one.why(), one.sql()))
            .toList(),
        new Reverse(
            document.reverse().stream().map(step -> step(step, where)).toList(),
            document.onlyFromBackup()));
  }

  /** A stored record of ours, read strictly. */
  static <T extends Record> T record(String text, Class<T> type, String where) {
    try {
      return RecordJson.read(text, type);
    } catch (JsonTextException e) {
      throw new StoredFormException(where + " cannot be read: " + e.getMessage(), e);
    }
  }

  private static StoredStep step(Step step) {
    return new StoredStep(
        step.action().label(),
        step.subject(),
        step.sentence(),
        step.proofs().stream()
            .map(
                proof ->
                    new StoredProof(
                        proof.kind(),
                        proof.subject(),
                        proof.path(),
                        CanonicalJson.write(proof.value())))
            .toList());
  }

  private static Step step(StoredStep step, String where) {
    return new Step(
        labelled(where, "action", step.action(), Action.values(), Action::label),
        step.subject(),
        step.sentence(),
        step.proofs().stream()
            .map(
                proof ->
                    new Proof(
                        proof.kind(), proof.subject(), proof.path(), JsonText.read(proof.value())))
            .toList());
  }

  static StoredHazard hazard(Hazard hazard) {
    return new StoredHazard(
        hazard.code().label(),
        hazard.severity().label(),
        hazard.subject(),
        hazard.message(),
        hazard.evidence() instanceof Counted(SortedMap<String, Long> counts)
            ? Optional.of(counts)
            : Optional.empty(),
        hazard.evidence() instanceof NotCounted(String reason)
            ? Optional.of(reason)
            : Optional.empty(),
        hazard.remedy(),
        hazard.refuses());
  }

  static Hazard hazard(StoredHazard hazard, String where) {
    return new Hazard(
        labelled(where, "code", hazard.code(), HazardCode.values(), HazardCode::label),
        labelled(where, "severity", hazard.severity(), Severity.values(), Severity::label),
        hazard.subject(),
        hazard.message(),
        evidence(hazard),
        hazard.remedy(),
        hazard.refuses());
  }

  private static HazardEvidence evidence(StoredHazard hazard) {
    return hazard
        .counts()
        .<HazardEvidence>map(counts -> new Counted(new TreeMap<>(counts)))
        .or(() -> hazard.notCounted().map(NotCounted::new))
        .orElse(Stated.STATED);
  }
}
