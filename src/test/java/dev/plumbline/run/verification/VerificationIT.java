package dev.plumbline.run.verification;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.approval.window.ChangeTimes;
import dev.plumbline.configuration.BackupPolicy;
import dev.plumbline.configuration.Schedule;
import dev.plumbline.configuration.Secret;
import dev.plumbline.configuration.WatchedEnvironment;
import dev.plumbline.configuration.WatchedEnvironment.Database;
import dev.plumbline.configuration.WatchedEnvironment.Polling;
import dev.plumbline.configuration.WatchedEnvironment.Scanning;
import dev.plumbline.drift.Side;
import dev.plumbline.drift.objects.ReservedSubjects;
import dev.plumbline.environment.Environment;
import dev.plumbline.environment.EnvironmentId;
import dev.plumbline.environment.Tier;
import dev.plumbline.environment.Versions;
import dev.plumbline.json.CanonicalJson;
import dev.plumbline.lab.LabEnvironment;
import dev.plumbline.lab.Laboratory;
import dev.plumbline.lab.Template;
import dev.plumbline.lab.directus.DirectusVersion;
import dev.plumbline.payload.ItemKey;
import dev.plumbline.payload.PayloadMaker;
import dev.plumbline.payload.PlannedItem;
import dev.plumbline.payload.PlannedItems;
import dev.plumbline.payload.SchemaDiff;
import dev.plumbline.payload.SchemaDiffJson;
import dev.plumbline.plan.step.Step;
import dev.plumbline.plan.step.StepMaker;
import dev.plumbline.postgres.Watching;
import dev.plumbline.postgres.target.content.PostgresContentWatch;
import dev.plumbline.run.verification.Verification.Failure;
import dev.plumbline.run.verification.Verification.Rule;
import dev.plumbline.snapshot.SnapshotJson;
import dev.plumbline.sync.port.ContentWatch;
import dev.plumbline.testkit.SampleBackups;
import dev.plumbline.watch.source.WatchedDatabase.DatabaseReading;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Plans that a real Directus carries out, with users and damage meanwhile. */
class VerificationIT {
  private static final EnvironmentId TARGET = new EnvironmentId("target");

  @ParameterizedTest
  @EnumSource(DirectusVersion.class)
  void damageIsFoundAndUsersAreNot(DirectusVersion version) throws Exception {
    try (LabEnvironment target = Laboratory.shared().environment(version, Template.BOOTSTRAPPED)) {
      target.directus().post("/collections", collection("articles", "title"));
      target.directus().post("/collections", collection("authors", "name"));
      target.directus().post("/collections", collection("notes", "text"));
      target.sql(
          """
          INSERT INTO articles (id, title) VALUES (1, 'a'), (2, 'b');
          INSERT INTO authors (id, name) SELECT n, 'n' || n FROM generate_series(1, 20) n;
          INSERT INTO directus_permissions (collection, action, policy)
            SELECT c, 'read', (SELECT id FROM directus_policies ORDER BY id LIMIT 1)
              FROM unnest(ARRAY['authors', 'notes']) c;
          """);
      try (LabEnvironment source = target.copy()) {
        target.sql("CREATE INDEX authors_two ON authors (name, id)");
        source.sql(
            """
            DROP TABLE notes;
            DELETE FROM directus_fields WHERE collection = 'notes';
            DELETE FROM directus_collections WHERE collection = 'notes';
            """);
        Scene scene = new Scene(source, target);
        usersWrite(scene);
        triggersDamage(scene);
        othersChangeTheSchema(scene);
        nothingHappens(scene);
        whatMayNotBeReadIsSaid(scene);
        whatANarrowedBackupLacksIsNotCompared(scene);
      }
    }
  }

  private static void usersWrite(Scene scene) throws Exception {
    scene.addField("lead1");
    scene.begin();
    AtomicBoolean ended = new AtomicBoolean();
    scene.target.sql("DELETE FROM authors WHERE id = 20");
    Thread writer =
        Thread.ofVirtual()
            .start(
                () -> {
                  do {
                    scene.target.sql(
                        """
                        UPDATE authors SET name = name || '.' WHERE id = 1;
                        INSERT INTO articles (id, title) SELECT max(id) + 1, 'new' FROM articles;
                        UPDATE articles SET title = title || '.' WHERE id = 1;
                        """);
                  } while (!ended.get());
                });
    scene.apply();
    ended.set(true);
    writer.join();
    Verification verification = scene.verify("lead1");

    assertThat(verification.failures()).isEmpty();
    assertThat(verification.uncertain()).isEmpty();
    assertThat(verification.byOthers())
        .contains("table `authors`: 1 row updated, 1 row deleted by others during the run")
        .anyMatch(
            text -> text.matches("table `articles`: \\d+ rows? inserted, 1 row updated by.*"));
    assertThat(
            scene
                .target
                .database()
                .owner()
                .value("SELECT count(*) FROM directus_permissions WHERE collection = 'notes'"))
        .isEqualTo("0");
  }

  private static void triggersDamage(Scene scene) throws Exception {
    scene.trigger(
        "DELETE FROM authors WHERE id = 2; UPDATE authors SET name = 'x' WHERE id IN (3, 4);"
            + " INSERT INTO authors (id, name) VALUES (100, 'y');");
    scene.addField("lead2");
    scene.begin();
    scene.target.sql("UPDATE authors SET name = 'by a user' WHERE id = 5");
    scene.apply();

    Verification verification = scene.verify("lead2");

    assertThat(verification.failures())
        .containsExactly(
            new Failure(
                Rule.CONTENT,
                "table `authors`: the transaction of the run changed rows that no step is about:"
                    + " 1 row inserted, 2 rows updated, 1 row deleted"));
    assertThat(verification.byOthers())
        .contains("table `authors`: 1 row updated by others during the run");

    scene.trigger("UPDATE directus_permissions SET fields = '*' WHERE collection = 'authors';");
    scene.addField("lead3");
    scene.begin();
    scene.apply();

    assertThat(scene.verify("lead3").failures())
        .containsExactly(
            new Failure(
                Rule.CONTENT,
                "table `directus_permissions`: the transaction of the run changed rows that no step"
                    + " is about: 1 row updated of collection `authors`"));

    scene.trigger("UPDATE articles SET title = 'destroyed' WHERE id = 2;");
    scene.addField("lead4");
    scene.begin();
    scene.apply();

    assertThat(scene.verify("lead4").failures())
        .containsExactly(
            new Failure(
                Rule.COLUMNS,
                "table `articles`: the transaction of the run changed rows that no step is about:"
                    + " 1 row updated"));
    scene.trigger("");
  }

  private static void othersChangeTheSchema(Scene scene) throws Exception {
    scene.addField("lead5");
    scene.begin();
    scene.target.sql("DROP INDEX authors_two; ALTER TABLE authors ALTER name SET DEFAULT 'z'");
    scene.apply();

    Verification verification = scene.verify("lead5");

    assertThat(verification.failures())
        .extracting(Failure::rule)
        .containsExactly(Rule.PLANNED, Rule.UNPLANNED, Rule.OBJECTS, Rule.OBJECTS);
    assertThat(verification.failures())
        .extracting(Failure::sentence)
        .anyMatch(text -> text.startsWith("`schema.default_value` of field `authors.name` changed"))
        .anyMatch(text -> text.startsWith("column `name` of `authors`"))
        .anyMatch(text -> text.startsWith("index `authors_two` of `authors` was dropped"));
    scene.target.sql("ALTER TABLE authors ALTER name DROP DEFAULT");
  }

  private static void nothingHappens(Scene scene) throws Exception {
    scene.addField("lead6");
    scene.begin();

    assertThat(scene.verify("lead6").failures())
        .extracting(Failure::rule)
        .containsExactly(Rule.PROOF, Rule.PLANNED);
  }

  private static void whatMayNotBeReadIsSaid(Scene scene) throws Exception {
    try (ContentWatch.Opened opened = scene.readerWatch.open(TARGET)) {
      ContentChanges changes = opened.changes(Optional.empty(), Map.of());

      assertThat(changes.tables().get("directus_sessions"))
          .isInstanceOf(ContentChanges.TableContent.Unknown.class);
      assertThat(changes.tables().get("articles"))
          .isInstanceOf(ContentChanges.TableContent.Unchanged.class);
    }
  }

  /** As after a crash, when only the backup is left. */
  private static void whatANarrowedBackupLacksIsNotCompared(Scene scene) throws Exception {
    ContentChanges changes =
        scene.watch.since(
            TARGET,
            SampleBackups.narrowed(
                    SampleBackups.dump(Instant.EPOCH, 1), "public.authors", "public.dropped_since")
                .content(),
            Set.of());

    assertThat(changes.tables())
        .containsEntry("dropped_since", new ContentChanges.TableContent.Dropped())
        .containsEntry(
            "authors",
            new ContentChanges.TableContent.Unknown(
                "the backup of the run has no rows of it, and only a backup is left to compare it"
                    + " with"));
    assertThat(changes.rows()).containsKeys("dropped_since", "authors");
    assertThat(changes.isWithoutRun()).isFalse();
  }

  private static String collection(String name, String field) {
    return """
        {"collection": "%s", "meta": {}, "schema": {}, "fields": [
          {"field": "id", "type": "integer", "meta": {}, "schema": {"is_primary_key": true}},
          {"field": "%s", "type": "string", "meta": {}, "schema": {}}]}
        """
        .formatted(name, field);
  }

  /** One run after the other between two environments. */
  private static final class Scene {
    private final LabEnvironment source;
    private final LabEnvironment target;
    private final ContentWatch watch;
    private final ContentWatch readerWatch;
    private List<Step> steps = List.of();
    private SchemaDiff diff = new SchemaDiff("", List.of());
    private SortedMap<ItemKey, PlannedItem> planned = new TreeMap<>();
    private Optional<Side> from = Optional.empty();
    private Optional<Side> before = Optional.empty();
    private Optional<ContentWatch.Opened> opened = Optional.empty();

    Scene(LabEnvironment source, LabEnvironment target) {
      this.source = source;
      this.target = target;
      this.watch = watch(target.ownerUsername(), target.ownerPassword());
      this.readerWatch = watch(target.readerUsername(), target.readerPassword());
    }

    private ContentWatch watch(String role, String password) {
      Database database =
          new Database(target.jdbcUrl(), role, new Secret.Literal(password), "public");
      return new PostgresContentWatch(
          Map.of(
              TARGET,
              new WatchedEnvironment(
                  new Environment(TARGET, Tier.STAGING, false),
                  Optional.empty(),
                  Optional.of(database),
                  new Polling(
                      new Schedule.Every(Duration.ofMinutes(5)),
                      Duration.ZERO,
                      Duration.ofSeconds(60)),
                  Scanning.DEFAULT,
                  ChangeTimes.ALWAYS,
                  Optional.of(new BackupPolicy(database, Optional.empty(), 1)))),
          Duration.ofMinutes(1));
    }

    void addField(String name) {
      source.sql(
          "ALTER TABLE articles ADD COLUMN %1$s varchar(255); INSERT INTO directus_fields (collection, field) VALUES ('articles', '%1$s')"
              .formatted(name));
    }

    void trigger(String statements) {
      target.sql(
          """
          CREATE OR REPLACE FUNCTION damage() RETURNS trigger LANGUAGE plpgsql AS $$
          BEGIN %s RETURN NULL; END $$;
          DROP TRIGGER IF EXISTS damage ON directus_fields;
          CREATE TRIGGER damage AFTER INSERT ON directus_fields
            FOR EACH STATEMENT EXECUTE FUNCTION damage();
          """
              .formatted(statements));
    }

    /** Plans, reads the target and opens what watches its rows. */
    void begin() throws Exception {
      Side read = read(source);
      Side has = read(target);
      from = Optional.of(read);
      before = Optional.of(has);
      planned =
          PlannedItems.between(
              ReservedSubjects.leftOut(read).snapshot(), ReservedSubjects.leftOut(has).snapshot());
      steps = StepMaker.steps(planned);
      diff =
          SchemaDiffJson.read(
              target
                  .directus()
                  .post(
                      "/schema/diff", SnapshotJson.of(read.snapshot(), target.version().number())));
      opened = Optional.of(watch.open(TARGET));
      assertThat(
              target
                  .database()
                  .postgres()
                  .superuser(target.name())
                  .rows(
                      """
                      SELECT c.relname FROM pg_locks l
                        JOIN pg_stat_activity a USING (pid) JOIN pg_class c ON c.oid = l.relation
                       WHERE a.application_name = 'plumbline' AND a.datname = current_database()
                         AND a.state = 'idle in transaction'
                         AND c.relnamespace = 'public'::regnamespace
                      """))
          .isEmpty();
    }

    void apply() {
      assertThat(
              target
                  .directus()
                  .send(
                      "POST",
                      "/schema/apply",
                      CanonicalJson.write(SchemaDiffJson.write(PayloadMaker.make(diff, planned))))
                  .statusCode())
          .isEqualTo(204);
    }

    /**
     * @param field that the apply made, by which its transaction is known
     */
    Verification verify(String field) throws Exception {
      Optional<Long> transaction =
          target
              .database()
              .owner()
              .rows("SELECT xmin FROM directus_fields WHERE field = '" + field + "'")
              .stream()
              .map(Long::valueOf)
              .findFirst();
      try (ContentWatch.Opened content = opened.orElseThrow()) {
        return Verification.of(
            new VerificationInputs(
                steps,
                List.of(),
                List.of(),
                from.orElseThrow(),
                before.orElseThrow(),
                read(target),
                content.changes(transaction, PlanScope.touched(steps))));
      }
    }

    private static Side read(LabEnvironment environment) {
      DatabaseReading reading =
          Watching.of(
                  environment.jdbcUrl(), environment.readerUsername(), environment.readerPassword())
              .read();
      return new Side(
          reading.snapshot(),
          new Versions(
              Optional.of(environment.version().number()),
              Optional.of(reading.postgres()),
              reading.migrations()),
          Optional.of(reading.catalog().inventory()));
    }
  }
}
