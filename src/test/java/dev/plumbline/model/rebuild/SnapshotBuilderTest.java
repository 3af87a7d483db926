package dev.plumbline.model.rebuild;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import dev.plumbline.catalog.Catalog;
import dev.plumbline.catalog.Catalog.Action;
import dev.plumbline.catalog.Catalog.Column;
import dev.plumbline.catalog.Catalog.ColumnType;
import dev.plumbline.catalog.Catalog.ColumnValue;
import dev.plumbline.catalog.Catalog.Constraint;
import dev.plumbline.catalog.Catalog.Constraint.ForeignKey;
import dev.plumbline.catalog.Catalog.Constraint.PrimaryKey;
import dev.plumbline.catalog.Catalog.Constraint.Unique;
import dev.plumbline.catalog.Catalog.Index;
import dev.plumbline.catalog.Catalog.Kind;
import dev.plumbline.catalog.Catalog.Table;
import dev.plumbline.jackson.JsonText;
import dev.plumbline.json.JsonValue;
import dev.plumbline.json.JsonValue.JsonObject;
import dev.plumbline.model.Metadata;
import dev.plumbline.snapshot.Snapshot;
import dev.plumbline.snapshot.Snapshot.Collection;
import dev.plumbline.snapshot.Snapshot.Field;
import dev.plumbline.snapshot.Snapshot.Relation;
import dev.plumbline.snapshot.Snapshot.SystemField;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SnapshotBuilderTest {
  private static final Column ID =
      new Column(
          "id",
          new ColumnType("integer", -1),
          false,
          new ColumnValue.Default("nextval('pages_id_seq'::regclass)"),
          true);
  private static final Column TITLE = column("title", new ColumnType("character varying", 259));
  private static final Column AUTHOR = column("author", new ColumnType("integer", -1));
  private static final PrimaryKey KEY = new PrimaryKey("pages_pkey", List.of("id"));
  private static final ForeignKey BY =
      new ForeignKey(
          "pages_author_foreign",
          List.of("author"),
          "authors",
          List.of("id"),
          Action.NO_ACTION,
          Action.SET_NULL);

  @Test
  void trackedColumnHasEveryKeyOfItsSchema() {
    Snapshot snapshot =
        build(
            List.of(table("pages", Kind.TABLE, List.of(ID, AUTHOR), KEY, BY)),
            List.of("{'collection': 'pages'}"),
            List.of(
                "{'id': 1, 'collection': 'pages', 'field': 'id', 'special': null}",
                "{'id': 2, 'collection': 'pages', 'field': 'author', 'special': 'm2o,x'}"),
            List.of());

    assertThat(snapshot.fields())
        .containsExactly(
            new Field(
                "pages",
                "id",
                "integer",
                json("{'collection': 'pages', 'field': 'id', 'special': null}"),
                Optional.of(
                    json("""
                        {'name': 'id', 'table': 'pages', 'data_type': 'integer',
                        'default_value': null, 'max_length': null,
                         'numeric_precision': 32, 'numeric_scale': 0, 'is_nullable': false,
                         'is_unique': true, 'is_indexed': false, 'is_primary_key': true,
                         'is_generated': false, 'generation_expression': null,
                         'has_auto_increment': true, 'foreign_key_table': null,
                         'foreign_key_column': null}
                        """)
                        .with("default_value", nextval()))),
            new Field(
                "pages",
                "author",
                "integer",
                json("{'collection': 'pages', 'field': 'author', 'special': ['m2o', 'x']}"),
                Optional.of(
                    json(
                        """
                        {'name': 'author', 'table': 'pages', 'data_type': 'integer',
                         'default_value': null, 'max_length': null, 'numeric_precision': 32,
                         'numeric_scale': 0, 'is_nullable': true, 'is_unique': false,
                         'is_indexed': false, 'is_primary_key': false, 'is_generated': false,
                         'generation_expression': null, 'has_auto_increment': false,
                         'foreign_key_table': 'authors', 'foreign_key_column': 'id'}
                        """))));
  }

  @Test
  void untrackedColumnAndGhostFieldAreLeftOut() {
    Snapshot snapshot =
        build(
            List.of(table("pages", Kind.TABLE, List.of(ID, TITLE), KEY)),
            List.of("{'collection': 'pages'}"),
            List.of("{'id': 1, 'collection': 'pages', 'field': 'ghost'}"),
            List.of());

    assertThat(snapshot.fields()).isEmpty();
    assertThat(snapshot.collections()).hasSize(1);
  }

  @Test
  void aliasBesideAColumnIsShownTwiceAndASecondRowOfAColumnNever() {
    Snapshot snapshot =
        build(
            List.of(table("pages", Kind.TABLE, List.of(ID, TITLE), KEY)),
            List.of(),
            List.of(
                "{'id': 1, 'collection': 'pages', 'field': 'title', 'special': 'group,alias'}",
                "{'id': 2, 'collection': 'pages', 'field': 'id', 'note': 'first'}",
                "{'id': 3, 'collection': 'pages', 'field': 'id', 'note': 'second'}"),
            List.of());

    assertThat(snapshot.fields())
        .extracting(Field::field, Field::type)
        .containsExactly(tuple("title", "string"), tuple("title", "alias"), tuple("id", "integer"));
    assertThat(snapshot.fields().getLast().meta()).isInstanceOf(JsonObject.class);
    assertThat(((JsonObject) snapshot.fields().getLast().meta()).get("note"))
        .isEqualTo(JsonValue.of("first"));
  }

  @Test
  void tablesThatDirectusCannotWorkWithHaveNoFields() {
    List<String> names = List.of("no key", "keyless", "two_keys", "view", "parts", "gone");
    Snapshot snapshot =
        build(
            List.of(
                table("no key", Kind.TABLE, List.of(ID), KEY),
                table("keyless", Kind.TABLE, List.of(ID)),
                table(
                    "two_keys",
                    Kind.TABLE,
                    List.of(ID, TITLE),
                    new PrimaryKey("k", List.of("id", "title"))),
                table("view", Kind.VIEW, List.of(ID)),
                table("parts", Kind.PARTITIONED_TABLE, List.of(ID), KEY),
                table("spatial_ref_sys", Kind.TABLE, List.of(ID), KEY)),
            names.stream().map("{'collection': '%s'}"::formatted).toList(),
            names.stream()
                .flatMap(
                    name ->
                        List.of(
                            "{'collection': '%s', 'field': 'id'}".formatted(name),
                            "{'collection': '%s', 'field': 'a', 'special': 'alias'}"
                                .formatted(name))
                            .stream())
                .toList(),
            List.of());

    assertThat(snapshot.collections())
        .filteredOn(collection -> collection.schema().isPresent())
        .extracting(Collection::collection)
        .containsExactly("keyless", "no key", "two_keys");
    // Of a partitioned table Directus knows the aliases, but no column.
    assertThat(snapshot.fields())
        .extracting(field -> field.collection() + "." + field.field())
        .containsExactly("parts.a");
  }

  @Test
  void foreignKeyTakesTheFirstRowThatFitsAndOtherRowsStandAlone() {
    Snapshot snapshot =
        build(
            List.of(table("pages", Kind.TABLE, List.of(ID, AUTHOR), KEY, BY)),
            List.of(),
            List.of(),
            List.of(
                "{'id': 1, 'many_collection': 'pages', 'many_field': 'author', 'one_collection': 'users'}",
                "{'id': 2, 'many_collection': 'pages', 'many_field': 'author', 'one_collection': null}",
                "{'id': 3, 'many_collection': 'pages', 'many_field': 'author', 'one_collection': 'authors'}",
                "{'id': 4, 'many_collection': 'blocks', 'many_field': 'item', 'one_collection': null, 'one_allowed_collections': 'a,,b'}"));

    assertThat(snapshot.relations())
        .extracting(Relation::collection, Relation::relatedCollection, r -> r.schema().isPresent())
        .containsExactly(
            tuple("blocks", Optional.empty(), false),
            tuple("pages", Optional.of("users"), false),
            tuple("pages", Optional.of("authors"), true),
            tuple("pages", Optional.of("authors"), false));
    assertThat(snapshot.relations().getFirst().meta())
        .isEqualTo(
            json(
                "{'many_collection': 'blocks', 'many_field': 'item', 'one_collection': null, 'one_allowed_collections': ['a', '', 'b']}"));
    assertThat(snapshot.relations().get(2).schema())
        .contains(
            json(
                """
                {'table': 'pages', 'column': 'author', 'foreign_key_table': 'authors',
                 'foreign_key_column': 'id', 'constraint_name': 'pages_author_foreign',
                 'on_update': 'NO ACTION', 'on_delete': 'SET NULL'}
                """));
  }

  @Test
  void uniqueNeedsAConstraintAndIndexedAnIndexOfItsOwn() {
    Table table =
        new Table(
            "pages",
            Kind.TABLE,
            List.of(ID, TITLE, AUTHOR),
            List.of(
                KEY, new Unique("u", List.of("author")), new Unique("two", List.of("id", "title"))),
            List.of(
                new Index("a", true, List.of(Optional.of("title"))),
                new Index("b", false, List.of(Optional.of("author"), Optional.of("title"))),
                new Index("c", false, List.of(Optional.empty())),
                new Index("d", false, List.of(Optional.of("author"), Optional.of("author")))));
    Snapshot snapshot =
        build(
            List.of(table),
            List.of(),
            List.of(
                "{'id': 1, 'collection': 'pages', 'field': 'title'}",
                "{'id': 2, 'collection': 'pages', 'field': 'author'}"),
            List.of());

    assertThat(snapshot.fields())
        .extracting(field -> flag(field, "is_unique"), field -> flag(field, "is_indexed"))
        .containsExactly(tuple(false, false), tuple(true, true));
  }

  @Test
  void systemFieldsAreIndexedColumnsOfDirectusThatNobodyMadeTheirOwn() {
    List<Index> indexes =
        List.of(
            new Index("a", false, List.of(Optional.of("title"))),
            new Index("b", false, List.of(Optional.of("author"))));
    Snapshot snapshot =
        build(
            List.of(
                new Table("directus_users", Kind.TABLE, List.of(TITLE, AUTHOR), List.of(), indexes),
                new Table("directus_sync_id_map", Kind.TABLE, List.of(TITLE), List.of(), indexes),
                new Table("pages", Kind.TABLE, List.of(TITLE), List.of(), indexes)),
            List.of(),
            List.of("{'id': 1, 'collection': 'directus_users', 'field': 'title'}"),
            List.of());

    assertThat(snapshot.systemFields())
        .containsExactly(new SystemField("directus_users", "author", json("{'is_indexed': true}")));
  }

  @Test
  void listsAreInDirectussOrder() {
    Snapshot snapshot =
        build(
            List.of(
                table("b", Kind.TABLE, List.of(ID, TITLE), KEY),
                table("B", Kind.TABLE, List.of(ID), KEY),
                table("_", Kind.TABLE, List.of(ID), KEY)),
            List.of("{'collection': 'b'}", "{'collection': '_'}", "{'collection': 'B'}"),
            List.of(
                "{'id': 1, 'collection': 'b', 'field': 'title'}",
                "{'id': 2, 'collection': '_', 'field': 'id'}",
                "{'id': 3, 'collection': 'b', 'field': 'id'}",
                "{'id': 4, 'collection': 'B', 'field': 'id'}"),
            List.of());

    assertThat(snapshot.collections())
        .extracting(Collection::collection)
        .containsExactly("B", "_", "b");
    assertThat(snapshot.fields())
        .extracting(field -> field.collection() + "." + field.field())
        .containsExactly("B.id", "_.id", "b.title", "b.id");
  }

  @Test
  void jsonThatIsEncodedTwiceIsDecodedTwice() {
    Snapshot snapshot =
        build(
            List.of(),
            List.of("{'collection': 'folder', 'translations': '[1]', 'note': '[1]', 'id': 9}"),
            List.of(),
            List.of());

    assertThat(snapshot.collections())
        .containsExactly(
            new Collection(
                "folder",
                json("{'collection': 'folder', 'translations': [1], 'note': '[1]'}"),
                Optional.empty()));
  }

  private static Snapshot build(
      List<Table> tables, List<String> collections, List<String> fields, List<String> relations) {
    return SnapshotBuilder.build(
        new Catalog(tables),
        new Metadata(rows(collections), rows(fields), rows(relations)),
        JsonText::readAsJavaScript);
  }

  private static List<JsonObject> rows(List<String> rows) {
    return rows.stream().map(SnapshotBuilderTest::json).toList();
  }

  /** JSON with single quotes, which need no escaping in Java. */
  private static JsonObject json(String text) {
    return (JsonObject) JsonText.read(text.replace('\'', '"'));
  }

  private static JsonValue nextval() {
    return JsonValue.of("nextval('pages_id_seq'::regclass)");
  }

  private static boolean flag(Field field, String key) {
    return field.schema().orElse(JsonObject.EMPTY).get(key).equals(JsonValue.of(true));
  }

  private static Column column(String name, ColumnType type) {
    return new Column(name, type, true, ColumnValue.Unset.UNSET, false);
  }

  private static Table table(
      String name, Kind kind, List<Column> columns, Constraint... constraints) {
    return new Table(name, kind, columns, List.of(constraints), List.of());
  }
}
