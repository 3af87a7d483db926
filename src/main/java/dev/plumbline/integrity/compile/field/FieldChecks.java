package dev.plumbline.integrity.compile.field;

import dev.plumbline.integrity.compile.field.rule.ValidationChecks;
import dev.plumbline.integrity.compile.schema.CheckCollector;
import dev.plumbline.integrity.compile.schema.CheckInputs;
import dev.plumbline.integrity.compile.schema.FieldColumn;

/** Every check that fields ask for. */
public final class FieldChecks {
  private FieldChecks() {}

  public static void compile(CheckInputs inputs, CheckCollector into) {
    for (FieldColumn field : inputs.fields()) {
      boolean relation = !inputs.model().relationsOf(field.collection(), field.name()).isEmpty();
      boolean emptyIsReported = RequiredChecks.compile(inputs, field, relation, into);
      ChoiceChecks.compile(inputs, field, emptyIsReported, into);
      ValidationChecks.compile(field, emptyIsReported, into);
      TextChecks.compile(field, relation, into);
      ConcealedChecks.compile(inputs, field, into);
    }
    ConcealedChecks.ofDirectus(inputs, into);
  }
}
