package dev.plumbline.catalogue;

import static dev.plumbline.lab.service.ServiceApi.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.json.JsonValue.JsonObject;
import dev.plumbline.lab.LabEnvironment;
import dev.plumbline.lab.Laboratory;
import dev.plumbline.lab.Template;
import dev.plumbline.lab.directus.DirectusVersion;
import dev.plumbline.lab.service.ServiceConfiguration;
import dev.plumbline.lab.service.ServiceProcess;
import dev.plumbline.lab.service.Watch;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Environments of one content: what is reported about them beyond what somebody changed. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Order(2)
class SameContentIT {
  private static final String TOKEN = "same-content-it";
  private static final String TO_COPY = "original-to-copy";
  private static final String TO_NEWER = "older-to-original";
  private static final String WITH_RULES = "original-to-copy-with-rules";

  private static final String ADD_COLUMN =
      """
      ALTER TABLE pages ADD COLUMN kicker varchar(40);
      INSERT INTO directus_fields (collection, field) VALUES ('pages', 'kicker')
      """;
  private static final String DROP_COLUMN =
      """
      ALTER TABLE pages DROP COLUMN kicker;
      DELETE FROM directus_fields WHERE collection = 'pages' AND field = 'kicker'
      """;
  private static final String ADDED = "low field_added pages.kicker";

  private final LabEnvironment original;
  private final LabEnvironment copy;
  private final LabEnvironment older;
  private final ServiceProcess service;
  private final Watch watch;
  private final Reported reported;

  SameContentIT(@TempDir Path folder) {
    original = Laboratory.shared().stopped(DirectusVersion.V12, Template.MODEL);
    copy = original.copy();
    older = Laboratory.shared().stopped(DirectusVersion.V11, Template.MODEL);
    ServiceConfiguration configuration =
        new ServiceConfiguration()
            .environment("original", "staging", original)
            .polling("original", "1h", "0s")
            .environment("copy", "production", copy)
            .polling("copy", "1h", "0s")
            .environment("older", "local", older)
            .polling("older", "1h", "0s")
            .comparison(TO_COPY, "original", "copy")
            .comparison(TO_NEWER, "older", "original")
            .comparison(WITH_RULES, "original", "copy")
            .token("tests", "admin", TOKEN)
            .store(folder.resolve("data"));
    rule(configuration, 0, "pages.kick*", "field_added", "2999-01-01");
    rule(configuration, 1, "pages.**", "field_note_changed", "2020-01-01");
    rule(configuration, 2, "site.nothing", "field_added", "2999-01-01");
    service = new ServiceProcess(folder, configuration.keys(), TOKEN, List.of());
    watch = new Watch(service);
    reported = new Reported(service.api());
  }

  private static void rule(
      ServiceConfiguration configuration, int index, String subject, String code, String until) {
    String prefix = "plumbline.comparisons." + WITH_RULES + ".ignore[" + index + "].";
    configuration
        .with(prefix + "subject", subject)
        .with(prefix + "code", code)
        .with(prefix + "until", until)
        .with(prefix + "reason", "rule " + index);
  }

  @BeforeAll
  void start() {
    Stream.of(original, copy, older).parallel().forEach(LabEnvironment::start);
    service.start();
    watch.poll("original", "copy", "older");
  }

  @AfterAll
  void stop() {
    service.close();
    // The copy first: what the reader of the original may read is copied along.
    Stream.of(copy, original, older).forEach(LabEnvironment::close);
  }

  @AfterEach
  void nothingIsLeft() {
    assertThat(reported.of(TO_COPY)).containsExactly("in_sync");
    assertThat(reported.open("comparison=" + TO_COPY)).isEmpty();
    assertThat(reported.open("kind=mismatch")).isEmpty();
    assertThat(reported.open("kind=unreadable")).isEmpty();
  }

  @Test
  void aCopyIsInSyncWhateverTheOrderOfItsMetadata() {
    Step reversed =
        Step.sql(
            """
            UPDATE directus_fields SET id = 100000 - id;
            UPDATE directus_relations SET id = 100000 - id
            """);
    reversed.run(copy);
    watch.poll("copy");
    nothingIsLeft();

    service.stop();
    service.start();
    watch.poll("original", "copy", "older");
    nothingIsLeft();
  }

  @Test
  void aStaleCacheIsReportedAndTheDatabaseIsBelieved() {
    original.sql(ADD_COLUMN);
    watch.poll("original");

    assertThat(reported.of(TO_COPY)).containsExactly("drifted", ADDED);
    assertThat(reported.open("kind=mismatch")).containsExactly("medium api_stale pages.kicker");
    assertThat(reported.open("environment=original&kind=mismatch")).hasSize(1);

    original.directus().clearCache();
    watch.poll("original");

    assertThat(reported.of(TO_COPY)).containsExactly("drifted", ADDED);
    assertThat(reported.open("kind=mismatch")).isEmpty();

    Step.sql(DROP_COLUMN).run(original);
    watch.poll("original");
  }

  @Test
  void betweenVersionsOnlyTheVersionIsReported() {
    assertThat(reported.of(TO_NEWER))
        .containsExactly("drifted", "high directus_version_changed directus");
    assertThat(reported.open("comparison=" + TO_NEWER))
        .containsExactly("high directus_version_changed directus");
  }

  @Test
  void whatIsMeantToDifferIsNoDriftAndRulesAreChecked() {
    List<String> always =
        List.of(
            "info ignore_rule_unused site.nothing field_added",
            "low ignore_rule_expired pages.** field_note_changed");
    assertThat(reported.of(WITH_RULES)).containsExactly("in_sync");
    assertThat(reported.open("comparison=" + WITH_RULES))
        .contains("info ignore_rule_unused pages.kick* field_added")
        .containsAll(always)
        .hasSize(3);

    Step.sql(ADD_COLUMN).run(original);
    watch.poll("original");

    assertThat(reported.of(WITH_RULES)).containsExactly("in_sync");
    assertThat(reported.of(TO_COPY)).containsExactly("drifted", ADDED);
    assertThat(reported.open("comparison=" + WITH_RULES))
        .containsExactlyInAnyOrderElementsOf(always);
    List<JsonObject> ignored = service.api().list("/api/v1/comparisons/" + WITH_RULES, "ignored");
    assertThat(ignored).hasSize(1);
    assertThat(ignored.getFirst().toString()).contains("kicker").contains("rule 0");

    Step.sql("UPDATE directus_fields SET note = 'n' WHERE collection = 'pages' AND field = 'path'")
        .run(original);
    watch.poll("original");

    // An expired rule ignores nothing any more.
    assertThat(reported.of(WITH_RULES))
        .containsExactly("drifted", "info field_note_changed pages.path meta.note");

    Step.sql("UPDATE directus_fields SET note = NULL WHERE collection = 'pages' AND field = 'path'")
        .then(Step.sql(DROP_COLUMN))
        .run(original);
    watch.poll("original");
  }

  /** As at each start of a container with a snapshot in its image. */
  @Test
  void collectionsThatAnOldSnapshotDropsAreReportedUntilTheyAreBack() {
    Step newer =
        Step.sql(
            """
            CREATE TABLE fresh_1 (id serial PRIMARY KEY, a int, b int, UNIQUE (a, b));
            INSERT INTO fresh_1 (a, b) VALUES (1, 1), (1, 2);
            CREATE TABLE fresh_2 (id serial PRIMARY KEY);
            """
                + AlikeCases.track("fresh_1")
                + ";"
                + AlikeCases.track("fresh_2"));
    for (LabEnvironment environment : List.of(original, older)) {
      String name = environment.equals(original) ? "original" : "older";
      JsonObject old = environment.directus().snapshot();
      newer.run(environment);
      watch.poll(name);
      watch.scan(name);
      Step.apply(environment, old);
      watch.poll(name);

      String lost = "state=open&kind=loss&environment=" + name;
      assertThat(reported.findings(lost)).hasSize(1);
      JsonObject finding = reported.findings(lost).getFirst();
      assertThat(text(finding, "severity")).isEqualTo("critical");
      assertThat(text(finding, "code")).isEqualTo("collections_disappeared");
      assertThat(text(finding, "message"))
          .contains("2 collections", "`fresh_1` (2 rows at ", "`fresh_2` (0 rows at ");

      newer.run(environment);
      watch.poll(name);
      assertThat(reported.findings(lost)).isEmpty();

      Step.apply(environment, old);
      watch.poll(name);
    }
  }

  @Test
  void anAcknowledgementLastsAsLongAsWhatItIsAbout() {
    Step.sql(ADD_COLUMN).run(original);
    watch.poll("original");
    String id = text(reported.findings("state=open&comparison=" + TO_COPY).getFirst(), "id");

    assertThat(
            service
                .api()
                .send(
                    "POST",
                    "/api/v1/findings/" + id + "/acknowledgement",
                    "{\"note\": \"Goes out on Thursday\"}")
                .statusCode())
        .isEqualTo(200);
    watch.poll("original", "copy");
    // Another change beside it is another finding.
    Step.sql("CREATE INDEX pages_title_index ON pages (title)").run(original);
    watch.poll("original");

    JsonObject acknowledged = service.api().get("/api/v1/findings/" + id);
    assertThat(text(acknowledged, "state")).isEqualTo("acknowledged");
    assertThat(text(acknowledged, "acknowledgedBy")).isEqualTo("tests");
    assertThat(acknowledged.get("acknowledgement").toString()).contains("Goes out on Thursday");
    assertThat(reported.findings("state=open&comparison=" + TO_COPY)).hasSize(1);

    Step.sql("DROP INDEX pages_title_index").then(Step.sql(DROP_COLUMN)).run(original);
    watch.poll("original");

    JsonObject resolved = service.api().get("/api/v1/findings/" + id);
    assertThat(text(resolved, "state")).isEqualTo("resolved");
    assertThat(resolved.get("acknowledgement").isNull()).isTrue();
  }
}
