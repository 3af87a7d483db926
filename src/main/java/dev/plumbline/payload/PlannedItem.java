package dev.plumbline.payload;

import dev.plumbline.json.JsonValue;
import dev.plumbline.json.JsonValue.JsonObject;
import java.util.List;
import java.util.Set;

/**
 * What has to happen to one entity of the target so that it becomes that of the source, as found by
 * comparing two snapshots. Entities are as {@link dev.plumbline.snapshot.SnapshotJson} writes them.
 */
public sealed interface PlannedItem {
  ItemKey key();

  /** Only the source has it. */
  record Create(ItemKey key, JsonObject after) implements PlannedItem {}

  /** Only the target has it. */
  record Drop(ItemKey key, JsonObject before) implements PlannedItem {}

  /** Both have a field that is an alias on one side and a column on the other. */
  record Recreate(ItemKey key, JsonObject before, JsonObject after) implements PlannedItem {}

  /**
   * Both have it, differently.
   *
   * @param properties at least one; sorted by path
   */
  record Alter(ItemKey key, JsonObject before, JsonObject after, List<Property> properties)
      implements PlannedItem {
    public Alter {
      properties = List.copyOf(properties);
    }
  }

  /**
   * One value that differs.
   *
   * @param path such as {@code meta.options}, {@code schema.max_length}, {@code type}; {@code
   *     schema} or {@code meta} alone where only one side has such an object
   */
  record Property(String path, JsonValue before, JsonValue after) {
    /** What makes the type of a column, with its size. */
    private static final Set<String> TYPE =
        Set.of(
            "type",
            "schema.data_type",
            "schema.max_length",
            "schema.numeric_precision",
            "schema.numeric_scale");

    /** Whether a value of this path decides the type of a column: all that do are one change. */
    public static boolean isOfType(String path) {
      return TYPE.contains(path);
    }
  }
}
