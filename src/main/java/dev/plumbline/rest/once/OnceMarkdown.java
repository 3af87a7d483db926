package dev.plumbline.rest.once;

import dev.plumbline.finding.Finding;
import dev.plumbline.finding.Observation;
import dev.plumbline.http.report.DriftReport;
import dev.plumbline.http.report.Report;
import dev.plumbline.http.report.ReportMarkdown;
import dev.plumbline.rest.once.OnceReport.Conclusion;
import dev.plumbline.rest.report.IntegrityReport;
import java.util.ArrayList;
import java.util.List;

/** The report as CommonMark: the result, each comparison, each environment. */
public final class OnceMarkdown {
  private OnceMarkdown() {}

  /** The same report gives the same text. */
  public static String write(OnceReport report) {
    List<Report> parts = new ArrayList<>();
    parts.add(result(report));
    report.comparisons().forEach(part -> parts.add(DriftReport.of(part, report.at())));
    OnceViews.integrity(report).forEach(view -> parts.add(IntegrityReport.of(view, report.at())));
    return String.join("\n", parts.stream().map(ReportMarkdown::write).toList());
  }

  private static Report result(OnceReport report) {
    Conclusion conclusion = report.conclusion();
    List<Report.Section> sections = new ArrayList<>();
    section(
        sections,
        "Unknown",
        conclusion.unknown().stream()
            .map(why -> new Report.Item("", List.of(), why, List.of()))
            .toList());
    section(
        sections,
        "Other findings",
        OnceViews.otherFindings(report).stream().map(OnceMarkdown::item).toList());
    return new Report(
        "Plumbline " + report.version() + ", " + report.at(),
        conclusion.result().label(),
        summary(report, conclusion),
        sections);
  }

  private static String summary(OnceReport report, Conclusion conclusion) {
    String severity = " of severity " + report.severity().label() + " or above: ";
    return "Found"
        + severity
        + counted(conclusion.changes(), "change", "changes")
        + ", "
        + (report.records().isEmpty()
            ? "records not checked"
            : counted(conclusion.violations(), "rule", "rules") + " that records break")
        + ", "
        + counted(conclusion.mismatches(), "mismatch", "mismatches")
        + " of metadata and database.";
  }

  private static String counted(int count, String one, String many) {
    return count + " " + (count == 1 ? one : many);
  }

  private static void section(
      List<Report.Section> sections, String heading, List<Report.Item> items) {
    if (!items.isEmpty()) {
      sections.add(new Report.Section(heading, items));
    }
  }

  private static Report.Item item(Finding finding) {
    Observation seen = finding.observation();
    return new Report.Item(
        seen.code(),
        List.of(seen.environment().name()),
        seen.severity().label() + ": " + seen.message(),
        List.of());
  }
}
