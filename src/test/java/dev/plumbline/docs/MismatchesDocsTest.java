package dev.plumbline.docs;

import dev.plumbline.mismatch.rules.MismatchCodes;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** {@code docs/mismatches.md} reports every code, in the order and words of the code. */
class MismatchesDocsTest {
  @Test
  void everyCodeIsInTheTable() throws IOException {
    CodeTable.isOf(
        Path.of("docs/mismatches.md"),
        Arrays.stream(MismatchCodes.values())
            .map(code -> new CodeTable.Row(code.label(), code.severity().label(), code.meaning()))
            .toList());
  }
}
