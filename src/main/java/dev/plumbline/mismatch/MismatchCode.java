package dev.plumbline.mismatch;

import dev.plumbline.severity.Severity;
import java.util.Locale;

/**
 * A kind of disagreement between Directus's metadata and the catalog. Stable; part of REST: codes
 * are added, never renamed. High: data can be lost, or an answer is wrong or missing. Medium: a
 * schema cannot be applied, or not truly. Each is a constant of an enum in {@code mismatch.rules},
 * beside the class that finds it; {@code MismatchCodes} has all of them. What to do about each:
 * {@code docs/mismatches.md}.
 */
public interface MismatchCode {
  Declaration declaration();

  default Severity severity() {
    return declaration().severity();
  }

  /** One sentence on what does not agree. */
  default String meaning() {
    return declaration().meaning();
  }

  /** What it means for a plan. */
  default PlanEffect effect() {
    return declaration().effect();
  }

  /** As written in REST and metrics. */
  default String label() {
    return declaration().label();
  }

  /** What a constant says about itself. */
  record Declaration(String label, Severity severity, PlanEffect effect, String meaning) {
    /**
     * @param constant its name
     */
    public static Declaration of(
        String constant, Severity severity, PlanEffect effect, String meaning) {
      return new Declaration(constant.toLowerCase(Locale.ROOT), severity, effect, meaning);
    }
  }
}
