package dev.plumbline.integrity.compile.field;

import static dev.plumbline.severity.Severity.HIGH;
import static dev.plumbline.severity.Severity.LOW;
import static dev.plumbline.severity.Severity.MEDIUM;

import dev.plumbline.integrity.CheckCode;
import dev.plumbline.integrity.ViolationSentence;
import dev.plumbline.integrity.compile.field.rule.ValidationChecks;
import dev.plumbline.integrity.compile.schema.CheckCollector;
import dev.plumbline.integrity.compile.schema.CheckInputs;
import dev.plumbline.integrity.compile.schema.FieldColumn;
import dev.plumbline.severity.Severity;
import java.util.function.Function;

/**
 * Every check that a field asks for, but for those of its validation rule. A constant is the one
 * place where a check is registered.
 */
// Functions without state: Error Prone cannot see that they are immutable.
@SuppressWarnings("ImmutableEnumChecker")
public enum FieldCheck implements CheckCode {
  REQUIRED_NULL(
      MEDIUM,
      "A required field has no value.",
      s -> s.rows("has", "have") + "no value in " + s.field() + ", which is required",
      RequiredChecks::compile),
  REQUIRED_EMPTY(
      MEDIUM,
      "A required field has an empty value.",
      s -> s.rows("has", "have") + "an empty value in " + s.field() + ", which is required"),
  NOT_A_CHOICE(
      MEDIUM,
      "A value is not one of the choices.",
      s -> s.values() + "not one of its choices",
      ChoiceChecks::compile),
  MALFORMED_UUID(
      MEDIUM,
      "A text is not a valid UUID.",
      s -> s.values() + "not a valid UUID",
      TextChecks::compile),
  MALFORMED_INTEGER(MEDIUM, "A text is not an integer.", s -> s.values() + "not an integer"),
  MALFORMED_JSON(MEDIUM, "A text is not valid JSON.", s -> s.values() + "not valid JSON"),
  CONCEALED_VALUE_OVERWRITTEN(
      HIGH,
      "A concealed value is ten asterisks.",
      s ->
          s.rows("has", "have")
              + "ten asterisks in "
              + s.field()
              + " instead of a value: the masked value that the API shows was written back",
      ConcealedChecks::compile),
  MOJIBAKE(
      LOW,
      "A text is garbled (mojibake): its encoding was misread.",
      s ->
          s.rows("has", "have")
              + "garbled text (mojibake) in "
              + s.field()
              + ": its encoding was misread");

  private final Declaration declaration;
  private final Rule rule;

  /** Adds the checks of one field. */
  @FunctionalInterface
  private interface Rule {
    void compile(CheckInputs inputs, FieldColumn field, CheckCollector into);
  }

  /** Of one that is made by the class of another constant. */
  FieldCheck(Severity severity, String meaning, Function<ViolationSentence, String> sentence) {
    this(severity, meaning, sentence, (inputs, field, into) -> {});
  }

  FieldCheck(
      Severity severity, String meaning, Function<ViolationSentence, String> sentence, Rule rule) {
    this.declaration = Declaration.of(name(), severity, meaning, sentence);
    this.rule = rule;
  }

  public static void compile(CheckInputs inputs, CheckCollector into) {
    for (FieldColumn field : inputs.fields()) {
      for (FieldCheck check : values()) {
        check.rule.compile(inputs, field, into);
      }
      ValidationChecks.compile(field, RequiredChecks.reportsEmpty(inputs, field), into);
    }
    ConcealedChecks.ofDirectus(inputs, into);
  }

  @Override
  public Declaration declaration() {
    return declaration;
  }
}
