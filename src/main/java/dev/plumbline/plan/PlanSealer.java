package dev.plumbline.plan;

import dev.plumbline.hazard.Hazard;
import dev.plumbline.json.CanonicalJson;
import dev.plumbline.json.JsonValue;
import dev.plumbline.json.JsonValue.JsonArray;
import dev.plumbline.plan.Plan.Contents;
import dev.plumbline.plan.Seal.Basis;
import dev.plumbline.plan.step.Step;
import dev.plumbline.severity.Severity;
import dev.plumbline.snapshot.Fingerprint;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** Seals a plan: its hash is over all that a person reads and all that would be sent. */
public final class PlanSealer {
  /** How long a plan may be approved and carried out. */
  private static final Duration VALID = Duration.ofHours(24);

  private static final Duration VALID_IF_CRITICAL = Duration.ofHours(4);

  private PlanSealer() {}

  /**
   * @param directusHash as the target's Directus answered
   * @param model of this version of Plumbline
   */
  public static Plan seal(
      Contents contents,
      Basis source,
      Basis target,
      String directusHash,
      String model,
      Instant now) {
    boolean isCritical = contents.gravest().filter(Severity.CRITICAL::equals).isPresent();
    Instant expiresAt = now.plus(isCritical ? VALID_IF_CRITICAL : VALID);
    String payload = Fingerprint.sha256(contents.payload());
    JsonValue sealed =
        object(
            Map.of(
                "contents", json(contents),
                "source", basis(source),
                "target", basis(target),
                "directusHash", JsonValue.of(directusHash),
                "payload", JsonValue.of(payload),
                "model", JsonValue.of(model),
                "sealedAt", JsonValue.of(now.toString()),
                "expiresAt", JsonValue.of(expiresAt.toString())));
    return new Plan(
        contents,
        new Seal(
            source,
            target,
            directusHash,
            payload,
            model,
            Fingerprint.sha256(CanonicalJson.write(sealed)),
            now,
            expiresAt));
  }

  private static JsonValue json(Contents contents) {
    Proposal proposal = contents.proposal();
    return object(
        Map.of(
            "id",
            JsonValue.of(proposal.id().toString()),
            "comparison",
            JsonValue.of(proposal.comparison().name()),
            "selection",
            array(
                List.of(proposal.selection().include(), proposal.selection().exclude()),
                patterns -> array(patterns, JsonValue::of)),
            "by",
            JsonValue.of(proposal.by()),
            "steps",
            array(contents.steps(), PlanSealer::step),
            "hazards",
            array(contents.hazards(), PlanSealer::hazard),
            "additions",
            array(contents.additions(), one -> texts(one.subject(), one.because())),
            "unreachable",
            array(
                contents.unreachable(),
                one ->
                    texts(one.subject(), one.path(), one.what(), one.why(), one.sql().orElse(""))),
            "reverse",
            array(contents.reverse().steps(), PlanSealer::step),
            "onlyFromBackup",
            array(contents.reverse().onlyFromBackup(), JsonValue::of)));
  }

  private static JsonValue hazard(Hazard hazard) {
    return texts(
        hazard.code().label(),
        hazard.severity().label(),
        hazard.subject(),
        hazard.message(),
        hazard.evidence().toString(),
        hazard.remedy().orElse(""),
        Boolean.toString(hazard.refuses()));
  }

  private static JsonValue step(Step step) {
    return array(
        List.of(
            texts(step.action().label(), step.subject(), step.sentence()),
            array(step.proofs(), PlanSealer::proof)),
        Function.identity());
  }

  private static JsonValue proof(Step.Proof proof) {
    return array(
        List.of(texts(proof.kind(), proof.subject(), proof.path()), proof.value()),
        Function.identity());
  }

  private static JsonValue basis(Basis basis) {
    return texts(
        basis.environment().name(),
        basis.snapshot().hex(),
        basis.inventory().map(Fingerprint::hex).orElse(""),
        basis.directus());
  }

  private static <T> JsonArray array(List<T> items, Function<T, JsonValue> writer) {
    return new JsonArray(items.stream().map(writer).toList());
  }

  private static JsonValue texts(String... texts) {
    return array(List.of(texts), JsonValue::of);
  }

  private static JsonValue object(Map<String, JsonValue> members) {
    return JsonValue.object(new TreeMap<>(members));
  }
}
