package dev.plumbline.lab.service;

import static dev.plumbline.lab.service.ServiceApi.text;

import dev.plumbline.jackson.JsonText;
import dev.plumbline.json.CanonicalJson;
import dev.plumbline.json.JsonValue.JsonObject;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;

/** What a running service says of what it watches, in the words in which tests expect it. */
public final class Watch {
  private static final Duration POLL_DEADLINE = Duration.ofMinutes(2);
  private static final Duration SCAN_DEADLINE = Duration.ofMinutes(5);

  private final ServiceProcess service;

  public Watch(ServiceProcess service) {
    this.service = service;
  }

  /** Polls environments now, one after the other; returns when all have ended, well or not. */
  public void poll(String... environments) {
    for (String environment : environments) {
      begin(environment, "polls", POLL_DEADLINE);
    }
  }

  private void begin(String environment, String what, Duration deadline) {
    HttpResponse<String> answer =
        service.api().send("POST", "/api/v1/environments/" + environment + "/" + what, "");
    if (answer.statusCode() != 202) {
      throw new IllegalStateException(
          what + " of " + environment + " answered " + answer.statusCode() + ": " + answer.body());
    }
    String id = text((JsonObject) JsonText.read(answer.body()), "id");
    service.await(
        "done with the " + what + " of " + environment,
        deadline,
        () -> !text(service.api().get("/api/v1/" + what + "/" + id), "state").equals("running"));
  }

  /** Scans environments now, one after the other; returns when all have ended, well or not. */
  public void scan(String... environments) {
    for (String environment : environments) {
      begin(environment, "scans", SCAN_DEADLINE);
    }
  }

  /** Records and catalog of an environment. */
  public JsonObject integrity(String environment) {
    return service.api().get("/api/v1/environments/" + environment + "/integrity");
  }

  /** The scan of an environment that began last; empty if there is none. */
  public JsonObject lastScan(String environment) {
    return integrity(environment).get("lastScan") instanceof JsonObject scan
        ? scan
        : JsonObject.EMPTY;
  }

  /** Each violated check of an environment as {@code code subject count}, sorted. */
  public List<String> violations(String environment) {
    return service
        .api()
        .list("/api/v1/environments/" + environment + "/integrity?outcome=violated", "checks")
        .stream()
        .map(
            check ->
                text(check, "code")
                    + " "
                    + subject(check)
                    + " "
                    + CanonicalJson.write(check.get("count")))
        .sorted()
        .toList();
  }

  /** {@code in_sync}, {@code drifted} or {@code unknown}. */
  public String state(String comparison) {
    return text(service.api().get("/api/v1/comparisons/" + comparison), "state");
  }

  /** Why it is unknown. */
  public String reason(String comparison) {
    return text(service.api().get("/api/v1/comparisons/" + comparison), "reason");
  }

  /** Each change as {@code code subject}, sorted. */
  public List<String> changes(String comparison) {
    return service.api().list("/api/v1/comparisons/" + comparison, "changes").stream()
        .map(change -> (text(change, "code") + " " + subject(change)).strip())
        .sorted()
        .toList();
  }

  /** Each finding that is not resolved as {@code environment code subject}, sorted. */
  public List<String> openFindings() {
    return findings("&state=open,acknowledged").stream().map(Watch::line).sorted().toList();
  }

  /** Every finding ever as {@code environment code subject}, sorted. */
  public List<String> allFindings() {
    return findings("").stream().map(Watch::line).sorted().toList();
  }

  /** Every finding, as it is reported. */
  public List<JsonObject> findings(String filter) {
    JsonObject page = service.api().get("/api/v1/findings?limit=500" + filter);
    if (!page.get("next").isNull()) {
      throw new IllegalStateException("more findings than a test expects");
    }
    return service.api().list("/api/v1/findings?limit=500" + filter, "items");
  }

  private static String line(JsonObject finding) {
    return (text(finding, "environment")
            + " "
            + text(finding, "code")
            + " "
            + text(finding, "subject"))
        .strip();
  }

  private static String subject(JsonObject change) {
    JsonObject subject = (JsonObject) change.get("subject");
    if (subject.get("object") instanceof JsonObject object) {
      String table = object.get("table").textOr("");
      return table.isEmpty() ? text(object, "name") : table + "." + text(object, "name");
    }
    String collection = subject.get("collection").textOr("");
    String member = subject.get("field").textOr(subject.get("relation").textOr(""));
    return member.isEmpty() ? collection : collection + "." + member;
  }
}
