package dev.plumbline.integrity.compile.field.rule;

import dev.plumbline.integrity.Condition;
import dev.plumbline.integrity.Condition.Comparator;
import dev.plumbline.integrity.Condition.Compares;
import dev.plumbline.integrity.Condition.Contains;
import dev.plumbline.integrity.Condition.IsEmpty;
import dev.plumbline.integrity.Condition.Matches;
import dev.plumbline.integrity.Condition.Where;
import dev.plumbline.integrity.compile.schema.FieldColumn;
import dev.plumbline.json.JsonValue;
import dev.plumbline.json.JsonValue.JsonArray;
import dev.plumbline.json.JsonValue.JsonBoolean;
import dev.plumbline.json.JsonValue.JsonNumber;
import dev.plumbline.json.JsonValue.JsonString;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Operators of Directus's filters, as what they say of a value that is not null. */
final class Operators {
  private final FieldColumn field;

  Operators(FieldColumn field) {
    this.field = field;
  }

  RuleCondition read(String operator, JsonValue value) throws UnsupportedRuleException {
    return switch (operator) {
      case "_eq" -> equal(operator, value);
      case "_neq" -> equal(operator, value).not();
      case "_in" -> in(operator, value);
      case "_nin" -> notIn(operator, value);
      case "_lt" -> compares(operator, Comparator.LESS, value);
      case "_lte" -> compares(operator, Comparator.LESS_OR_EQUAL, value);
      case "_gt" -> compares(operator, Comparator.GREATER, value);
      case "_gte" -> compares(operator, Comparator.GREATER_OR_EQUAL, value);
      case "_between" -> between(operator, value);
      case "_nbetween" -> between(operator, value).not();
      case "_null" -> flag(operator, value, RuleCondition.never());
      case "_nnull" -> flag(operator, value, RuleCondition.always());
      case "_empty" -> flag(operator, value, empty(operator));
      case "_nempty" -> flag(operator, value, notEmpty());
      case "_submitted" -> RuleCondition.always();
      case "_contains" -> contains(operator, Where.ANYWHERE, value, false);
      case "_icontains" -> contains(operator, Where.ANYWHERE, value, true);
      case "_ncontains" -> contains(operator, Where.ANYWHERE, value, false).not();
      case "_starts_with" -> contains(operator, Where.AT_THE_START, value, false);
      case "_istarts_with" -> contains(operator, Where.AT_THE_START, value, true);
      case "_nstarts_with" -> contains(operator, Where.AT_THE_START, value, false).not();
      case "_nistarts_with" -> contains(operator, Where.AT_THE_START, value, true).not();
      case "_ends_with" -> contains(operator, Where.AT_THE_END, value, false);
      case "_iends_with" -> contains(operator, Where.AT_THE_END, value, true);
      case "_nends_with" -> contains(operator, Where.AT_THE_END, value, false).not();
      case "_niends_with" -> contains(operator, Where.AT_THE_END, value, true).not();
      case "_regex" -> regex(operator, value);
      default -> throw new UnsupportedRuleException("The rule uses %s.".formatted(operator));
    };
  }

  private RuleCondition equal(String operator, JsonValue value) throws UnsupportedRuleException {
    if (value.isNull()) {
      return RuleCondition.never();
    }
    return RuleCondition.when(
        new Compares(field.operand(), Comparator.EQUAL, literal(operator, value)));
  }

  private RuleCondition in(String operator, JsonValue value) throws UnsupportedRuleException {
    List<RuleCondition> any = new ArrayList<>();
    List<JsonValue> values = list(operator, value);
    for (JsonValue item : values) {
      any.add(equal(operator, item));
    }
    // Observed: an empty list refuses nothing.
    return values.isEmpty() ? RuleCondition.always() : RuleCondition.any(any);
  }

  /** Unlike {@code _neq}, it does not take {@code 1} for {@code "1"}. */
  private RuleCondition notIn(String operator, JsonValue value) throws UnsupportedRuleException {
    List<RuleCondition> none = new ArrayList<>();
    for (JsonValue item : list(operator, value)) {
      boolean sameKind =
          switch (field.kind().category()) {
            case NUMBER, SINGLE -> item instanceof JsonNumber;
            case BOOLEAN -> item instanceof JsonBoolean;
            default -> item instanceof JsonString;
          };
      if (sameKind) {
        none.add(equal(operator, item).not());
      }
    }
    return RuleCondition.all(none);
  }

  private RuleCondition compares(String operator, Comparator comparator, JsonValue value)
      throws UnsupportedRuleException {
    return switch (field.kind().category()) {
      case NUMBER, SINGLE, TIME, INSTANT ->
          RuleCondition.when(new Compares(field.operand(), comparator, literal(operator, value)));
      case TEXT, BOOLEAN, UUID, JSON, OTHER -> throw notFor(operator);
    };
  }

  private RuleCondition between(String operator, JsonValue value) throws UnsupportedRuleException {
    List<JsonValue> bounds = list(operator, value);
    if (bounds.size() != 2) {
      throw new UnsupportedRuleException("The operator %s needs two values.".formatted(operator));
    }
    return RuleCondition.all(
        List.of(
            compares(operator, Comparator.GREATER_OR_EQUAL, bounds.getFirst()),
            compares(operator, Comparator.LESS_OR_EQUAL, bounds.getLast())));
  }

  private static RuleCondition flag(String operator, JsonValue value, RuleCondition truth)
      throws UnsupportedRuleException {
    // Filters of Directus take false for the opposite, its validation takes it for true.
    if (value.equals(JsonValue.of(false)) || value.equals(JsonValue.of("false"))) {
      throw new UnsupportedRuleException("The rule has %s: false.".formatted(operator));
    }
    return truth;
  }

  private RuleCondition empty(String operator) throws UnsupportedRuleException {
    requireText(operator);
    return RuleCondition.when(new IsEmpty(field.operand()));
  }

  /** Only a text is ever refused by it, not an empty list. */
  private RuleCondition notEmpty() {
    return field.kind().isText()
        ? RuleCondition.when(new Condition.Not(new IsEmpty(field.operand())))
        : RuleCondition.always();
  }

  private RuleCondition contains(
      String operator, Where where, JsonValue value, boolean ignoringCase)
      throws UnsupportedRuleException {
    requireText(operator);
    if (!(value instanceof JsonString(String text)) || isDynamic(text)) {
      throw unreadable(operator);
    }
    // What is one letter in capitals depends on the collation.
    if (ignoringCase && !text.chars().allMatch(c -> c < 128)) {
      throw new UnsupportedRuleException(
          "%s ignores the case of letters beyond ASCII.".formatted(operator));
    }
    return text.isEmpty()
        ? RuleCondition.always()
        : RuleCondition.when(new Contains(field.operand(), where, text, ignoringCase));
  }

  private RuleCondition regex(String operator, JsonValue value) throws UnsupportedRuleException {
    requireText(operator);
    if (!(value instanceof JsonString(String pattern)) || isDynamic(pattern)) {
      throw unreadable(operator);
    }
    return RuleCondition.when(
        new Matches(field.operand(), JavaScriptRegex.toPostgres(JavaScriptRegex.unwrap(pattern))));
  }

  /** Lists are validated as lists, but stored as text. */
  private void requireText(String operator) throws UnsupportedRuleException {
    if (!field.kind().isText() || field.type().equals("csv") || field.type().equals("json")) {
      throw notFor(operator);
    }
  }

  private String literal(String operator, JsonValue value) throws UnsupportedRuleException {
    if (isDynamic(value.textOr(""))) {
      throw new UnsupportedRuleException(
          "%s has the variable %s as its value.".formatted(operator, value.textOr("")));
    }
    if (field.type().equals("csv") || field.type().equals("json")) {
      throw notFor(operator);
    }
    return Literals.of(value, field.kind()).orElseThrow(() -> unreadable(operator));
  }

  private static List<JsonValue> list(String operator, JsonValue value)
      throws UnsupportedRuleException {
    return switch (value) {
      case JsonArray(List<JsonValue> items) -> items;
      case JsonString(String text) ->
          Arrays.stream(text.split(",", -1)).map(part -> JsonValue.of(part)).toList();
      default -> throw unreadable(operator);
    };
  }

  private static boolean isDynamic(String text) {
    return text.startsWith("$NOW") || text.startsWith("$CURRENT_");
  }

  private UnsupportedRuleException notFor(String operator) {
    return new UnsupportedRuleException(
        "%s cannot be checked for a field of the type %s in a column of the type %s."
            .formatted(operator, field.type(), field.kind().type().name()));
  }

  private static UnsupportedRuleException unreadable(String operator) {
    return new UnsupportedRuleException(
        "%s has a value that the column cannot be compared with.".formatted(operator));
  }
}
