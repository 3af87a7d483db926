package dev.plumbline.http.run;

import dev.plumbline.drift.words.Words;
import dev.plumbline.report.layout.PageOutline;
import dev.plumbline.report.layout.PageOutline.Block;
import dev.plumbline.report.layout.PageOutline.Cell;
import dev.plumbline.report.layout.PageOutline.Tile;
import dev.plumbline.report.layout.PageOutline.Tone;
import dev.plumbline.run.evidence.RunReport;
import dev.plumbline.run.evidence.RunReport.PhaseResult;
import dev.plumbline.run.evidence.RunReport.PlanFacts;
import dev.plumbline.run.evidence.RunReport.RowFacts;
import dev.plumbline.run.evidence.RunReport.Summary;
import dev.plumbline.run.evidence.RunReport.VerificationFacts;
import dev.plumbline.run.evidence.Sample;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The report of a run as a page. It follows from the JSON alone, and has all that is in it. */
public final class RunReportPage {
  private static final String UNKNOWN = "Not known.";

  private final RunReport report;
  private final List<Block> blocks = new ArrayList<>();

  private RunReportPage(RunReport report) {
    this.report = report;
  }

  public static PageOutline of(RunReport report) {
    RunReportPage page = new RunReportPage(report);
    page.write();
    Summary run = report.run();
    return new PageOutline(
        (run.undoes().isPresent() ? "Rollback on " : "Run on ") + run.target(),
        run.undoes()
                .map(undone -> "A rollback of run " + undone + ", which carried out a plan")
                .orElse("A plan")
            + " to make "
            + run.target()
            + " like "
            + run.source()
            + " (comparison "
            + run.comparison()
            + "). "
            + run.startedBy()
            + " started it at "
            + RunReportCells.time(run.startedAt())
            + ".",
        page.blocks);
  }

  private void write() {
    result();
    todo();
    phases();
    report.plan().ifPresent(this::plan);
    report.plan().ifPresent(known -> hazards(known.hazards()));
    approvals();
    backup();
    rows(report.rows());
    report.verification().ifPresent(this::verification);
    staysDifferent();
    rollback();
    items("What to watch", report.monitor());
    items("What is not known", report.notKnown());
  }

  private void result() {
    Summary run = report.run();
    String sentence = run.result() + ": " + run.message();
    boolean isVerified = run.result().equals("verified");
    blocks.add(isVerified ? new Block.Paragraph(sentence) : new Block.Warning(sentence));
    blocks.add(
        new Block.Tiles(
            List.of(
                new Tile("Result", run.result(), isVerified ? Tone.GOOD : Tone.BAD),
                new Tile(
                    "Duration",
                    RunReportCells.seconds(Optional.of(run.durationSeconds())),
                    Tone.PLAIN),
                new Tile("Ended", RunReportCells.time(run.finishedAt()), Tone.PLAIN))));
    blocks.add(new Block.Note("Run `" + run.id() + "`."));
  }

  private void todo() {
    if (!report.followUps().isEmpty()) {
      blocks.add(new Block.Heading("What to do now"));
      blocks.add(new Block.Items(true, report.followUps()));
    }
  }

  private void phases() {
    blocks.add(new Block.Heading("Phases"));
    blocks.add(
        new Block.Table(
            List.of("Phase", "Result", "Criterion", "Begun", "Duration", "Messages"),
            report.phases().stream().map(RunReportPage::phase).toList()));
  }

  private static List<Cell> phase(PhaseResult phase) {
    return List.of(
        new Cell.Name(phase.phase()),
        new Cell.Badge(
            phase.result().replace('_', ' '),
            switch (phase.result()) {
              case "done" -> Tone.GOOD;
              case "failed" -> Tone.BAD;
              default -> Tone.PLAIN;
            },
            phase.attempts() > 1 ? Words.count(phase.attempts(), "attempt") : ""),
        new Cell.Text(phase.criterion()),
        new Cell.Text(phase.begunAt().map(RunReportCells::time).orElse("")),
        new Cell.Figure(RunReportCells.seconds(phase.durationSeconds())),
        new Cell.Text(
            String.join("; ", phase.messages().items()) + RunReportCells.more(phase.messages())));
  }

  private void plan(PlanFacts plan) {
    blocks.add(new Block.Heading("Plan"));
    blocks.add(
        new Block.Table(
            List.of("What", "Value"),
            List.of(
                row("Plan", plan.id()),
                row("Hash", plan.hash()),
                row("SHA-256 of the payload", plan.payloadSha256()),
                text(
                    "Proposed",
                    plan.proposedBy() + " at " + RunReportCells.time(plan.proposedAt())),
                text("Sealed", RunReportCells.time(plan.sealedAt())),
                text("Directus", plan.directus()),
                text(
                    "Collections",
                    String.join(", ", plan.collections().items().stream().map(Words::name).toList())
                        + RunReportCells.more(plan.collections())))));
    blocks.add(new Block.Subheading("Steps"));
    blocks.add(
        new Block.Items(
            true, plan.steps().items().stream().map(RunReport.PlannedStep::sentence).toList()));
    omitted(plan.steps());
  }

  private void hazards(Sample<RunReport.PlannedHazard> hazards) {
    if (hazards.total() > 0) {
      blocks.add(new Block.Heading("Hazards"));
      blocks.add(
          new Block.Table(
              List.of("Subject", "Severity", "What happens", "Evidence", "Remedy"),
              hazards.items().stream().map(RunReportCells::hazard).toList()));
      omitted(hazards);
    }
  }

  private void approvals() {
    blocks.add(new Block.Heading("Approvals"));
    if (report.approvals().isEmpty()) {
      blocks.add(
          new Block.Paragraph(
              report.plan().isPresent() ? "The plan needed no approval." : UNKNOWN));
    } else {
      blocks.add(
          new Block.Table(
              List.of("Person", "Decision", "When", "Note", "Accepted losses"),
              report.approvals().stream().map(RunReportCells::approval).toList()));
    }
  }

  private void backup() {
    blocks.add(new Block.Heading("Backup"));
    if (report.backup().isEmpty()) {
      blocks.add(
          new Block.Paragraph(report.notKnown().isEmpty() ? "No backup was made." : UNKNOWN));
    }
    report
        .backup()
        .ifPresent(
            backup ->
                blocks.add(
                    new Block.Table(
                        List.of("What", "Value"),
                        List.of(
                            row("Backup", backup.id()),
                            text(
                                "State",
                                backup.state()
                                    + backup.message().map(text -> ": " + text).orElse("")),
                            row("File", backup.file().orElse("")),
                            text("Bytes", RunReportCells.number(Optional.of(backup.bytes()))),
                            row("SHA-256", backup.sha256().orElse("")),
                            text("Taken", backup.takenAt().map(RunReportCells::time).orElse("")),
                            text(
                                "Proven",
                                backup.provenAt().map(RunReportCells::time).orElse("never")
                                    + backup.provenOn().map(server -> " on " + server).orElse("")),
                            text(
                                "Time of the restore",
                                RunReportCells.seconds(backup.restoreSeconds()))))));
  }

  private void rows(RowFacts rows) {
    if (rows.tables().total() > 0) {
      blocks.add(new Block.Heading("Rows"));
      blocks.add(
          new Block.Table(
              List.of("Table", "Result", "In the backup", "Before", "After"),
              RunReportCells.rows(rows)));
      omitted(rows.tables());
    }
  }

  private void verification(VerificationFacts verification) {
    blocks.add(new Block.Heading("Verification"));
    blocks.add(
        verification.passed()
            ? new Block.Paragraph("Passed: the target is what was planned, and nothing else.")
            : new Block.Warning(
                "Not passed: "
                    + Words.count(Math.toIntExact(verification.failures().total()), "failure")
                    + "."));
    if (verification.failures().total() > 0) {
      blocks.add(
          new Block.Table(
              List.of("Rule", "What is wrong"),
              verification.failures().items().stream()
                  .map(
                      one ->
                          List.<Cell>of(new Cell.Name(one.rule()), new Cell.Text(one.sentence())))
                  .toList()));
      omitted(verification.failures());
    }
    sample("Written by others meanwhile", verification.byOthers());
    sample("Not certain", verification.uncertain());
  }

  private void staysDifferent() {
    if (report.staysDifferent().total() > 0) {
      blocks.add(new Block.Heading("What stays different"));
      blocks.add(
          new Block.Table(
              List.of("Subject", "What", "Why", "SQL for the target"),
              report.staysDifferent().items().stream().map(RunReportCells::difference).toList()));
      omitted(report.staysDifferent());
    }
  }

  private void rollback() {
    blocks.add(new Block.Heading("Rollback"));
    blocks.add(new Block.Paragraph(report.rollback().note()));
    sample("What the reverse plan does", report.rollback().steps());
    sample("Only the backup brings back", report.rollback().onlyFromBackup());
    if (!report.rollback().restore().isEmpty()) {
      blocks.add(new Block.Subheading("Full restore, with Directus stopped"));
      blocks.add(
          new Block.Items(
              true,
              report.rollback().restore().stream().map(command -> "`" + command + "`").toList()));
    }
  }

  private void items(String heading, List<String> sentences) {
    if (!sentences.isEmpty()) {
      blocks.add(new Block.Heading(heading));
      blocks.add(new Block.Items(false, sentences));
    }
  }

  private void sample(String heading, Sample<String> sample) {
    if (sample.total() > 0) {
      blocks.add(new Block.Subheading(heading));
      blocks.add(new Block.Items(false, sample.items()));
      omitted(sample);
    }
  }

  private void omitted(Sample<?> sample) {
    if (sample.omitted() > 0) {
      blocks.add(new Block.Note(sample.omitted() + " more are not in this report."));
    }
  }

  private static List<Cell> row(String what, String value) {
    return List.of(new Cell.Text(what), new Cell.Name(value));
  }

  private static List<Cell> text(String what, String value) {
    return List.of(new Cell.Text(what), new Cell.Text(value));
  }
}
