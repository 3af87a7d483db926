package dev.plumbline.integrity.compile.field;

import dev.plumbline.integrity.CheckCode;
import dev.plumbline.integrity.Condition;
import dev.plumbline.integrity.Condition.All;
import dev.plumbline.integrity.Condition.IsEmpty;
import dev.plumbline.integrity.Condition.IsNull;
import dev.plumbline.integrity.Condition.Not;
import dev.plumbline.integrity.compile.ground.Compiled;
import dev.plumbline.integrity.compile.ground.FieldGround;
import java.util.List;

/**
 * Values that the field's own validation rule would refuse. Directus asks the rule only of what is
 * submitted, so a null breaks none.
 */
final class ValidationChecks {
  private ValidationChecks() {}

  static void compile(FieldGround field, boolean emptyIsTold, Compiled into) {
    // Of a hash, the rule was about what went into it.
    if (field.special().contains("hash")) {
      return;
    }
    FilterRule rule = new FilterRule(field);
    try {
      switch (rule.read(field.meta().get("validation")).not()) {
        case Truth.Never ignored -> {}
        case Truth.Always ignored ->
            into.add(field.rows(CheckCode.VALIDATION_BROKEN, new Not(new IsNull(field.operand()))));
        case Truth.When(Condition broken) ->
            into.add(
                field.rows(
                    rule.onlyPattern().map(PatternMeaning::of).orElse(CheckCode.VALIDATION_BROKEN),
                    emptyIsTold
                        ? new All(List.of(new Not(new IsEmpty(field.operand())), broken))
                        : broken));
      }
    } catch (UnsupportedRuleException e) {
      into.uncheckable(field.id(CheckCode.VALIDATION_BROKEN), e.sentence());
    }
  }
}
