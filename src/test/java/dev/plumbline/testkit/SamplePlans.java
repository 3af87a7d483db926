package dev.plumbline.testkit;

import dev.plumbline.approval.ApprovalRules;
import dev.plumbline.drift.ComparisonName;
import dev.plumbline.environment.Environment;
import dev.plumbline.environment.EnvironmentId;
import dev.plumbline.environment.Tier;
import dev.plumbline.hazard.Hazard;
import dev.plumbline.hazard.HazardCode;
import dev.plumbline.hazard.HazardEvidence.Counted;
import dev.plumbline.hazard.HazardEvidence.NotCounted;
import dev.plumbline.hazard.HazardEvidence.Stated;
import dev.plumbline.json.JsonValue;
import dev.plumbline.plan.Plan;
import dev.plumbline.plan.Plan.Contents;
import dev.plumbline.plan.Plan.Reverse;
import dev.plumbline.plan.PlanSealer;
import dev.plumbline.plan.Proposal;
import dev.plumbline.plan.Seal.Basis;
import dev.plumbline.plan.select.Chosen.Addition;
import dev.plumbline.plan.select.Selection;
import dev.plumbline.plan.select.Unreachable;
import dev.plumbline.plan.step.Step;
import dev.plumbline.plan.step.Step.Action;
import dev.plumbline.plan.step.Step.Proof;
import dev.plumbline.severity.Severity;
import dev.plumbline.snapshot.Fingerprint;
import dev.plumbline.store.plan.PlanStore;
import dev.plumbline.store.plan.PlanStore.Ending;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/** Plans for tests. */
public final class SamplePlans {
  public static final String MODEL = "model-1";

  /** A name that must come through everywhere as it is. */
  public static final String ODD = "naïve \"quotes\", 'ticks', `back`\nline | 名前 اسم 😀 <b>&";

  private SamplePlans() {}

  public static Fingerprint fingerprint(String text) {
    return new Fingerprint(Fingerprint.sha256(text));
  }

  public static Proposal proposal(UUID id, String by, Instant at) {
    return new Proposal(
        id,
        new ComparisonName("staging-to-production"),
        new EnvironmentId("staging"),
        new EnvironmentId("production"),
        new Selection(List.of("articles", ODD), List.of("*.meta.sort")),
        by,
        at);
  }

  public static Hazard hazard(Severity severity, String subject) {
    return new Hazard(
        HazardCode.DROPS_TABLE,
        severity,
        subject,
        "the table `events` and its 12 rows are dropped",
        switch (severity) {
          case CRITICAL -> new Counted(new TreeMap<>(Map.of("rows", 12L)));
          case HIGH -> new NotCounted("the role may not read it");
          case MEDIUM, LOW, INFO -> Stated.STATED;
        },
        severity == Severity.CRITICAL ? Optional.of("exclude `events`") : Optional.empty(),
        false);
  }

  /** A critical one drops {@code events} and a field with an odd name. */
  public static Contents contents(Proposal proposal, Severity... severities) {
    boolean isCritical = Arrays.asList(severities).contains(Severity.CRITICAL);
    Step change =
        new Step(
            Action.CHANGE,
            "articles.title",
            "shorten `articles.title` from 255 to 100 characters",
            List.of(new Proof("field", "articles.title", "schema.max_length", JsonValue.of(100))));
    Step drop =
        new Step(
            Action.DROP,
            "events",
            "drop collection `events` and its table",
            List.of(new Proof("collection", "events", "", JsonValue.of(false))));
    Step odd = new Step(Action.DROP, ODD, "drop field " + ODD, List.of());
    return new Contents(
        proposal,
        "{\"diff\":{\"collections\":[]},\"hash\":\"0a1b\",\"name\":\"日本\"}",
        isCritical ? List.of(change, drop, odd) : List.of(change),
        Arrays.stream(severities).sorted().map(severity -> hazard(severity, "events")).toList(),
        List.of(new Addition("categories", "articles.category")),
        List.of(
            new Unreachable(
                "articles.slug",
                "schema.default_value",
                "the default differs",
                "Directus does not change it",
                Optional.of("ALTER TABLE articles ALTER slug SET DEFAULT 'a|b'"))),
        new Reverse(List.of(change), List.of("the rows of `events`")));
  }

  /** From sides whose schemas have the fingerprints of {@code staging} and {@code production}. */
  public static Plan plan(Proposal proposal, Instant now, Severity... severities) {
    return plan(proposal, now, fingerprint("staging"), fingerprint("production"), severities);
  }

  public static Plan plan(
      Proposal proposal,
      Instant now,
      Fingerprint source,
      Fingerprint target,
      Severity... severities) {
    return PlanSealer.seal(
        contents(proposal, severities),
        new Basis(proposal.source(), source, Optional.empty(), "12.4.0"),
        new Basis(proposal.target(), target, Optional.of(fingerprint("catalog")), "12.4.0"),
        "0a1b",
        MODEL,
        now);
  }

  /**
   * Seals a plan for production with a high hazard, which waits for two people.
   *
   * @param comparison has no other open plan
   */
  public static Plan waiting(PlanStore store, UUID id, String comparison, Instant now) {
    Proposal sample = proposal(id, "ada", now);
    Proposal proposal =
        new Proposal(
            id,
            new ComparisonName(comparison),
            sample.source(),
            sample.target(),
            sample.selection(),
            sample.by(),
            now);
    return sealed(store, proposal, Severity.HIGH);
  }

  /** Seals a plan at once, for a protected target. */
  public static Plan sealed(PlanStore store, Proposal proposal, Severity... severities) {
    store.begin(proposal, "ada-laptop", Optional.empty());
    Plan plan = plan(proposal, proposal.at(), severities);
    Environment target = new Environment(proposal.target(), Tier.PRODUCTION, true);
    store.end(
        proposal.id(),
        new Ending.Sealed(plan, ApprovalRules.DEFAULT.of(target, plan.contents())),
        proposal.at());
    return plan;
  }
}
