package dev.plumbline.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.catalog.Catalog;
import dev.plumbline.inventory.InventoryBuilder;
import dev.plumbline.inventory.ObjectId;
import dev.plumbline.inventory.ObjectKind;
import dev.plumbline.jackson.JsonText;
import dev.plumbline.lab.Laboratory;
import dev.plumbline.lab.postgres.LabPostgres;
import dev.plumbline.lab.postgres.PostgresVersion;
import dev.plumbline.model.ContentModel;
import dev.plumbline.model.Metadata;
import dev.plumbline.model.rebuild.SnapshotBuilder;
import dev.plumbline.postgres.catalog.CatalogQueries;
import dev.plumbline.postgres.session.Connector;
import dev.plumbline.postgres.session.DatabaseTarget;
import dev.plumbline.postgres.session.ReadSession;
import java.sql.Connection;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class InventoryTest {
  private static final Duration LIMIT = Duration.ofSeconds(30);

  /** The one column of a {@link TestDatabase} that is not tracked. */
  private static final String FIELD =
      "INSERT INTO directus_fields (collection, field) VALUES ('authors', 'id')";

  @Test
  void tablesAsDirectusMakesThemHaveNothingButDefaults() throws Exception {
    try (TestDatabase database = TestDatabase.create(Laboratory.shared().postgres())) {
      database.run(FIELD);

      assertThat(inventory(database)).containsExactly("column authors/name");
    }
  }

  @Test
  void oneOfEverythingIsReported() throws Exception {
    try (TestDatabase database = TestDatabase.create(Laboratory.shared().postgres())) {
      database.run(FIELD);
      database.run(EveryKind.SQL.formatted(database.readerSql()));
      database.run(
          """
          INSERT INTO directus_collections (collection) VALUES ('odd'), ('seen');
          INSERT INTO directus_fields (collection, field)
            SELECT 'odd', attname FROM pg_attribute
             WHERE attrelid = 'odd'::regclass AND attnum > 0 AND attname <> 'email';
          INSERT INTO directus_relations (many_collection, many_field, one_collection)
            VALUES ('odd', 'page', 'pages');
          ALTER TABLE pages ADD COLUMN extra timestamptz(3);
          ALTER SEQUENCE authors_id_seq MAXVALUE 1000;
          """);

      assertThat(inventory(database))
          .containsExactly(
              "table /hurried",
              "partitioned_table /years",
              "partition /years_1",
              "view seen/seen",
              "materialized_view /kept",
              "column authors/name",
              "column odd/amount",
              "column odd/doubled",
              "column odd/email",
              "column odd/mood",
              "column odd/n",
              "column odd/name",
              "column pages/extra",
              "check_constraint odd/amount_of_n",
              "check_constraint odd/never",
              "unique_constraint odd/later",
              "unique_constraint odd/two",
              "exclusion_constraint odd/apart",
              "foreign_key odd/odd_parent_fkey",
              "foreign_key odd/other_key",
              "foreign_key odd/page_key",
              "foreign_key pages/pages_author_fkey",
              "index odd/hashed",
              "index odd/lowered",
              "index odd/partly",
              "trigger odd/reported",
              "trigger odd/touched",
              "row_security odd/odd",
              "policy odd/all_of_it",
              "policy odd/mine",
              "grant odd/pg_monitor",
              "grant odd/public",
              "routine /tidy()",
              "routine /total(integer)",
              "routine /touch()",
              "routine /twice(integer, text)",
              "enum /mood",
              "domain /positive",
              "type /pair",
              "type /span",
              "sequence /numbers",
              "sequence authors/authors_id_seq",
              "sequence odd/owned",
              "extension /citext");
    }
  }

  @Test
  void encodingAndCollationOfADatabaseAreSettings() {
    LabPostgres postgres = Laboratory.on(PostgresVersion.V18).postgres();
    String german = "LOCALE_PROVIDER icu ICU_LOCALE 'de'";
    try (TestDatabase usual = TestDatabase.create(postgres);
        TestDatabase latin = TestDatabase.create(postgres, "public", "ENCODING 'LATIN1'");
        TestDatabase sorted = TestDatabase.create(postgres, "public", german);
        TestDatabase alike = TestDatabase.create(postgres, "public", german)) {
      assertThat(Compared.changes(latin.watching().read(), usual.watching().read()))
          .containsExactly("medium setting_changed encoding value");
      assertThat(Compared.changes(sorted.watching().read(), usual.watching().read()))
          .containsExactly("low setting_changed collation value");
      assertThat(Compared.changes(sorted.watching().read(), alike.watching().read())).isEmpty();
      assertThat(settings(sorted)).contains("collation", "collation_version");
      assertThat(settings(usual)).isEmpty();
    }
  }

  private static List<String> settings(TestDatabase database) {
    return database.watching().read().catalog().inventory().objects().keySet().stream()
        .filter(id -> id.kind() == ObjectKind.SETTING)
        .map(ObjectId::name)
        .toList();
  }

  private static List<String> inventory(TestDatabase database) throws Exception {
    DatabaseTarget target = new DatabaseTarget(database.settings());
    try (Connection connection = Connector.connect(target, LIMIT)) {
      ReadSession session = ReadSession.begin(connection, target, LIMIT);
      return InventoryBuilder.build(model(session)).objects().keySet().stream()
          .filter(id -> !isOfDirectus(id))
          .map(id -> id.kind().label() + " " + id.table() + "/" + id.name())
          .toList();
    }
  }

  private static ContentModel model(ReadSession session) throws Exception {
    Catalog catalog = CatalogQueries.run(session);
    Metadata metadata = MetadataQueries.start(session).get();
    return new ContentModel(
        catalog, metadata, SnapshotBuilder.build(catalog, metadata, JsonText::readAsJavaScript));
  }

  /** Of its own tables everything is reported. */
  private static boolean isOfDirectus(ObjectId id) {
    return id.table().startsWith("directus_");
  }
}
