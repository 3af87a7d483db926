package dev.plumbline.mismatch;

import dev.plumbline.mismatch.rules.MismatchesTest;
import java.util.HashMap;
import java.util.Map;

/** Of each code a mismatch that the rules report, from the cases of {@link MismatchesTest}. */
public final class MismatchExamples {
  private MismatchExamples() {}

  public static Map<MismatchCode, Mismatch> all() {
    Map<MismatchCode, Mismatch> examples = new HashMap<>();
    for (Case wrong : MismatchesTest.cases()) {
      wrong
          .what()
          .apply(new Below())
          .read()
          .mismatches()
          .forEach(mismatch -> examples.putIfAbsent(mismatch.code(), mismatch));
    }
    return examples;
  }
}
