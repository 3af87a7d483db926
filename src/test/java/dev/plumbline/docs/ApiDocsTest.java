package dev.plumbline.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.rest.problem.ProblemType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ApiDocsTest {
  @Test
  void everyProblemIsInTheTable() throws IOException {
    List<String> rows =
        Pattern.compile("(?m)^\\| `(urn:\\S+)` \\| ([0-9]+) \\|")
            .matcher(Files.readString(Path.of("docs/api.md")))
            .results()
            .map(ApiDocsTest::row)
            .toList();

    assertThat(rows)
        .containsExactlyElementsOf(
            Arrays.stream(ProblemType.values())
                .map(type -> type.uri() + " " + type.status())
                .toList());
  }

  private static String row(MatchResult match) {
    return match.group(1) + " " + match.group(2);
  }
}
