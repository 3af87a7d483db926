package dev.plumbline.drift.differ.value;

import dev.plumbline.drift.words.Words;
import dev.plumbline.json.CanonicalJson;
import dev.plumbline.json.JsonValue;
import dev.plumbline.json.JsonValue.JsonArray;
import dev.plumbline.json.JsonValue.JsonNull;
import dev.plumbline.json.JsonValue.JsonObject;
import dev.plumbline.severity.Severity;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The difference of two lists whose entries a person knows by name. */
public final class ListDiff {
  private final List<String> added = new ArrayList<>();
  private final List<String> removed = new ArrayList<>();
  private final List<String> renamed = new ArrayList<>();
  private final List<String> altered = new ArrayList<>();
  private final boolean isReordered;

  private ListDiff(boolean isReordered) {
    this.isReordered = isReordered;
  }

  /**
   * @param before of choices ({@code {text, value, …}}) or of plain values; null is not a list
   * @return empty if one of them is not such a list
   */
  public static Optional<ListDiff> of(JsonValue before, JsonValue after) {
    Optional<Map<String, JsonValue>> target = byName(before);
    Optional<Map<String, JsonValue>> source = byName(after);
    if (target.isEmpty() || source.isEmpty()) {
      return Optional.empty();
    }
    ListDiff diff =
        new ListDiff(
            !List.copyOf(target.get().keySet()).equals(List.copyOf(source.get().keySet())));
    diff.compare(target.get(), source.get());
    return Optional.of(diff);
  }

  /** Such as {@code + archived, − retired}. */
  public String sentence() {
    List<String> parts = new ArrayList<>();
    added.forEach(name -> parts.add("+ " + name));
    removed.forEach(name -> parts.add("− " + name));
    parts.addAll(renamed);
    altered.forEach(name -> parts.add(name + " has another icon or color"));
    return !parts.isEmpty()
        ? Words.list(parts)
        : isReordered ? "in another order" : "the same, in another notation";
  }

  /** Taking a choice away hurts most, showing it otherwise nobody. */
  public Severity severity(Severity whenRemoved) {
    return removed.isEmpty() ? added.isEmpty() ? Severity.INFO : Severity.LOW : whenRemoved;
  }

  private void compare(Map<String, JsonValue> target, Map<String, JsonValue> source) {
    source.forEach(
        (name, choice) -> {
          JsonValue theirs = target.get(name);
          if (theirs == null) {
            added.add(name);
          } else if (!text(theirs).equals(text(choice))) {
            renamed.add(
                name
                    + " is labelled "
                    + Words.value(text(theirs))
                    + " in the target, "
                    + Words.value(text(choice))
                    + " in the source");
          } else if (!theirs.equals(choice)) {
            altered.add(name);
          }
        });
    target.keySet().stream().filter(name -> !source.containsKey(name)).forEach(removed::add);
  }

  private static Optional<Map<String, JsonValue>> byName(JsonValue list) {
    if (list.isNull()) {
      return Optional.of(Map.of());
    }
    if (!(list instanceof JsonArray(List<JsonValue> items))) {
      return Optional.empty();
    }
    Map<String, JsonValue> byName = new LinkedHashMap<>();
    for (JsonValue item : items) {
      JsonValue name = item instanceof JsonObject choice ? choice.get("value") : item;
      if (name instanceof JsonObject || name instanceof JsonArray) {
        return Optional.empty();
      }
      // 1 and "1" are two choices, though both read 1.
      String key = Words.plain(name);
      byName.put(byName.containsKey(key) ? CanonicalJson.write(name) : key, item);
    }
    return Optional.of(byName);
  }

  private static JsonValue text(JsonValue choice) {
    return choice instanceof JsonObject object ? object.get("text") : JsonNull.NULL;
  }
}
