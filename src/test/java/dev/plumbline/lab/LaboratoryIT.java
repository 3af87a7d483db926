package dev.plumbline.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.json.JsonValue;
import dev.plumbline.json.JsonValue.JsonObject;
import dev.plumbline.lab.directus.DirectusVersion;
import dev.plumbline.snapshot.Fingerprint;
import dev.plumbline.snapshot.Snapshot;
import dev.plumbline.snapshot.Snapshot.Collection;
import dev.plumbline.snapshot.Snapshot.Field;
import dev.plumbline.snapshot.Snapshot.Relation;
import dev.plumbline.snapshot.SnapshotJson;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class LaboratoryIT {
  private static final Laboratory laboratory = Laboratory.shared();

  /** Only checked. */
  private static final Map<DirectusVersion, LabEnvironment> MODELS =
      new EnumMap<>(DirectusVersion.class);

  @BeforeAll
  static void startModels() {
    for (DirectusVersion version : DirectusVersion.values()) {
      MODELS.put(version, laboratory.environment(version, Template.MODEL));
    }
  }

  @AfterAll
  static void closeModels() {
    MODELS.values().forEach(LabEnvironment::close);
  }

  @ParameterizedTest
  @EnumSource
  void modelHasEveryKindOfFieldAndRelation(DirectusVersion version) {
    LabEnvironment environment = model(version);
    Snapshot snapshot = snapshot(environment);

    assertThat(snapshot.collections()).filteredOn(c -> c.schema().isPresent()).hasSize(20);
    assertThat(snapshot.collections())
        .filteredOn(c -> c.schema().isEmpty())
        .extracting(Collection::collection)
        .containsExactly("editorial", "plumbing", "sections", "shop");
    assertThat(specials(snapshot))
        .contains(
            "m2o",
            "o2m",
            "m2m",
            "m2a",
            "file",
            "files",
            "translations",
            "group",
            "alias",
            "no-data",
            "conceal",
            "hash",
            "uuid",
            "cast-json",
            "cast-csv",
            "cast-boolean",
            "cast-timestamp",
            "user-created",
            "date-created",
            "user-updated",
            "date-updated");
    assertThat(snapshot.fields())
        .extracting(Field::type)
        .contains(
            "string",
            "text",
            "integer",
            "bigInteger",
            "float",
            "decimal",
            "boolean",
            "date",
            "dateTime",
            "timestamp",
            "time",
            "uuid",
            "json",
            "csv",
            "hash",
            "alias");
    assertThat(snapshot.relations())
        .extracting(
            r -> r.collection() + "." + r.field() + " > " + r.relatedCollection().orElse("any"))
        .hasSize(35)
        .contains(
            "articles.author > authors",
            "authors.mentor > authors",
            "categories.parent > categories",
            "articles_sections.item > any",
            "articles_files.directus_files_id > directus_files",
            "directus_users.desk > categories",
            "orders.handled_by > directus_users");
    assertThat(snapshot.relations())
        .filteredOn(r -> r.relatedCollection().isPresent())
        .allSatisfy(LaboratoryIT::hasForeignKey);
  }

  @ParameterizedTest
  @EnumSource
  void modelHasItsItemsAndFiles(DirectusVersion version) {
    LabEnvironment environment = model(version);
    assertThat(
            environment
                .database()
                .owner()
                .rows(
                    """
                    SELECT 'articles', count(*) FROM articles UNION ALL
                    SELECT 'translations', count(*) FROM articles_translations UNION ALL
                    SELECT 'sections', count(*) FROM articles_sections UNION ALL
                    SELECT 'tags', count(*) FROM articles_tags UNION ALL
                    SELECT 'order lines', count(*) FROM order_lines UNION ALL
                    SELECT 'site', count(*) FROM site UNION ALL
                    SELECT 'files', count(*) FROM directus_files
                    """))
        .containsExactly(
            "articles|40",
            "translations|40",
            "sections|75",
            "tags|80",
            "order lines|80",
            "site|1",
            "files|6");
    String file = environment.database().owner().value("SELECT id FROM directus_files LIMIT 1");
    assertThat(environment.directus().send("GET", "/assets/" + file, "").body()).contains("<svg");
  }

  @ParameterizedTest
  @EnumSource
  void readerReadsNoSecretAndWritesNothing(DirectusVersion version) {
    LabEnvironment environment = model(version);
    var reader = environment.database().reader();

    assertThat(
            environment
                .database()
                .owner()
                .rows(
                    """
                      SELECT DISTINCT privilege
                      FROM pg_class, (VALUES ('SELECT'), ('INSERT'), ('UPDATE'), ('DELETE'),
                          ('TRUNCATE'), ('REFERENCES'), ('TRIGGER')) AS p (privilege)
                      WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'
                        AND has_table_privilege('%s', oid, privilege)
                      """
                        .formatted(environment.readerUsername())))
        .containsExactly("SELECT");
    assertThat(reader.value("SELECT count(*) > 0 FROM directus_fields")).isEqualTo("t");
    assertThat(reader.value("SELECT count(id) > 0 FROM directus_users")).isEqualTo("t");
    for (String refused :
        List.of(
            "SELECT token FROM directus_users",
            "SELECT password FROM directus_shares",
            "SELECT * FROM directus_sessions",
            "UPDATE directus_fields SET note = 'x'",
            "DELETE FROM articles",
            "SELECT nextval('issues_id_seq')",
            "CREATE TABLE mine (id int)",
            "CREATE TEMPORARY TABLE mine (id int)")) {
      assertThatThrownBy(() -> reader.run(refused)).as(refused).hasMessageContaining("42501");
    }
  }

  @ParameterizedTest
  @EnumSource
  void stopAndStartKeepAddressAndData(DirectusVersion version) {
    try (LabEnvironment environment = laboratory.environment(version, Template.BOOTSTRAPPED)) {
      environment
          .directus()
          .post("/collections", "{\"collection\": \"kept\", \"schema\": {}, \"meta\": {}}");
      String url = environment.directusUrl();

      environment.stop();

      assertThat(environment.isRunning()).isFalse();
      assertThatThrownBy(() -> environment.directus().snapshot()).hasMessageContaining("failed");
      environment.start();
      assertThat(environment.directusUrl()).isEqualTo(url);
      assertThat(snapshot(environment).collections())
          .extracting(Collection::collection)
          .containsExactly("kept");
    }
  }

  @Test
  void closeEndsDirectusAndDropsDatabaseAndRole() throws Exception {
    LabEnvironment environment = laboratory.environment(DirectusVersion.V12, Template.BOOTSTRAPPED);
    ProcessHandle directus = environment.process().handle().orElseThrow();

    environment.close();

    directus.onExit().get(5, TimeUnit.SECONDS);
    var superuser = laboratory.postgres().superuser("postgres");
    assertThat(superuser.rows("SELECT datname FROM pg_database"))
        .doesNotContain(environment.name());
    assertThat(superuser.rows("SELECT rolname FROM pg_roles"))
        .doesNotContain(environment.readerUsername());
  }

  @Test
  void copyOfRunningEnvironmentHasTheSameSnapshot() {
    LabEnvironment original = model(DirectusVersion.V12);

    try (LabEnvironment copy = original.copy().start()) {
      assertThat(Fingerprint.of(snapshot(copy))).isEqualTo(Fingerprint.of(snapshot(original)));
    }
  }

  @Test
  void cacheClearMakesDirectusSeeWhatSqlDid() {
    try (LabEnvironment environment = laboratory.environment(DirectusVersion.V11, Template.MODEL)) {
      Fingerprint before = Fingerprint.of(snapshot(environment));
      environment.sql("ALTER TABLE pages ALTER COLUMN title DROP NOT NULL");
      assertThat(Fingerprint.of(snapshot(environment))).isEqualTo(before);

      environment.directus().clearCache();

      assertThat(Fingerprint.of(snapshot(environment))).isNotEqualTo(before);
    }
  }

  @Test
  void environmentVariablesReachDirectus() {
    Map<String, String> variables = Map.of("QUERY_LIMIT_MAX", "77");
    try (LabEnvironment environment =
        laboratory.environment(DirectusVersion.V12, Template.BOOTSTRAPPED, variables)) {
      assertThat(environment.directus().send("GET", "/server/info", "").body())
          .contains("\"max\":77");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {20, 200})
  void directusSeesAllOfASize(int collections) {
    try (LabEnvironment environment =
        laboratory.environment(DirectusVersion.V11, Template.size(collections))) {
      Snapshot snapshot = snapshot(environment);

      assertThat(snapshot.collections()).hasSize(collections);
      assertThat(snapshot.fields()).hasSize(15 * collections);
      assertThat(snapshot.relations())
          .hasSize(2 * collections)
          .allSatisfy(LaboratoryIT::hasForeignKey);
    }
  }

  private static LabEnvironment model(DirectusVersion version) {
    return Objects.requireNonNull(MODELS.get(version));
  }

  private static void hasForeignKey(Relation relation) {
    assertThat(relation.schema()).as(relation.collection() + "." + relation.field()).isPresent();
  }

  private static Snapshot snapshot(LabEnvironment environment) {
    return SnapshotJson.read(environment.directus().snapshot());
  }

  private static Set<String> specials(Snapshot snapshot) {
    Set<String> specials = new HashSet<>();
    for (Field field : snapshot.fields()) {
      if (field.meta() instanceof JsonObject meta
          && meta.get("special") instanceof JsonValue.JsonArray(List<JsonValue> items)) {
        items.forEach(special -> specials.add(special.textOr("")));
      }
    }
    return specials;
  }
}
