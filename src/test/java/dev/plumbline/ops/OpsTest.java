package dev.plumbline.ops;

import static dev.plumbline.faces.Twins.LOCAL;
import static dev.plumbline.faces.Twins.LOCAL_TO_STAGING;
import static dev.plumbline.faces.Twins.PRODUCTION;
import static dev.plumbline.faces.Twins.STAGING;
import static dev.plumbline.faces.Twins.STAGING_TO_PRODUCTION;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.environment.Source;
import dev.plumbline.faces.Api;
import dev.plumbline.faces.Api.Answer;
import dev.plumbline.faces.FacesProfile;
import dev.plumbline.faces.FakeScanning;
import dev.plumbline.faces.Story;
import dev.plumbline.faces.Violations;
import dev.plumbline.finding.Finding;
import dev.plumbline.integrity.compile.field.FieldCheck;
import dev.plumbline.integrity.compile.relation.RelationCheck;
import dev.plumbline.json.CanonicalJson;
import dev.plumbline.json.JsonValue.JsonObject;
import dev.plumbline.mismatch.Disagreements;
import dev.plumbline.mismatch.Mismatch;
import dev.plumbline.mismatch.rules.metadata.MetadataMismatch;
import dev.plumbline.ops.gauge.Gauge;
import dev.plumbline.reading.Reason;
import dev.plumbline.scan.ScanListener;
import dev.plumbline.severity.Severity;
import dev.plumbline.store.state.CheckStatus;
import dev.plumbline.store.state.ItemCount;
import dev.plumbline.store.state.Poll;
import dev.plumbline.store.state.Scan;
import dev.plumbline.testkit.InMemoryFindingStore;
import dev.plumbline.watch.MonitorListener;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@TestProfile(FacesProfile.class)
class OpsTest {
  private static final Pattern SAMPLE =
      Pattern.compile("(?m)^(plumbline_\\w+)(?:\\{(.*)})? (\\S+)$");
  private static final Pattern ROW = Pattern.compile("\\| `(plumbline_\\w+)` \\| (.*?) \\|.*");

  private final Story story;
  private final InMemoryFindingStore findings;
  private final MonitorListener listener;
  private final FakeScanning scanning;
  private final ScanListener scans;

  @TestHTTPResource("/")
  String url = "";

  @TestHTTPResource(value = "/", management = true)
  String management = "";

  @Inject
  OpsTest(
      Story story,
      InMemoryFindingStore findings,
      MonitorListener listener,
      FakeScanning scanning,
      ScanListener scans) {
    this.story = story;
    this.findings = findings;
    this.listener = listener;
    this.scanning = scanning;
    this.scans = scans;
  }

  @BeforeEach
  void begin() {
    story.begin();
    scanning.forget();
  }

  @AfterEach
  void storeIsBack() {
    findings.away(false);
  }

  @Test
  void stateOfAComparisonIsOneOfThree() {
    story.compared(
        LOCAL_TO_STAGING, Story.added(Severity.HIGH, "a"), Story.added(Severity.LOW, "b"));
    story.compared(STAGING_TO_PRODUCTION);

    Map<String, Double> samples = scrape();

    assertState(samples, "local-to-staging", "drifted");
    assertState(samples, "staging-to-production", "in_sync");
    String changes = "plumbline_comparison_changes{comparison=\"local-to-staging\",kind=\"added\",";
    assertThat(samples)
        .containsEntry(changes + "severity=\"high\"}", 1.0)
        .containsEntry(changes + "severity=\"low\"}", 1.0)
        .containsEntry(changes + "severity=\"critical\"}", 0.0)
        .containsEntry(
            "plumbline_comparison_last_compared_timestamp_seconds"
                + "{comparison=\"local-to-staging\"}",
            (double) story.now().getEpochSecond());
  }

  @Test
  void whatWasComparedTooLongAgoIsUnknown() {
    story.compared(LOCAL_TO_STAGING);
    assertState(scrape(), "local-to-staging", "in_sync");
    story.begin();

    Map<String, Double> samples = scrape();

    assertState(samples, "local-to-staging", "unknown");
    assertThat(samples.keySet())
        .noneMatch(s -> s.startsWith("plumbline_comparison_changes{comparison=\"local-to-s"));
  }

  @Test
  void storeThatIsAwayMakesEverythingUnknown() {
    story.read(LOCAL, Story.snapshot("a"));
    story.compared(LOCAL_TO_STAGING);
    belowTheApi();
    assertThat(scrape())
        .containsEntry("plumbline_store_up", 1.0)
        .containsEntry(
            "plumbline_integrity_state{environment=\"production\",state=\"violated\"}", 1.0);
    findings.away(true);
    // What was read last may be reported for ten seconds; this is longer.
    story.begin();

    Map<String, Double> samples = scrape();

    assertThat(samples).containsEntry("plumbline_store_up", 0.0);
    assertState(samples, "local-to-staging", "unknown");
    assertState(samples, "staging-to-production", "unknown");
    assertThat(samples.keySet())
        .noneMatch(sample -> sample.startsWith("plumbline_environment_up"))
        .noneMatch(sample -> sample.startsWith("plumbline_findings"))
        .noneMatch(sample -> sample.startsWith("plumbline_integrity_violations"));
    assertThat(samples)
        .containsEntry(
            "plumbline_integrity_state{environment=\"production\",state=\"unknown\"}", 1.0)
        .containsEntry(
            "plumbline_integrity_state{environment=\"production\",state=\"violated\"}", 0.0);
  }

  @Test
  void sourceIsUpOnlyIfItWasReadWellAndLately() {
    story.read(LOCAL, Story.snapshot("a"));
    story.unreachable(STAGING, "no answer");

    Map<String, Double> samples = scrape();

    String state = "plumbline_environment_source_state{environment=";
    assertThat(samples)
        .containsEntry("plumbline_environment_up{environment=\"local\",source=\"api\"}", 1.0)
        .containsEntry("plumbline_environment_up{environment=\"staging\",source=\"api\"}", 0.0)
        .containsEntry("plumbline_environment_up{environment=\"production\",source=\"api\"}", 0.0)
        .containsEntry(state + "\"staging\",source=\"api\",state=\"unreachable\"}", 1.0)
        .containsEntry(state + "\"production\",source=\"api\",state=\"unknown\"}", 1.0)
        .containsEntry(state + "\"local\",source=\"api\",state=\"unknown\"}", 0.0)
        .containsEntry("plumbline_environment_stale{environment=\"production\"}", 1.0)
        .containsEntry("plumbline_environment_poll_failures{environment=\"staging\"}", 1.0);
    story.begin();
    assertThat(scrape())
        .containsEntry("plumbline_environment_up{environment=\"local\",source=\"api\"}", 0.0);
  }

  @Test
  void findingsAreCountedUntilTheyAreResolved() {
    String series =
        "plumbline_findings{comparison=\"local-to-staging\",environment=\"staging\","
            + "kind=\"change\",severity=\"critical\",state=\"open\"}";
    double before = scrape().getOrDefault(series, -1.0);
    Finding finding = story.found(LOCAL_TO_STAGING, STAGING, Severity.CRITICAL);
    story.begin();
    double open = scrape().getOrDefault(series, -1.0);
    story.resolved(finding);
    story.begin();
    double after = scrape().getOrDefault(series, -1.0);

    assertThat(before).isNotNegative();
    assertThat(open).isEqualTo(before + 1);
    assertThat(after).isEqualTo(before);
  }

  @Test
  void looksAreCountedByHowTheyEnded() {
    Map<String, Double> before = scrape();

    listener.sourceRead(LOCAL, Source.API, Optional.empty(), Duration.ofMillis(20));
    listener.sourceRead(LOCAL, Source.API, Optional.of(Reason.TIMED_OUT), Duration.ofSeconds(9));
    listener.sourceRead(LOCAL, Source.API, Optional.of(Reason.FORBIDDEN), Duration.ofSeconds(1));
    listener.pollFinished(poll(), Duration.ofSeconds(2));

    Map<String, Double> after = scrape();
    for (String result : Set.of("success", "timeout", "failure")) {
      String name =
          "plumbline_poll_total{environment=\"local\",result=\"" + result + "\",source=\"api\"}";
      assertThat(after).containsEntry(name, before.getOrDefault(name, -1.0) + 1);
    }
    String polls = "plumbline_poll_duration_seconds_count{environment=\"local\"}";
    assertThat(after).containsEntry(polls, before.getOrDefault(polls, -1.0) + 1);
  }

  @Test
  void violationsAreCountedByCheckAndCollection() {
    belowTheApi();

    Map<String, Double> samples = scrape();

    assertThat(samples)
        .containsEntry(
            "plumbline_integrity_violations{check=\"orphaned_reference\","
                + "collection=\"comments\",environment=\"production\"}",
            15.0)
        .containsEntry(
            "plumbline_integrity_checks{environment=\"production\",outcome=\"violated\"}", 2.0)
        .containsEntry(
            "plumbline_integrity_checks{environment=\"production\",outcome=\"unknown\"}", 0.0)
        .containsEntry(
            "plumbline_integrity_state{environment=\"production\",state=\"violated\"}", 1.0)
        .containsEntry("plumbline_integrity_state{environment=\"local\",state=\"unknown\"}", 1.0)
        .containsEntry(
            "plumbline_integrity_scan_state{environment=\"production\",state=\"done\"}", 1.0)
        .containsEntry("plumbline_integrity_scan_state{environment=\"local\",state=\"never\"}", 1.0)
        .containsEntry(
            "plumbline_integrity_scan_last_complete_timestamp_seconds"
                + "{environment=\"production\"}",
            (double) story.now().getEpochSecond())
        .containsEntry(
            "plumbline_catalog_mismatches{environment=\"production\",severity=\"high\"}", 1.0)
        .containsEntry(
            "plumbline_collection_items{collection=\"articles\","
                + "environment=\"production\",method=\"exact\"}",
            100.0);
    assertThat(samples.keySet())
        .as("what has no database has no records to look at")
        .noneMatch(
            sample -> sample.startsWith("plumbline_integrity") && sample.contains("\"staging\""));
  }

  @Test
  void moreCollectionsThanMayHaveASeriesAreSummedUp() {
    CheckStatus[] checks = new CheckStatus[230];
    for (int i = 0; i < checks.length; i++) {
      checks[i] =
          Violations.violated(FieldCheck.REQUIRED_NULL, "c" + (1000 + i), "title", 2, story.now());
    }
    scanning.scanned(PRODUCTION, checks);

    Map<String, Double> samples = scrape();

    String series = "plumbline_integrity_violations{check=";
    String production = ",environment=\"production\"}";
    assertThat(samples)
        .containsEntry(series + "\"required_null\",collection=\"c1199\"" + production, 2.0)
        .containsEntry(series + "\"required_null\",collection=\"\"" + production, 60.0)
        .containsEntry(
            "plumbline_integrity_series_dropped{environment=\"production\","
                + "metric=\"plumbline_integrity_violations\"}",
            30.0);
    assertThat(samples.keySet())
        .filteredOn(sample -> sample.startsWith(series) && sample.endsWith(production))
        .hasSize(201);
  }

  @Test
  void scansAreCountedByHowTheyEndedAndWhatTheyChecked() {
    Map<String, Double> before = scrape();

    scans.rowsRead(PRODUCTION, 500);
    scans.scanFinished(
        new Scan(
            new UUID(4, 1),
            PRODUCTION,
            Poll.Trigger.SCHEDULE,
            Instant.EPOCH,
            Optional.of(Instant.EPOCH),
            Scan.State.DONE,
            new Scan.Progress(10, 4, 6, 1, 500, Optional.empty(), 0),
            Optional.empty()),
        Duration.ofSeconds(3));

    Map<String, Double> after = scrape();
    Map<String, Double> expected =
        Map.of(
            "plumbline_integrity_scan_rows_total{environment=\"production\"}", 500.0,
            "plumbline_integrity_scan_total{environment=\"production\",result=\"done\"}", 1.0,
            "plumbline_integrity_scan_checks_total{environment=\"production\",result=\"checked\"}",
                3.0,
            "plumbline_integrity_scan_checks_total{environment=\"production\",result=\"unchanged\"}",
                6.0,
            "plumbline_integrity_scan_checks_total{environment=\"production\",result=\"unknown\"}",
                1.0,
            "plumbline_integrity_scan_duration_seconds_count{environment=\"production\"}", 1.0);
    expected.forEach(
        (name, more) ->
            assertThat(after).containsEntry(name, before.getOrDefault(name, -1.0) + more));
  }

  @Test
  void everyGaugeHasItsHelpAndType() {
    story.compared(LOCAL_TO_STAGING);
    belowTheApi();

    String body = management().get("/q/metrics").body();

    for (Gauge gauge : Gauge.values()) {
      String name = gauge.metric();
      assertThat(body)
          .contains("# HELP " + name + " " + gauge.help() + "\n", "# TYPE " + name + " gauge\n");
    }
  }

  @Test
  void scrapesThatOverlapEachShowOneReading() throws Exception {
    try (ExecutorService scrapers = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int round = 0; round < 20; round++) {
        boolean isAway = round % 2 == 0;
        List<Future<Map<String, Double>>> scrapes = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
          scrapes.add(scrapers.submit(this::scrape));
        }
        findings.away(isAway);
        story.begin();
        for (int i = 0; i < 4; i++) {
          scrapes.add(scrapers.submit(this::scrape));
        }
        for (Future<Map<String, Double>> scrape : scrapes) {
          Map<String, Double> samples = scrape.get();
          assertThat(samples.keySet().stream().anyMatch(s -> s.startsWith("plumbline_findings")))
              .isEqualTo(samples.getOrDefault("plumbline_store_up", -1.0) > 0);
          assertState(samples, "local-to-staging", "unknown");
        }
      }
    }
  }

  @Test
  void clientsThatDoNotWaitHoldUpNoScrape() throws Exception {
    URI port = URI.create(management);
    for (int i = 0; i < 20; i++) {
      // Each makes the next one read the store anew.
      story.begin();
      try (Socket client = new Socket(port.getHost(), port.getPort())) {
        client
            .getOutputStream()
            .write("GET /q/metrics HTTP/1.1\r\nHost: a\r\n\r\n".getBytes(US_ASCII));
        // Closed with a reset, not in order.
        client.setSoLinger(true, 0);
      }
    }

    assertThat(scrape()).containsEntry("plumbline_store_up", 1.0);
  }

  @Test
  void everyMetricIsDocumentedWithItsLabels() throws IOException {
    story.compared(LOCAL_TO_STAGING);
    belowTheApi();
    Map<String, String> served = new TreeMap<>();
    scrape()
        .keySet()
        .forEach(
            sample -> {
              String name =
                  sample
                      .replaceFirst("\\{.*", "")
                      .replaceFirst("_seconds_(bucket|count|sum|max)$", "_seconds");
              Set<String> labels = new TreeSet<>();
              Pattern.compile("(\\w+)=\"")
                  .matcher(sample)
                  .results()
                  .map(match -> match.group(1))
                  .filter(label -> !label.equals("le"))
                  .forEach(labels::add);
              served.put(name, String.join(", ", labels));
            });

    Map<String, String> documented = new TreeMap<>();
    for (String line : Files.readAllLines(Path.of("docs/metrics.md"))) {
      Matcher row = ROW.matcher(line);
      if (row.matches()) {
        Set<String> labels = new TreeSet<>();
        Pattern.compile("`(\\w+)`")
            .matcher(row.group(2))
            .results()
            .forEach(match -> labels.add(match.group(1)));
        documented.put(row.group(1), String.join(", ", labels));
      }
    }
    assertThat(documented).isEqualTo(served);
  }

  @Test
  void documentSaysWhatIsServed() throws IOException {
    Answer document = Api.at(url).get("/openapi?format=JSON");
    JsonObject paths = (JsonObject) document.in("paths");
    List<String> described = new ArrayList<>();
    paths
        .members()
        .forEach(
            (path, item) ->
                ((JsonObject) item)
                    .members()
                    .keySet()
                    .forEach(
                        method -> described.add(method.toUpperCase(Locale.ROOT) + " " + path)));
    List<String> documented =
        Pattern.compile("(?m)^\\| `([A-Z]+ /api/v1/\\S+)` \\|")
            .matcher(Files.readString(Path.of("docs/api.md")))
            .results()
            .map(match -> match.group(1))
            .toList();

    assertThat(document.status()).isEqualTo(200);
    assertThat(described)
        .filteredOn(o -> !o.contains("/odd/"))
        .containsExactlyInAnyOrderElementsOf(documented);
    assertThat(document.text("components", "securitySchemes", "token", "scheme"))
        .isEqualTo("bearer");
    assertThat(CanonicalJson.write(document.in("security"))).isEqualTo("[{\"token\":[]}]");
  }

  @ParameterizedTest
  @ValueSource(strings = {"live", "started"})
  void livenessNeverDependsOnTheStore(String probe) {
    findings.away(true);
    story.begin();

    assertThat(management().get("/q/health/" + probe).status()).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource({
    "/q/metrics, application/json",
    "/q/health/live, image/png",
    "/q/health/ready, 'text/html, application/xml;q=0.9'"
  })
  void metricsAndHealthHaveOneFormWhateverIsAccepted(String path, String accept) {
    assertThat(management().with("Accept", accept).get(path).status()).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource({"POST, /q/metrics", "DELETE, /q/health/live", "OPTIONS, /q/health/ready"})
  void metricsAndHealthAreOnlyRead(String method, String path) {
    assertThat(management().send(method, path, "").status()).isEqualTo(405);
  }

  @Test
  void readinessIsThatOfTheStore() {
    story.unreachable(STAGING, "no answer");
    story.compared(LOCAL_TO_STAGING, Story.added(Severity.CRITICAL, "a"));
    assertThat(management().get("/q/health/ready").status()).isEqualTo(200);
    findings.away(true);
    story.begin();

    assertThat(management().get("/q/health/ready").status()).isEqualTo(503);
  }

  private void belowTheApi() {
    scanning.read(
        PRODUCTION,
        new Disagreements(
            List.of(new Mismatch(MetadataMismatch.GHOST_FIELD, "articles.subtitle", "", "gone")),
            List.of()));
    scanning.counted(
        PRODUCTION, LOCAL, new ItemCount("articles", 100, ItemCount.Method.EXACT, story.now()));
    scanning.scanned(
        PRODUCTION,
        Violations.violated(
            RelationCheck.ORPHANED_REFERENCE, "comments", "article", 12, story.now()),
        Violations.violated(RelationCheck.ORPHANED_REFERENCE, "comments", "author", 3, story.now()),
        Violations.clean(FieldCheck.REQUIRED_NULL, "pages", "title", story.now()));
  }

  private Api management() {
    return Api.at(management.replaceFirst("/q/?$", ""));
  }

  private static Poll poll() {
    return new Poll(
        new UUID(2, 1),
        LOCAL,
        Poll.Trigger.SCHEDULE,
        Instant.EPOCH,
        Optional.of(Instant.EPOCH),
        Poll.Result.UNCHANGED,
        Optional.of("nothing changed"));
  }

  private Map<String, Double> scrape() {
    Map<String, Double> samples = new TreeMap<>();
    Matcher matcher = SAMPLE.matcher(management().get("/q/metrics").body());
    while (matcher.find()) {
      String labels = matcher.group(2) == null ? "" : "{" + matcher.group(2) + "}";
      samples.put(matcher.group(1) + labels, Double.valueOf(matcher.group(3)));
    }
    return samples;
  }

  private static void assertState(Map<String, Double> samples, String comparison, String state) {
    for (String any : Set.of("in_sync", "drifted", "unknown")) {
      assertThat(samples)
          .containsEntry(
              "plumbline_comparison_state{comparison=\"" + comparison + "\",state=\"" + any + "\"}",
              any.equals(state) ? 1.0 : 0.0);
    }
  }
}
