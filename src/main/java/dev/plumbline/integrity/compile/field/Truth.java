package dev.plumbline.integrity.compile.field;

import dev.plumbline.integrity.Condition;
import java.util.ArrayList;
import java.util.List;

/** Whether a value keeps a rule: always, never, or when a condition holds. */
sealed interface Truth {
  /** Whatever the value. */
  record Always() implements Truth {}

  /** Whatever the value. */
  record Never() implements Truth {}

  /** When it holds. */
  record When(Condition condition) implements Truth {}

  static Truth always() {
    return new Always();
  }

  static Truth never() {
    return new Never();
  }

  static Truth when(Condition condition) {
    return new When(condition);
  }

  static Truth all(List<Truth> parts) {
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

  static Truth any(List<Truth> parts) {
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

  default Truth not() {
    return switch (this) {
      case Always ignored -> never();
      case Never ignored -> always();
      case When(Condition.Not(Condition inner)) -> when(inner);
      case When(Condition condition) -> when(new Condition.Not(condition));
    };
  }

  private static List<Condition> conditions(List<Truth> parts) {
    List<Condition> conditions = new ArrayList<>();
    for (Truth part : parts) {
      if (part instanceof When(Condition condition)) {
        conditions.add(condition);
      }
    }
    return conditions;
  }
}
