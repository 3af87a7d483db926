package dev.plumbline.report.page;

import dev.plumbline.report.layout.PageOutline.Block;
import dev.plumbline.report.layout.PageOutline.Cell;
import dev.plumbline.report.layout.PageOutline.Tone;
import dev.plumbline.report.part.PeriodReport;
import dev.plumbline.report.part.PlansPart;
import dev.plumbline.report.part.PlansPart.BreakGlassUse;
import dev.plumbline.report.part.PlansPart.WaitingPlan;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What became of plans, and which still wait for people. */
final class PlansSection {
  private PlansSection() {}

  /** Nothing in a report that was made before reports had plans. */
  static List<Block> of(PeriodReport report, ReportWords words) {
    if (report.plans().isEmpty()) {
      return List.of();
    }
    List<Block> blocks = new ArrayList<>();
    blocks.add(new Block.Heading("Plans"));
    List<PlansPart> parts = report.plans().stream().filter(part -> !part.isQuiet()).toList();
    if (parts.isEmpty()) {
      blocks.add(new Block.Paragraph("No plan was proposed, decided about or waiting."));
      return blocks;
    }
    blocks.add(
        new Block.Table(
            List.of(
                "Comparison", "Proposed", "Approved", "Rejected", "Withdrawn", "Void", "Expired"),
            parts.stream().map(PlansSection::row).toList()));
    List<List<Cell>> waiting = new ArrayList<>();
    List<List<Cell>> breakGlass = new ArrayList<>();
    for (PlansPart part : parts) {
      part.waiting().forEach(plan -> waiting.add(row(report, part, plan, words)));
      part.breakGlass().forEach(use -> breakGlass.add(row(part, use, words)));
    }
    blocks.add(new Block.Subheading("Waiting for approval at the end"));
    blocks.add(
        waiting.isEmpty()
            ? new Block.Paragraph("No plan waited.")
            : new Block.Table(
                List.of("Comparison", "Gravest hazard", "Waiting for", "Proposed by", "Expires"),
                waiting));
    if (!breakGlass.isEmpty()) {
      blocks.add(new Block.Subheading("Approved alone, by break-glass"));
      blocks.add(
          new Block.Table(List.of("Comparison", "Person", "When", "Ticket", "Reason"), breakGlass));
    }
    return blocks;
  }

  private static List<Cell> row(PlansPart part) {
    return List.of(
        new Cell.Name(part.comparison()),
        figure(part.proposed()),
        figure(part.approved()),
        figure(part.rejected()),
        figure(part.withdrawn()),
        figure(part.voided()),
        figure(part.expired()));
  }

  private static Cell figure(long count) {
    return new Cell.Figure(Long.toString(count));
  }

  private static List<Cell> row(
      PeriodReport report, PlansPart part, WaitingPlan plan, ReportWords words) {
    String severity = plan.severity().orElse("none");
    boolean isGrave = severity.equals("critical") || severity.equals("high");
    return List.of(
        new Cell.Name(part.comparison()),
        new Cell.Badge(severity, isGrave ? Tone.BAD : Tone.PLAIN, ""),
        new Cell.Text(ReportWords.duration(Duration.between(plan.since(), report.span().to()))),
        new Cell.Text(plan.proposedBy()),
        new Cell.Text(plan.expiresAt().map(words::time).orElse("never")));
  }

  private static List<Cell> row(PlansPart part, BreakGlassUse use, ReportWords words) {
    return List.of(
        new Cell.Name(part.comparison()),
        new Cell.Text(use.person()),
        new Cell.Text(words.time(use.at())),
        new Cell.Text(use.ticket()),
        new Cell.Text(use.reason()));
  }
}
