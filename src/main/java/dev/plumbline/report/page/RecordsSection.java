package dev.plumbline.report.page;

import static java.util.Comparator.comparing;

import dev.plumbline.report.layout.PageOutline.Block;
import dev.plumbline.report.layout.PageOutline.Cell;
import dev.plumbline.report.part.EnvironmentPart;
import dev.plumbline.report.part.PeriodReport;
import dev.plumbline.report.part.RecordsPart;
import dev.plumbline.report.part.RecordsPart.CheckLine;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Whether records break checks, by check, with its trend. */
final class RecordsSection {
  private static final int MOST = 40;

  private static final Comparator<Line> GRAVEST =
      comparing((Line line) -> ReportWords.severityOf(line.check().severity()))
          .thenComparing(Line::environment)
          .thenComparing(line -> line.check().code());

  private record Line(String environment, CheckLine check) {}

  private RecordsSection() {}

  static List<Block> of(PeriodReport report, ReportWords words) {
    List<Block> blocks = new ArrayList<>();
    blocks.add(new Block.Heading("Records"));
    List<EnvironmentPart> read =
        report.environments().stream().filter(part -> part.records().isPresent()).toList();
    if (read.isEmpty()) {
      blocks.add(
          new Block.Paragraph(
              "No environment has a database configured, so no records were checked."));
      return blocks;
    }
    blocks.add(
        new Block.Table(
            List.of("Environment", "At the end", "Scans", "Last complete scan"),
            read.stream().map(part -> row(part, part.records().orElseThrow(), words)).toList()));
    List<Line> lines =
        read.stream()
            .flatMap(
                part ->
                    part.records().stream()
                        .flatMap(records -> records.checks().stream())
                        .map(check -> new Line(part.name(), check)))
            .sorted(GRAVEST)
            .toList();
    if (lines.isEmpty()) {
      blocks.add(
          new Block.Paragraph(
              "No record broke a check at any time of the span, as far as is known."));
      return blocks;
    }
    blocks.add(
        new Block.Table(
            List.of(
                "Severity",
                "Environment",
                "Check",
                "Rows at the beginning",
                "Rows at the end",
                "Trend"),
            lines.stream().limit(MOST).map(RecordsSection::row).toList()));
    if (lines.size() > MOST) {
      blocks.add(
          new Block.Note((lines.size() - MOST) + " more are in the JSON form of this report."));
    }
    return blocks;
  }

  private static List<Cell> row(EnvironmentPart part, RecordsPart records, ReportWords words) {
    return List.of(
        new Cell.Name(part.name()),
        ReportWords.badge(records.state(), records.reason()),
        new Cell.Text(
            records.completedScans()
                + " complete"
                + (records.incompleteScans() == 0
                    ? ""
                    : ", " + records.incompleteScans() + " not")),
        new Cell.Text(records.lastCompleteScanAt().map(words::time).orElse("none")));
  }

  private static List<Cell> row(Line line) {
    CheckLine check = line.check();
    return List.of(
        ReportWords.severity(check.severity()),
        new Cell.Name(line.environment()),
        new Cell.Text(
            "`"
                + check.code()
                + "`"
                + (check.unknown() == 0
                    ? ""
                    : ", " + check.unknown() + " of " + check.checks() + " could not run")),
        new Cell.Figure(check.rowsBefore().map(rows -> Long.toString(rows)).orElse("not recorded")),
        new Cell.Figure(Long.toString(check.rows())),
        ReportWords.line(check.trend()));
  }
}
