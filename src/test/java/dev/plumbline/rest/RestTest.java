package dev.plumbline.rest;

import static dev.plumbline.faces.Twins.LOCAL;
import static dev.plumbline.faces.Twins.LOCAL_TO_STAGING;
import static dev.plumbline.faces.Twins.PRODUCTION;
import static dev.plumbline.faces.Twins.STAGING;
import static dev.plumbline.faces.Twins.STAGING_TO_PRODUCTION;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.drift.ComparisonName;
import dev.plumbline.environment.EnvironmentId;
import dev.plumbline.faces.Api;
import dev.plumbline.faces.Api.Answer;
import dev.plumbline.faces.FacesProfile;
import dev.plumbline.faces.Story;
import dev.plumbline.finding.Finding;
import dev.plumbline.inventory.ObjectId;
import dev.plumbline.inventory.ObjectKind;
import dev.plumbline.jackson.JsonText;
import dev.plumbline.json.CanonicalJson;
import dev.plumbline.json.JsonValue;
import dev.plumbline.json.JsonValue.JsonNull;
import dev.plumbline.severity.Severity;
import dev.plumbline.snapshot.Fingerprint;
import dev.plumbline.snapshot.Snapshot;
import dev.plumbline.snapshot.SnapshotJson;
import dev.plumbline.store.Part;
import dev.plumbline.testkit.InMemoryFindingStore;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.yaml.snakeyaml.Yaml;

@QuarkusTest
@TestProfile(FacesProfile.class)
class RestTest {
  private static final String V1 = "/api/v1";

  private final Story story;
  private final InMemoryFindingStore findings;

  @TestHTTPResource("/")
  String url = "";

  private Api viewer = Api.at("");
  private Api operator = Api.at("");

  @Inject
  RestTest(Story story, InMemoryFindingStore findings) {
    this.story = story;
    this.findings = findings;
  }

  @BeforeEach
  void begin() {
    story.begin();
    viewer = Api.at(url + V1).as("viewer");
    operator = Api.at(url + V1).as("operator").with("Content-Type", "application/json");
  }

  @Test
  void environmentIsReportedAsItWasLastSeen() {
    Fingerprint fingerprint = story.read(STAGING, Story.snapshot("a"));

    Answer answer = viewer.get("/environments/staging");

    assertThat(viewer.get("/environments").texts("items", "name"))
        .containsExactly("local", "production", "staging");
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
    assertThat(answer.text("tier")).isEqualTo("staging");
    assertThat(answer.text("snapshot")).isEqualTo(fingerprint.hex());
    assertThat(answer.text("lastPollAt")).isEqualTo(story.now().toString());
    assertThat(answer.json().get("stale")).isEqualTo(JsonValue.of(false));
    assertThat(answer.text("sources", "api", "state")).isEqualTo("ok");
    assertThat(answer.text("sources", "database", "state")).isEqualTo("not_configured");
    assertThat(answer.text("versions", "directus")).isEqualTo("12.4.0");
    assertThat(answer.text("versions", "lastMigration")).isEqualTo("20260909A");
    assertThat(answer.in("versions", "migrations")).isEqualTo(JsonValue.of(2));
    assertThat(viewer.get("/environments/staging/migrations").texts("items", "version"))
        .containsExactly("20201028A", "20260909A");
  }

  @Test
  void whyASourceCouldNotBeReadIsReported() {
    story.unreachable(LOCAL, "no answer within 5 s");

    Answer answer = viewer.get("/environments/local");

    assertThat(CanonicalJson.write(answer.in("sources", "api")))
        .contains("\"state\":\"unreachable\"", "\"reason\":\"timed_out\"", "no answer within 5 s");
  }

  @Test
  void askedForPollIsFollowedByItsLocation() {
    Answer accepted = operator.send("POST", "/environments/local/polls", "");
    Answer followed = Api.at(url).as("viewer").get(accepted.header("Location"));

    assertThat(accepted.status()).isEqualTo(202);
    assertThat(accepted.header("Retry-After")).isEqualTo("1");
    assertThat(followed.status()).isEqualTo(200);
    assertThat(followed.text("state")).isEqualTo("running");
    assertThat(followed.text("trigger")).isEqualTo("request");
    assertThat(followed.text("environment")).isEqualTo("local");
  }

  @Test
  void pauseNamesWhoAndWhy() {
    Answer paused = operator.send("PUT", "/environments/local/pause", "{\"note\": \" upgrade \"}");
    Answer resumed = operator.send("DELETE", "/environments/local/pause", "");

    assertThat(paused.text("paused", "by")).isEqualTo("operator");
    assertThat(paused.text("paused", "note")).isEqualTo("upgrade");
    assertThat(resumed.json().get("paused")).isEqualTo(JsonNull.NULL);
  }

  @Test
  void snapshotIsReportedInDirectusOwnFormat() {
    Snapshot snapshot = Story.snapshot(Story.unique("c"));
    Fingerprint fingerprint = story.read(STAGING, snapshot);

    Answer json = viewer.get("/snapshots/" + fingerprint);
    Answer yaml = viewer.with("Accept", "application/yaml").get("/snapshots/" + fingerprint);

    JsonValue expected = SnapshotJson.of(snapshot, "12.4.0");
    assertThat(json.header("Content-Type")).startsWith("application/json");
    assertThat(JsonText.read(json.body())).isEqualTo(expected);
    assertThat(yaml.header("Content-Type")).startsWith("application/yaml");
    assertThat(yaml.body()).contains("note: \"1e3\"", "icon: null", "sort: 2\n");
    Object read = new Yaml().load(yaml.body());
    Object same = new Yaml().load(CanonicalJson.write(expected));
    assertThat(read).isEqualTo(same);
  }

  @Test
  void historyOfSnapshotsIsPagedToItsEnd() {
    List<String> had = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      story.begin();
      had.addFirst(story.read(PRODUCTION, Story.snapshot(Story.unique("h"))).hex());
    }

    Answer first = viewer.get("/environments/production/snapshots?limit=2");
    List<String> pages = new ArrayList<>(first.texts("items", "fingerprint"));
    String link = first.header("Link");
    while (!link.isEmpty()) {
      assertThat(link).matches("</api/v1/.*>; rel=\"next\"");
      Answer next = Api.at(url).as("viewer").get(link.substring(1, link.indexOf('>')));
      pages.addAll(next.texts("items", "fingerprint"));
      link = next.header("Link");
    }

    assertThat(pages).startsWith(had.toArray(String[]::new)).doesNotHaveDuplicates();
  }

  @Test
  void driftIsReportedAsData() {
    story.compared(
        LOCAL_TO_STAGING,
        Story.changed(Severity.LOW, "articles", "be`fore", "<after>"),
        Story.added(Severity.HIGH, "authors"));

    Answer answer = viewer.get("/comparisons/local-to-staging");

    assertThat(answer.header("Content-Type")).startsWith("application/json");
    assertThat(answer.header("Vary")).isEqualTo("Accept");
    assertThat(answer.text("state")).isEqualTo("drifted");
    assertThat(answer.json().get("reason")).isEqualTo(JsonNull.NULL);
    assertThat(answer.texts("changes", "code")).containsExactly("field_added", "collection_added");
    assertThat(answer.texts("changes", "before")).containsExactly("be`fore", "");
    assertThat(answer.list("changes").getLast().get("after"))
        .isInstanceOf(JsonValue.JsonObject.class);
    assertThat(CanonicalJson.write(answer.json().get("changesBySeverity")))
        .isEqualTo("{\"critical\":0,\"high\":1,\"info\":0,\"low\":1,\"medium\":0}");
    assertThat(CanonicalJson.write(answer.list("changes").getFirst().get("subject")))
        .isEqualTo(
            "{\"collection\":\"articles\",\"field\":\"title\",\"object\":null,\"relation\":null}");
    assertThat(answer.in("catalogCompared")).isEqualTo(JsonValue.of(true));
  }

  @Test
  void whatASnapshotCannotCarryIsReportedWithItsTable() {
    story.compared(
        LOCAL_TO_STAGING,
        Story.removed(new ObjectId(ObjectKind.CHECK_CONSTRAINT, "pages", "pages_odd")),
        Story.removed(new ObjectId(ObjectKind.EXTENSION, "", "pg_trgm")));

    Answer answer = viewer.get("/comparisons/local-to-staging");

    assertThat(answer.list("changes").stream().map(c -> CanonicalJson.write(c.get("subject"))))
        .containsExactly(
            "{\"collection\":null,\"field\":null,\"object\":{\"kind\":\"check_constraint\","
                + "\"name\":\"pages_odd\",\"table\":\"pages\"},\"relation\":null}",
            "{\"collection\":null,\"field\":null,\"object\":{\"kind\":\"extension\","
                + "\"name\":\"pg_trgm\",\"table\":null},\"relation\":null}");
  }

  @Test
  void unknownHasAReasonNoEmptyListAndNoOpenGate() {
    story.compared(LOCAL_TO_STAGING);
    story.begin();

    Answer answer = viewer.get("/comparisons/local-to-staging");
    Answer gate = viewer.get("/comparisons/local-to-staging/gate?severity=critical");

    assertThat(answer.text("state")).isEqualTo("unknown");
    assertThat(answer.text("reason")).isEqualTo("staging was not read lately");
    assertThat(answer.in("changes")).isEqualTo(JsonNull.NULL);
    assertThat(answer.in("changesBySeverity")).isEqualTo(JsonNull.NULL);
    assertThat(answer.in("catalogCompared")).isEqualTo(JsonNull.NULL);
    assertThat(gate.status()).isEqualTo(503);
    assertThat(gate.header("Retry-After")).isNotEmpty();
    assertThat(gate.text("type")).isEqualTo("urn:plumbline:problem:comparison-unknown");
    assertThat(gate.text("detail")).isEqualTo("staging was not read lately");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8 | text/html",
        "text/markdown | text/markdown",
        "text/markdown;q=0.1,application/json | application/json",
        "*/* | application/json",
        "text/* | text/markdown",
      })
  void reportComesAsTheReaderLikesIt(String accept, String type) {
    assertThat(
            viewer
                .with("Accept", accept)
                .get("/comparisons/local-to-staging")
                .header("Content-Type"))
        .startsWith(type);
  }

  /** Whoever reads what differs at night copies the next command. */
  @Test
  void reportEndsWithTheCommandThatProposesAPlan() {
    story.compared(LOCAL_TO_STAGING, Story.added(Severity.MEDIUM, "authors"));
    story.compared(STAGING_TO_PRODUCTION, Story.added(Severity.MEDIUM, "authors"));

    assertThat(
            viewer.with("Accept", "text/markdown").get("/comparisons/staging-to-production").body())
        .endsWith(
            """
            ## Propose a plan

            - A plan says what would make `production` like `staging`, and what that could hurt. \
            It changes no environment. The token needs the role `operator`.
              - command:\s

                ```
                curl -i -X POST -H "Authorization: Bearer $TOKEN" -H 'Content-Type: application/json' \
            -d '{"comparison": "staging-to-production"}' '%s/plans'
                ```
            """
                .formatted(url.replaceFirst("/$", "") + "/api/v1"));
    assertThat(viewer.with("Accept", "text/html").get("/comparisons/staging-to-production").body())
        .contains("<pre><code>curl -i -X POST -H &quot;Authorization: Bearer $TOKEN&quot;");
    assertThat(viewer.with("Accept", "text/markdown").get("/comparisons/local-to-staging").body())
        .as("staging has no database")
        .contains("**drifted**")
        .doesNotContain("Propose a plan");
  }

  @Test
  void nothingIsProposedWhereNothingDiffers() {
    story.compared(STAGING_TO_PRODUCTION);

    assertThat(
            viewer.with("Accept", "text/markdown").get("/comparisons/staging-to-production").body())
        .contains("**in_sync**")
        .doesNotContain("Propose a plan");
  }

  @Test
  void gateTellsByItsStatus() {
    story.compared(LOCAL_TO_STAGING, Story.added(Severity.MEDIUM, "authors"));
    story.compared(STAGING_TO_PRODUCTION);

    assertThat(viewer.get("/comparisons/local-to-staging/gate").status()).isEqualTo(409);
    assertThat(viewer.get("/comparisons/staging-to-production/gate").status()).isEqualTo(200);
    Answer open = viewer.get("/comparisons/local-to-staging/gate?severity=high");
    assertThat(open.status()).isEqualTo(200);
    assertThat(open.json().get("changesBelow")).isEqualTo(JsonValue.of(1));
    Answer closed = viewer.get("/comparisons/local-to-staging/gate?severity=medium");
    assertThat(closed.status()).isEqualTo(409);
    assertThat(closed.header("Content-Type")).isEqualTo("application/problem+json");
    assertThat(closed.text("type")).isEqualTo("urn:plumbline:problem:drifted");
    assertThat(closed.texts("changes", "code")).containsExactly("collection_added");
  }

  @Test
  void findingsAreFiltered() {
    Finding high = story.found(LOCAL_TO_STAGING, STAGING, Severity.HIGH);
    Finding low = story.found(LOCAL_TO_STAGING, STAGING, Severity.LOW);
    Finding other = story.found(LOCAL, Severity.HIGH);
    story.resolved(low);
    String since = "since=" + story.now();

    assertThat(ids(viewer.get("/findings?" + since)))
        .containsExactlyInAnyOrder(high.id().hex(), low.id().hex(), other.id().hex());
    assertThat(ids(viewer.get("/findings?severity=high&environment=staging&" + since)))
        .containsExactly(high.id().hex());
    assertThat(ids(viewer.get("/findings?state=resolved&" + since)))
        .containsExactly(low.id().hex());
    assertThat(ids(viewer.get("/findings?state=open,acknowledged&kind=unreadable&" + since)))
        .containsExactly(other.id().hex());
    assertThat(ids(viewer.get("/findings?comparison=local-to-staging&state=open&" + since)))
        .containsExactly(high.id().hex());
  }

  @Test
  void everyFindingIsOnExactlyOnePage() {
    Set<String> all = new TreeSet<>();
    for (int i = 0; i < 7; i++) {
      all.add(story.found(STAGING, Severity.INFO).id().hex());
    }
    String query = "/findings?limit=3&since=" + story.now();

    List<String> pages = new ArrayList<>();
    Answer page = viewer.get(query);
    pages.addAll(ids(page));
    while (!page.text("next").isEmpty()) {
      page = viewer.get(query + "&cursor=" + page.text("next"));
      pages.addAll(ids(page));
    }

    assertThat(pages).containsExactlyInAnyOrderElementsOf(all);
  }

  @Test
  void acknowledgementNamesWhoAndUntilWhen() {
    Finding finding = story.found(LOCAL, Severity.HIGH);
    String path = "/findings/" + finding.id() + "/acknowledgement";

    Answer known =
        operator.send("POST", path, "{\"note\": \"known\", \"until\": \"2040-01-01T00:00:00Z\"}");
    Answer again = operator.send("POST", path, "{\"note\": \"still\"}");
    Answer lifted = operator.send("DELETE", path, "");

    assertThat(known.text("state")).isEqualTo("acknowledged");
    assertThat(known.text("acknowledgedBy")).isEqualTo("operator");
    assertThat(known.text("acknowledgement", "until")).isEqualTo("2040-01-01T00:00:00Z");
    assertThat(again.text("acknowledgement", "note")).isEqualTo("still");
    assertThat(again.in("acknowledgement", "until")).isEqualTo(JsonNull.NULL);
    assertThat(lifted.text("state")).isEqualTo("open");
    assertThat(viewer.get("/findings/" + finding.id()).text("state")).isEqualTo("open");
  }

  @Test
  void whatHappenedToAFindingIsListedOldestFirst() {
    Finding finding = story.found(LOCAL, Severity.HIGH);
    String path = "/findings/" + finding.id();
    String until = "2040-01-01T00:00:00Z";
    operator.send(
        "POST", path + "/acknowledgement", "{\"note\": \"known\", \"until\": \"" + until + "\"}");
    operator.send("DELETE", path + "/acknowledgement", "");
    operator.send("DELETE", path + "/acknowledgement", "");
    story.resolved(finding);

    Answer all = viewer.get(path + "/events");

    assertThat(all.status()).isEqualTo(200);
    assertThat(all.texts("items", "kind"))
        .containsExactly("opened", "acknowledged", "acknowledgement_removed", "resolved");
    assertThat(all.texts("items", "by")).containsExactly("", "operator", "operator", "");
    assertThat(all.texts("items", "note")).containsExactly("", "known", "", "");
    assertThat(all.texts("items", "until")).containsExactly("", until, "", "");
    assertThat(all.texts("items", "at")).containsOnly(story.now().toString());
    assertThat(all.texts("items", "severity")).containsOnly("high");
    assertThat(all.texts("items", "message")).containsOnly("It differs.");
    assertThat(all.in("next")).isEqualTo(JsonNull.NULL);
    Answer first = viewer.get(path + "/events?limit=3");
    Answer second = viewer.get(path + "/events?limit=3&cursor=" + first.text("next"));
    assertThat(first.header("Link")).matches("</api/v1/findings/.*>; rel=\"next\"");
    assertThat(first.list("items")).isEqualTo(all.list("items").subList(0, 3));
    assertThat(second.list("items")).isEqualTo(all.list("items").subList(3, 4));
  }

  @Test
  void findingOfWhatLeftSaysSinceWhen() {
    Finding finding = story.found(STAGING_TO_PRODUCTION, PRODUCTION, Severity.HIGH);
    assertThat(viewer.get("/findings/" + finding.id()).in("unconfiguredSince"))
        .isEqualTo(JsonNull.NULL);

    findings.leaves(Part.of(STAGING_TO_PRODUCTION), story.now());

    try {
      assertThat(viewer.get("/findings/" + finding.id()).text("unconfiguredSince"))
          .isEqualTo(story.now().toString());
    } finally {
      findings.comesBack(Part.of(STAGING_TO_PRODUCTION));
    }
  }

  @Test
  void findingsOfWhatLeftAreFoundByThoseWhoMaySeeThem() {
    EnvironmentId gone = new EnvironmentId("gone");
    ComparisonName leaving = new ComparisonName("leaving");
    Finding source = story.found(gone, Severity.HIGH);
    Finding change = story.found(leaving, gone, Severity.HIGH);
    Api local = Api.at(url + V1).as("local-only");
    assertThat(viewer.get("/findings?environment=gone").status()).isEqualTo(400);

    findings.leaves(Part.polls(gone), story.now());
    findings.leaves(Part.of(leaving), story.now());

    try {
      assertThat(ids(viewer.get("/findings?environment=gone")))
          .containsExactlyInAnyOrder(source.id().hex(), change.id().hex());
      assertThat(ids(viewer.get("/findings?comparison=leaving")))
          .containsExactly(change.id().hex());
      assertThat(viewer.get("/findings/" + change.id()).status()).isEqualTo(200);
      assertThat(viewer.get("/findings?environment=gon").body()).contains("Did you mean 'gone'?");
      assertThat(local.get("/findings?environment=gone").body()).contains("It may see: local.");
      assertThat(local.get("/findings?comparison=leaving").status()).isEqualTo(400);
      assertThat(local.get("/findings/" + source.id()).status()).isEqualTo(404);
    } finally {
      findings.comesBack(Part.polls(gone));
      findings.comesBack(Part.of(leaving));
    }
  }

  @Test
  void resolvedFindingCannotBeAcknowledged() {
    Finding finding = story.found(LOCAL, Severity.HIGH);
    story.resolved(finding);

    Answer answer =
        operator.send(
            "POST", "/findings/" + finding.id() + "/acknowledgement", "{\"note\": \"known\"}");

    assertThat(answer.status()).isEqualTo(409);
    assertThat(answer.text("type")).isEqualTo("urn:plumbline:problem:resolved");
    assertThat(viewer.get("/findings/" + finding.id()).text("state")).isEqualTo("resolved");
  }

  private static List<String> ids(Answer answer) {
    return answer.texts("items", "id");
  }
}
