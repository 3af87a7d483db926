package dev.plumbline.rest.period;

import static dev.plumbline.faces.Twins.LOCAL;
import static dev.plumbline.faces.Twins.LOCAL_TO_STAGING;
import static dev.plumbline.faces.Twins.PRODUCTION;
import static dev.plumbline.faces.Twins.STAGING;
import static dev.plumbline.faces.Twins.STAGING_TO_PRODUCTION;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.drift.ComparisonName;
import dev.plumbline.faces.Api;
import dev.plumbline.faces.Api.Answer;
import dev.plumbline.faces.FacesProfile;
import dev.plumbline.faces.SettableClock;
import dev.plumbline.finding.FindingId;
import dev.plumbline.finding.FindingKind;
import dev.plumbline.report.Reports;
import dev.plumbline.severity.Severity;
import dev.plumbline.store.Part;
import dev.plumbline.store.history.EpisodeCount;
import dev.plumbline.store.history.PastFinding;
import dev.plumbline.store.history.Span;
import dev.plumbline.store.history.StateChange;
import dev.plumbline.testkit.InMemoryReportStore;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@TestProfile(FacesProfile.class)
class ReportsRestTest {
  private static final String REPORTS = "/api/v1/reports";

  private final InMemoryReportStore store;
  private final Reports reports;
  private final SettableClock clock;

  @TestHTTPResource("/")
  String url = "";

  private Api viewer = Api.at("");
  private Api operator = Api.at("");
  private Instant now = Instant.EPOCH;

  @Inject
  ReportsRestTest(InMemoryReportStore store, Reports reports, SettableClock clock) {
    this.store = store;
    this.reports = reports;
    this.clock = clock;
  }

  @BeforeEach
  void begin() {
    clock.advance(Duration.ofHours(1));
    now = clock.instant();
    Span hour = new Span(now.minus(Duration.ofHours(1)), now);
    Stream.of(LOCAL, STAGING, PRODUCTION).forEach(id -> store.polled(id, !id.equals(LOCAL), hour));
    store.record(
        now, List.of(state(LOCAL_TO_STAGING, "drifted"), state(STAGING_TO_PRODUCTION, "in_sync")));
    viewer = Api.at(url).as("viewer");
    operator = Api.at(url).as("operator").with("Content-Type", "application/json");
  }

  @Test
  void requestedReportIsMadeStoredAndListed() {
    Answer made = operator.send("POST", REPORTS, span(hours(-1), now.toString()));
    String path = made.header("Location");
    Answer read = viewer.get(path);

    assertThat(made.status()).isEqualTo(201);
    assertThat(path)
        .isEqualTo(
            REPORTS + "/" + made.json().get("id").toString().replaceAll("\\D+(\\d+).*", "$1"));
    assertThat(read.status()).isEqualTo(200);
    assertThat(read.header("Content-Type")).startsWith("application/json");
    assertThat(read.text("trigger")).isEqualTo("request");
    assertThat(read.text("report", "span", "to")).isEqualTo(now.toString());
    assertThat(read.text("report", "timeZone")).isEqualTo("UTC");
    assertThat(viewer.get(path).body()).isEqualTo(read.body());
    assertThat(viewer.get(path.replace("reports/", "reports/0")).status())
        .as("a report has one address")
        .isEqualTo(404);
    Answer listed = viewer.get(REPORTS + "?limit=1");
    assertThat(listed.texts("items", "to")).containsExactly(now.toString());
  }

  @Test
  void formIsTheOneThatIsAccepted() {
    String path =
        operator.send("POST", REPORTS, span(hours(-1), now.toString())).header("Location");

    Answer html = viewer.with("Accept", "text/html").get(path);
    Answer markdown = viewer.with("Accept", "text/markdown").get(path);

    assertThat(html.header("Content-Type")).isEqualTo("text/html;charset=UTF-8");
    assertThat(html.header("Content-Security-Policy")).contains("default-src 'none'");
    assertThat(html.body()).startsWith("<!DOCTYPE html>").contains("What to do next");
    assertThat(markdown.header("Content-Type")).isEqualTo("text/markdown;charset=UTF-8");
    assertThat(markdown.body()).startsWith("# Report: ").contains("## What to do next");
    assertThat(viewer.with("Accept", "image/png").get(path).status()).isEqualTo(406);
  }

  @Test
  void restrictedTokenSeesOnlyItsEnvironments() {
    store.found(
        new EpisodeCount(
            PRODUCTION,
            Optional.empty(),
            Optional.of(STAGING),
            FindingKind.IDENTITY,
            Severity.HIGH,
            now.minusSeconds(60),
            Optional.empty(),
            Optional.empty(),
            1),
        finding("a secret of both"));
    String path =
        operator.send("POST", REPORTS, span(hours(-1), now.toString())).header("Location");

    Answer all = viewer.get(path);
    for (String type : List.of("application/json", "text/html", "text/markdown")) {
      String seen = Api.at(url).as("production-only").with("Accept", type).get(path).body();
      assertThat(seen)
          .contains("production")
          .doesNotContain("staging", "local", "a secret of both");
    }
    assertThat(all.body()).contains("a secret of both", "local-to-staging");
    assertThat(Api.at(url).as("production-only").get(REPORTS).status()).isEqualTo(200);
  }

  @Test
  void reportsByScheduleAreListedAsSuch() {
    clock.advance(Duration.ofDays(7));
    reports.makeDue();

    assertThat(viewer.get(REPORTS + "?limit=500").texts("items", "trigger")).contains("schedule");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "-                    | -                    | from | is missing",
        "2029-12-31T00:00:00Z | -                    | to   | is missing",
        "2029-12-31           | 2039-01-01           | to   | is in the future",
        "2030-01-01T12:30:00Z | 2030-01-01T12:20:00Z | from | is not before",
        "2030-01-01T12:30:00Z | 2030-01-01T12:30:00Z | from | is not before",
        "2028-12-30           | 2030-01-01T12:30:00Z | from | is more than 366 days before",
        "2029-01-01           | 2029-12-31           | to   | nothing of this span is stored",
        "-99999-01-01         | 2030-01-01T12:30:00Z | from | is not a point in time",
        "0000-01-01           | 2030-01-01T12:30:00Z | from | is out of range",
        "2029-12-31           | +99999-01-01T00:00Z  | to   | is out of range",
        "yesterday            | 2030-01-01T12:30:00Z | from | is not a point in time",
      })
  void wrongSpanIsExplained(String from, String to, String field, String message) {
    Answer answer = operator.send("POST", REPORTS, span(from, to));

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.list("errors"))
        .anySatisfy(
            error -> {
              assertThat(error.get("field").textOr("")).isEqualTo(field);
              assertThat(error.get("message").textOr("")).contains(message);
            });
  }

  @Test
  void otherWrongRequestsAreRefused() {
    assertThat(operator.send("POST", REPORTS, "{\"form\": 1}").status()).isEqualTo(400);
    assertThat(operator.send("POST", REPORTS, "[]").status()).isEqualTo(400);
    assertThat(viewer.send("POST", REPORTS, "{}").status()).isEqualTo(403);
    assertThat(viewer.get(REPORTS + "?cursor=x").status()).isEqualTo(400);
    for (String id : List.of("0", "999", "-1", "x", "99999999999999999999", "1e3")) {
      assertThat(viewer.get(REPORTS + "/" + id).status()).as(id).isEqualTo(404);
    }
  }

  private String hours(int hours) {
    return now.plus(Duration.ofHours(hours)).toString();
  }

  private static String span(String from, String to) {
    return "{\"from\": %s, \"to\": %s}".formatted(quoted(from), quoted(to));
  }

  private static String quoted(String text) {
    return text == null ? "null" : "\"" + text + "\"";
  }

  private StateChange state(ComparisonName comparison, String state) {
    return new StateChange(Part.of(comparison), now, state, Optional.empty(), List.of());
  }

  private PastFinding finding(String message) {
    return new PastFinding(
        new FindingId("a".repeat(32)),
        PRODUCTION,
        Optional.empty(),
        Optional.of(STAGING),
        FindingKind.IDENTITY,
        "same_project",
        Severity.HIGH,
        "",
        "",
        message,
        now.minusSeconds(60),
        Optional.empty(),
        false);
  }
}
