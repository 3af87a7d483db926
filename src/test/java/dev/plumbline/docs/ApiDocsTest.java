package dev.plumbline.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.finding.FindingEventKind;
import dev.plumbline.http.problem.ProblemType;
import dev.plumbline.rest.wire.FindingEventView;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
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

  @Test
  void everyKindOfEventIsInTheTableAndInOpenApi() throws Exception {
    List<String> kinds =
        Arrays.stream(FindingEventKind.values()).map(FindingEventKind::label).toList();
    String page = Files.readString(Path.of("docs/api.md"));
    String events =
        page.substring(
            page.indexOf("## Events of a finding"), page.indexOf("## Records and catalog"));

    assertThat(
            Pattern.compile("(?m)^\\| `([a-z_]+)` \\|")
                .matcher(events)
                .results()
                .map(match -> match.group(1)))
        .containsExactlyElementsOf(kinds);
    assertThat(
            FindingEventView.class
                .getDeclaredField("kind")
                .getAnnotation(Schema.class)
                .enumeration())
        .containsExactlyElementsOf(kinds);
  }

  private static String row(MatchResult match) {
    return match.group(1) + " " + match.group(2);
  }
}
