package dev.plumbline.docs;

import dev.plumbline.drift.change.ChangeCode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** {@code docs/changes.md} reports every code, in the order and words of the code. */
class ChangesDocsTest {
  @Test
  void everyCodeIsInTheTable() throws IOException {
    CodeTable.isOf(
        Path.of("docs/changes.md"),
        Arrays.stream(ChangeCode.values())
            .map(code -> new CodeTable.Row(code.label(), code.gravest().label(), code.meaning()))
            .toList());
  }
}
