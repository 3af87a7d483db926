package dev.plumbline.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A table of codes in {@code docs/}: code, severity, meaning, what to do. */
final class CodeTable {
  private CodeTable() {}

  /** A line of it, apart from what to do. */
  record Row(String code, String severity, String meaning) {}

  /** Has just these codes, in this order and these words, and says what to do about each. */
  static void isOf(Path file, List<Row> codes) throws IOException {
    List<String[]> rows =
        Files.readAllLines(file).stream()
            .filter(line -> line.startsWith("| `"))
            .map(line -> line.split("\\|", -1))
            .toList();

    assertThat(rows).allMatch(cells -> cells.length == 6);
    // First in short: the list of all rows is hundreds of lines.
    assertThat(
            codes.stream()
                .filter(code -> rows.stream().map(CodeTable::row).noneMatch(code::equals)))
        .as("rows that %s lacks, each at the place that the code has in its enum", file)
        .isEmpty();
    assertThat(rows.stream().map(CodeTable::row)).containsExactlyElementsOf(codes);
    assertThat(rows).as("what to do").noneMatch(cells -> cells[4].isBlank());
  }

  private static Row row(String[] cells) {
    return new Row(cells[1].strip().replace("`", ""), cells[2].strip(), cells[3].strip());
  }
}
