package dev.plumbline.notify;

import dev.plumbline.finding.FindingEvent;
import dev.plumbline.jackson.JsonText;
import dev.plumbline.json.CanonicalJson;
import dev.plumbline.json.JsonValue;
import dev.plumbline.json.JsonValue.JsonArray;
import dev.plumbline.json.JsonValue.JsonNull;
import dev.plumbline.notification.EventOutbox.OpenFindings;
import dev.plumbline.notification.Notification;
import dev.plumbline.notification.Notification.Event;
import dev.plumbline.notification.Notification.Happened;
import dev.plumbline.notification.Notification.PlansHappened;
import dev.plumbline.notification.Notification.Reported;
import dev.plumbline.notification.Notification.StillOpen;
import dev.plumbline.report.page.ReportDocument;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/** The JSON of a webhook, described in {@code docs/notifications.md}. Fields are only added. */
final class WebhookBody {
  private WebhookBody() {}

  /**
   * @param at when it is sent
   */
  static String of(Notification notification, Optional<URI> publicUrl, Instant at) {
    TreeMap<String, JsonValue> body = new TreeMap<>();
    body.put("timestamp", text(at));
    switch (notification) {
      case Happened happened -> {
        body.put("type", JsonValue.of("findings.changed"));
        body.put(
            "data", object("events", array(happened.events(), event -> event(event, publicUrl))));
      }
      case PlansHappened happened -> {
        body.put("type", JsonValue.of("plans.changed"));
        body.put(
            "data",
            object(
                "events", array(happened.events(), event -> PlanEventBody.of(event, publicUrl))));
      }
      case Reported reported -> {
        body.put("type", JsonValue.of("report.made"));
        body.put("data", JsonText.read(ReportDocument.of(reported.served()).json()));
      }
      case StillOpen still -> {
        body.put("type", JsonValue.of("findings.open"));
        body.put("data", object("open", array(still.open(), WebhookBody::open)));
      }
    }
    return CanonicalJson.write(JsonValue.object(body));
  }

  private static JsonValue event(Event event, Optional<URI> publicUrl) {
    FindingEvent its = event.event();
    TreeMap<String, JsonValue> json = new TreeMap<>();
    json.put("id", JsonValue.of((double) event.recorded().id()));
    json.put("event", JsonValue.of(its.kind().label()));
    json.put("at", text(its.at()));
    json.put("by", optional(its.by()));
    json.put("note", optional(its.note()));
    json.put("until", optional(its.until().map(Instant::toString)));
    json.put("finding", JsonValue.of(its.finding().hex()));
    json.put("severity", JsonValue.of(its.severity().label()));
    json.put("message", JsonValue.of(its.message()));
    json.put("environment", JsonValue.of(event.about().environment().name()));
    json.put("comparison", optional(event.about().comparison().map(name -> name.name())));
    json.put("kind", JsonValue.of(event.about().kind().label()));
    json.put("code", JsonValue.of(event.about().code()));
    json.put("subject", JsonValue.of(event.about().subject()));
    publicUrl.ifPresent(
        url -> json.put("url", JsonValue.of(url + "/findings/" + its.finding().hex())));
    return JsonValue.object(json);
  }

  private static JsonValue open(OpenFindings open) {
    TreeMap<String, JsonValue> json = new TreeMap<>();
    json.put("severity", JsonValue.of(open.severity().label()));
    json.put("environment", JsonValue.of(open.environment().name()));
    json.put("count", JsonValue.of((double) open.count()));
    json.put("oldest", text(open.oldest()));
    return JsonValue.object(json);
  }

  static <T> JsonArray array(List<T> items, Function<T, JsonValue> value) {
    return JsonValue.array(items.stream().map(value).toArray(JsonValue[]::new));
  }

  private static JsonValue object(String key, JsonValue value) {
    return JsonValue.object(Map.of(key, value));
  }

  static JsonValue text(Instant at) {
    return JsonValue.of(at.toString());
  }

  static JsonValue optional(Optional<String> text) {
    return text.<JsonValue>map(JsonValue::of).orElse(JsonNull.NULL);
  }
}
