package dev.plumbline.report.page;

import dev.plumbline.report.layout.PageOutline.Block;
import dev.plumbline.report.part.ComparisonPart;
import dev.plumbline.report.part.Counts;
import dev.plumbline.report.part.EnvironmentPart;
import dev.plumbline.report.part.IncidentsPart;
import dev.plumbline.report.part.PeriodReport;
import dev.plumbline.report.part.RecordsPart;
import java.util.ArrayList;
import java.util.List;

/** What changed since the report before. */
final class ChangesSection {
  /** Less is noise. */
  private static final double PERCENT_THAT_MATTERS = 0.1;

  private final PeriodReport report;
  private final ReportWords words;
  private final List<String> items = new ArrayList<>();

  private ChangesSection(PeriodReport report, ReportWords words) {
    this.report = report;
    this.words = words;
  }

  static List<Block> of(PeriodReport report, ReportWords words) {
    return new ChangesSection(report, words).blocks();
  }

  private List<Block> blocks() {
    List<Block> blocks = new ArrayList<>();
    blocks.add(new Block.Heading("What changed since the last report"));
    report
        .previous()
        .ifPresentOrElse(
            previous -> {
              report.comparisons().forEach(this::compare);
              report.environments().forEach(this::compare);
              previous
                  .removed()
                  .forEach(name -> items.add("`" + name + "` is no longer configured."));
              blocks.add(
                  new Block.Paragraph(
                      "The last report is number "
                          + previous.id()
                          + ", whose span ended on "
                          + words.time(previous.span().to())
                          + "."
                          + (items.isEmpty()
                              ? " No state of a comparison or environment differs from it."
                              : "")));
            },
            () -> blocks.add(new Block.Paragraph("This is the first report.")));
    findings();
    blocks.add(new Block.Items(false, items));
    return blocks;
  }

  private void compare(ComparisonPart part) {
    String name = "`" + part.name() + "`";
    if (part.before().isEmpty()) {
      items.add(name + " is new: " + ReportWords.state(part.state()) + ".");
      return;
    }
    ComparisonPart.Before before = part.before().get();
    if (!before.state().equals(part.state())) {
      items.add(
          name
              + " is "
              + ReportWords.state(part.state())
              + (part.state().equals("drifted")
                  ? " (" + ReportWords.counted(part.changes().total(), "change") + ")"
                  : "")
              + "; it was "
              + ReportWords.state(before.state())
              + ".");
    } else if (before.changes() != part.changes().total()) {
      items.add(
          name
              + " has "
              + ReportWords.counted(part.changes().total(), "change")
              + "; it had "
              + before.changes()
              + ".");
    }
  }

  private void compare(EnvironmentPart part) {
    String name = "`" + part.name() + "`";
    if (part.before().isEmpty()) {
      items.add(name + " is new.");
      return;
    }
    EnvironmentPart.Before before = part.before().get();
    String state = part.records().map(RecordsPart::state).orElse("not read");
    String stateBefore = before.records().orElse("not read");
    long rows = part.records().map(RecordsPart::rows).orElse(0L);
    if (!state.equals(stateBefore)) {
      items.add("The records of " + name + " are " + state + "; they were " + stateBefore + ".");
    }
    if (rows != before.rows()) {
      items.add(
          ReportWords.counted(rows, "row")
              + " of "
              + name
              + (rows == 1 ? " breaks" : " break")
              + " a check; there were "
              + before.rows()
              + ".");
    }
    availability(name, part, before);
  }

  private void availability(String name, EnvironmentPart part, EnvironmentPart.Before before) {
    double now = part.availability().availablePercent().orElse(-1.0);
    double then = before.availablePercent().orElse(-1.0);
    if (Math.abs(now - then) >= PERCENT_THAT_MATTERS) {
      items.add(
          name
              + " was available for "
              + ReportWords.percent(part.availability().availablePercent())
              + " of the time; before: "
              + ReportWords.percent(before.availablePercent())
              + ".");
    }
  }

  private void findings() {
    Counts opened = sum(report.incidents().stream().map(IncidentsPart::opened).toList());
    Counts resolved = sum(report.incidents().stream().map(IncidentsPart::resolved).toList());
    Counts open = sum(report.incidents().stream().map(IncidentsPart::open).toList());
    long before = report.incidents().stream().mapToLong(IncidentsPart::openBefore).sum();
    items.add(
        "Findings: "
            + ReportWords.detailed(opened)
            + " opened, "
            + ReportWords.detailed(resolved)
            + " resolved. "
            + ReportWords.detailed(open)
            + (open.total() == 1 ? " is" : " are")
            + " open at the end; at the beginning there "
            + (before == 1 ? "was " : "were ")
            + before
            + ".");
  }

  static Counts sum(List<Counts> all) {
    return all.stream().reduce(Counts.NONE, Counts::plus);
  }
}
