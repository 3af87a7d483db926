package dev.plumbline.ui;

import static dev.plumbline.faces.Twins.LOCAL;
import static dev.plumbline.faces.Twins.LOCAL_TO_STAGING;
import static dev.plumbline.faces.Twins.STAGING;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.approval.Approver;
import dev.plumbline.audit.BackupAudit;
import dev.plumbline.faces.FacesProfile;
import dev.plumbline.faces.PageClient;
import dev.plumbline.faces.Story;
import dev.plumbline.finding.Finding;
import dev.plumbline.severity.Severity;
import dev.plumbline.testkit.InMemoryAuditStore;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What pages show, and what their forms do. */
@QuarkusTest
@TestProfile(FacesProfile.class)
class BrowsingTest {
  private final Story story;
  private final InMemoryAuditStore audit;

  @TestHTTPResource("/")
  String url = "";

  private PageClient viewer = new PageClient("");
  private PageClient operator = new PageClient("");

  @Inject
  BrowsingTest(Story story, InMemoryAuditStore audit) {
    this.story = story;
    this.audit = audit;
  }

  @BeforeEach
  void begin() {
    story.begin();
    viewer = PageClient.as("viewer", url);
    operator = PageClient.as("operator", url);
  }

  @Test
  void overviewShowsTheWorstFirst() {
    story.unreachable(LOCAL, "no answer within 10 s");
    story.read(STAGING, Story.snapshot("articles"));

    String page = viewer.get("/").body();

    assertThat(page).contains("no answer within 10 s", "not read yet");
    assertThat(page.indexOf("/environments/local"))
        .isLessThan(page.indexOf("/environments/staging"));
  }

  @Test
  void comparisonShowsItsChangesByCollection() {
    story.read(LOCAL, Story.snapshot("articles"));
    story.read(STAGING, Story.snapshot("pages"));
    story.compared(
        LOCAL_TO_STAGING,
        Story.added(Severity.LOW, "authors"),
        Story.added(Severity.HIGH, "<script>alert(1)</script>"));

    String page = viewer.get("/comparisons/local-to-staging").body();

    assertThat(page)
        .contains("1 high", "1 low", "&lt;script&gt;", "authors")
        .doesNotContain("<script>alert", "Propose a plan");
    assertThat(page.indexOf("&lt;script&gt;")).isLessThan(page.indexOf("authors"));
    assertThat(viewer.get("/comparisons/local-to-staging?severity=low&kind=&text=").body())
        .contains("authors")
        .doesNotContain("&lt;script&gt;alert(1)&lt;/script&gt;</code> is missing");
    assertThat(viewer.get("/comparisons/local-to-staging?text=AUTH").body())
        .contains("Changes 1 to 1 of 1 that match, of 2 in all");
    assertThat(viewer.get("/comparisons/local-to-staging/markdown").body()).contains("authors");
  }

  @Test
  void findingIsAcknowledgedAndOpenedAgain() {
    Finding finding = story.found(LOCAL, Severity.HIGH);
    String path = "/findings/" + finding.id().hex();

    assertThat(viewer.get("/findings").body()).contains(path);
    assertThat(viewer.get(path).body()).doesNotContain("<form class=\"stacked\"");
    HttpResponse<String> done =
        operator.submit(
            path,
            path + "/acknowledgement",
            Map.of("note", "goes out with <b>Thursday</b>", "until", ""));
    assertThat(done.statusCode()).as(done.body()).isEqualTo(303);
    assertThat(viewer.get(path).body())
        .contains("acknowledged", "goes out with &lt;b&gt;Thursday&lt;/b&gt;");

    operator.submit(path, path + "/acknowledgement/end", Map.of());
    assertThat(viewer.get(path).body()).contains("acknowledgement removed");
  }

  @Test
  void formWithoutTheSecretOfItsSessionDoesNothing() {
    Finding finding = story.found(LOCAL, Severity.HIGH);
    String path = "/findings/" + finding.id().hex();
    String other = PageClient.csrf(PageClient.as("operator", url).get(path).body());

    for (String csrf : new String[] {"", "wrong", other}) {
      HttpResponse<String> answer =
          operator.post(path + "/acknowledgement", Map.of("note", "n", "csrf", csrf));

      assertThat(answer.statusCode()).isEqualTo(403);
      assertThat(answer.body()).contains("nothing was done");
    }
    assertThat(viewer.get(path).body()).doesNotContain("acknowledged");
  }

  @Test
  void viewerMayNotSendAForm() {
    Finding finding = story.found(LOCAL, Severity.HIGH);
    String csrf = PageClient.csrf(operator.get("/findings/" + finding.id().hex()).body());

    HttpResponse<String> answer =
        viewer.post(
            "/findings/" + finding.id().hex() + "/acknowledgement",
            Map.of("note", "n", "csrf", csrf));

    assertThat(answer.statusCode()).isEqualTo(403);
    assertThat(answer.body()).contains("with the role viewer; this needs operator");
  }

  @Test
  void environmentIsPolledPausedAndResumed() {
    story.read(LOCAL, Story.snapshot("articles"));
    String page = viewer.get("/environments/local").body();
    assertThat(page).contains("12.4.0", "The schema changed", "local-to-staging");
    assertThat(page).doesNotContain("Poll now");

    assertThat(
            operator
                .submit("/environments/local", "/environments/local/polls", Map.of())
                .statusCode())
        .isEqualTo(303);
    operator.submit("/environments/local", "/environments/local/pause", Map.of("note", "upgrade"));
    assertThat(viewer.get("/").body()).contains("operator paused it: upgrade");
    operator.submit("/environments/local", "/environments/local/pause/end", Map.of());
    assertThat(viewer.get("/").body()).doesNotContain("paused it");
  }

  @Test
  void recordsAuditAndReportsAreShown() {
    assertThat(viewer.get("/environments/local/integrity").body()).contains("Records of local");
    assertThat(viewer.get("/audit").body()).contains("chain intact");
    assertThat(viewer.get("/reports").body()).contains("Reports");
  }

  @Test
  void auditOfABackupLeadsToItsEnvironment() {
    UUID backup = new UUID(8, 8);
    audit.append(
        List.of(
            BackupAudit.requested(
                backup,
                LOCAL,
                Optional.of("before the relaunch"),
                new Approver("ada", "ops", false),
                Instant.EPOCH)));

    assertThat(viewer.get("/audit?action=backup_requested").body())
        .contains("before the relaunch", "href=\"/environments/local\"")
        .doesNotContain("/plans/" + backup);
  }

  @Test
  void emptyListsSaySo() {
    assertThat(viewer.get("/runs").statusCode()).isEqualTo(200);
    assertThat(viewer.get("/plans?state=expired").body()).contains("There is no plan here");
    assertThat(viewer.get("/findings?severity=critical&kind=backup").body())
        .contains("No finding matches");
  }
}
