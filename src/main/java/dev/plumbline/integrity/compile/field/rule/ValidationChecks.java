package dev.plumbline.integrity.compile.field.rule;

import dev.plumbline.integrity.Condition;
import dev.plumbline.integrity.Condition.All;
import dev.plumbline.integrity.Condition.IsEmpty;
import dev.plumbline.integrity.Condition.IsNull;
import dev.plumbline.integrity.Condition.Not;
import dev.plumbline.integrity.compile.schema.CheckCollector;
import dev.plumbline.integrity.compile.schema.FieldColumn;
import java.util.List;

/**
 * Values that the field's own validation rule would refuse. Directus asks the rule only of what is
 * submitted, so a null breaks none.
 */
public final class ValidationChecks {
  private ValidationChecks() {}

  public static void compile(FieldColumn field, boolean emptyIsReported, CheckCollector into) {
    // Of a hash, the rule was about what went into it.
    if (field.special().contains("hash")) {
      return;
    }
    FilterRule rule = new FilterRule(field);
    try {
      switch (rule.read(field.meta().get("validation")).not()) {
        case RuleCondition.Never ignored -> {}
        case RuleCondition.Always ignored ->
            into.add(
                field.rows(
                    ValidationCheck.VALIDATION_BROKEN, new Not(new IsNull(field.operand()))));
        case RuleCondition.When(Condition broken) ->
            into.add(
                field.rows(
                    rule.onlyPattern()
                        .map(PatternMeaning::of)
                        .orElse(ValidationCheck.VALIDATION_BROKEN),
                    emptyIsReported
                        ? new All(List.of(new Not(new IsEmpty(field.operand())), broken))
                        : broken));
      }
    } catch (UnsupportedRuleException e) {
      into.uncheckable(field.id(ValidationCheck.VALIDATION_BROKEN), e.sentence());
    }
  }
}
