package dev.plumbline.directus;

import dev.plumbline.directus.answer.Answer;
import dev.plumbline.directus.answer.Route;
import dev.plumbline.directus.answer.SafeText;
import dev.plumbline.directus.answer.UnexpectedAnswers;
import dev.plumbline.json.JsonValue;
import dev.plumbline.json.JsonValue.JsonObject;
import dev.plumbline.json.JsonValue.JsonString;
import dev.plumbline.reading.Reason;
import dev.plumbline.snapshot.Snapshot;
import dev.plumbline.snapshot.SnapshotJson;
import dev.plumbline.watch.source.DirectusApi.ApiSnapshot;
import dev.plumbline.watch.source.UnreadableException;
import java.io.IOException;

/** The answer to {@link Route#SNAPSHOT}. */
final class SnapshotAnswer {
  /** Of a whole snapshot; 2 is a part of one (includeCollections, since Directus 12.2). */
  private static final JsonValue WHOLE = JsonValue.of(1);

  private SnapshotAnswer() {}

  static ApiSnapshot read(Answer answer) throws UnreadableException, IOException {
    if (answer.status() != 200) {
      throw UnexpectedAnswers.of(answer);
    }
    if (!(answer.json().get("data") instanceof JsonObject data)) {
      throw answer.malformed(
          "JSON without 'data'; check that directus.url is the URL of a Directus");
    }
    if (!data.get("version").equals(WHOLE)) {
      throw incompatible(answer, "in another format than version 1");
    }
    if (!data.get("vendor").textOr("").equals(Snapshot.VENDOR)) {
      throw incompatible(answer, "of another database than PostgreSQL");
    }
    if (!(data.get("directus") instanceof JsonString(String directus))) {
      throw answer.malformed("a snapshot without the version of Directus");
    }
    try {
      return new ApiSnapshot(SnapshotJson.read(data), directus);
    } catch (IllegalArgumentException e) {
      throw answer.malformed(
          "a snapshot where " + SafeText.of(String.valueOf(e.getMessage()), 200));
    }
  }

  private static UnreadableException incompatible(Answer answer, String what) {
    return new UnreadableException(
        Reason.INCOMPATIBLE,
        answer.request() + " gave a snapshot " + what + ", which Plumbline cannot read");
  }
}
