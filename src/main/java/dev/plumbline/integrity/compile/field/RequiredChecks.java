package dev.plumbline.integrity.compile.field;

import dev.plumbline.integrity.CheckCode;
import dev.plumbline.integrity.Condition.IsEmpty;
import dev.plumbline.integrity.Condition.IsNull;
import dev.plumbline.integrity.compile.schema.CheckCollector;
import dev.plumbline.integrity.compile.schema.CheckInputs;
import dev.plumbline.integrity.compile.schema.FieldColumn;
import dev.plumbline.json.JsonValue;
import dev.plumbline.json.JsonValue.JsonArray;
import dev.plumbline.json.JsonValue.JsonObject;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Required fields without a value. */
final class RequiredChecks {
  private RequiredChecks() {}

  /**
   * @return whether an empty text is reported here, so that nobody else needs to
   */
  static boolean compile(
      CheckInputs inputs, FieldColumn field, boolean relation, CheckCollector into) {
    if (!field.says("required") || field.isGenerated() || mayGoWithout(inputs, field)) {
      return false;
    }
    if (field.column().mayHoldNull()) {
      into.add(field.rows(CheckCode.REQUIRED_NULL, new IsNull(field.operand())));
    }
    // An empty text that names another row is an orphan, or the key of one.
    boolean empty = field.kind().isText() && !relation && !field.isPrimaryKey();
    if (empty) {
      into.add(field.rows(CheckCode.REQUIRED_EMPTY, new IsEmpty(field.operand())));
    }
    return empty;
  }

  /**
   * Whether a condition may lift the requirement, or clear the field: its own, or that of a group
   * that it is in.
   */
  private static boolean mayGoWithout(CheckInputs inputs, FieldColumn field) {
    Set<String> seen = new HashSet<>();
    JsonObject meta = field.meta();
    String group = field.name();
    while (!group.isEmpty() && seen.add(group)) {
      if (conditions(meta).stream().anyMatch(RequiredChecks::lifts)) {
        return true;
      }
      group = meta.get("group").textOr("");
      meta = inputs.model().fieldMeta(field.collection(), group);
    }
    return false;
  }

  static List<JsonObject> conditions(JsonObject meta) {
    return meta.get("conditions") instanceof JsonArray(List<JsonValue> items)
        ? items.stream().filter(JsonObject.class::isInstance).map(JsonObject.class::cast).toList()
        : List.of();
  }

  private static boolean lifts(JsonObject condition) {
    // The Studio lays the condition over the field: even a null takes the place of what is there.
    return (condition.has("required") && !condition.get("required").equals(JsonValue.of(true)))
        || condition.get("clear_hidden_value_on_save").equals(JsonValue.of(true));
  }
}
