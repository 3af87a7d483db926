package dev.plumbline.rest.backup;

import static dev.plumbline.faces.ProblemAssertions.assertProblem;
import static dev.plumbline.faces.ProblemAssertions.assertWrong;
import static dev.plumbline.faces.Twins.LOCAL;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.faces.Api;
import dev.plumbline.faces.Api.Answer;
import dev.plumbline.faces.FacesProfile;
import dev.plumbline.faces.Story;
import dev.plumbline.json.JsonValue.JsonNull;
import dev.plumbline.store.Lease;
import dev.plumbline.store.backup.Backup;
import dev.plumbline.store.backup.BackupState;
import dev.plumbline.store.backup.BackupStore.Purpose;
import dev.plumbline.testkit.InMemoryBackupStore;
import dev.plumbline.testkit.SampleBackups;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(FacesProfile.class)
class BackupsRestTest {
  private static final String V1 = "/api/v1";
  private static final String LOCAL_BACKUPS = "/environments/local/backups";

  private final Story story;
  private final InMemoryBackupStore store;

  @TestHTTPResource("/")
  String url = "";

  private Api viewer = Api.at("");
  private Api operator = Api.at("");

  @Inject
  BackupsRestTest(Story story, InMemoryBackupStore store) {
    this.story = story;
    this.store = store;
  }

  @BeforeEach
  void begin() {
    story.begin();
    viewer = Api.at(url + V1).as("viewer");
    operator = Api.at(url + V1).as("operator").with("Content-Type", "application/json");
  }

  /** One that is being made is in the way of the next test. */
  @AfterEach
  void endAll() {
    store.backups(List.of(LOCAL), Optional.empty(), 1).items().stream()
        .filter(backup -> backup.finishedAt().isEmpty())
        .findFirst()
        .ifPresent(
            backup -> {
              for (int term = 1; term < 5; term++) {
                store.record(
                    new Lease(backup.id(), term),
                    backup.ended(BackupState.FAILED, "the test ended", story.now()));
              }
            });
  }

  private Backup proven(Answer accepted) {
    UUID id = UUID.fromString(accepted.text("id"));
    Backup backup = store.backup(id).orElseThrow();
    Backup proven =
        backup
            .dumped(SampleBackups.dump(story.now(), 77))
            .tried(SampleBackups.proof(story.now()), BackupState.PROVEN, "the same");
    assertThat(store.record(new Lease(id, 1), proven)).isTrue();
    return proven;
  }

  @Test
  void backupIsFollowedByItsLocation() {
    Answer accepted = operator.send("POST", LOCAL_BACKUPS, "{\"note\": \"before the relaunch\"}");
    Answer waiting = Api.at(url).as("viewer").get(accepted.header("Location"));
    proven(accepted);
    Answer ended = Api.at(url).as("viewer").get(accepted.header("Location"));

    assertThat(accepted.status()).isEqualTo(202);
    assertThat(waiting.text("state")).isEqualTo("waiting");
    assertThat(waiting.text("note")).isEqualTo("before the relaunch");
    assertThat(waiting.text("requestedBy")).isEqualTo("operator");
    assertThat(waiting.in("dump")).isEqualTo(JsonNull.NULL);
    assertThat(ended.text("state")).isEqualTo("proven");
    assertThat(ended.text("message")).isEqualTo("the same");
    assertThat(ended.body())
        .contains(
            "\"restoreSeconds\":1.5",
            "\"table\":\"public.\\\"Artikel\\\"\"",
            "\"scope\":\"whole\"",
            "\"withoutRows\":[]");
    assertThat(viewer.get("/backups?environment=local").body()).contains("\"tables\":null");
  }

  @Test
  void narrowedBackupNamesTheTablesThatItHasNoRowsOf() {
    Answer accepted = operator.send("POST", LOCAL_BACKUPS, "");
    UUID id = UUID.fromString(accepted.text("id"));
    Backup backup = store.backup(id).orElseThrow();
    store.record(
        new Lease(id, 1),
        backup
            .dumped(SampleBackups.narrowed(SampleBackups.dump(story.now(), 77), "public.logs"))
            .tried(SampleBackups.proof(story.now()), BackupState.PROVEN, "the same"));

    assertThat(Api.at(url).as("viewer").get(accepted.header("Location")).body())
        .contains("\"scope\":\"narrowed\"", "\"withoutRows\":[\"public.logs\"]");
    assertThat(viewer.get("/backups?environment=local").body())
        .contains("\"scope\":\"narrowed\"", "\"withoutRows\":null");
  }

  @Test
  void oneIsMadeAtATime() {
    Answer first = operator.send("POST", LOCAL_BACKUPS, "");
    Answer second = operator.send("POST", LOCAL_BACKUPS, "{\"note\": \"me, too\"}");

    assertThat(second.status()).isEqualTo(202);
    assertThat(second.text("id")).isEqualTo(first.text("id"));
    proven(first);
    assertThat(operator.send("POST", LOCAL_BACKUPS, "").text("id")).isNotEqualTo(first.text("id"));
  }

  @Test
  void repeatedKeyIsTheFirstBackup() {
    Api keyed = operator.with("Idempotency-Key", Story.unique("backup-"));

    Answer first = keyed.send("POST", LOCAL_BACKUPS, "{\"note\": \"1\"}");
    assertProblem(
        keyed.send("POST", LOCAL_BACKUPS, "{\"note\": \"2\"}"), 422, "idempotency-key-reused");
    proven(first);

    assertThat(keyed.send("POST", LOCAL_BACKUPS, "{\"note\": \"1\"}").text("id"))
        .isEqualTo(first.text("id"));
    assertProblem(
        keyed.send("POST", LOCAL_BACKUPS, "{\"note\": \"2\"}"), 422, "idempotency-key-reused");
  }

  @Test
  void onlyWhatHasAFileIsProvenOnceMore() {
    Answer accepted = operator.send("POST", LOCAL_BACKUPS, "");
    String verification = "/backups/" + accepted.text("id") + "/verification";
    assertProblem(operator.send("POST", verification, ""), 409, "backup-without-file");

    proven(accepted);
    Answer again = operator.send("POST", verification, "");

    assertThat(again.status()).isEqualTo(202);
    assertThat(again.text("state")).isEqualTo("dumped");
    assertProblem(operator.send("POST", verification, ""), 409, "backup-running");
  }

  @Test
  void whoAskedIsInTheAudit() {
    Answer accepted = operator.send("POST", LOCAL_BACKUPS, "{\"note\": \"before the relaunch\"}");
    String id = accepted.text("id");
    proven(accepted);
    operator.send("POST", "/backups/" + id + "/verification", "");

    assertThat(viewer.get("/audit?action=backup_requested").body())
        .contains("\"subject\":\"" + id, "\"token\":\"operator\"", "before the relaunch");
    assertThat(viewer.get("/audit?action=backup_verification_requested").body())
        .contains("\"subject\":\"" + id);
  }

  @Test
  void backupOfARunThatMayBeNarrowedIsNotGivenToAPerson() {
    Backup ofRun =
        store.begin(
            Backup.waiting(
                UUID.randomUUID(), LOCAL, story.now(), Optional.of("ada"), Optional.empty()),
            Optional.of("run-" + Story.unique("key")),
            new Purpose(Optional.empty(), true));

    assertProblem(operator.send("POST", LOCAL_BACKUPS, "{}"), 409, "backup-running");

    Backup whole = ofRun.dumped(SampleBackups.dump(story.now(), 77));
    assertThat(store.record(Lease.first(ofRun.id()), whole)).isTrue();
    assertThat(operator.send("POST", LOCAL_BACKUPS, "{}").text("id"))
        .isEqualTo(ofRun.id().toString());
  }

  @Test
  void badRequestsAreRefused() {
    assertProblem(operator.send("POST", "/environments/staging/backups", "{}"), 409, "no-database");
    assertProblem(
        viewer.with("Content-Type", "application/json").send("POST", LOCAL_BACKUPS, "{}"),
        403,
        "forbidden");
    assertWrong(operator.send("POST", LOCAL_BACKUPS, "{\"node\": \"x\"}"), "node", "note");
    assertProblem(viewer.get("/backups?environment=nowhere"), 404, "not-found");
    assertProblem(viewer.get("/backups/" + UUID.randomUUID()), 404, "not-found");
    assertProblem(operator.send("POST", "/environments/nowhere/backups", "{}"), 404, "not-found");
  }

  @Test
  void hiddenEnvironmentHasNoBackups() {
    Answer accepted = operator.send("POST", LOCAL_BACKUPS, "");
    Api hidden = Api.at(url + V1).as("production-only");

    assertProblem(hidden.get("/backups/" + accepted.text("id")), 404, "not-found");
    assertThat(hidden.get("/backups").texts("items", "id")).doesNotContain(accepted.text("id"));
    assertThat(viewer.get("/backups").texts("items", "id")).contains(accepted.text("id"));
  }
}
