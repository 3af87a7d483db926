package dev.plumbline.drift.differ.value;

import dev.plumbline.drift.change.ChangeCode;
import dev.plumbline.drift.differ.value.Deltas.Delta;
import dev.plumbline.drift.words.Words;
import dev.plumbline.json.JsonValue;
import dev.plumbline.json.JsonValue.JsonBoolean;
import dev.plumbline.severity.Severity;

/**
 * What there is to know of one value that can differ.
 *
 * @param label what a person calls it: of a value "maximum length", of a flag "unique"
 * @param isFlag whether it is something that a subject is or is not
 */
record Property(String path, ChangeCode code, String label, boolean isFlag, Judge judge) {

  /** How much it matters when the target's value becomes the source's. */
  @FunctionalInterface
  interface Judge {
    Severity severity(JsonValue before, JsonValue after);
  }

  static Property value(String path, ChangeCode code, String label) {
    return value(path, code, label, (before, after) -> code.gravest());
  }

  static Property value(String path, ChangeCode code, String label, Judge judge) {
    return new Property(path, code, label, false, judge);
  }

  static Property flag(String path, ChangeCode code, String label) {
    return new Property(path, code, label, true, (before, after) -> code.gravest());
  }

  /** A flag that is as grave as its code when it becomes {@code grave}, else {@code otherwise}. */
  static Property flag(
      String path, ChangeCode code, String label, boolean grave, Severity otherwise) {
    return new Property(
        path,
        code,
        label,
        true,
        (before, after) -> isTrue(after) == grave ? code.gravest() : otherwise);
  }

  String sentence(String subject, Delta delta) {
    if (isFlag && isTrue(delta.before()) != isTrue(delta.after())) {
      return isTrue(delta.after())
          ? subject + " is " + label + " in the source, but not in the target"
          : subject + " is " + label + " in the target, but not in the source";
    }
    return label
        + " of "
        + subject
        + ": "
        + Words.value(delta.before())
        + " in the target, "
        + Words.value(delta.after())
        + " in the source";
  }

  private static boolean isTrue(JsonValue value) {
    return value.equals(JsonBoolean.TRUE);
  }
}
