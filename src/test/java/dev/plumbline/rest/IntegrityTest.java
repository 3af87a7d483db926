package dev.plumbline.rest;

import static dev.plumbline.faces.ProblemAssertions.assertProblem;
import static dev.plumbline.faces.ProblemAssertions.assertWrong;
import static dev.plumbline.faces.Twins.LOCAL;
import static dev.plumbline.faces.Twins.PRODUCTION;
import static org.assertj.core.api.Assertions.assertThat;

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
import dev.plumbline.json.JsonValue;
import dev.plumbline.json.JsonValue.JsonNull;
import dev.plumbline.json.JsonValue.JsonObject;
import dev.plumbline.mismatch.Disagreements;
import dev.plumbline.mismatch.Mismatch;
import dev.plumbline.mismatch.rules.metadata.MetadataMismatch;
import dev.plumbline.mismatch.wellknown.WellKnownObject;
import dev.plumbline.store.state.CheckStatus;
import dev.plumbline.store.state.ItemCount;
import dev.plumbline.store.state.Scan;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@TestProfile(FacesProfile.class)
class IntegrityTest {
  private static final String V1 = "/api/v1";
  private static final String INTEGRITY = "/environments/production/integrity";

  private final Story story;
  private final FakeScanning scanning;

  @TestHTTPResource("/")
  String url = "";

  private Api viewer = Api.at("");
  private Api operator = Api.at("");

  @Inject
  IntegrityTest(Story story, FakeScanning scanning) {
    this.story = story;
    this.scanning = scanning;
  }

  @BeforeEach
  void begin() {
    story.begin();
    scanning.forget();
    viewer = Api.at(url + V1).as("viewer");
    operator = Api.at(url + V1).as("operator");
  }

  @Test
  void violationIsReportedWithItsRowsAndItsFinding() {
    CheckStatus check =
        Violations.violated(
            RelationCheck.ORPHANED_REFERENCE, "comments", "article", 12, story.now());
    Finding finding = story.found(PRODUCTION, check);
    story.begin();
    scanning.scanned(PRODUCTION, check);

    Answer answer = viewer.get(INTEGRITY);
    JsonObject reported = answer.list("checks").getFirst();

    assertThat(answer.text("state")).isEqualTo("violated");
    assertThat(answer.in("reason")).isEqualTo(JsonNull.NULL);
    assertThat(reported.get("id").textOr("")).isEqualTo("orphaned_reference/comments.article");
    assertThat(reported.get("code").textOr("")).isEqualTo("orphaned_reference");
    assertThat(reported.get("severity").textOr("")).isEqualTo("high");
    assertThat(CanonicalJson.write(reported.get("subject")))
        .isEqualTo("{\"collection\":\"comments\",\"field\":\"article\"}");
    assertThat(reported.get("outcome").textOr("")).isEqualTo("violated");
    assertThat(reported.get("count")).isEqualTo(JsonValue.of(12));
    assertThat(CanonicalJson.write(reported.get("samples"))).isEqualTo("[[\"1\"],[\"2\"]]");
    assertThat(reported.get("sql").textOr("")).startsWith("SELECT");
    assertThat(reported.get("unchanged")).isEqualTo(JsonValue.of(false));
    assertThat(reported.get("findingId").textOr("")).isEqualTo(finding.id().hex());
    assertThat(reported.get("firstSeenAt").textOr("")).isEqualTo(finding.openedAt().toString());
    assertThat(viewer.get("/findings/" + finding.id()).in("evidence", "count"))
        .isEqualTo(JsonValue.of(12));
  }

  @Test
  void resolvedFindingIsNotNamed() {
    CheckStatus check =
        Violations.violated(RelationCheck.TREE_CYCLE, "categories", "parent", 2, story.now());
    story.resolved(story.found(PRODUCTION, check));
    scanning.scanned(PRODUCTION, check);

    assertThat(viewer.get(INTEGRITY).list("checks").getFirst().get("findingId"))
        .isEqualTo(JsonNull.NULL);
  }

  @Test
  void whatWasKeptSaysSinceWhenItStands() {
    CheckStatus before = Violations.clean(FieldCheck.REQUIRED_NULL, "pages", "title", story.now());
    story.begin();
    scanning.scanned(PRODUCTION, Violations.kept(before, story.now()));

    JsonObject reported = viewer.get(INTEGRITY).list("checks").getFirst();

    assertThat(reported.get("unchanged")).isEqualTo(JsonValue.of(true));
    assertThat(reported.get("checkedAt").textOr("")).isEqualTo(before.checkedAt().toString());
    assertThat(reported.get("confirmedAt").textOr("")).isEqualTo(story.now().toString());
    assertThat(reported.get("count")).isEqualTo(JsonValue.of(0));
  }

  @Test
  void neverScannedIsUnknown() {
    Answer answer = viewer.get(INTEGRITY);

    assertThat(answer.text("state")).isEqualTo("unknown");
    assertThat(answer.text("reason")).contains("no scan has completed yet");
    assertThat(answer.in("lastScan")).isEqualTo(JsonNull.NULL);
    assertThat(answer.in("catalog", "read")).isEqualTo(JsonValue.of(false));
    assertThat(answer.in("catalog", "mismatches")).isEqualTo(JsonNull.NULL);
  }

  @Test
  void environmentWithoutDatabaseIsUnknown() {
    Answer answer = viewer.get("/environments/staging/integrity");

    assertThat(answer.text("state")).isEqualTo("unknown");
    assertThat(answer.text("reason")).contains("no database is configured");
  }

  @Test
  void oneCheckThatCouldNotBeMadeIsEnoughToBeUnknown() {
    scanning.scanned(
        PRODUCTION,
        Violations.clean(FieldCheck.REQUIRED_NULL, "pages", "title", story.now()),
        Violations.unknown(RelationCheck.ORPHANED_REFERENCE, "orders", "customer", story.now()));

    Answer answer = viewer.get(INTEGRITY);
    JsonObject reported = answer.list("checks").getLast();

    assertThat(answer.text("state")).isEqualTo("unknown");
    assertThat(answer.text("reason")).contains("orphaned_reference/orders.customer", "forbidden");
    assertThat(reported.get("count")).isEqualTo(JsonNull.NULL);
    assertThat(reported.get("samples")).isEqualTo(JsonNull.NULL);
    assertThat(reported.get("reason").textOr("")).isEqualTo("forbidden");
  }

  @Test
  void checkThatIsNotConfiguredIsUnknownAndTheRecordsAreCleanWithoutIt() {
    scanning.scanned(
        PRODUCTION,
        Violations.clean(FieldCheck.REQUIRED_NULL, "pages", "title", story.now()),
        Violations.notConfigured(story.now()));

    Answer answer = viewer.get(INTEGRITY);
    JsonObject reported = answer.list("checks").getLast();

    assertThat(answer.text("state")).isEqualTo("clean");
    assertThat(reported.get("outcome").textOr("")).isEqualTo("unknown");
    assertThat(reported.get("reason").textOr("")).isEqualTo("not_configured");
    assertThat(viewer.with("Accept", "text/markdown").get(INTEGRITY).body())
        .contains(
            "All configured checks ran, and no record breaks a rule; 1 check is not"
                + " configured.",
            "## Checks that are not configured",
            "it has no Directus configured")
        .doesNotContain("could not run");
  }

  @Test
  void violatedIsReportedWhateverElseIsUnknown() {
    scanning.scanned(
        PRODUCTION,
        Violations.violated(FieldCheck.NOT_A_CHOICE, "pages", "status", 1, story.now()),
        Violations.unknown(RelationCheck.ORPHANED_REFERENCE, "orders", "customer", story.now()));

    assertThat(viewer.get(INTEGRITY).text("state")).isEqualTo("violated");
    assertThat(viewer.with("Accept", "text/markdown").get(INTEGRITY).body())
        .contains("Records break 1 of 2 rules, and 1 could not be checked.");
  }

  @Test
  void cleanIsCleanOnlyForAWhile() {
    scanning.scanned(
        PRODUCTION, Violations.clean(FieldCheck.REQUIRED_NULL, "pages", "title", story.now()));
    assertThat(viewer.get(INTEGRITY).text("state")).isEqualTo("clean");

    story.pass(Duration.ofHours(15));

    assertThat(viewer.get(INTEGRITY).text("state")).isEqualTo("unknown");
    assertThat(viewer.get(INTEGRITY).text("reason")).contains("too long ago");
  }

  @ParameterizedTest
  @CsvSource({"FAILED, unknown", "OVER_BUDGET, unknown", "RUNNING, clean", "DONE, clean"})
  void whatTheLastScanCouldNotTellIsUnknown(Scan.State last, String state) {
    scanning.scanned(
        PRODUCTION, Violations.clean(FieldCheck.REQUIRED_NULL, "pages", "title", story.now()));
    scanning.last(PRODUCTION, last);

    assertThat(viewer.get(INTEGRITY).text("state")).isEqualTo(state);
  }

  @Test
  void catalogIsReportedBesideTheRecords() {
    scanning.read(PRODUCTION, catalog());

    Answer answer = viewer.get(INTEGRITY);

    assertThat(CanonicalJson.write(answer.in("catalog")))
        .contains(
            "\"read\":true",
            "\"code\":\"ghost_field\"",
            "\"subject\":\"articles.subtitle\"",
            "\"severity\":\"high\"",
            "\"name\":\"spatial_ref_sys\"");
  }

  @Test
  void itemsAreReportedWithTheirTrendAndElsewhere() {
    ItemCount before = new ItemCount("articles", 90, ItemCount.Method.ESTIMATED, story.now());
    story.begin();
    ItemCount now = new ItemCount("articles", 100, ItemCount.Method.EXACT, story.now());
    scanning.counted(PRODUCTION, LOCAL, before, now);

    JsonObject items = viewer.get(INTEGRITY).list("items").getFirst();
    JsonObject restricted =
        Api.at(url + V1).as("production-only").get(INTEGRITY).list("items").getFirst();

    assertThat(items.get("count")).isEqualTo(JsonValue.of(100));
    assertThat(items.get("method").textOr("")).isEqualTo("exact");
    assertThat(CanonicalJson.write(items.get("trend")))
        .contains("\"count\":90", "\"method\":\"estimated\"", "\"count\":100");
    assertThat(CanonicalJson.write(items.get("elsewhere"))).contains("\"local\":{\"count\":100");
    assertThat(CanonicalJson.write(restricted.get("elsewhere"))).isEqualTo("{}");
  }

  @ParameterizedTest
  @CsvSource({
    "outcome=violated, 1, 1",
    "outcome=clean, 1, 1",
    "code=required_null, 1, 0",
    "code=ghost_field, 0, 1",
    "collection=pages, 2, 0",
    "collection=articles, 0, 1",
    "severity=high, 0, 1",
    "severity=medium, 2, 0"
  })
  void filtersNarrowWhatIsReported(String query, int checks, int mismatches) {
    scanning.read(PRODUCTION, catalog());
    scanning.scanned(
        PRODUCTION,
        Violations.clean(FieldCheck.REQUIRED_NULL, "pages", "title", story.now()),
        Violations.violated(FieldCheck.NOT_A_CHOICE, "pages", "status", 1, story.now()));

    Answer answer = viewer.get(INTEGRITY + "?" + query);

    assertThat(answer.list("checks")).hasSize(checks);
    assertThat(((JsonValue.JsonArray) answer.in("catalog", "mismatches")).items())
        .hasSize(mismatches);
    assertThat(answer.text("state")).isEqualTo("violated");
  }

  @ParameterizedTest
  @CsvSource({
    "outcome=broken, outcome, is not one of",
    "code=orphan_reference, code, orphaned_reference",
    "severity=urgent, severity, is not one of",
    "collection=page, collection, pages"
  })
  void filterThatCannotMatchIsRefused(String query, String field, String message) {
    scanning.scanned(
        PRODUCTION, Violations.clean(FieldCheck.REQUIRED_NULL, "pages", "title", story.now()));

    assertWrong(viewer.get(INTEGRITY + "?" + query), field, message);
  }

  @Test
  void reportIsAlsoMarkdownAndHtml() {
    scanning.read(PRODUCTION, catalog());
    scanning.scanned(
        PRODUCTION,
        Violations.violated(
            RelationCheck.ORPHANED_REFERENCE, "<b>odd", "article", 12, story.now()));

    Answer markdown = viewer.with("Accept", "text/markdown").get(INTEGRITY);
    Answer html = viewer.with("Accept", "text/html").get(INTEGRITY);

    assertThat(markdown.header("Content-Type")).isEqualTo("text/markdown;charset=UTF-8");
    assertThat(markdown.body())
        .contains(
            "# production: records and catalog",
            "**violated**",
            "- 12 rows in `<b>odd` reference a missing row through `article`",
            "(`orphaned_reference`)",
            "  - keys: `1 · 2`",
            "    ```\n    SELECT",
            "(`ghost_field`)");
    assertThat(html.header("Content-Type")).isEqualTo("text/html;charset=UTF-8");
    assertThat(html.header("Content-Security-Policy")).contains("default-src 'none'");
    assertThat(html.body())
        .contains("<pre><code>SELECT", "<code>&lt;b&gt;odd</code>")
        .doesNotContain("<b>odd");
  }

  @Test
  void askedForScanIsFollowedByItsLocation() {
    Answer accepted = operator.send("POST", "/environments/production/scans", "");
    Answer followed = Api.at(url).as("viewer").get(accepted.header("Location"));

    assertThat(accepted.status()).isEqualTo(202);
    assertThat(accepted.header("Retry-After")).isEqualTo("5");
    assertThat(followed.status()).isEqualTo(200);
    assertThat(followed.text("environment")).isEqualTo("production");
    assertThat(followed.text("state")).isEqualTo("running");
    assertThat(followed.text("trigger")).isEqualTo("request");
  }

  @Test
  void progressOfAScanIsReported() {
    Scan scan = scanning.last(PRODUCTION, Scan.State.RUNNING);

    Answer answer = viewer.get("/scans/" + scan.id());

    assertThat(CanonicalJson.write(answer.in("progress")))
        .isEqualTo(
            "{\"checked\":1,\"checks\":4,\"current\":\"a check\",\"fraction\":0.375,"
                + "\"rows\":12345,\"unchanged\":0,\"unknown\":0}");
    assertThat(viewer.get(INTEGRITY).text("lastScan", "state")).isEqualTo("running");
  }

  @Test
  void scanWithoutDatabaseSaysWhichKeyIsMissing() {
    Answer answer = operator.send("POST", "/environments/staging/scans", "");

    assertProblem(answer, 409, "no-database");
    assertThat(answer.text("detail")).contains("plumbline.environments.staging.database.url");
  }

  @Test
  void scanNeedsAnOperator() {
    assertProblem(viewer.send("POST", "/environments/production/scans", ""), 403, "forbidden");
  }

  @Test
  void whoMayNotSeeTheEnvironmentSeesNeitherItsRecordsNorItsScans() {
    Scan scan = scanning.last(PRODUCTION, Scan.State.RUNNING);
    Api other = Api.at(url + V1).as("local-only");

    assertProblem(other.get(INTEGRITY), 404, "not-found");
    assertProblem(other.get("/scans/" + scan.id()), 404, "not-found");
    assertProblem(other.send("POST", "/environments/production/scans", ""), 404, "not-found");
    assertProblem(viewer.get("/scans/1"), 404, "not-found");
  }

  private static Disagreements catalog() {
    return new Disagreements(
        List.of(
            new Mismatch(
                MetadataMismatch.GHOST_FIELD,
                "articles.subtitle",
                "",
                "`articles.subtitle` has no column")),
        List.of(new WellKnownObject("table", "spatial_ref_sys", "it belongs to PostGIS")));
  }
}
