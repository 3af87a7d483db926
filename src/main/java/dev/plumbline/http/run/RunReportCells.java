package dev.plumbline.http.run;

import dev.plumbline.drift.words.Words;
import dev.plumbline.report.layout.PageOutline.Cell;
import dev.plumbline.report.layout.PageOutline.Tone;
import dev.plumbline.run.evidence.RunReport.Approval;
import dev.plumbline.run.evidence.RunReport.PlannedHazard;
import dev.plumbline.run.evidence.RunReport.RemainingDifference;
import dev.plumbline.run.evidence.RunReport.RowFacts;
import dev.plumbline.run.evidence.RunReport.TableRows;
import dev.plumbline.run.evidence.Sample;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Cells of the tables of a run's report. */
final class RunReportCells {
  private RunReportCells() {}

  /** RFC 3339 in UTC, to the second. */
  static String time(Instant at) {
    return at.truncatedTo(ChronoUnit.SECONDS).toString();
  }

  static String seconds(Optional<Double> seconds) {
    return seconds.map(known -> String.format(Locale.ROOT, "%,.1f s", known)).orElse("");
  }

  static String number(Optional<Long> number) {
    return number.map(known -> String.format(Locale.ROOT, "%,d", known)).orElse("");
  }

  /** How many are left out, to be added to a list. */
  static String more(Sample<?> sample) {
    return sample.omitted() == 0 ? "" : " and " + sample.omitted() + " more";
  }

  static List<Cell> hazard(PlannedHazard hazard) {
    boolean isGrave = hazard.severity().equals("critical") || hazard.severity().equals("high");
    return List.of(
        new Cell.Name(hazard.subject()),
        new Cell.Badge(hazard.severity(), isGrave ? Tone.BAD : Tone.PLAIN, hazard.code()),
        new Cell.Text(hazard.message()),
        new Cell.Text(
            hazard
                .notCounted()
                .map(reason -> "not counted: " + reason)
                .orElseGet(
                    () ->
                        hazard.counts().entrySet().stream()
                            .map(entry -> entry.getKey() + ": " + entry.getValue())
                            .collect(Collectors.joining(", ")))),
        new Cell.Text(hazard.remedy().orElse("")));
  }

  static List<Cell> approval(Approval approval) {
    return List.of(
        new Cell.Text(approval.person()),
        new Cell.Badge(
            approval.decision().replace('_', ' '),
            approval.decision().equals("approve") ? Tone.GOOD : Tone.BAD,
            approval.ticket().orElse("")),
        new Cell.Text(time(approval.at())),
        new Cell.Text(approval.note().orElse("")),
        new Cell.Text(
            approval.consents().stream().map(Words::name).collect(Collectors.joining(", "))));
  }

  static List<Cell> difference(RemainingDifference one) {
    return List.of(
        new Cell.Name(one.subject() + (one.path().isEmpty() ? "" : " " + one.path())),
        new Cell.Text(one.what()),
        new Cell.Text(one.why()),
        new Cell.Name(one.sql().orElse("")));
  }

  /** The totals come last. */
  static List<List<Cell>> rows(RowFacts rows) {
    List<List<Cell>> cells = new ArrayList<>();
    rows.tables().items().forEach(table -> cells.add(row(table)));
    cells.add(
        List.of(
            new Cell.Text("All " + Words.count(Math.toIntExact(rows.tables().total()), "table")),
            new Cell.Text(""),
            new Cell.Figure(number(rows.inBackup())),
            new Cell.Figure(number(rows.before())),
            new Cell.Figure(number(rows.after()))));
    return cells;
  }

  private static List<Cell> row(TableRows table) {
    return List.of(
        new Cell.Name(table.table()),
        new Cell.Badge(
            table.result().replace('_', ' '),
            switch (table.result()) {
              case "unchanged" -> Tone.GOOD;
              case "unknown" -> Tone.UNKNOWN;
              default -> Tone.PLAIN;
            },
            table.isInPlan() ? "in the plan" : ""),
        new Cell.Figure(number(table.inBackup())),
        new Cell.Figure(number(table.before())),
        new Cell.Figure(number(table.after())));
  }
}
