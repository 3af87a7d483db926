package dev.plumbline.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.integrity.compile.CheckCodes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** {@code docs/checks.md} reports every code, in the order and words of the code. */
class ChecksDocsTest {
  private record Row(String code, String severity, String meaning) {}

  @Test
  void everyCodeIsInTheTable() throws IOException {
    List<String[]> rows =
        Files.readAllLines(Path.of("docs/checks.md")).stream()
            .filter(line -> line.startsWith("| `"))
            .map(line -> line.split("\\|", -1))
            .toList();

    assertThat(rows).allMatch(cells -> cells.length == 7);
    assertThat(rows.stream().map(ChecksDocsTest::row))
        .containsExactlyElementsOf(
            Arrays.stream(CheckCodes.values())
                .map(
                    code ->
                        new Row("`" + code.label() + "`", code.severity().label(), code.meaning()))
                .toList());
    assertThat(rows).as("what counts").noneMatch(cells -> cells[4].isBlank());
    assertThat(rows).as("what to do").noneMatch(cells -> cells[5].isBlank());
  }

  private static Row row(String[] cells) {
    return new Row(cells[1].strip(), cells[2].strip(), cells[3].strip());
  }
}
