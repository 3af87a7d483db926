package dev.plumbline.run.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.jackson.JsonText;
import dev.plumbline.jackson.form.RecordJson;
import dev.plumbline.json.CanonicalJson;
import dev.plumbline.run.Run;
import dev.plumbline.run.evidence.RunReport.TableRows;
import dev.plumbline.testkit.SamplePlans;
import dev.plumbline.testkit.SampleRuns;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Each folder of {@code run/evidence}: {@code -Dgolden=accept} rewrites what comes of it. */
class RunReportTest {
  static Stream<String> names() throws IOException {
    return SampleRuns.names();
  }

  @ParameterizedTest
  @MethodSource("names")
  void reportIsAsInItsFile(String name) throws IOException {
    RunReport report = RunReportBuilder.of(SampleRuns.inputs(name));
    String text = CanonicalJson.write(JsonText.read(RecordJson.write(report)));
    Path file = SampleRuns.FOLDER.resolve(name).resolve("report.json");
    if ("accept".equals(System.getProperty("golden"))) {
      Files.writeString(file, text + "\n");
    }

    assertThat(text + "\n").isEqualTo(Files.readString(file));
    assertThat(RecordJson.read(text, RunReport.class)).isEqualTo(report);
    assertThat(text).doesNotContain("-token");
  }

  @Test
  void runThatHasNotEndedHasNoReport() {
    Run run =
        Run.started(
            new UUID(9, 1),
            SamplePlans.proposal(new UUID(1, 0), "ada", Instant.EPOCH),
            "ada",
            Instant.EPOCH);

    assertThatThrownBy(
            () -> RunReportBuilder.of(EvidenceInputs.ofRun(run, List.of(), "it is not over")))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void tablesOfThePlanAreNeverLeftOut() {
    TreeMap<String, Long> rows = new TreeMap<>();
    IntStream.range(0, 500).forEach(i -> rows.put("public.t%03d".formatted(i), 2L));

    RunReport.RowFacts facts = TableCounts.of(rows, Set.of("t499"), Optional.empty());

    assertThat(facts.tables().total()).isEqualTo(500);
    assertThat(facts.tables().omitted()).isEqualTo(300);
    assertThat(facts.inBackup()).contains(1000L);
    assertThat(facts.after()).isEmpty();
    assertThat(facts.tables().items())
        .hasSize(Sample.MOST)
        .extracting(TableRows::table)
        .isSorted()
        .contains("public.t499", "public.t198")
        .doesNotContain("public.t199");
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '\'',
      value = {
        "public.articles, articles",
        "'public.\"a\"\"b.c\"', 'a\"b.c'",
        "'\"odd.schema\".t', t",
        "'\"a\"\".b\".\"C\"', C",
        "t, t"
      })
  void tableIsNamedWithoutItsSchema(String sql, String name) {
    assertThat(TableCounts.name(sql)).isEqualTo(name);
  }
}
