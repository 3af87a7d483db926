package dev.plumbline.run.canary;

import dev.plumbline.json.JsonValue;
import dev.plumbline.json.JsonValue.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An item to be created, changed and deleted.
 *
 * @param keyField the primary key; its value is in {@code values} only if nobody else makes it
 * @param values of the new item: what it must have, and the field that is changed
 * @param change another value for one of these; empty if it has nothing that can be changed
 */
public record CanaryItem(
    String collection, String keyField, JsonObject values, Optional<Change> change) {
  /** Another value of a field. */
  public record Change(String field, JsonValue value) {}

  /** The fields that do not have the value that was sent. */
  public static List<String> different(JsonObject sent, JsonObject answered) {
    return sent.members().entrySet().stream()
        .filter(one -> !CanaryValues.isSame(one.getValue(), answered.get(one.getKey())))
        .map(Map.Entry::getKey)
        .toList();
  }

  /** The values once it is changed. */
  public JsonObject changed() {
    return change.map(one -> values.with(one.field(), one.value())).orElse(values);
  }
}
