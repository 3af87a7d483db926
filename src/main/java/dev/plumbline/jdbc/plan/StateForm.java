package dev.plumbline.jdbc.plan;

import static dev.plumbline.jdbc.table.PollTable.labelled;

import dev.plumbline.approval.Decision;
import dev.plumbline.approval.PlanState;
import dev.plumbline.approval.PlanState.Kind;
import dev.plumbline.approval.Requirement;
import dev.plumbline.environment.EnvironmentId;
import dev.plumbline.hazard.Hazard;
import dev.plumbline.hazard.HazardCode;
import dev.plumbline.jackson.form.RecordJson;
import dev.plumbline.jdbc.form.text.StoredFormException;
import dev.plumbline.jdbc.plan.PlanForm.StoredHazard;
import dev.plumbline.plan.Seal;
import dev.plumbline.plan.Seal.Basis;
import dev.plumbline.plan.select.Selection;
import dev.plumbline.severity.Severity;
import dev.plumbline.snapshot.Fingerprint;
import dev.plumbline.store.plan.PlanSummary;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;

/** The small parts of a plan, as JSON. */
final class StateForm {
  private static final int FORM = 1;

  private StateForm() {}

  /** What is known of a state beside its word; what it does not have is empty. */
  record Detail(
      int form,
      Optional<StoredRequirement> requirement,
      Optional<String> by,
      Optional<String> reason,
      List<String> sentences,
      List<StoredHazard> hazards,
      Optional<Instant> at) {
    static final Detail NONE =
        new Detail(
            FORM,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            List.of(),
            List.of(),
            Optional.empty());

    /** Its id is the one sentence, so that what older versions stored has the same components. */
    Detail of(UUID run) {
      return saying(List.of(run.toString()), List.of());
    }

    Detail because(String text) {
      return new Detail(form, requirement, by, Optional.of(text), sentences, hazards, at);
    }

    Detail doneBy(String person) {
      return new Detail(form, requirement, Optional.of(person), reason, sentences, hazards, at);
    }

    Detail saying(List<String> texts, List<Hazard> found) {
      return new Detail(
          form, requirement, by, reason, texts, found.stream().map(PlanForm::hazard).toList(), at);
    }
  }

  record StoredRequirement(int people, boolean typesTarget, List<String> consents, String because) {
    static StoredRequirement of(Requirement requirement) {
      return new StoredRequirement(
          requirement.people(),
          requirement.typesTarget(),
          List.copyOf(requirement.consents()),
          requirement.because());
    }

    Requirement requirement() {
      return new Requirement(people, typesTarget, new TreeSet<>(consents), because);
    }
  }

  record StoredBasis(
      String environment, String snapshot, Optional<String> inventory, String directus) {
    static StoredBasis of(Basis basis) {
      return new StoredBasis(
          basis.environment().name(),
          basis.snapshot().hex(),
          basis.inventory().map(Fingerprint::hex),
          basis.directus());
    }

    Basis basis() {
      return new Basis(
          new EnvironmentId(environment),
          new Fingerprint(snapshot),
          inventory.map(Fingerprint::new),
          directus);
    }
  }

  record StoredSeal(
      int form,
      StoredBasis source,
      StoredBasis target,
      String directusHash,
      String payloadSha256,
      String model,
      String hash,
      Instant sealedAt,
      Instant expiresAt) {}

  record StoredSummary(
      int form,
      int steps,
      int additions,
      int unreachable,
      SortedMap<String, Integer> hazards,
      SortedMap<String, Integer> codes) {}

  record StoredSelection(int form, List<String> include, List<String> exclude) {}

  static String write(PlanState state) {
    return RecordJson.write(
        switch (state) {
          case PlanState.Planning ignored -> Detail.NONE;
          case PlanState.Refused refused ->
              Detail.NONE.saying(refused.reasons(), refused.hazards());
          case PlanState.Sealed sealed ->
              new Detail(
                  FORM,
                  Optional.of(StoredRequirement.of(sealed.requirement())),
                  Optional.empty(),
                  Optional.empty(),
                  List.of(),
                  List.of(),
                  Optional.empty());
          case PlanState.Rejected(String by, String reason) ->
              Detail.NONE.doneBy(by).because(reason);
          case PlanState.Withdrawn(String by) -> Detail.NONE.doneBy(by);
          case PlanState.Voided voided -> Detail.NONE.saying(voided.moved(), List.of());
          case PlanState.Expired expired ->
              new Detail(
                  FORM,
                  Optional.empty(),
                  Optional.empty(),
                  Optional.empty(),
                  List.of(),
                  List.of(),
                  Optional.of(expired.at()));
          case PlanState.Failed(String reason) -> Detail.NONE.because(reason);
          case PlanState.Running(UUID run, String by) -> Detail.NONE.of(run).doneBy(by);
          case PlanState.Applied(UUID run, String result) -> Detail.NONE.of(run).because(result);
          case PlanState.NotApplied(UUID run, String reason) -> Detail.NONE.of(run).because(reason);
        });
  }

  static PlanState read(Kind kind, String text, List<Decision> approvals, String where) {
    Detail detail = PlanForm.record(text, Detail.class, where);
    return switch (kind) {
      case PLANNING -> new PlanState.Planning();
      case REFUSED ->
          new PlanState.Refused(
              detail.sentences(),
              detail.hazards().stream().map(hazard -> PlanForm.hazard(hazard, where)).toList());
      case WAITING -> new PlanState.Waiting(requirement(detail, where), approvals);
      case APPROVED -> new PlanState.Approved(requirement(detail, where), approvals);
      case REJECTED -> new PlanState.Rejected(detail.by().orElse(""), detail.reason().orElse(""));
      case WITHDRAWN -> new PlanState.Withdrawn(detail.by().orElse(""));
      case VOIDED -> new PlanState.Voided(detail.sentences());
      case EXPIRED ->
          new PlanState.Expired(detail.at().orElseThrow(() -> missing(where, "its end")));
      case FAILED -> new PlanState.Failed(detail.reason().orElse(""));
      case RUNNING -> new PlanState.Running(run(detail, where), detail.by().orElse(""));
      case APPLIED -> new PlanState.Applied(run(detail, where), detail.reason().orElse(""));
      case NOT_APPLIED -> new PlanState.NotApplied(run(detail, where), detail.reason().orElse(""));
    };
  }

  private static UUID run(Detail detail, String where) {
    return detail.sentences().stream()
        .findFirst()
        .map(UUID::fromString)
        .orElseThrow(() -> missing(where, "its run"));
  }

  private static Requirement requirement(Detail detail, String where) {
    return detail
        .requirement()
        .map(StoredRequirement::requirement)
        .orElseThrow(() -> missing(where, "what it requires"));
  }

  private static StoredFormException missing(String where, String what) {
    return new StoredFormException(where + " is stored without " + what);
  }

  static String write(Seal seal) {
    return RecordJson.write(
        new StoredSeal(
            FORM,
            StoredBasis.of(seal.source()),
            StoredBasis.of(seal.target()),
            seal.directusHash(),
            seal.payloadSha256(),
            seal.model(),
            seal.hash(),
            seal.sealedAt(),
            seal.expiresAt()));
  }

  static Seal seal(String text, String where) {
    StoredSeal stored = PlanForm.record(text, StoredSeal.class, where);
    return new Seal(
        stored.source().basis(),
        stored.target().basis(),
        stored.directusHash(),
        stored.payloadSha256(),
        stored.model(),
        stored.hash(),
        stored.sealedAt(),
        stored.expiresAt());
  }

  static String write(PlanSummary summary) {
    TreeMap<String, Integer> hazards = new TreeMap<>();
    summary.hazards().forEach((severity, count) -> hazards.put(severity.label(), count));
    TreeMap<String, Integer> codes = new TreeMap<>();
    summary.codes().forEach((code, count) -> codes.put(code.label(), count));
    return RecordJson.write(
        new StoredSummary(
            FORM, summary.steps(), summary.additions(), summary.unreachable(), hazards, codes));
  }

  static PlanSummary summary(String text, String where) {
    StoredSummary stored = PlanForm.record(text, StoredSummary.class, where);
    Map<Severity, Integer> hazards = new EnumMap<>(Severity.class);
    stored
        .hazards()
        .forEach(
            (label, count) ->
                hazards.put(
                    labelled(where, "severity", label, Severity.values(), Severity::label), count));
    Map<HazardCode, Integer> codes = new EnumMap<>(HazardCode.class);
    stored
        .codes()
        .forEach(
            (label, count) ->
                codes.put(
                    labelled(where, "code", label, HazardCode.values(), HazardCode::label), count));
    return new PlanSummary(
        stored.steps(),
        stored.additions(),
        stored.unreachable(),
        new TreeMap<>(hazards),
        new TreeMap<>(codes));
  }

  static String write(Selection selection) {
    return RecordJson.write(new StoredSelection(FORM, selection.include(), selection.exclude()));
  }

  static Selection selection(String text, String where) {
    StoredSelection stored = PlanForm.record(text, StoredSelection.class, where);
    return new Selection(stored.include(), stored.exclude());
  }
}
