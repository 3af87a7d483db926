package dev.plumbline.report.page;

import dev.plumbline.report.layout.PageOutline.Block;
import dev.plumbline.report.layout.PageOutline.Cell;
import dev.plumbline.report.part.ComparisonPart;
import dev.plumbline.report.part.EnvironmentPart;
import dev.plumbline.report.part.PeriodReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** How environments and comparisons were at the end of the span. */
final class MatrixSection {
  private MatrixSection() {}

  static List<Block> of(PeriodReport report) {
    List<Block> blocks = new ArrayList<>();
    blocks.add(new Block.Heading("Environments"));
    blocks.add(
        new Block.Table(
            List.of("Environment", "Tier", "At the end", "Available", "Records", "Open findings"),
            report.environments().stream().map(part -> row(part, report)).toList()));
    if (!report.comparisons().isEmpty()) {
      blocks.add(new Block.Subheading("How they differ from each other"));
      blocks.add(
          new Block.Table(
              List.of("Comparison", "Source → target", "At the end", "Changes", "In sync", "Trend"),
              report.comparisons().stream().map(part -> row(part, report)).toList()));
      blocks.add(
          new Block.Note(
              "Changes are what would have to change in the target. “In sync” is the share of the"
                  + " whole span; times in which nobody knew do not count as in sync. The trend"
                  + " shows the number of changes."));
    }
    return blocks;
  }

  private static List<Cell> row(EnvironmentPart part, PeriodReport report) {
    long open =
        report.incidents().stream()
            .filter(group -> group.environment().equals(part.name()))
            .mapToLong(group -> group.open().total())
            .sum();
    return List.of(
        new Cell.Name(part.name()),
        new Cell.Text(part.tier()),
        ReportWords.badge(part.availability().state(), Optional.empty()),
        new Cell.Figure(ReportWords.percent(part.availability().availablePercent())),
        part.records()
            .map(records -> ReportWords.badge(records.state(), records.reason()))
            .orElse(new Cell.Text("no database")),
        new Cell.Figure(Long.toString(open)));
  }

  private static List<Cell> row(ComparisonPart part, PeriodReport report) {
    return List.of(
        new Cell.Name(part.name()),
        new Cell.Text("`" + part.source() + "` → `" + part.target() + "`"),
        ReportWords.badge(part.state(), part.reason()),
        new Cell.Text(
            part.state().equals("unknown") ? "unknown" : ReportWords.detailed(part.changes())),
        new Cell.Figure(ReportWords.share(part.inSyncSeconds(), report.span())),
        ReportWords.line(part.trend()));
  }
}
