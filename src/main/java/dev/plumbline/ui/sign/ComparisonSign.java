package dev.plumbline.ui.sign;

import dev.plumbline.drift.DriftCounts;
import dev.plumbline.drift.VerdictSummary;
import dev.plumbline.severity.Severity;
import java.util.List;

/** How a comparison is, in one word. */
public final class ComparisonSign {
  private ComparisonSign() {}

  public static Sign of(VerdictSummary verdict) {
    String word = verdict.state().label().replace('_', ' ');
    return switch (verdict) {
      case VerdictSummary.Unknown ignored -> Sign.unknown(word);
      case VerdictSummary.Known(DriftCounts drift) when drift.total() == 0 -> Sign.good(word);
      case VerdictSummary.Known(DriftCounts drift) ->
          drift.atLeast(Severity.HIGH) > 0 ? Sign.bad(word) : Sign.warning(word);
    };
  }

  /** How many changes there are of each severity that has some, gravest first. */
  public static List<Sign> counts(DriftCounts drift) {
    return Sign.counts(drift::of);
  }
}
