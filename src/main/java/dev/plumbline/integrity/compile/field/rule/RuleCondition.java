package dev.plumbline.integrity.compile.field.rule;

import dev.plumbline.integrity.Condition;
import java.util.ArrayList;
import java.util.List;

/** Whether a value keeps a rule: always, never, or when a condition holds. */
sealed interface RuleCondition {
  /** Whatever the value. */
  record Always() implements RuleCondition {}

  /** Whatever the value. */
  record Never() implements RuleCondition {}

  /** When it holds. */
  record When(Condition condition) implements RuleCondition {}

  static RuleCondition always() {
    return new Always();
  }

  static RuleCondition never() {
    return new Never();
  }

  static RuleCondition when(Condition condition) {
    return new When(condition);
  }

  static RuleCondition all(List<RuleCondition> parts) {
    if (parts.contains(never())) {
      return never();
    }
    List<Condition> conditions = conditions(parts);
    return switch (conditions.size()) {
      case 0 -> always();
      case 1 -> when(conditions.getFirst());
      default -> when(new Condition.All(conditions));
    };
  }

  static RuleCondition any(List<RuleCondition> parts) {
    if (parts.contains(always())) {
      return always();
    }
    List<Condition> conditions = conditions(parts);
    return switch (conditions.size()) {
      case 0 -> never();
      case 1 -> when(conditions.getFirst());
      default -> when(new Condition.Any(conditions));
    };
  }

  default RuleCondition not() {
    return switch (this) {
      case Always ignored -> never();
      case Never ignored -> always();
      case When(Condition.Not(Condition inner)) -> when(inner);
      case When(Condition condition) -> when(new Condition.Not(condition));
    };
  }

  private static List<Condition> conditions(List<RuleCondition> parts) {
    List<Condition> conditions = new ArrayList<>();
    for (RuleCondition part : parts) {
      if (part instanceof When(Condition condition)) {
        conditions.add(condition);
      }
    }
    return conditions;
  }
}
