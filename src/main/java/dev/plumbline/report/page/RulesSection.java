package dev.plumbline.report.page;

import dev.plumbline.report.layout.PageOutline.Block;
import dev.plumbline.report.layout.PageOutline.Cell;
import dev.plumbline.report.layout.PageOutline.Tone;
import dev.plumbline.report.part.ComparisonPart;
import dev.plumbline.report.part.ComparisonPart.RuleLine;
import dev.plumbline.report.part.PeriodReport;
import java.util.ArrayList;
import java.util.List;

/** Ignore rules that somebody should check again. */
final class RulesSection {
  private RulesSection() {}

  static List<Block> of(PeriodReport report, ReportWords words) {
    List<Block> blocks = new ArrayList<>();
    blocks.add(new Block.Heading("Ignore rules"));
    List<List<Cell>> rows = new ArrayList<>();
    for (ComparisonPart part : report.comparisons()) {
      part.rules().forEach(rule -> rows.add(row(part, rule, words)));
    }
    blocks.add(
        rows.isEmpty()
            ? new Block.Paragraph("No rule expired, expires within 14 days, or matches nothing.")
            : new Block.Table(
                List.of("Comparison", "Rule", "Problem", "Its reason", "Expires"), rows));
    return blocks;
  }

  private static List<Cell> row(ComparisonPart part, RuleLine rule, ReportWords words) {
    return List.of(
        new Cell.Name(part.name()),
        new Cell.Name(rule.rule()),
        new Cell.Badge(
            problem(rule), rule.problem().equals("expired") ? Tone.BAD : Tone.UNKNOWN, ""),
        new Cell.Text(rule.reason()),
        new Cell.Text(rule.until().map(words::time).orElse("never")));
  }

  private static String problem(RuleLine rule) {
    return switch (rule.problem()) {
      case "expired" -> "expired";
      case "unused" -> "matches nothing";
      default -> "expires soon";
    };
  }
}
