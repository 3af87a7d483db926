package dev.plumbline.directus;

import dev.plumbline.directus.answer.Answer;
import dev.plumbline.directus.answer.Route;
import dev.plumbline.json.JsonValue.JsonArray;
import dev.plumbline.json.JsonValue.JsonNumber;
import dev.plumbline.json.JsonValue.JsonObject;
import dev.plumbline.json.JsonValue.JsonString;
import dev.plumbline.watch.source.ApiIdentity;
import dev.plumbline.watch.source.ApiIdentity.Activity;
import dev.plumbline.watch.source.UnreadableException;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The answers to {@link Route#SETTINGS} and {@link Route#ACTIVITY}. */
final class IdentityAnswers {
  private static final String EVERYTHING = "filter[id][_gt]";

  private IdentityAnswers() {}

  static ApiIdentity read(DirectusConnections session, UUID nonce) throws UnreadableException {
    String everything = everything(nonce);
    Optional<String> project =
        session.get(
            Route.SETTINGS,
            Map.of("fields", "project_id", EVERYTHING, everything),
            IdentityAnswers::project);
    Optional<Activity> newest =
        session.get(
            Route.ACTIVITY,
            Map.of("fields", "id,timestamp", "sort", "-id", "limit", "1", EVERYTHING, everything),
            IdentityAnswers::newest);
    return new ApiIdentity(project, newest);
  }

  /** What every id is greater than; never asked before, and so past the response cache. */
  private static String everything(UUID nonce) {
    return "-" + (1 + (nonce.getMostSignificantBits() >>> 34));
  }

  private static Optional<String> project(Answer answer) throws UnreadableException, IOException {
    if (answer.status() != 200) {
      return Optional.empty();
    }
    return answer.json().get("data") instanceof JsonObject data
            && data.get("project_id") instanceof JsonString(String project)
        ? Optional.of(project)
        : Optional.empty();
  }

  private static Optional<Activity> newest(Answer answer) throws UnreadableException, IOException {
    if (answer.status() != 200) {
      return Optional.empty();
    }
    return answer.json().get("data") instanceof JsonArray rows
            && !rows.items().isEmpty()
            && rows.items().getFirst() instanceof JsonObject row
        ? activity(row)
        : Optional.empty();
  }

  private static Optional<Activity> activity(JsonObject row) {
    if (!(row.get("id") instanceof JsonNumber id) || !id.isInteger()) {
      return Optional.empty();
    }
    try {
      Instant at = OffsetDateTime.parse(row.get("timestamp").textOr("")).toInstant();
      return Optional.of(new Activity((long) id.value(), at));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
