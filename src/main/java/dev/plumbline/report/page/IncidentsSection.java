package dev.plumbline.report.page;

import static java.util.Comparator.comparing;

import dev.plumbline.report.layout.PageOutline.Block;
import dev.plumbline.report.layout.PageOutline.Cell;
import dev.plumbline.report.part.IncidentsPart;
import dev.plumbline.report.part.IncidentsPart.Incident;
import dev.plumbline.report.part.PeriodReport;
import dev.plumbline.report.part.Spread;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;

/** Drift and incidents: what was opened and resolved, and how long it took. */
final class IncidentsSection {
  /** More nobody reads; {@code GET /findings} has them all. */
  private static final int MOST = 8;

  private static final Comparator<Line> GRAVEST =
      comparing((Line line) -> ReportWords.severityOf(line.incident().severity()))
          .thenComparing(line -> line.incident().openedAt())
          .thenComparing(line -> line.incident().finding());

  private static final Comparator<Line> OLDEST =
      comparing((Line line) -> line.incident().openedAt())
          .thenComparing(line -> line.incident().finding());

  private final PeriodReport report;
  private final ReportWords words;
  private final List<Block> blocks = new ArrayList<>();

  /** A finding with what it is about. */
  private record Line(String about, Incident incident) {}

  private IncidentsSection(PeriodReport report, ReportWords words) {
    this.report = report;
    this.words = words;
  }

  static List<Block> of(PeriodReport report, ReportWords words) {
    IncidentsSection section = new IncidentsSection(report, words);
    section.blocks.add(new Block.Heading("Drift and incidents"));
    if (report.incidents().isEmpty()) {
      section.blocks.add(
          new Block.Paragraph("No finding was open at any time of the span, as far as is known."));
      return section.blocks;
    }
    section.summary();
    section.list("The gravest that were opened", IncidentsPart::openedMost, GRAVEST);
    section.list("The gravest that were resolved", IncidentsPart::resolvedMost, GRAVEST);
    section.list("Open for longest", IncidentsPart::oldest, OLDEST);
    return section.blocks;
  }

  private void summary() {
    List<List<Cell>> rows = new ArrayList<>();
    report.incidents().forEach(part -> rows.add(row("`" + part.about() + "`", part)));
    blocks.add(
        new Block.Table(
            List.of(
                "About",
                "Opened",
                "Resolved",
                "Open at the end",
                "Oldest open",
                "Time to detect",
                "Time to resolve"),
            rows));
    Spread detect =
        report.incidents().stream().map(IncidentsPart::detect).reduce(Spread.NONE, Spread::plus);
    Spread resolve =
        report.incidents().stream().map(IncidentsPart::resolve).reduce(Spread.NONE, Spread::plus);
    long undated = report.incidents().stream().mapToLong(IncidentsPart::undated).sum();
    blocks.add(
        new Block.Paragraph(
            "Of all of them, time to detect: "
                + ReportWords.spread(detect, "at most ")
                + ". Time to resolve: "
                + ReportWords.spread(resolve, "")
                + "."));
    blocks.add(
        new Block.Note(
            "Time to detect is a limit, not a measurement: from the beginning of the last poll or"
                + " scan that did not find it, until it was found. A difference of two environments"
                + " may have begun in either, so the longer limit of the two counts."
                + (undated == 0
                    ? ""
                    : " "
                        + ReportWords.counted(undated, "finding")
                        + (undated == 1 ? " has" : " have")
                        + " no limit, because the first reading found "
                        + (undated == 1 ? "it." : "them."))
                + " Time to resolve is from when it was opened until the first poll or scan that no"
                + " longer found it. A finding that came back counts once for each time."));
  }

  private List<Cell> row(String about, IncidentsPart part) {
    return List.of(
        new Cell.Text(about),
        new Cell.Text(ReportWords.detailed(part.opened())),
        new Cell.Text(ReportWords.detailed(part.resolved())),
        new Cell.Text(ReportWords.detailed(part.open())),
        new Cell.Text(part.oldestOpenedAt().map(this::since).orElse("–")),
        new Cell.Text(ReportWords.spread(part.detect(), "at most ")),
        new Cell.Text(ReportWords.spread(part.resolve(), "")));
  }

  private String since(Instant opened) {
    return words.date(opened)
        + ", "
        + ReportWords.duration(Duration.between(opened, report.span().to()));
  }

  private String openUntil(Incident incident) {
    Instant end = incident.resolvedAt().orElse(report.span().to());
    String duration = ReportWords.duration(Duration.between(incident.openedAt(), end));
    return incident
        .resolvedAt()
        .map(at -> "resolved after " + duration)
        .orElse("open for " + duration + (incident.acknowledged() ? ", acknowledged" : ""));
  }

  private void list(
      String heading, Function<IncidentsPart, List<Incident>> of, Comparator<Line> order) {
    List<List<Cell>> rows =
        report.incidents().stream()
            .flatMap(
                part -> of.apply(part).stream().map(incident -> new Line(part.about(), incident)))
            .sorted(order)
            .limit(MOST)
            .map(this::row)
            .toList();
    if (!rows.isEmpty()) {
      blocks.add(new Block.Subheading(heading));
      blocks.add(
          new Block.Table(List.of("Severity", "About", "What", "Opened", "At the end"), rows));
    }
  }

  private List<Cell> row(Line line) {
    Incident incident = line.incident();
    return List.of(
        ReportWords.severity(incident.severity()),
        new Cell.Name(line.about()),
        new Cell.Text(incident.message() + " (`" + incident.code() + "`)"),
        new Cell.Text(words.time(incident.openedAt())),
        new Cell.Text(openUntil(incident)));
  }
}
