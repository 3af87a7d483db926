package dev.plumbline.http.report;

import static java.util.stream.Collectors.joining;

import dev.plumbline.drift.Comparison;
import dev.plumbline.drift.Drift.RuleRemark;
import dev.plumbline.drift.DriftCounts;
import dev.plumbline.drift.DriftParts;
import dev.plumbline.drift.VerdictSummary;
import dev.plumbline.drift.change.Change;
import dev.plumbline.drift.change.Subject;
import dev.plumbline.http.report.Report.Detail;
import dev.plumbline.http.report.Report.Item;
import dev.plumbline.http.report.Report.Section;
import dev.plumbline.json.CanonicalJson;
import dev.plumbline.json.JsonValue;
import dev.plumbline.monitor.overview.ComparisonOverview;
import dev.plumbline.monitor.overview.ComparisonReport;
import dev.plumbline.severity.Severity;
import dev.plumbline.store.state.ComparisonStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** How two environments differ, for people. */
public final class DriftReport {
  private static final int LONGEST_VALUE = 300;

  private DriftReport() {}

  /** Without a proposal. */
  public static Report of(ComparisonReport report, Instant now) {
    return of(report, now, Optional.empty());
  }

  /**
   * @param now how old what it says is counted from
   * @param proposal the command that proposes a plan; it is shown only if something differs
   */
  public static Report of(ComparisonReport report, Instant now, Optional<String> proposal) {
    ComparisonOverview overview = report.overview();
    List<Section> sections = new ArrayList<>();
    report.drift().ifPresent(drift -> sections(drift, sections));
    proposal
        .filter(ignored -> overview.verdict().counts().filter(c -> c.total() > 0).isPresent())
        .ifPresent(command -> sections.add(proposal(overview.comparison(), command)));
    return new Report(
        overview.comparison().name()
            + ": "
            + overview.comparison().source()
            + " → "
            + overview.comparison().target(),
        overview.verdict().state().label(),
        summary(overview, now),
        sections);
  }

  private static String summary(ComparisonOverview overview, Instant now) {
    String target = overview.comparison().target().name();
    String source = overview.comparison().source().name();
    String at =
        overview
            .last()
            .map(ComparisonStatus::comparedAt)
            .map(time -> ", as of " + Age.of(time, now))
            .orElse("");
    return switch (overview.verdict()) {
      case VerdictSummary.Known(DriftCounts drift) when drift.total() == 0 ->
          target
              + " is in sync with "
              + source
              + at
              + (drift.ignored() == 0
                  ? "."
                  : ", except for " + drift.ignored() + " ignored differences.")
              + depth(drift);
      case VerdictSummary.Known(DriftCounts drift) ->
          "%s differs from %s in %d %s (%s)%s."
                  .formatted(
                      target,
                      source,
                      drift.total(),
                      drift.total() == 1 ? "way" : "ways",
                      counts(drift),
                      at)
              + depth(drift);
      case VerdictSummary.Unknown(String reason) -> "Unknown: " + reason;
    };
  }

  /** The gravest first: {@code 1 critical, 2 low}. */
  private static String counts(DriftCounts drift) {
    return Stream.of(Severity.values())
        .filter(severity -> drift.of(severity) > 0)
        .map(severity -> drift.of(severity) + " " + severity.label())
        .collect(joining(", "));
  }

  private static String depth(DriftCounts drift) {
    return drift.catalogCompared()
        ? ""
        : " Only the contents of Directus snapshots were compared: to compare indexes,"
            + " constraints, triggers and so on, configure the database of both"
            + " environments.";
  }

  private static void sections(DriftParts drift, List<Section> sections) {
    // One pass: a stored drift is unpacked anew each time that it is read.
    Map<Severity, List<Item>> changes = new EnumMap<>(Severity.class);
    for (Change change : drift.changes()) {
      changes.computeIfAbsent(change.severity(), s -> new ArrayList<>()).add(item(change));
    }
    changes.forEach(
        (severity, items) -> sections.add(new Section("Severity " + severity.label(), items)));
    add(
        sections,
        "Possible renames",
        stream(drift.renames())
            .map(
                rename ->
                    new Item(
                        "",
                        List.of(text(rename.from()), text(rename.to())),
                        String.join("; ", rename.evidence()),
                        List.of())));
    add(
        sections,
        "Ignored",
        stream(drift.ignored())
            .map(
                ignored ->
                    new Item(
                        ignored.change().code().label(),
                        List.of(text(ignored.change().subject())),
                        ignored.rule().reason(),
                        List.of())));
    add(sections, "Ignore rules to review", stream(drift.remarks()).map(DriftReport::item));
  }

  private static Section proposal(Comparison comparison, String command) {
    return new Section(
        "Propose a plan",
        List.of(
            new Item(
                "",
                List.of(),
                "A plan says what would make `%s` like `%s`, and what that could hurt. It changes no"
                        .formatted(comparison.target(), comparison.source())
                    + " environment. The token needs the role `operator`.",
                List.of(new Detail.Block("command", command)))));
  }

  private static <T> Stream<T> stream(Iterable<T> items) {
    return StreamSupport.stream(items.spliterator(), false);
  }

  private static void add(List<Section> sections, String heading, Stream<Item> items) {
    List<Item> list = items.toList();
    if (!list.isEmpty()) {
      sections.add(new Section(heading, list));
    }
  }

  private static Item item(Change change) {
    String message = change.message();
    List<Detail> details = new ArrayList<>();
    if (change instanceof Change.Changed) {
      detail("target", change.before(), message, details);
      detail("source", change.after(), message, details);
    }
    String full =
        change
            .neverConverges()
            .map(
                why ->
                    message
                        + (message.endsWith(".") ? "" : ".")
                        + " Applying a schema never makes this change: "
                        + why)
            .orElse(message);
    List<String> about = about(change);
    // An ignore rule is written with the path, which not every sentence has.
    String code = change.code().label();
    boolean isPathLost = about.isEmpty() && !change.path().isEmpty();
    return new Item(isPathLost ? code + " " + change.path() : code, about, full, details);
  }

  /** Nothing if the sentence names it already. */
  private static List<String> about(Change change) {
    String subject = change.subject().text();
    if (subject.isEmpty() || change.message().contains("`" + subject + "`")) {
      return List.of();
    }
    return List.of(change.path().isEmpty() ? subject : subject + " " + change.path());
  }

  private static void detail(String side, JsonValue value, String message, List<Detail> details) {
    String text = value(value);
    if (!message.contains(text + " in the " + side)) {
      details.add(new Detail.Line(side, text));
    }
  }

  private static Item item(RuleRemark remark) {
    String message =
        switch (remark.problem()) {
          case EXPIRED -> "It expired and ignores nothing. Its reason was: ";
          case UNUSED -> "It matches no change. Its reason is: ";
        };
    return new Item(
        "", List.of(remark.rule().subject()), message + remark.rule().reason(), List.of());
  }

  private static String text(Subject subject) {
    return subject.text().isEmpty() ? "environment" : subject.text();
  }

  /** Short enough to be read; the JSON form has all of it. */
  private static String value(JsonValue value) {
    String json = CanonicalJson.write(value);
    return json.length() <= LONGEST_VALUE ? json : json.substring(0, LONGEST_VALUE) + "…";
  }
}
