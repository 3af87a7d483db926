package dev.plumbline.rest.report;

import static java.util.stream.Collectors.joining;

import dev.plumbline.http.report.Age;
import dev.plumbline.http.report.Report;
import dev.plumbline.http.report.Report.Detail;
import dev.plumbline.http.report.Report.Item;
import dev.plumbline.http.report.Report.Section;
import dev.plumbline.reading.Reason;
import dev.plumbline.rest.wire.integrity.CatalogView.HarmlessView;
import dev.plumbline.rest.wire.integrity.CatalogView.MismatchView;
import dev.plumbline.rest.wire.integrity.CheckView;
import dev.plumbline.rest.wire.integrity.IntegrityView;
import dev.plumbline.rest.wire.integrity.ItemsView;
import dev.plumbline.rest.wire.integrity.ScanView;
import dev.plumbline.severity.Severity;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** What is wrong below the API of one environment, for people. */
public final class IntegrityReport {
  private static final String NOT_CONFIGURED = Reason.NOT_CONFIGURED.label();

  /** More of them nobody reads in one line; {@code samples} has them all. */
  private static final int MOST_KEYS = 20;

  private IntegrityReport() {}

  /**
   * @param now how old what it says is counted from
   */
  public static Report of(IntegrityView view, Instant now) {
    List<Section> sections = new ArrayList<>();
    List<CheckView> violated = with(view, "violated");
    for (Severity severity : Severity.values()) {
      add(
          sections,
          "Records, severity " + severity.label(),
          violated.stream()
              .filter(check -> check.severity().equals(severity.label()))
              .map(check -> violated(check, now)));
    }
    add(sections, "Checks that could not run", missed(view).stream().map(IntegrityReport::unknown));
    add(
        sections,
        "Checks that are not configured",
        notConfigured(view).stream().map(IntegrityReport::unknown));
    add(sections, "Metadata and catalog disagree", mismatches(view));
    add(
        sections,
        "Objects of other tools",
        Optional.ofNullable(view.catalog().harmless()).stream()
            .flatMap(List::stream)
            .map(IntegrityReport::harmless));
    add(sections, "Items", view.items().stream().map(IntegrityReport::items));
    return new Report(
        view.environment() + ": records and catalog", view.state(), summary(view, now), sections);
  }

  private static String summary(IntegrityView view, Instant now) {
    long violated = with(view, "violated").size();
    long unknown = missed(view).size();
    long notConfigured = notConfigured(view).size();
    String summary =
        switch (view.state()) {
          case "clean" -> "All configured checks ran, and no record breaks a rule";
          case "violated" -> "Records break " + violated + " of " + view.checks().size() + " rules";
          default -> "Unknown: " + view.reason();
        };
    String blind =
        unknown > 0 && view.state().equals("violated")
            ? ", and " + unknown + " could not be checked"
            : "";
    String without =
        notConfigured > 0
            ? "; "
                + notConfigured
                + (notConfigured == 1 ? " check is" : " checks are")
                + " not configured"
            : "";
    String asOf =
        Optional.ofNullable(view.lastCompleteAt())
            .map(at -> ". The last complete scan ended at " + Age.of(at, now))
            .orElse("");
    String catalog = view.catalog().read() ? "" : " The catalog has not been read.";
    return summary + blind + without + asOf + "." + running(view) + catalog;
  }

  private static String running(IntegrityView view) {
    return Optional.ofNullable(view.lastScan())
        .filter(scan -> scan.state().equals("running"))
        .map(ScanView::progress)
        .map(
            progress -> " A scan is running, " + Math.round(100 * progress.fraction()) + " % done.")
        .orElse("");
  }

  private static List<CheckView> with(IntegrityView view, String outcome) {
    return view.checks().stream().filter(check -> check.outcome().equals(outcome)).toList();
  }

  private static List<CheckView> missed(IntegrityView view) {
    return with(view, "unknown").stream().filter(check -> !isNotConfigured(check)).toList();
  }

  private static List<CheckView> notConfigured(IntegrityView view) {
    return with(view, "unknown").stream().filter(IntegrityReport::isNotConfigured).toList();
  }

  private static boolean isNotConfigured(CheckView check) {
    return NOT_CONFIGURED.equals(check.reason());
  }

  private static Item unknown(CheckView check) {
    return item(
        check.code(),
        subject(check),
        Optional.ofNullable(check.reason()).orElse("")
            + ", "
            + Optional.ofNullable(check.detail()).orElse(""));
  }

  private static void add(List<Section> sections, String heading, Stream<Item> items) {
    List<Item> list = items.toList();
    if (!list.isEmpty()) {
      sections.add(new Section(heading, list));
    }
  }

  private static Item violated(CheckView check, Instant now) {
    List<Detail> details = new ArrayList<>();
    List<List<String>> samples = Objects.requireNonNullElse(check.samples(), List.of());
    if (!samples.isEmpty()) {
      details.add(
          new Detail.Line(
              "keys",
              samples.stream()
                      .limit(MOST_KEYS)
                      .map(key -> String.join(", ", key))
                      .collect(joining(" · "))
                  + (samples.size() > MOST_KEYS
                      ? " · and " + (samples.size() - MOST_KEYS) + " more"
                      : "")));
    }
    Optional.ofNullable(check.sql()).ifPresent(sql -> details.add(new Detail.Block("SQL", sql)));
    String since =
        Optional.ofNullable(check.firstSeenAt())
            .map(at -> "; first seen at " + Age.of(at, now))
            .orElse("");
    String message =
        check.message()
            + ". Checked at "
            + Age.of(check.checkedAt(), now)
            + (check.unchanged() ? ", unchanged until " + Age.of(check.confirmedAt(), now) : "")
            + since
            + "."
            + Optional.ofNullable(check.note()).map(note -> " " + note).orElse("");
    return new Item(check.code(), about(check), message, details);
  }

  /** Nothing if the sentence names it already. */
  private static List<String> about(CheckView check) {
    String message = Objects.requireNonNullElse(check.message(), "");
    String field = check.subject().field();
    boolean isSaid =
        message.contains("`" + subject(check) + "`")
            || (message.contains("`" + check.subject().collection() + "`")
                && (field == null || message.contains("`" + field + "`")));
    return isSaid ? List.of() : List.of(subject(check));
  }

  private static String subject(CheckView check) {
    String field = check.subject().field();
    return check.subject().collection() + (field == null ? "" : "." + field);
  }

  private static Stream<Item> mismatches(IntegrityView view) {
    return Optional.ofNullable(view.catalog().mismatches()).stream()
        .flatMap(List::stream)
        .map(IntegrityReport::mismatch);
  }

  private static Item mismatch(MismatchView mismatch) {
    String path = mismatch.path().isEmpty() ? "" : " " + mismatch.path();
    String message = mismatch.severity() + ": " + mismatch.message();
    return mismatch.message().contains("`" + mismatch.subject() + "`")
        ? new Item(mismatch.code() + path, List.of(), message, List.of())
        : item(mismatch.code(), mismatch.subject() + path, message);
  }

  private static Item harmless(HarmlessView harmless) {
    return item("", harmless.kind() + " " + harmless.name(), harmless.why());
  }

  private static Item items(ItemsView items) {
    String elsewhere =
        items.elsewhere().entrySet().stream()
            .map(
                other ->
                    "; "
                        + about(other.getValue().method(), other.getValue().count())
                        + " in "
                        + other.getKey())
            .collect(joining());
    return item("", items.collection(), about(items.method(), items.count()) + elsewhere);
  }

  private static String about(String method, long count) {
    return (method.equals("estimated") ? "about " : "") + count;
  }

  private static Item item(String code, String about, String message) {
    return new Item(code, List.of(about), message, List.of());
  }
}
