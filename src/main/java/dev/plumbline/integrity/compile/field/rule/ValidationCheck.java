package dev.plumbline.integrity.compile.field.rule;

import static dev.plumbline.severity.Severity.MEDIUM;

import dev.plumbline.integrity.CheckCode;
import dev.plumbline.integrity.ViolationSentence;
import dev.plumbline.severity.Severity;
import java.util.function.Function;

/** What the validation rule of a field can ask for: one rule is one check. */
// Functions without state: Error Prone cannot see that they are immutable.
@SuppressWarnings("ImmutableEnumChecker")
public enum ValidationCheck implements CheckCode {
  VALIDATION_BROKEN(
      MEDIUM,
      "A value breaks the validation rule of its field.",
      s -> s.inRows() + ": " + s.field() + " breaks its validation rule"),
  MALFORMED_EMAIL(
      MEDIUM,
      "A text is not a valid e-mail address.",
      s -> s.values() + "not a valid e-mail address"),
  MALFORMED_URL(MEDIUM, "A text is not a valid URL.", s -> s.values() + "not a valid URL");

  private final Declaration declaration;

  ValidationCheck(Severity severity, String meaning, Function<ViolationSentence, String> sentence) {
    this.declaration = Declaration.of(name(), severity, meaning, sentence);
  }

  @Override
  public Declaration declaration() {
    return declaration;
  }
}
