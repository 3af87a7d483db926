package dev.plumbline.rest.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.http.run.RunReportPage;
import dev.plumbline.jackson.form.RecordJson;
import dev.plumbline.report.layout.PageHtml;
import dev.plumbline.report.layout.PageMarkdown;
import dev.plumbline.report.layout.PageOutline;
import dev.plumbline.run.evidence.RunReport;
import dev.plumbline.testkit.SampleRuns;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The pages of the reports in {@code run/evidence}; {@code -Dgolden=accept} rewrites them. */
class RunReportPageTest {
  static Stream<String> names() throws IOException {
    return SampleRuns.names();
  }

  @ParameterizedTest
  @MethodSource("names")
  void pageIsAsInItsFile(String name) throws IOException {
    Path folder = SampleRuns.FOLDER.resolve(name);
    PageOutline page =
        RunReportPage.of(
            RecordJson.read(Files.readString(folder.resolve("report.json")), RunReport.class));
    String markdown = PageMarkdown.write(page);
    String html = PageHtml.write(page);
    if ("accept".equals(System.getProperty("golden"))) {
      Files.writeString(folder.resolve("report.md"), markdown);
      Files.writeString(folder.resolve("report.html"), html);
    }

    assertThat(markdown).isEqualTo(Files.readString(folder.resolve("report.md")));
    assertThat(html).isEqualTo(Files.readString(folder.resolve("report.html")));
    assertThat(html).doesNotContain("<b>").doesNotContain("<script");
  }
}
