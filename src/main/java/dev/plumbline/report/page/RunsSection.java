package dev.plumbline.report.page;

import dev.plumbline.report.layout.PageOutline.Block;
import dev.plumbline.report.layout.PageOutline.Cell;
import dev.plumbline.report.layout.PageOutline.Tone;
import dev.plumbline.report.part.BackupsPart;
import dev.plumbline.report.part.PeriodReport;
import dev.plumbline.report.part.RunsPart;
import dev.plumbline.report.part.RunsPart.EndedRun;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The runs that ended, the unverified ones of all comparisons first, and the backups. */
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

  /** Nothing in a report that was made before reports had backups. */
  static List<Block> backups(PeriodReport report, ReportWords words) {
    return report.backups().isEmpty()
        ? List.of()
        : List.of(
            new Block.Heading("Backups"),
            new Block.Table(
                List.of(
                    "Environment",
                    "Newest proven backup",
                    "Age",
                    "Bytes",
                    "Proven",
                    "Restore took",
                    "Proven in this time",
                    "Failed in this time"),
                report.backups().stream().map(part -> row(part, words)).toList()));
  }

  private static List<Cell> row(BackupsPart part, ReportWords words) {
    List<Cell> cells = new ArrayList<>();
    cells.add(new Cell.Name(part.environment()));
    part.newest()
        .ifPresentOrElse(
            newest -> {
              cells.add(new Cell.Text(words.time(newest.begunAt())));
              cells.add(new Cell.Text(ReportWords.seconds(newest.ageSeconds())));
              cells.add(new Cell.Text(String.format(Locale.ROOT, "%,d", newest.bytes())));
              cells.add(new Cell.Text(words.time(newest.provenAt()) + " on " + newest.provenOn()));
              cells.add(
                  new Cell.Text(
                      ReportWords.duration(
                          Duration.ofMillis(Math.round(newest.restoreSeconds() * 1000)))));
            },
            () -> {
              cells.add(new Cell.Badge("none", Tone.UNKNOWN, ""));
              for (int i = 0; i < 4; i++) {
                cells.add(new Cell.Text(""));
              }
            });
    cells.add(new Cell.Text(Long.toString(part.proven())));
    cells.add(
        part.failed() == 0
            ? new Cell.Text("0")
            : new Cell.Badge(Long.toString(part.failed()), Tone.BAD, ""));
    return cells;
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
