package dev.plumbline.report.page;

import dev.plumbline.report.layout.PageOutline.Block;
import dev.plumbline.report.layout.PageOutline.Cell;
import dev.plumbline.report.part.Availability;
import dev.plumbline.report.part.EnvironmentPart;
import dev.plumbline.report.part.PeriodReport;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** How long each environment could be read. */
final class AvailabilitySection {
  private AvailabilitySection() {}

  static List<Block> of(PeriodReport report, ReportWords words) {
    List<Block> blocks = new ArrayList<>();
    blocks.add(new Block.Heading("Availability"));
    blocks.add(
        new Block.Table(
            List.of("Environment", "Available", "Observed", "Outages", "Longest outages", "Trend"),
            report.environments().stream().map(part -> row(part, report, words)).toList()));
    blocks.add(
        new Block.Note(
            "Available is the share of the observed time in which the last poll had read every"
                + " configured source. Observed is the share of the span in which there was a poll"
                + " that was not too old: no more than three intervals. Nobody knows how it was at"
                + " other times, such as while Plumbline did not run or the environment was"
                + " paused. What lies between two polls is counted as the earlier one ended."));
    return blocks;
  }

  private static List<Cell> row(EnvironmentPart part, PeriodReport report, ReportWords words) {
    Availability availability = part.availability();
    return List.of(
        new Cell.Name(part.name()),
        new Cell.Figure(ReportWords.percent(availability.availablePercent())),
        new Cell.Figure(ReportWords.share(availability.observedSeconds(), report.span())),
        new Cell.Figure(Long.toString(availability.outages())),
        new Cell.Text(
            availability.longestOutages().isEmpty()
                ? "–"
                : availability.longestOutages().stream()
                    .map(
                        outage ->
                            words.time(outage.from())
                                + " for "
                                + ReportWords.duration(outage.length()))
                    .collect(Collectors.joining("; "))),
        ReportWords.bars(availability.percent()));
  }
}
