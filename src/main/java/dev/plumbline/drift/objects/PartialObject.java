package dev.plumbline.drift.objects;

import dev.plumbline.catalog.DatabaseSettings;
import dev.plumbline.drift.objects.InventoryMatcher.Pair;
import dev.plumbline.inventory.ObjectId;
import dev.plumbline.inventory.ObjectKind;
import dev.plumbline.json.JsonValue;
import dev.plumbline.json.JsonValue.JsonObject;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What there is to say of something that the snapshot shows: an inventory has it only while there
 * is something to say. So if only one side has it, the thing itself is there on both.
 */
final class PartialObject {
  /** Of a foreign key that holds as PostgreSQL makes it there is nothing to say. */
  private static final JsonObject HOLDS =
      JsonValue.object(
          Map.of(
              "validated", JsonValue.of(true),
              "enabled", JsonValue.of(true),
              "deferrable", JsonValue.of(false)));

  /** A member of what is Directus's own: the snapshot shows nothing of it. */
  private static final String SYSTEM = "system";

  private PartialObject() {}

  static boolean isOf(Pair pair) {
    return Stream.of(pair.source(), pair.target())
        .flatMap(Optional::stream)
        .allMatch(definition -> isOf(pair.id(), definition));
  }

  static boolean isOf(ObjectId id, JsonObject definition) {
    return switch (id.kind()) {
      case TABLE, PARTITION ->
          id.table().equals(id.name()) && !definition.has("columns") && !definition.has(SYSTEM);
      case COLUMN ->
          !definition.get("tracked").equals(JsonValue.of(false)) && !definition.has(SYSTEM);
      case FOREIGN_KEY -> !definition.has("references");
      case SETTING -> true;
      default -> false;
    };
  }

  /** What a side would say that says nothing. */
  static JsonObject unsaid(ObjectId id, JsonObject said) {
    if (id.kind() == ObjectKind.SETTING) {
      return JsonObject.EMPTY.with("value", JsonValue.of(DatabaseSettings.usual(id.name())));
    }
    JsonObject unsaid = id.kind() == ObjectKind.FOREIGN_KEY ? HOLDS : JsonObject.EMPTY;
    return said.has("columns") ? unsaid.with("columns", said.get("columns")) : unsaid;
  }
}
