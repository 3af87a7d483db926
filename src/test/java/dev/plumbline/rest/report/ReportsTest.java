package dev.plumbline.rest.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.drift.Comparison;
import dev.plumbline.drift.ComparisonName;
import dev.plumbline.drift.Drift;
import dev.plumbline.drift.DriftCounts;
import dev.plumbline.drift.VerdictSummary;
import dev.plumbline.drift.change.Change;
import dev.plumbline.drift.change.ChangeCode;
import dev.plumbline.drift.change.IgnoreRule;
import dev.plumbline.drift.change.RenameCandidate;
import dev.plumbline.drift.change.Subject;
import dev.plumbline.environment.EnvironmentId;
import dev.plumbline.faces.Story;
import dev.plumbline.http.report.Age;
import dev.plumbline.http.report.DriftReport;
import dev.plumbline.http.report.ReportHtml;
import dev.plumbline.http.report.ReportMarkdown;
import dev.plumbline.json.JsonValue;
import dev.plumbline.monitor.overview.ComparisonOverview;
import dev.plumbline.monitor.overview.ComparisonReport;
import dev.plumbline.severity.Severity;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.Yaml;

class ReportsTest {
  private static final IgnoreRule RULE =
      new IgnoreRule(
          "tags.**", Optional.empty(), Optional.empty(), "editors' own", Optional.empty());

  private static final Drift DRIFT =
      new Drift(
          List.of(Story.changed(Severity.HIGH, "<i>*x*", "`", "<script>")),
          List.of(new Drift.Ignored(Story.added(Severity.LOW, "tags"), RULE)),
          List.of(
              new RenameCandidate(
                  new Subject.OfField("a", "old"),
                  new Subject.OfField("a", "new"),
                  List.of("same type: `text`; _odd_ `` <b>"))),
          List.of(new Drift.RuleRemark(RULE, Drift.RuleRemark.Problem.UNUSED)),
          true);

  @Test
  void markdownHasEverySectionAndNoMarkupOfOthers() {
    assertThat(ReportMarkdown.write(DriftReport.of(report(DRIFT), Instant.EPOCH)))
        .isEqualTo(
            """
            # local-to-staging: local → staging

            **drifted** staging differs from local in 1 way (1 high).

            ## Severity high

            - `<i>*x*.title meta.note`: The note of \\<i>\\*x\\*.title differs. \
            Applying a schema never makes this change: Directus \\<b>never\\</b> writes it. (`field_added`)
              - target: `` "`" ``
              - source: `"<script>"`

            ## Possible renames

            - `a.old` → `a.new`: same type: `text`; \\_odd\\_ \\`\\` \\<b>

            ## Ignored

            - `tags`: editors' own (`collection_added`)

            ## Ignore rules to review

            - `tags.**`: It matches no change. Its reason is: editors' own
            """);
  }

  @Test
  void whatTheSentenceSaysIsNotSaidTwice() {
    Drift drift =
        new Drift(
            List.of(Story.added(Severity.LOW, "tags")), List.of(), List.of(), List.of(), true);

    assertThat(ReportMarkdown.write(DriftReport.of(report(drift), Instant.EPOCH)))
        .contains("- collection `tags` is missing in the target (`collection_added`)\n");
  }

  @Test
  void pathIsThereForAnIgnoreRule() {
    Drift drift =
        new Drift(
            List.of(
                new Change.Changed(
                    ChangeCode.FIELD_NOTE_CHANGED,
                    new Subject.OfField("articles", "title"),
                    Severity.INFO,
                    "meta.note",
                    JsonValue.of("a"),
                    JsonValue.of("b"),
                    "note of `articles.title`: \"a\" in the target, \"b\" in the source",
                    Optional.empty())),
            List.of(),
            List.of(),
            List.of(),
            true);

    assertThat(ReportMarkdown.write(DriftReport.of(report(drift), Instant.EPOCH)))
        .contains("in the source (`field_note_changed meta.note`)\n")
        .doesNotContain("target:", "source:");
  }

  @Test
  void timesAreToTheSecondWithTheirAge() {
    Instant at = Instant.parse("2026-11-28T09:00:00.987654Z");

    assertThat(Age.of(at, at)).isEqualTo("2026-11-28T09:00:00Z (0 seconds ago)");
    assertThat(Age.of(at, at.plusSeconds(61))).isEqualTo("2026-11-28T09:00:00Z (1 minute ago)");
    assertThat(Age.of(at, at.plusSeconds(47 * 3600)))
        .isEqualTo("2026-11-28T09:00:00Z (47 hours ago)");
    assertThat(Age.of(at, at.plusSeconds(49 * 3600)))
        .isEqualTo("2026-11-28T09:00:00Z (2 days ago)");
    assertThat(Age.of(at, at.minusSeconds(5))).isEqualTo("2026-11-28T09:00:00Z");
  }

  /** A mark that turns the direction of writing shows one text and is another. */
  @Test
  void whatIsNotSeenIsShown() {
    Drift drift =
        new Drift(
            List.of(Story.changed(Severity.HIGH, "a\u202eb", "\u2066c", "d\u200f")),
            List.of(),
            List.of(),
            List.of(),
            true);

    assertThat(ReportMarkdown.write(DriftReport.of(report(drift), Instant.EPOCH)))
        .contains("`a\\u202eb.title meta.note`", "The note of a\\\\u202eb.title", "\\u2066c")
        .doesNotContain("\u202e", "\u2066", "\u200f");
    assertThat(ReportHtml.write(DriftReport.of(report(drift), Instant.EPOCH)))
        .contains("a\\u202eb", "d\\u200f")
        .doesNotContain("\u202e", "\u2066", "\u200f");
  }

  @Test
  void htmlHasNoMarkupOfOthers() {
    assertThat(ReportHtml.write(DriftReport.of(report(DRIFT), Instant.EPOCH)))
        .contains(
            "&lt;script&gt;",
            "&lt;b&gt;never&lt;/b&gt;",
            "editors&#39; own",
            "<code>a.old</code> → <code>a.new</code>: same type: <code>text</code>;")
        .doesNotContain("<script>", "<i>", "<b>never");
  }

  @Test
  void whatWasNotComparedIsReported() {
    Drift ofSnapshots = new Drift(List.of(), List.of(), List.of(), List.of(), false);
    ComparisonReport overview = report(ofSnapshots);

    assertThat(ReportMarkdown.write(DriftReport.of(overview, Instant.EPOCH)))
        .contains("staging is in sync with local. Only the contents of Directus snapshots");
    assertThat(ReportHtml.write(DriftReport.of(overview, Instant.EPOCH)))
        .contains("configure the database of both environments.</p>");
  }

  @Test
  void unknownSaysWhy() {
    ComparisonReport overview =
        new ComparisonReport(
            overview(new VerdictSummary.Unknown("staging timed out")), Optional.empty());

    assertThat(ReportMarkdown.write(DriftReport.of(overview, Instant.EPOCH)))
        .contains("**unknown** Unknown: staging timed out")
        .doesNotContain("##");
    assertThat(ReportHtml.write(DriftReport.of(overview, Instant.EPOCH)))
        .contains("<span class=\"state unknown\">unknown</span> Unknown: staging");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "plain",
        "no",
        "null",
        "~",
        "1e3",
        "0o17",
        "0x1F",
        "1_000",
        "12:30:45",
        "2030-01-01",
        "",
        " ",
        "a: b",
        "# x",
        "- x",
        "é\u2028\ud83d\ude00",
        "=",
        "<<",
        "a\nb\n",
        "'",
        "\"",
        "%x",
        "@x"
      })
  void stringIsReadBackAsItself(String text) {
    JsonValue value = JsonValue.object(Map.of("key", JsonValue.of(text)));

    Map<String, Object> read = new Yaml().load(SnapshotYaml.write(value));

    assertThat(read).isEqualTo(Map.of("key", text));
  }

  /** YAML 1.2, by which Directus reads, knows more numbers than the library that is asked above. */
  @ParameterizedTest
  @ValueSource(strings = {"1e3", "0o17", "NULL", "True", ".5", "-.inf"})
  void stringThatSomeYamlReadsAsSomethingElseIsQuoted(String text) {
    assertThat(SnapshotYaml.write(JsonValue.object(Map.of("key", JsonValue.of(text)))))
        .isEqualTo("key: \"" + text + "\"\n");
  }

  private static ComparisonReport report(Drift drift) {
    return new ComparisonReport(
        overview(new VerdictSummary.Known(DriftCounts.of(drift))), Optional.of(drift));
  }

  private static ComparisonOverview overview(VerdictSummary verdict) {
    return new ComparisonOverview(
        new Comparison(
            new ComparisonName("local-to-staging"),
            new EnvironmentId("local"),
            new EnvironmentId("staging"),
            List.of()),
        verdict,
        Optional.empty());
  }
}
