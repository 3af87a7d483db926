package dev.plumbline.drift.differ;

import dev.plumbline.drift.Side;
import dev.plumbline.drift.change.Change;
import dev.plumbline.drift.change.ChangeCode;
import dev.plumbline.drift.change.Subject;
import dev.plumbline.drift.words.Words;
import dev.plumbline.inventory.Inventory;
import dev.plumbline.inventory.ObjectId;
import dev.plumbline.json.JsonValue;
import dev.plumbline.json.JsonValue.JsonArray;
import dev.plumbline.json.JsonValue.JsonObject;
import dev.plumbline.model.system.SystemTables;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Whether the two run the same Directus. High, because it blocks: Directus refuses to compare or
 * apply across versions, and what was written for one may not work in the other. A version that is
 * not known differs from nothing.
 */
final class VersionSkew {
  private static final String ALIKE =
      ". The system tables have the same columns in both environments, so only the"
          + " rows of `directus_migrations` differ: where a row is missing, the next upgrade"
          + " may fail because the column already exists";

  /** As many as one sentence names. */
  private static final int MOST_NAMES = 10;

  private VersionSkew() {}

  private static final Optional<String> NEVER =
      Optional.of("applying a schema does not change the version; upgrade Directus itself");

  static Optional<Change> change(Side source, Side target) {
    Optional<String> before = target.versions().directus();
    Optional<String> after = source.versions().directus();
    if (before.isPresent() && after.isPresent() && !before.equals(after)) {
      return Optional.of(
          toChange(
              ChangeCode.DIRECTUS_VERSION_CHANGED,
              "directus",
              JsonValue.of(before.get()),
              JsonValue.of(after.get()),
              "the target runs Directus "
                  + before.get()
                  + ", the source "
                  + after.get()
                  + "; only keys that both versions know are compared"));
    }
    List<String> migrationsBefore = target.versions().migrations();
    List<String> migrationsAfter = source.versions().migrations();
    if (migrationsBefore.isEmpty()
        || migrationsAfter.isEmpty()
        || migrationsBefore.equals(migrationsAfter)) {
      return Optional.empty();
    }
    return Optional.of(
        toChange(
            ChangeCode.DIRECTUS_MIGRATIONS_CHANGED,
            "migrations",
            array(migrationsBefore),
            array(migrationsAfter),
            "migrations of Directus: "
                + Words.list(
                    Stream.of(
                            only("source", migrationsAfter, migrationsBefore),
                            only("target", migrationsBefore, migrationsAfter))
                        .flatMap(Optional::stream)
                        .toList())
                + "; only keys that both versions know are compared"
                + (areAlike(source, target) ? ALIKE : "")));
  }

  /** Such as {@code 2 only in the source (20240422A, 20240515A)}. */
  private static Optional<String> only(String side, List<String> own, List<String> others) {
    List<String> names = own.stream().filter(name -> !others.contains(name)).toList();
    return names.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "%d only in the %s (%s%s)"
                .formatted(
                    names.size(),
                    side,
                    String.join(", ", names.subList(0, Math.min(names.size(), MOST_NAMES))),
                    names.size() > MOST_NAMES ? " …" : ""));
  }

  /** Whether the catalogs of both are known and have the same of Directus's own tables. */
  private static boolean areAlike(Side source, Side target) {
    return source.inventory().isPresent()
        && source
            .inventory()
            .map(VersionSkew::own)
            .equals(target.inventory().map(VersionSkew::own));
  }

  private static SortedMap<ObjectId, JsonObject> own(Inventory inventory) {
    SortedMap<ObjectId, JsonObject> own = new TreeMap<>();
    inventory
        .objects()
        .forEach(
            (id, definition) -> {
              String table = id.table().isEmpty() ? id.name() : id.table();
              if (id.kind().isMadeByDirectus() && SystemTables.contains(table)) {
                own.put(id, definition);
              }
            });
    return own;
  }

  private static Change toChange(
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
