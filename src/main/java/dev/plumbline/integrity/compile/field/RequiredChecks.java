package dev.plumbline.integrity.compile.field;

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

  static void compile(CheckInputs inputs, FieldColumn field, CheckCollector into) {
    if (isRequired(inputs, field) && field.column().mayHoldNull()) {
      into.add(field.rows(FieldCheck.REQUIRED_NULL, new IsNull(field.operand())));
    }
    if (reportsEmpty(inputs, field)) {
      into.add(field.rows(FieldCheck.REQUIRED_EMPTY, new IsEmpty(field.operand())));
    }
  }

  /** Whether an empty text is reported here, so that no other check needs to. */
  static boolean reportsEmpty(CheckInputs inputs, FieldColumn field) {
    // An empty text that names another row is an orphan, or the key of one.
    return isRequired(inputs, field)
        && field.kind().isText()
        && !inputs.isRelation(field)
        && !field.isPrimaryKey();
  }

  private static boolean isRequired(CheckInputs inputs, FieldColumn field) {
    return field.says("required") && !field.isGenerated() && !mayGoWithout(inputs, field);
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
