package dev.plumbline.run.verification;

import dev.plumbline.inventory.ObjectId;
import dev.plumbline.inventory.ObjectKind;
import dev.plumbline.json.JsonValue;
import dev.plumbline.json.JsonValue.JsonArray;
import dev.plumbline.json.JsonValue.JsonObject;
import java.util.List;
import java.util.Optional;

/**
 * Which objects of PostgreSQL come and go with the steps of a plan.
 *
 * @param plan what the steps are about
 */
public record ObjectScope(PlanScope plan) {

  /** Whether a step explains that the object was created, changed or dropped. */
  public boolean isOfStep(ObjectId id, Optional<JsonObject> was, Optional<JsonObject> is) {
    String table = table(id);
    if (plan.isDropped(table) || plan.isCreated(table)) {
      return true;
    }
    if (id.kind() == ObjectKind.FOREIGN_KEY
        && is.isEmpty()
        && was.filter(plan::isOfDropped).isPresent()) {
      return true;
    }
    if (id.kind() == ObjectKind.COLUMN) {
      return plan.isOfColumn(table, id.name());
    }
    return was.or(() -> is).stream()
        .flatMap(definition -> columns(definition).stream())
        .anyMatch(column -> plan.isOfColumn(table, column));
  }

  private static List<String> columns(JsonObject definition) {
    return definition.get("columns") instanceof JsonArray(List<JsonValue> items)
        ? items.stream()
            .map(
                item ->
                    item instanceof JsonObject object
                        ? object.get("name").textOr("")
                        : item.textOr(""))
            .toList()
        : List.of();
  }

  /** To which it belongs; of a table that one itself. */
  public static String table(ObjectId id) {
    return id.table().isEmpty() && id.kind().isTable() ? id.name() : id.table();
  }
}
