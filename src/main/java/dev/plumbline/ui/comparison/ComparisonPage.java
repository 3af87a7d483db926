package dev.plumbline.ui.comparison;

import dev.plumbline.drift.Comparison;
import dev.plumbline.drift.DriftCounts;
import dev.plumbline.drift.DriftParts;
import dev.plumbline.monitor.overview.ComparisonOverview;
import dev.plumbline.monitor.overview.ComparisonReport;
import dev.plumbline.severity.Severity;
import dev.plumbline.store.state.ComparisonStatus;
import dev.plumbline.ui.form.PageLink;
import dev.plumbline.ui.sign.ComparisonSign;
import dev.plumbline.ui.sign.Sign;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What is shown of a comparison.
 *
 * @param state in one word
 * @param counts by severity, gravest first
 * @param why why it is unknown; else empty
 * @param catalogCompared whether what a snapshot does not contain was compared, too
 * @param total how many changes there are, whatever the filter
 * @param renames pairs that may be one renamed; never assumed
 * @param ignored what ignore rules cover
 * @param remarks ignore rules that have expired or match nothing
 * @param canBePlanned whether the target has all that a plan needs
 */
record ComparisonPage(
    String name,
    String source,
    String target,
    Sign state,
    List<Sign> counts,
    Optional<String> why,
    Optional<Instant> comparedAt,
    boolean catalogCompared,
    int total,
    ChangeFilter filter,
    ChangePage changes,
    List<Line> renames,
    List<Line> ignored,
    List<Line> remarks,
    boolean canBePlanned) {
  /** Of each list beside the changes. */
  private static final int MOST = 200;

  /** A thing and a sentence about it. */
  record Line(String subject, String text) {}

  static ComparisonPage of(
      ComparisonReport report, ChangeFilter filter, int from, boolean canBePlanned) {
    ComparisonOverview overview = report.overview();
    Comparison comparison = overview.comparison();
    Optional<DriftCounts> counts = overview.verdict().counts();
    Optional<DriftParts> drift = report.drift();
    List<Line> renames = new ArrayList<>();
    List<Line> ignored = new ArrayList<>();
    List<Line> remarks = new ArrayList<>();
    drift.ifPresent(parts -> lines(parts, renames, ignored, remarks));
    return new ComparisonPage(
        comparison.name().name(),
        comparison.source().name(),
        comparison.target().name(),
        ComparisonSign.of(overview.verdict()),
        counts.map(ComparisonSign::counts).orElse(List.of()),
        overview.verdict().whyUnknown(),
        overview.last().map(ComparisonStatus::comparedAt),
        counts.map(DriftCounts::catalogCompared).orElse(true),
        counts.map(DriftCounts::total).orElse(0),
        filter,
        ChangePage.of(drift.map(DriftParts::changes).orElse(List.of()), filter, from),
        renames,
        ignored,
        remarks,
        canBePlanned && counts.map(known -> known.atLeast(Severity.INFO) > 0).orElse(false));
  }

  private static void lines(
      DriftParts drift, List<Line> renames, List<Line> ignored, List<Line> remarks) {
    for (var rename : drift.renames()) {
      add(
          renames,
          rename.from().text() + " → " + rename.to().text(),
          String.join("; ", rename.evidence()));
    }
    for (var one : drift.ignored()) {
      add(ignored, one.change().subject().text() + " " + one.change().path(), one.rule().reason());
    }
    for (var remark : drift.remarks()) {
      add(
          remarks,
          remark.rule().subject(),
          switch (remark.problem()) {
                case EXPIRED -> "It expired and ignores nothing. Its reason was: ";
                case UNUSED -> "It matches no change. Its reason is: ";
              }
              + remark.rule().reason());
    }
  }

  private static void add(List<Line> lines, String subject, String text) {
    if (lines.size() < MOST) {
      lines.add(new Line(subject.isBlank() ? "environment" : subject.strip(), text));
    }
  }

  /** Where the page before begins, with the same filter; empty if this is the first. */
  public Optional<String> previous() {
    return changes.previous().map(this::link);
  }

  /** Likewise for the next page. */
  public Optional<String> next() {
    return changes.next().map(this::link);
  }

  private String link(int from) {
    return filter
        .addTo(new PageLink("/comparisons/" + name))
        .with("from", Integer.toString(from))
        .text();
  }
}
