package dev.plumbline.report.page;

import dev.plumbline.report.Reports.Served;
import dev.plumbline.report.layout.PageOutline;
import dev.plumbline.report.layout.PageOutline.Block;
import dev.plumbline.report.layout.PageOutline.Tile;
import dev.plumbline.report.layout.PageOutline.Tone;
import dev.plumbline.report.part.Counts;
import dev.plumbline.report.part.EnvironmentPart;
import dev.plumbline.report.part.IncidentsPart;
import dev.plumbline.report.part.PeriodReport;
import dev.plumbline.report.part.RecordsPart;
import dev.plumbline.store.history.ReportStore.Listed;
import dev.plumbline.store.history.ReportStore.Trigger;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A report as a page: first what changed, last what to do. */
public final class ReportPage {
  private ReportPage() {}

  public static PageOutline of(Served served) {
    Listed listed = served.listed();
    PeriodReport report = served.report();
    ReportWords words = new ReportWords(ZoneId.of(report.timeZone()));
    List<Block> blocks = new ArrayList<>();
    warnings(report, words, blocks);
    blocks.add(tiles(report));
    blocks.addAll(ChangesSection.of(report, words));
    blocks.addAll(MatrixSection.of(report));
    blocks.addAll(IncidentsSection.of(report, words));
    blocks.addAll(PlansSection.of(report, words));
    blocks.addAll(RunsSection.of(report, words));
    blocks.addAll(RunsSection.backups(report, words));
    blocks.addAll(RecordsSection.of(report, words));
    blocks.addAll(AvailabilitySection.of(report, words));
    blocks.addAll(RulesSection.of(report, words));
    blocks.addAll(NextSteps.blocks(report));
    return new PageOutline(
        (listed.trigger() == Trigger.SCHEDULE ? "Weekly report: " : "Report: ")
            + words.date(report.span().from())
            + " to "
            + words.date(report.span().to()),
        "From "
            + words.time(report.span().from())
            + " to "
            + words.time(report.span().to())
            + ", "
            + report.timeZone()
            + ". Report number "
            + listed.id()
            + ", made at "
            + words.time(listed.madeAt())
            + ".",
        blocks);
  }

  private static void warnings(PeriodReport report, ReportWords words, List<Block> blocks) {
    report
        .storedSince()
        .ifPresent(
            since ->
                blocks.add(
                    new Block.Warning(
                        "Of the time before "
                            + words.time(since)
                            + " nothing is stored. The numbers are of the time after it.")));
    if (!report.silent().isEmpty()) {
      long seconds = report.silent().stream().mapToLong(span -> span.length().toSeconds()).sum();
      blocks.add(
          new Block.Warning(
              "Plumbline was not running for "
                  + ReportWords.seconds(seconds)
                  + " of this span, or could not record anything. Nobody knows what happened in"
                  + " that time."));
      blocks.add(
          new Block.Items(false, report.silent().stream().limit(10).map(words::span).toList()));
    }
  }

  private static Block tiles(PeriodReport report) {
    long inSync = count(report, "in_sync");
    long unknown = count(report, "unknown");
    long comparisons = report.comparisons().size();
    Counts open = ChangesSection.sum(report.incidents().stream().map(IncidentsPart::open).toList());
    long rows =
        report.environments().stream()
            .flatMap(part -> part.records().stream())
            .mapToLong(RecordsPart::rows)
            .sum();
    boolean isUnknown =
        unknown > 0
            || report.environments().stream()
                .flatMap(part -> part.records().stream())
                .anyMatch(records -> records.state().equals("unknown"));
    Tone nothing = isUnknown ? Tone.UNKNOWN : Tone.GOOD;
    Optional<Double> least =
        report.environments().stream()
            .map(EnvironmentPart::availability)
            .flatMap(availability -> availability.availablePercent().stream())
            .min(Double::compare);
    return new Block.Tiles(
        List.of(
            new Tile(
                "comparisons in sync",
                inSync + " of " + comparisons,
                inSync == comparisons ? Tone.GOOD : unknown > 0 ? Tone.UNKNOWN : Tone.BAD),
            new Tile(
                "findings open",
                Long.toString(open.total()),
                open.grave() > 0 ? Tone.BAD : open.total() > 0 ? Tone.UNKNOWN : nothing),
            new Tile("rows that break a check", Long.toString(rows), rows > 0 ? Tone.BAD : nothing),
            new Tile(
                "lowest availability",
                ReportWords.percent(least),
                least.map(percent -> percent < 99.5 ? Tone.BAD : Tone.GOOD).orElse(Tone.UNKNOWN))));
  }

  private static long count(PeriodReport report, String state) {
    return report.comparisons().stream().filter(part -> part.state().equals(state)).count();
  }
}
