package dev.plumbline.integrity;

import dev.plumbline.severity.Severity;
import java.util.Locale;
import java.util.function.Function;

/**
 * A kind of check. Stable; part of REST and metrics: codes are added, never renamed. Each is a
 * constant of an enum in {@code integrity.compile}, beside the class that makes the check; {@code
 * CheckCodes} has all of them.
 */
public interface CheckCode {
  Declaration declaration();

  default Severity severity() {
    return declaration().severity();
  }

  /** What it says of each row that it counts; one sentence for a person. */
  default String meaning() {
    return declaration().meaning();
  }

  /** As written in REST and metrics. */
  default String label() {
    return declaration().label();
  }

  /**
   * What a constant says about itself.
   *
   * @param label in lower case already: it is asked for thousands of times in each scan
   * @param sentence what is wrong with the rows of one check, for a person
   */
  record Declaration(
      String label,
      Severity severity,
      String meaning,
      Function<ViolationSentence, String> sentence) {
    /**
     * @param constant its name
     */
    public static Declaration of(
        String constant,
        Severity severity,
        String meaning,
        Function<ViolationSentence, String> sentence) {
      return new Declaration(constant.toLowerCase(Locale.ROOT), severity, meaning, sentence);
    }
  }
}
