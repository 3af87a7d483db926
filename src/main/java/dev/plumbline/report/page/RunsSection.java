package dev.plumbline.report.page;

import dev.plumbline.report.layout.PageOutline.Block;
import dev.plumbline.report.layout.PageOutline.Cell;
import dev.plumbline.report.layout.PageOutline.Tone;
import dev.plumbline.report.part.PeriodReport;
import dev.plumbline.report.part.RunsPart;
import dev.plumbline.report.part.RunsPart.EndedRun;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The runs that ended: the unverified ones of all comparisons first. */
final class RunsSection {
  private static final List<String> ORDER =
      List.of("unverified", "failed", "cancelled", "verified");

  private RunsSection() {}

  /** Nothing in a report that was made before reports had runs. */
  static List<Block> of(PeriodReport report, ReportWords words) {
    if (report.runs().isEmpty()) {
      return List.of();
    }
    List<List<Cell>> rows = new ArrayList<>();
    for (String result : ORDER) {
      for (RunsPart part : report.runs()) {
        part.ended().stream()
            .filter(run -> run.result().equals(result))
            .forEach(run -> rows.add(row(part, run, words)));
      }
    }
    return List.of(
        new Block.Heading("Runs"),
        rows.isEmpty()
            ? new Block.Paragraph("No run ended.")
            : new Block.Table(
                List.of(
                    "Environment", "Result", "Ended", "Duration", "Started by", "Message", "Run"),
                rows));
  }

  private static List<Cell> row(RunsPart part, EndedRun run, ReportWords words) {
    return List.of(
        new Cell.Name(part.target()),
        new Cell.Badge(
            run.result(),
            switch (run.result()) {
              case "verified" -> Tone.GOOD;
              case "cancelled" -> Tone.PLAIN;
              default -> Tone.BAD;
            },
            ""),
        new Cell.Text(words.time(run.finishedAt())),
        new Cell.Text(ReportWords.duration(Duration.between(run.startedAt(), run.finishedAt()))),
        new Cell.Text(run.startedBy()),
        new Cell.Text(run.message()),
        new Cell.Name(run.run()));
  }
}
