package dev.plumbline.records;

import static dev.plumbline.lab.service.ServiceApi.text;

import dev.plumbline.json.CanonicalJson;
import dev.plumbline.json.JsonValue;
import dev.plumbline.json.JsonValue.JsonArray;
import dev.plumbline.json.JsonValue.JsonObject;
import dev.plumbline.lab.postgres.Sql;
import dev.plumbline.lab.service.ServiceApi;
import java.util.List;
import java.util.stream.Collectors;

/** What a running service reports records, as lines of {@code code subject count key,key}. */
final class ReportedRecords {
  private final ServiceApi api;

  ReportedRecords(ServiceApi api) {
    this.api = api;
  }

  List<String> violations(String environment) {
    return checks(environment, "violated").stream()
        .map(check -> line(check, subject(check), check))
        .sorted()
        .toList();
  }

  /** {@code code subject: detail}. */
  List<String> unknown(String environment) {
    return checks(environment, "unknown").stream()
        .map(check -> text(check, "code") + " " + subject(check) + ": " + text(check, "detail"))
        .sorted()
        .toList();
  }

  List<String> findings(String environment) {
    return api
        .list(
            "/api/v1/findings?limit=500&state=open&kind=violation&environment=" + environment,
            "items")
        .stream()
        .map(found -> line(found, text(found, "subject"), (JsonObject) found.get("evidence")))
        .sorted()
        .toList();
  }

  /** The same, with as many rows as the SQL shows that people are given. */
  List<String> shownBySql(String environment, Sql database) {
    return checks(environment, "violated").stream()
        .map(
            check -> {
              int rows = database.rows(text(check, "sql")).size();
              boolean countsRows = !text(check, "code").equals("foreign_key_without_index");
              JsonValue count = countsRows ? JsonValue.of(rows) : check.get("count");
              return line(check, subject(check), check.with("count", count));
            })
        .sorted()
        .toList();
  }

  private List<JsonObject> checks(String environment, String outcome) {
    return api.list(
        "/api/v1/environments/" + environment + "/integrity?outcome=" + outcome, "checks");
  }

  private static String line(JsonObject reported, String subject, JsonObject evidence) {
    List<String> keys =
        ((JsonArray) evidence.get("samples"))
            .items().stream()
                .map(
                    key ->
                        ((JsonArray) key)
                            .items().stream()
                                .map(part -> part.textOr(""))
                                .collect(Collectors.joining("|")))
                .toList();
    return PlantedCase.line(
        text(reported, "code") + " " + subject, CanonicalJson.write(evidence.get("count")), keys);
  }

  private static String subject(JsonObject check) {
    JsonObject subject = (JsonObject) check.get("subject");
    String field = subject.get("field").textOr("");
    return subject.get("collection").textOr("") + (field.isEmpty() ? "" : "." + field);
  }
}
