package dev.plumbline.directus;

import dev.plumbline.json.CanonicalJson;
import dev.plumbline.json.JsonValue;
import dev.plumbline.json.JsonValue.JsonNull;
import dev.plumbline.snapshot.Snapshot;
import dev.plumbline.snapshot.SnapshotJson;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A small snapshot with a null where a lossy reader would drop it. */
final class SampleSnapshot {
  static final Snapshot SNAPSHOT =
      new Snapshot(
          List.of(
              new Snapshot.Collection(
                  "articles",
                  JsonValue.object(
                      Map.of("collection", JsonValue.of("articles"), "note", JsonNull.NULL)),
                  Optional.of(JsonValue.object(Map.of("name", JsonValue.of("articles")))))),
          List.of(
              new Snapshot.Field(
                  "articles",
                  "title",
                  "string",
                  JsonNull.NULL,
                  Optional.of(JsonValue.object(Map.of("default_value", JsonNull.NULL))))),
          List.of(),
          List.of(
              new Snapshot.Relation(
                  "articles", "item", Optional.empty(), JsonNull.NULL, Optional.empty())));

  private SampleSnapshot() {}

  /** As Directus answers it. */
  static String json() {
    return json(data());
  }

  static String json(JsonValue data) {
    return CanonicalJson.write(JsonValue.object(Map.of("data", data)));
  }

  static JsonValue.JsonObject data() {
    return SnapshotJson.of(SNAPSHOT, "12.4.0");
  }
}
