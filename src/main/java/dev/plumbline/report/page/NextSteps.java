package dev.plumbline.report.page;

import dev.plumbline.report.layout.PageOutline.Block;
import dev.plumbline.report.part.ComparisonPart;
import dev.plumbline.report.part.ComparisonPart.RuleLine;
import dev.plumbline.report.part.EnvironmentPart;
import dev.plumbline.report.part.IncidentsPart;
import dev.plumbline.report.part.PeriodReport;
import dev.plumbline.report.part.PlansPart;
import dev.plumbline.report.part.PlansPart.WaitingPlan;
import dev.plumbline.report.part.RunsPart;
import dev.plumbline.report.part.RunsPart.EndedRun;
import dev.plumbline.store.history.Span;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/** What to do next, the most urgent first: what is not known, then what is grave, then the rest. */
final class NextSteps {
  private static final double LEAST_AVAILABLE = 99;

  private final PeriodReport report;
  private final ReportWords words;
  private final List<String> steps = new ArrayList<>();

  private NextSteps(PeriodReport report) {
    this.report = report;
    this.words = new ReportWords(ZoneId.of(report.timeZone()));
  }

  /** One sentence or two each. */
  static List<String> of(PeriodReport report) {
    return new NextSteps(report).steps();
  }

  /** The same without the spaces that only a page needs. */
  static List<String> plain(PeriodReport report) {
    return of(report).stream().map(step -> step.replace('\u00a0', ' ')).toList();
  }

  static List<Block> blocks(PeriodReport report) {
    List<String> steps = of(report);
    return List.of(
        new Block.Heading("What to do next"),
        steps.isEmpty()
            ? new Block.Paragraph("Nothing: everything was read, and nothing is open.")
            : new Block.Items(true, steps));
  }

  private List<String> steps() {
    if (!report.silent().isEmpty()) {
      steps.add(
          "Find out why Plumbline did not record anything from "
              + words.span(report.silent().getFirst())
              + (report.silent().size() > 1
                  ? ", and at " + (report.silent().size() - 1) + " other times"
                  : "")
              + ".");
    }
    report.runs().forEach(part -> part.ended().forEach(run -> unverified(part, run)));
    report.environments().forEach(this::unreadable);
    report.comparisons().forEach(this::unknown);
    report.environments().forEach(this::records);
    report.incidents().forEach(this::grave);
    report.plans().forEach(part -> part.waiting().forEach(plan -> waiting(part, plan)));
    report.environments().forEach(this::unavailable);
    report.incidents().forEach(this::others);
    report.comparisons().forEach(part -> part.rules().forEach(rule -> rule(part, rule)));
    return steps;
  }

  private void unverified(RunsPart part, EndedRun run) {
    if (run.result().equals("unverified")) {
      steps.add(
          "Read the report of run `"
              + run.run()
              + "`, which changed `"
              + part.target()
              + "` and is not verified, and correct what it names.");
    }
  }

  private void unreadable(EnvironmentPart part) {
    switch (part.availability().state()) {
      case "unavailable" ->
          steps.add(
              "Make `"
                  + part.name()
                  + "` readable again"
                  + part.availability().longestOutages().stream()
                      .filter(outage -> outage.to().equals(report.span().to()))
                      .map(Span::from)
                      .findFirst()
                      .map(from -> ": it has not been read since " + words.time(from))
                      .orElse("")
                  + ".");
      case "unknown" ->
          steps.add(
              "Find out why `"
                  + part.name()
                  + "` was not polled at the end. It may be paused, or Plumbline did not run.");
      default -> {}
    }
  }

  private void unknown(ComparisonPart part) {
    if (part.state().equals("unknown")) {
      steps.add(
          "Find out whether `"
              + part.target()
              + "` differs from `"
              + part.source()
              + "`: "
              + part.reason().orElse("nobody knows")
              + ".");
    }
  }

  private void records(EnvironmentPart part) {
    part.records()
        .filter(records -> records.state().equals("unknown"))
        .ifPresent(
            records ->
                steps.add(
                    "Find out whether the records of `"
                        + part.name()
                        + "` are sound: "
                        + records.reason().orElse("nobody knows")
                        + "."));
  }

  private void grave(IncidentsPart part) {
    long grave = part.open().grave();
    if (grave > 0) {
      steps.add(
          "Resolve or acknowledge "
              + ReportWords.counted(grave, "finding")
              + " of severity critical or high of `"
              + part.about()
              + "`."
              + oldest(part));
    }
  }

  private void waiting(PlansPart part, WaitingPlan plan) {
    steps.add(
        "Approve or reject the plan of `"
            + part.comparison()
            + "`, which has been waiting since "
            + words.time(plan.since())
            + plan.severity().map(severity -> " (gravest hazard: " + severity + ")").orElse("")
            + ".");
  }

  private void others(IncidentsPart part) {
    long others = part.open().total() - part.open().grave();
    if (others > 0) {
      steps.add(
          "Review "
              + ReportWords.counted(others, "finding")
              + " of severity medium or below of `"
              + part.about()
              + "`.");
    }
  }

  private String oldest(IncidentsPart part) {
    return part.oldestOpenedAt()
        .map(at -> " The oldest has been open since " + words.time(at) + ".")
        .orElse("");
  }

  private void unavailable(EnvironmentPart part) {
    double percent = part.availability().availablePercent().orElse(100.0);
    if (percent < LEAST_AVAILABLE) {
      steps.add(
          "Find out why `"
              + part.name()
              + "` was available for only "
              + ReportWords.percent(percent)
              + " of the observed time ("
              + ReportWords.counted(part.availability().outages(), "outage")
              + ").");
    }
  }

  private void rule(ComparisonPart part, RuleLine rule) {
    String name = "the ignore rule `" + rule.rule() + "` of `" + part.name() + "`";
    steps.add(
        switch (rule.problem()) {
          case "expired" -> "Remove " + name + ", or give it a later `until`: it has expired.";
          case "unused" -> "Remove " + name + ": it matches nothing.";
          default -> "Decide whether " + name + " is still needed: it expires soon.";
        });
  }
}
