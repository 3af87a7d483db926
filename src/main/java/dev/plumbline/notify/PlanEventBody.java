package dev.plumbline.notify;

import dev.plumbline.json.JsonValue;
import dev.plumbline.notification.Notification.OfPlan;
import dev.plumbline.plan.Proposal;
import dev.plumbline.store.plan.ListedPlan;
import dev.plumbline.store.plan.PlanSummary;
import java.net.URI;
import java.util.Optional;
import java.util.TreeMap;

/** An event of a plan in the JSON of a webhook. */
final class PlanEventBody {
  private PlanEventBody() {}

  static JsonValue of(OfPlan event, Optional<URI> publicUrl) {
    ListedPlan plan = event.plan();
    Proposal proposal = plan.proposal();
    TreeMap<String, JsonValue> json = new TreeMap<>();
    json.put("id", number((double) event.recorded().id()));
    json.put("event", JsonValue.of(event.event().kind().label()));
    json.put("at", WebhookBody.text(event.event().at()));
    json.put("by", WebhookBody.optional(event.event().by()));
    json.put("message", JsonValue.of(event.event().message()));
    json.put("plan", JsonValue.of(proposal.id().toString()));
    json.put("comparison", JsonValue.of(proposal.comparison().name()));
    json.put("source", JsonValue.of(proposal.source().name()));
    json.put("environment", JsonValue.of(proposal.target().name()));
    json.put("proposedBy", JsonValue.of(proposal.by()));
    json.put("severity", JsonValue.of(event.severity().label()));
    json.put("steps", number(plan.summary().map(PlanSummary::steps).orElse(0)));
    json.put("hazards", hazards(plan));
    json.put("people", number(plan.people()));
    json.put("approvers", WebhookBody.array(event.approvers(), JsonValue::of));
    json.put(
        "expiresAt", WebhookBody.optional(plan.seal().map(seal -> seal.expiresAt().toString())));
    publicUrl.ifPresent(url -> json.put("url", JsonValue.of(event.page(url).toString())));
    return JsonValue.object(json);
  }

  private static JsonValue hazards(ListedPlan plan) {
    TreeMap<String, JsonValue> json = new TreeMap<>();
    plan.summary()
        .ifPresent(
            summary ->
                summary
                    .hazards()
                    .forEach((severity, count) -> json.put(severity.label(), number(count))));
    return JsonValue.object(json);
  }

  private static JsonValue number(double number) {
    return JsonValue.of(number);
  }
}
