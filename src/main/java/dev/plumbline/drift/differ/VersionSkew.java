package dev.plumbline.drift.differ;

import dev.plumbline.drift.Change;
import dev.plumbline.drift.ChangeCode;
import dev.plumbline.drift.Side;
import dev.plumbline.drift.Subject;
import dev.plumbline.schema.JsonValue;
import dev.plumbline.schema.JsonValue.JsonArray;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Whether the two run the same Directus. High, because it blocks: Directus refuses to compare or
 * apply across versions, and what was written for one may not work in the other. A version that is
 * not known differs from nothing.
 */
final class VersionSkew {
  private VersionSkew() {}

  private static final Optional<String> NEVER =
      Optional.of("applying a schema brings no other version; Directus itself must be upgraded");

  static Optional<Change> change(Side source, Side target) {
    Optional<String> before = target.versions().directus();
    Optional<String> after = source.versions().directus();
    if (before.isPresent() && after.isPresent() && !before.equals(after)) {
      return Optional.of(
          tell(
              ChangeCode.DIRECTUS_VERSION_CHANGED,
              "directus",
              JsonValue.of(before.get()),
              JsonValue.of(after.get()),
              "the target runs Directus "
                  + before.get()
                  + ", the source "
                  + after.get()
                  + "; only what both know is compared"));
    }
    List<String> migrationsBefore = target.versions().migrations();
    List<String> migrationsAfter = source.versions().migrations();
    if (migrationsBefore.isEmpty()
        || migrationsAfter.isEmpty()
        || migrationsBefore.equals(migrationsAfter)) {
      return Optional.empty();
    }
    return Optional.of(
        tell(
            ChangeCode.DIRECTUS_MIGRATIONS_CHANGED,
            "migrations",
            array(migrationsBefore),
            array(migrationsAfter),
            "migrations: "
                + Choices.of(array(migrationsBefore), array(migrationsAfter))
                    .map(Choices::sentence)
                    .orElseThrow()
                + "; only what both know is compared"));
  }

  private static Change tell(
      ChangeCode code, String path, JsonValue before, JsonValue after, String message) {
    return new Change.Changed(
        code, new Subject.OfEnvironment(), code.gravest(), path, before, after, message, NEVER);
  }

  private static JsonArray array(List<String> texts) {
    List<JsonValue> items = new ArrayList<>();
    texts.forEach(text -> items.add(JsonValue.of(text)));
    return new JsonArray(items);
  }
}
