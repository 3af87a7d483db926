package dev.plumbline.integrity.compile.field.rule;

import dev.plumbline.integrity.compile.schema.FieldColumn;
import dev.plumbline.json.JsonValue;
import dev.plumbline.json.JsonValue.JsonArray;
import dev.plumbline.json.JsonValue.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A validation rule in Directus's filter syntax, as a condition that a value which is there keeps.
 * How Directus takes each operator was observed by validating items with 11.17.4 and 12.4.0.
 */
final class FilterRule {
  /** Deeper than anybody nests; a stack is not endless. */
  private static final int DEEPEST = 50;

  private final FieldColumn field;
  private final Operators operators;

  /** Patterns of {@code _regex}, and how many rules there are besides. */
  private final List<String> patterns = new ArrayList<>();

  private int rules;

  FilterRule(FieldColumn field) {
    this.field = field;
    this.operators = new Operators(field);
  }

  /**
   * @throws UnsupportedRuleException if one part of it cannot be asked: the whole would mean
   *     something else without it
   */
  RuleCondition read(JsonValue filter) throws UnsupportedRuleException {
    return filter.isNull() ? RuleCondition.always() : filter(filter, 0);
  }

  /** The pattern, if the rule is nothing else. */
  Optional<String> onlyPattern() {
    return rules == 1 ? patterns.stream().findFirst() : Optional.empty();
  }

  private RuleCondition filter(JsonValue filter, int depth) throws UnsupportedRuleException {
    List<RuleCondition> parts = new ArrayList<>();
    for (Map.Entry<String, JsonValue> member : object(filter, depth).members().entrySet()) {
      String key = member.getKey();
      JsonValue value = member.getValue();
      parts.add(
          switch (key) {
            case "_and" -> RuleCondition.all(each(value, depth));
            case "_or" -> any(each(value, depth));
            default -> {
              if (!key.equals(field.name())) {
                throw new UnsupportedRuleException(
                    key.startsWith("_")
                        ? "The rule uses the operator %s.".formatted(key)
                        : "The rule has the key %s, which is neither its own field nor an operator."
                            .formatted(key));
              }
              yield ofField(value, depth + 1);
            }
          });
    }
    return RuleCondition.all(parts);
  }

  private List<RuleCondition> each(JsonValue filters, int depth) throws UnsupportedRuleException {
    List<RuleCondition> parts = new ArrayList<>();
    for (JsonValue filter : array(filters)) {
      parts.add(filter(filter, depth + 1));
    }
    return parts;
  }

  private RuleCondition ofField(JsonValue rule, int depth) throws UnsupportedRuleException {
    List<RuleCondition> parts = new ArrayList<>();
    for (Map.Entry<String, JsonValue> member : object(rule, depth).members().entrySet()) {
      parts.add(operator(member.getKey(), member.getValue(), depth));
    }
    return RuleCondition.all(parts);
  }

  private RuleCondition operator(String operator, JsonValue value, int depth)
      throws UnsupportedRuleException {
    if (operator.equals("_and") || operator.equals("_or")) {
      List<RuleCondition> parts = new ArrayList<>();
      for (JsonValue rule : array(value)) {
        parts.add(ofField(rule, depth + 1));
      }
      return operator.equals("_and") ? RuleCondition.all(parts) : any(parts);
    }
    rules++;
    if (operator.equals("_regex")) {
      patterns.add(JavaScriptRegex.unwrap(value.textOr("")));
    }
    return operators.read(operator, value);
  }

  /** No alternative at all is kept by every value. */
  private static RuleCondition any(List<RuleCondition> parts) {
    return parts.isEmpty() ? RuleCondition.always() : RuleCondition.any(parts);
  }

  private static JsonObject object(JsonValue value, int depth) throws UnsupportedRuleException {
    if (value instanceof JsonObject object && depth <= DEEPEST) {
      return object;
    }
    throw new UnsupportedRuleException(
        depth > DEEPEST ? "The rule is nested too deeply." : "The rule is malformed.");
  }

  private static List<JsonValue> array(JsonValue value) throws UnsupportedRuleException {
    if (value instanceof JsonArray(List<JsonValue> items)) {
      return items;
    }
    throw new UnsupportedRuleException("The rule is malformed.");
  }
}
