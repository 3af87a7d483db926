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

  /** What a constant says about itself. */
  final class Declaration {
    // Asked for thousands of times in each scan.
    private final String label;
    private final Severity severity;
    private final String meaning;
    private final Function<ViolationSentence, String> sentence;

    /**
     * @param constant its name
     * @param sentence what is wrong with the rows of one check, for a person
     */
    public Declaration(
        String constant,
        Severity severity,
        String meaning,
        Function<ViolationSentence, String> sentence) {
      this.label = constant.toLowerCase(Locale.ROOT);
      this.severity = severity;
      this.meaning = meaning;
      this.sentence = sentence;
    }

    String label() {
      return label;
    }

    Severity severity() {
      return severity;
    }

    String meaning() {
      return meaning;
    }

    Function<ViolationSentence, String> sentence() {
      return sentence;
    }
  }
}
