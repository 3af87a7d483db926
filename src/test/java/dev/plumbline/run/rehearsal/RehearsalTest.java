package dev.plumbline.run.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.hazard.ColumnForm;
import dev.plumbline.hazard.ColumnForm.Kind;
import dev.plumbline.jackson.JsonText;
import dev.plumbline.json.JsonValue;
import dev.plumbline.json.JsonValue.JsonNull;
import dev.plumbline.payload.SchemaDiffJson;
import dev.plumbline.run.rehearsal.TableChange.AddColumn;
import dev.plumbline.run.rehearsal.TableChange.AddForeignKey;
import dev.plumbline.run.rehearsal.TableChange.ConvertColumn;
import dev.plumbline.run.rehearsal.TableChange.CreateIndex;
import dev.plumbline.run.rehearsal.TableChange.CreateTable;
import dev.plumbline.run.rehearsal.TableChange.DropColumn;
import dev.plumbline.run.rehearsal.TableChange.DropTable;
import dev.plumbline.run.rehearsal.TableChange.ForbidNull;
import dev.plumbline.run.rehearsal.TableChange.MakeUnique;
import dev.plumbline.run.rehearsal.TableChange.NewColumn;
import dev.plumbline.snapshot.Snapshot;
import dev.plumbline.snapshot.SnapshotJson;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is rehearsed of a payload. */
class RehearsalTest {
  private static final ColumnForm INTEGER = new ColumnForm(Kind.INTEGER);

  private static final Snapshot TARGET =
      SnapshotJson.read(
          JsonText.read(
              """
              {"collections": [
                {"collection": "articles", "meta": {}, "schema": {"name": "articles"}},
                {"collection": "authors", "meta": {}, "schema": {"name": "authors"}},
                {"collection": "folder", "meta": {}}],
               "fields": [
                {"collection": "articles", "field": "title", "type": "string", "meta": {},
                 "schema": {"data_type": "character varying", "max_length": 255, "is_nullable": true,
                            "is_unique": false, "is_indexed": false, "default_value": null}},
                {"collection": "articles", "field": "place", "type": "geometry.Point", "meta": {},
                 "schema": {"data_type": "geometry", "is_nullable": true}},
                {"collection": "articles", "field": "author", "type": "integer", "meta": {},
                 "schema": {"data_type": "integer", "is_nullable": true}},
                {"collection": "articles", "field": "tags", "type": "alias", "meta": {}},
                {"collection": "authors", "field": "key", "type": "integer", "meta": {},
                 "schema": {"data_type": "integer", "is_primary_key": true}}],
               "relations": [
                {"collection": "articles", "field": "author", "related_collection": "authors",
                 "meta": {}, "schema": {"on_delete": "SET NULL"}},
                {"collection": "articles", "field": "editor", "related_collection": "authors",
                 "meta": {}}]}
              """));

  private static Rehearsal of(
      String collections, String fields, String systemFields, String relations) {
    return Rehearsal.of(
        SchemaDiffJson.read(
            JsonText.read(
                """
                {"hash": "0a", "diff": {"collections": [%s], "fields": [%s], "systemFields": [%s],
                 "relations": [%s]}}
                """
                    .formatted(collections, fields, systemFields, relations))),
        TARGET);
  }

  private static String item(String name, String... entries) {
    String[] names = name.split("\\.", 2);
    String field = names.length == 1 ? "" : "\"field\": \"%s\", ".formatted(names[1]);
    return "{\"collection\": \"%s\", %s\"related_collection\": null, \"diff\": [%s]}"
        .formatted(names[0], field, String.join(", ", entries));
  }

  private static String created(String value) {
    return "{\"kind\": \"N\", \"rhs\": " + value + "}";
  }

  private static String dropped(String value) {
    return "{\"kind\": \"D\", \"lhs\": " + value + "}";
  }

  private static String changed(String part, String key, String value) {
    return "{\"kind\": \"E\", \"path\": [\"%s\", \"%s\"], \"lhs\": null, \"rhs\": %s}"
        .formatted(part, key, value);
  }

  private static String field(String type, String schema) {
    return created("{\"type\": \"%s\", \"meta\": {}, \"schema\": {%s}}".formatted(type, schema));
  }

  @Test
  void changesAreInTheOrderOfDirectus() {
    Rehearsal rehearsal =
        of(
            item("authors", dropped("{\"meta\": {}, \"schema\": {}}"))
                + ", "
                + item("tags", created("{\"meta\": {}, \"schema\": {}}"))
                + ", "
                + item("folder2", created("{\"meta\": {}}")),
            String.join(
                ", ",
                item(
                    "tags.id",
                    field("integer", "\"is_primary_key\": true, \"is_nullable\": false")),
                item("tags.name", field("string", "\"max_length\": 9, \"is_unique\": true")),
                item("articles.old", dropped("{\"type\": \"text\", \"schema\": {}}")),
                item(
                    "articles.title",
                    changed("schema", "max_length", "20"),
                    changed("schema", "is_nullable", "false"),
                    changed("schema", "is_unique", "true"),
                    changed("schema", "is_indexed", "true")),
                item("articles.tag", field("integer", "\"is_nullable\": true"))),
            item("directus_files.title", changed("schema", "is_indexed", "true"))
                + ", "
                + item("directus_files.type", changed("schema", "is_indexed", "false")),
            item(
                    "articles.tag",
                    created(
                        "{\"related_collection\": \"tags\", \"meta\": {}, \"schema\": {\"on_delete\":"
                            + " \"CASCADE\", \"on_update\": \"NO ACTION\"}}"))
                + ", "
                + item("tags.articles", created("{\"related_collection\": \"articles\"}")));

    assertThat(rehearsal.changes())
        .containsExactly(
            new CreateTable(
                "tags",
                List.of(
                    new NewColumn("id", INTEGER, JsonNull.NULL, true),
                    new NewColumn("name", ColumnForm.varchar(9), JsonNull.NULL, false)),
                Optional.of("id")),
            new DropTable("authors"),
            new DropColumn("articles", "old"),
            new ConvertColumn("articles", "title", "character varying", ColumnForm.varchar(20)),
            new ForbidNull("articles", "title"),
            new MakeUnique("articles", "title", Optional.of(ColumnForm.varchar(20))),
            new CreateIndex("articles", "title"),
            new AddColumn("articles", new NewColumn("tag", INTEGER, JsonNull.NULL, false)),
            new CreateIndex("directus_files", "title"),
            new AddForeignKey(
                "articles",
                "tag",
                "tags",
                Optional.empty(),
                Optional.of("NO ACTION"),
                Optional.of("CASCADE")));
    assertThat(rehearsal.isNeeded()).isTrue();
    assertThat(rehearsal.unknown()).isEmpty();
  }

  @Test
  void whateverOfAColumnChangesAllOfItIsAltered() {
    assertThat(of("", item("articles.author", changed("schema", "default_value", "5")), "", ""))
        .isEqualTo(
            new Rehearsal(
                List.of(new ConvertColumn("articles", "author", "integer", INTEGER)),
                true,
                List.of()));
  }

  @Test
  void whateverOfARelationChangesItsForeignKeyIsCreatedAnew() {
    assertThat(of("", "", "", item("articles.author", changed("meta", "one_field", "\"x\""))))
        .isEqualTo(
            new Rehearsal(
                List.of(
                    new AddForeignKey(
                        "articles",
                        "author",
                        "authors",
                        Optional.of("key"),
                        Optional.empty(),
                        Optional.of("SET NULL"))),
                true,
                List.of()));
    assertThat(
            of("", "", "", item("articles.editor", changed("meta", "one_field", "\"x\"")))
                .changes())
        .as("without a foreign key")
        .isEmpty();
    assertThat(
            of(
                    "",
                    "",
                    "",
                    item("articles.author", dropped("{\"related_collection\": \"authors\"}")))
                .changes())
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"is_nullable\": false",
        "\"is_nullable\": true, \"default_value\": 7",
      })
  void newColumnThatEachRowNeedsAValueForIsTried(String schema) {
    assertThat(of("", item("articles.rank", field("integer", schema)), "", "").isNeeded()).isTrue();
  }

  @Test
  void whatNoRowCanPreventIsNotTried() {
    Rehearsal rehearsal =
        of(
            item("authors", dropped("{\"meta\": {}, \"schema\": {}}"))
                + ", "
                + item("folder", changed("meta", "note", "\"x\"")),
            String.join(
                ", ",
                item("articles.rank", field("integer", "\"is_unique\": true")),
                item("articles.title", changed("meta", "note", "\"x\"")),
                item("articles.tags", changed("meta", "note", "\"x\"")),
                item("articles.more", created("{\"type\": \"alias\", \"meta\": {}}")),
                item("articles.old", dropped("{\"type\": \"text\", \"schema\": {}}"))),
            item("directus_files.title", changed("schema", "is_indexed", "true")),
            item("articles.rank", created("{\"related_collection\": \"directus_users\"}")));

    assertThat(rehearsal.isNeeded()).isFalse();
    assertThat(rehearsal.changes()).hasSize(6);
  }

  @Test
  void fieldsOfWhichTheTypeIsNotKnownAreNamed() {
    Rehearsal rehearsal =
        of(
            "",
            String.join(
                ", ",
                item("articles.place", changed("schema", "is_nullable", "false")),
                item("articles.area", field("geometry", "\"is_nullable\": true")),
                item("articles.number", field("integer", "\"has_auto_increment\": true"))),
            "",
            "");

    assertThat(rehearsal.changes()).containsExactly(new ForbidNull("articles", "place"));
    assertThat(rehearsal.unknown())
        .containsExactly("articles.place", "articles.area", "articles.number");
    assertThat(rehearsal.isNeeded()).isTrue();
  }

  @Test
  void defaultsAreAsTheSnapshotHasThem() {
    assertThat(
            of("", item("articles.on", field("boolean", "\"default_value\": true")), "", "")
                .changes())
        .containsExactly(
            new AddColumn(
                "articles",
                new NewColumn("on", new ColumnForm(Kind.BOOLEAN), JsonValue.of(true), false)));
  }
}
