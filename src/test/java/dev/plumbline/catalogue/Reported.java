package dev.plumbline.catalogue;

import static dev.plumbline.lab.service.ServiceApi.text;

import dev.plumbline.drift.change.Subject;
import dev.plumbline.inventory.ObjectId;
import dev.plumbline.inventory.ObjectKind;
import dev.plumbline.json.JsonValue;
import dev.plumbline.json.JsonValue.JsonArray;
import dev.plumbline.json.JsonValue.JsonObject;
import dev.plumbline.lab.service.ServiceApi;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a running service tells, as lines of {@code severity code subject path}. */
final class Reported {
  private static final String UNRESOLVED = "state=open,acknowledged";

  private final ServiceApi api;

  Reported(ServiceApi api) {
    this.api = api;
  }

  /** {@code in_sync} or {@code drifted}, then the changes, sorted; or why it is unknown. */
  List<String> of(String comparison) {
    JsonObject report = api.get("/api/v1/comparisons/" + comparison);
    if (!(report.get("changes") instanceof JsonArray(List<JsonValue> changes))) {
      return List.of(text(report, "state"), text(report, "reason"));
    }
    return Stream.concat(
            Stream.of(text(report, "state")),
            changes.stream()
                .map(JsonObject.class::cast)
                .map(change -> line(change, subject((JsonObject) change.get("subject"))))
                .sorted())
        .toList();
  }

  /** Every finding that is not resolved and concerns an environment whose name begins so. */
  List<String> openOf(String environments) {
    return lines(
        findings(UNRESOLVED).stream()
            .filter(finding -> text(finding, "environment").startsWith(environments)));
  }

  /** Every finding that is not resolved and that a query selects. */
  List<String> open(String query) {
    return lines(findings(UNRESOLVED + "&" + query).stream());
  }

  /**
   * Sorted; without collections that disappeared, which stay so after a mutation that added one was
   * undone.
   */
  private static List<String> lines(Stream<JsonObject> findings) {
    return findings
        .filter(finding -> !text(finding, "kind").equals("loss"))
        .map(finding -> line(finding, text(finding, "subject")))
        .sorted()
        .toList();
  }

  List<JsonObject> findings(String filter) {
    return api.list("/api/v1/findings?limit=500&" + filter, "items");
  }

  private static String line(JsonObject reported, String subject) {
    return Stream.of(
            text(reported, "severity"), text(reported, "code"), subject, text(reported, "path"))
        .filter(part -> !part.isEmpty())
        .collect(Collectors.joining(" "));
  }

  private static String subject(JsonObject subject) {
    if (subject.get("object") instanceof JsonObject object) {
      return new Subject.OfObject(
              new ObjectId(
                  ObjectKind.valueOf(text(object, "kind").toUpperCase(Locale.ROOT)),
                  object.get("table").textOr(""),
                  text(object, "name")))
          .text();
    }
    String member = subject.get("field").textOr(subject.get("relation").textOr(""));
    return subject.get("collection").textOr("") + (member.isEmpty() ? "" : "." + member);
  }
}
