package dev.plumbline.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.catalog.Catalog;
import dev.plumbline.catalog.Catalog.Action;
import dev.plumbline.catalog.Catalog.Column;
import dev.plumbline.catalog.Catalog.ColumnType;
import dev.plumbline.catalog.Catalog.ColumnValue;
import dev.plumbline.catalog.Catalog.Constraint;
import dev.plumbline.catalog.Catalog.Constraint.ForeignKey;
import dev.plumbline.catalog.Catalog.Constraint.PrimaryKey;
import dev.plumbline.catalog.Catalog.Constraint.Unique;
import dev.plumbline.catalog.Catalog.Enforcement;
import dev.plumbline.catalog.Catalog.Index;
import dev.plumbline.catalog.Catalog.IndexForm;
import dev.plumbline.catalog.Catalog.Kind;
import dev.plumbline.catalog.Catalog.Table;
import dev.plumbline.catalog.Origin;
import dev.plumbline.catalog.SchemaObjects;
import dev.plumbline.catalog.SchemaObjects.Extension;
import dev.plumbline.catalog.SchemaObjects.Owner;
import dev.plumbline.catalog.SchemaObjects.Sequence;
import dev.plumbline.catalog.TableDetails;
import dev.plumbline.catalog.TableDetails.Grant;
import dev.plumbline.catalog.TableDetails.PartitionOf;
import dev.plumbline.catalog.TableDetails.RowSecurity;
import dev.plumbline.jackson.JsonText;
import dev.plumbline.json.CanonicalJson;
import dev.plumbline.json.JsonValue;
import dev.plumbline.json.JsonValue.JsonObject;
import dev.plumbline.model.ContentModel;
import dev.plumbline.model.Metadata;
import dev.plumbline.model.rebuild.SnapshotBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InventoryBuilderTest {
  private static final Column ID =
      new Column(
          "id",
          new ColumnType("integer", -1),
          false,
          new ColumnValue.Default("nextval('pages_id_seq'::regclass)"),
          true);
  private static final Column TITLE = column("title", "NULL::character varying");
  private static final Column AUTHOR = column("author", "NULL::character varying");
  private static final PrimaryKey KEY = new PrimaryKey("pages_pkey", List.of("id"));
  private static final Metadata METADATA =
      new Metadata(
          List.of(row("collection", "pages"), row("collection", "no key")),
          List.of(field("id"), field("title"), field("author")),
          List.of(
              JsonValue.object(
                  Map.of(
                      "many_collection", JsonValue.of("pages"),
                      "many_field", JsonValue.of("author"),
                      "one_collection", JsonValue.of("authors")))));

  private static Column column(String name, String expression) {
    return new Column(
        name,
        new ColumnType("character varying", 84),
        true,
        new ColumnValue.Default(expression),
        false);
  }

  private static JsonObject row(String key, String value) {
    return JsonValue.object(Map.of(key, JsonValue.of(value)));
  }

  private static JsonObject field(String name) {
    return row("collection", "pages").with("field", JsonValue.of(name));
  }

  private static Table pages(List<Constraint> constraints, List<Index> indexes) {
    return new Table("pages", Kind.TABLE, List.of(ID, TITLE, AUTHOR), constraints, indexes);
  }

  private static Table pages(Column... others) {
    List<Column> columns = new ArrayList<>(List.of(ID));
    columns.addAll(List.of(others));
    return new Table("pages", Kind.TABLE, columns, List.of(KEY), List.of());
  }

  private static Index index(String name, boolean unique, String column, String definition) {
    return new Index(
        name,
        unique,
        List.of(Optional.of(column)),
        new IndexForm("btree", 1, true, Optional.empty(), false, definition));
  }

  private static List<String> lines(Table... tables) {
    return lines(new Catalog(List.of(tables)));
  }

  private static List<String> lines(Catalog catalog) {
    ContentModel model =
        new ContentModel(
            catalog,
            METADATA,
            SnapshotBuilder.build(catalog, METADATA, JsonText::readAsJavaScript));
    return InventoryBuilder.build(model).objects().entrySet().stream()
        .map(
            object ->
                "%s %s/%s %s"
                    .formatted(
                        object.getKey().kind().label(),
                        object.getKey().table(),
                        object.getKey().name(),
                        CanonicalJson.write(object.getValue())))
        .toList();
  }

  @Test
  void whatTheSnapshotTellsIsLeftOut() {
    Table pages =
        pages(
            List.of(
                KEY,
                new Unique("pages_title_unique", List.of("title")),
                new ForeignKey(
                    "pages_author_foreign",
                    List.of("author"),
                    "authors",
                    List.of("id"),
                    Action.NO_ACTION,
                    Action.SET_NULL)),
            List.of(
                index(
                    "pages_title_index",
                    false,
                    "title",
                    "CREATE INDEX pages_title_index ON public.pages USING btree (title)")));
    SchemaObjects objects =
        new SchemaObjects(
            List.of(),
            List.of(),
            List.of(sequence(1, "id")),
            List.of(new Extension("plpgsql", "1.0", "pg_catalog")),
            List.of("public"));

    assertThat(lines(new Catalog(List.of(pages), objects))).isEmpty();
  }

  private static Sequence sequence(long increment, String owner) {
    return new Sequence(
        "pages_id_seq",
        "integer",
        1,
        increment,
        1,
        Integer.MAX_VALUE,
        1,
        false,
        Optional.of(new Owner("pages", owner)));
  }

  @Test
  void sequenceOfAColumnIsReportedIfItCountsOtherwise() {
    SchemaObjects objects =
        new SchemaObjects(List.of(), List.of(), List.of(sequence(2, "id")), List.of(), List.of());

    assertThat(lines(new Catalog(List.of(pages()), objects)))
        .containsExactly(
            "sequence pages/pages_id_seq {\"cache\":\"1\",\"columns\":[\"id\"],\"cycles\":false,"
                + "\"increment\":\"2\",\"maximum\":\"2147483647\",\"minimum\":\"1\",\"start\":\"1\","
                + "\"type\":\"integer\"}");
  }

  @Test
  void sequenceThatNobodyCountsWithIsReported() {
    SchemaObjects objects =
        new SchemaObjects(
            List.of(), List.of(), List.of(sequence(1, "title")), List.of(), List.of());

    assertThat(lines(new Catalog(List.of(pages(TITLE)), objects)))
        .singleElement()
        .asString()
        .startsWith("sequence pages/pages_id_seq");
  }

  @Test
  void untrackedTableIsOneObject() {
    Table odd =
        new Table(
            "odd",
            Kind.TABLE,
            List.of(ID),
            List.of(KEY),
            List.of(
                index("i", true, "id", "CREATE UNIQUE INDEX i ON s.odd USING btree (id) WHERE a")),
            new TableDetails(
                true,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                new RowSecurity(true, false, List.of()),
                List.of(
                    new Grant("web", "SELECT", true, Optional.empty()),
                    new Grant("web", "UPDATE", false, Optional.of("id")))));

    assertThat(lines(odd))
        .containsExactly(
            "table /odd {\"columns\":{\"id\":{\"default\":\"nextval\","
                + "\"nullable\":false,\"type\":\"integer\"}},"
                + "\"constraints\":[{\"columns\":[\"id\"],\"primaryKey\":true}],"
                + "\"grants\":{\"web\":[\"SELECT WITH GRANT OPTION\",\"UPDATE (id)\"]},"
                + "\"indexes\":[{\"columns\":[\"id\"],\"definition\":\"USING btree (id) WHERE a\","
                + "\"unique\":true,\"valid\":true}],"
                + "\"rowSecurity\":{\"enabled\":true,\"forced\":false},\"unlogged\":true}");
  }

  @Test
  void namesOfConstraintsAndIndexesOfAnUntrackedTableDoNotCount() {
    String definition = "CREATE INDEX %s ON s.odd USING btree (%s)";
    Table one =
        new Table(
            "odd",
            Kind.TABLE,
            List.of(ID, TITLE),
            List.of(new PrimaryKey("odd_pkey", List.of("id")), new Unique("u1", List.of("title"))),
            List.of(
                index("a", false, "id", definition.formatted("a", "id")),
                index("b", false, "title", definition.formatted("b", "title"))));
    Table other =
        new Table(
            "odd",
            Kind.TABLE,
            List.of(ID, TITLE),
            List.of(new Unique("u2", List.of("title")), new PrimaryKey("odd_pk", List.of("id"))),
            List.of(
                index("a", false, "title", definition.formatted("a", "title")),
                index("c", false, "id", definition.formatted("c", "id"))));

    assertThat(lines(one)).isEqualTo(lines(other)).hasSize(1);
  }

  @Test
  void memberOfAnExtensionIsLeftOut() {
    Table member =
        new Table(
            "spatial_ref_sys",
            Kind.TABLE,
            List.of(ID),
            List.of(),
            List.of(),
            new TableDetails(
                false,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of("postgis"),
                List.of(),
                RowSecurity.OFF,
                List.of()));

    assertThat(lines(member)).isEmpty();
  }

  @Test
  void collectionThatDirectusCannotWorkWithIsReportedAsAWhole() {
    assertThat(lines(new Table("pages", Kind.VIEW, List.of(TITLE), List.of(), List.of())))
        .containsExactly(
            "view pages/pages {\"columns\":{\"title\":{"
                + "\"nullable\":true,\"type\":\"character varying(80)\"}}}");
    assertThat(lines(new Table("pages", Kind.TABLE, List.of(TITLE), List.of(), List.of())))
        .singleElement()
        .asString()
        .startsWith("table pages/pages ");
    assertThat(lines(new Table("no key", Kind.TABLE, List.of(ID), List.of(KEY), List.of())))
        .singleElement()
        .asString()
        .startsWith("table no key/no key ");
  }

  @Test
  void trackedPartitionIsReportedAsAPartitionOnly() {
    Table partition =
        new Table(
            "pages",
            Kind.TABLE,
            List.of(ID),
            List.of(KEY),
            List.of(),
            new TableDetails(
                false,
                Optional.empty(),
                Optional.empty(),
                Optional.of(new PartitionOf("all_pages", "DEFAULT")),
                Optional.empty(),
                List.of(),
                RowSecurity.OFF,
                List.of()));

    assertThat(lines(partition))
        .containsExactly("partition pages/pages {\"bounds\":\"DEFAULT\",\"table\":\"all_pages\"}");
  }

  @Test
  void untrackedColumnIsOneObject() {
    Table pages =
        new Table(
            "pages",
            Kind.TABLE,
            List.of(ID, column("extra", "'x'::character varying")),
            List.of(KEY, new Unique("u", List.of("extra"))),
            List.of(
                index("i", false, "extra", "CREATE INDEX i ON public.pages USING btree (extra)")));

    assertThat(lines(pages))
        .containsExactly(
            "column pages/extra {\"columns\":[\"extra\"],\"default\":\"'x'\","
                + "\"indexed\":true,\"nullable\":true,\"tracked\":false,"
                + "\"type\":\"character varying(80)\",\"unique\":true}");
  }

  @Test
  void tablesOfDirectusAreReportedWithTheirColumnsAndKeys() {
    Table users =
        new Table(
            "directus_users",
            Kind.TABLE,
            List.of(ID, TITLE, AUTHOR),
            List.of(
                KEY,
                new Unique("u", List.of("title")),
                key("author", "directus_roles", Enforcement.FULL)),
            List.of(
                index(
                    "i",
                    false,
                    "title",
                    "CREATE INDEX i ON public.directus_users USING btree (title)")));

    assertThat(lines(users))
        .containsExactly(
            "table directus_users/directus_users {\"primaryKey\":[\"id\"],\"system\":true}",
            "column directus_users/author {\"columns\":[\"author\"],"
                + "\"nullable\":true,\"system\":true,"
                + "\"type\":\"character varying(80)\"}",
            "column directus_users/id {\"columns\":[\"id\"],\"default\":\"nextval\","
                + "\"nullable\":false,\"system\":true,\"type\":\"integer\"}",
            "column directus_users/title {\"columns\":[\"title\"],"
                + "\"nullable\":true,\"system\":true,"
                + "\"type\":\"character varying(80)\"}",
            "unique_constraint directus_users/u {\"columns\":[\"title\"],"
                + "\"definition\":\"UNIQUE (title)\"}",
            "foreign_key directus_users/k {\"columns\":[\"author\"],\"deferrable\":false,"
                + "\"enabled\":true,\"onDelete\":\"SET NULL\",\"onUpdate\":\"NO ACTION\","
                + "\"references\":{\"columns\":[\"id\"],\"table\":\"directus_roles\"},"
                + "\"validated\":true}");
  }

  @Test
  void defaultOfAFieldIsSaidInOneSpelling() {
    assertThat(lines(pages(column("title", "('x'::character varying)::text"))))
        .containsExactly("column pages/title {\"columns\":[\"title\"],\"default\":\"'x'\"}");
    assertThat(lines(pages(column("title", "NULL::character varying")))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          timestamp with time zone | 3      | "type":"timestamp(3) with time zone"
          character varying[]      | 84     | "type":"character varying(80)[]"
          geometry                 | 17     | "type":"geometry (modifier 17)"
          numeric                  | 655366 |
          character                | 40     |
          """)
  void limitOfATypeIsReportedWhereDirectusHasNone(String type, int modifier, String reported) {
    Table pages =
        pages(
            new Column(
                "title", new ColumnType(type, modifier), true, ColumnValue.Unset.UNSET, false));

    assertThat(lines(pages))
        .isEqualTo(
            reported == null
                ? List.of()
                : List.of("column pages/title {\"columns\":[\"title\"]," + reported + "}"));
  }

  /** Directus shows each of these as a type that it does not know. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          other.mood | mood   | other |        | "type":"mood"
          mood[]     | mood   |       |        | "type":"mood[]"
          citext     | citext |       | citext | "extension":"citext","type":"citext"
          """)
  void typeThatDoesNotComeWithPostgresIsReported(
      String type, String name, String schema, String extension, String reported) {
    Origin origin = new Origin(name, Optional.ofNullable(schema), Optional.ofNullable(extension));
    Column title =
        new Column(
            "title",
            new ColumnType(type, -1, Optional.of(origin)),
            true,
            ColumnValue.Unset.UNSET,
            false);

    assertThat(lines(pages(title)).getFirst())
        .startsWith("column pages/title {\"columns\":[\"title\"],")
        .endsWith(reported + "}");
  }

  @Test
  void identityAndCollationOfAFieldAreReported() {
    assertThat(
            lines(
                pages(
                    new Column(
                        "title",
                        new ColumnType("text", -1),
                        true,
                        ColumnValue.Unset.UNSET,
                        false,
                        Optional.of("C")),
                    new Column(
                        "author",
                        new ColumnType("integer", -1),
                        false,
                        new ColumnValue.Identity(false),
                        true))))
        .containsExactly(
            "column pages/author {\"columns\":[\"author\"],\"identity\":\"by default\"}",
            "column pages/title {\"collation\":\"C\",\"columns\":[\"title\"]}");
  }

  @Test
  void foreignKeyOfARelationIsReportedByHowFarItHolds() {
    assertThat(
            lines(
                pages(
                    List.of(KEY, key("author", "authors", new Enforcement(false, true, false))),
                    List.of())))
        .containsExactly(
            "foreign_key pages/k {\"columns\":[\"author\"],\"deferrable\":false,\"enabled\":true,"
                + "\"validated\":false}");
  }

  @Test
  void foreignKeyWithoutRelationIsReportedWholly() {
    assertThat(lines(pages(List.of(KEY, key("author", "others", Enforcement.FULL)), List.of())))
        .containsExactly(
            "foreign_key pages/k {\"columns\":[\"author\"],\"deferrable\":false,\"enabled\":true,"
                + "\"onDelete\":\"SET NULL\",\"onUpdate\":\"NO ACTION\","
                + "\"references\":{\"columns\":[\"id\"],\"table\":\"others\"},\"validated\":true}");
  }

  @Test
  void foreignKeyOfARelationIsReportedIfItIsToAnotherSchema() {
    ForeignKey elsewhere =
        new ForeignKey(
            "k",
            List.of("author"),
            "authors",
            true,
            List.of("id"),
            Action.NO_ACTION,
            Action.SET_NULL,
            Enforcement.FULL);

    assertThat(lines(pages(List.of(KEY, elsewhere), List.of())))
        .containsExactly(
            "foreign_key pages/k {\"columns\":[\"author\"],\"deferrable\":false,\"enabled\":true,"
                + "\"otherSchema\":true,\"validated\":true}");
  }

  private static ForeignKey key(String column, String table, Enforcement enforcement) {
    return new ForeignKey(
        "k",
        List.of(column),
        table,
        false,
        List.of("id"),
        Action.NO_ACTION,
        Action.SET_NULL,
        enforcement);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          UNIQUE (title)                        | false
          UNIQUE ("title")                      | false
          UNIQUE (title) DEFERRABLE             | true
          UNIQUE NULLS NOT DISTINCT (title)     | true
          UNIQUE (title) INCLUDE (author)       | true
          """)
  void uniquenessIsReportedIfDirectusHasNoWordForIt(String definition, boolean reported) {
    Table pages = pages(List.of(KEY, new Unique("u", List.of("title"), definition)), List.of());

    assertThat(lines(pages)).hasSize(reported ? 1 : 0);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          CREATE INDEX i ON public.pages USING btree (title)                       | false
          CREATE INDEX i ON "Odd one".pages USING btree ("title")                  | false
          CREATE INDEX i ON public.pages USING btree (title DESC)                  | true
          CREATE INDEX i ON public.pages USING btree (title text_pattern_ops)      | true
          CREATE INDEX i ON public.pages USING btree (title) WHERE (id > 1)        | true
          CREATE INDEX i ON public.pages USING btree (title) WITH (fillfactor='9') | true
          """)
  void indexIsReportedUnlessItIsThePlainestOne(String definition, boolean reported) {
    Table pages = pages(List.of(KEY), List.of(index("i", false, "title", definition)));

    assertThat(lines(pages)).hasSize(reported ? 1 : 0);
  }

  @Test
  void literalInWhichACredentialMayStandIsNotShown() {
    Table view =
        new Table(
            "remote",
            Kind.VIEW,
            List.of(),
            List.of(),
            List.of(),
            new TableDetails(
                false,
                Optional.of("SELECT * FROM dblink('host=db password=hunter2', 'SELECT 1')"),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                RowSecurity.OFF,
                List.of()));

    assertThat(lines(view))
        .singleElement()
        .asString()
        .contains("SHA-256 ")
        .doesNotContain("hunter2");
  }
}
