package dev.plumbline.drift;

import static dev.plumbline.drift.Json.object;

import dev.plumbline.drift.change.Change;
import dev.plumbline.drift.change.ChangeCode;
import dev.plumbline.drift.differ.Differ;
import dev.plumbline.drift.objects.ObjectExamples;
import dev.plumbline.environment.Versions;
import dev.plumbline.json.JsonValue.JsonBoolean;
import dev.plumbline.snapshot.Snapshot;
import dev.plumbline.snapshot.Snapshot.SystemField;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Of each code a change that a comparison of two small models reports, or a scenario. */
public final class ChangeExamples {
  /** Where, the key, its value in the source and in the target. */
  private static final String VALUES =
      """
      collection | singleton | true | false
      collection | status | 'inactive' | 'active'
      collection | accountability | 'activity' | 'all'
      collection | archive_field | 'status' | null
      collection | sort_field | 'sort' | null
      collection | versioning | true | false
      collection | autosave_revision_interval | 60 | 30
      collection | item_duplication_fields | ['title'] | null
      collection | group | 'content' | null
      collection | hidden | true | false
      collection | collapse | 'closed' | 'open'
      collection | icon | 'article' | 'box'
      collection | color | '#FF0000' | null
      collection | note | 'News and blog' | null
      collection | display_template | '{{title}}' | null
      collection | translations | [{'language': 'de-DE', 'translation': 'Artikel'}] | null
      collection | preview_url | 'https://example.com/{{slug}}' | null
      collection | a_key_of_directus_13 | 2 | 1
      column | data_type | 'text' | 'character varying'
      column | max_length | 50 | 255
      number | numeric_precision | 8 | 10
      column | is_nullable | false | true
      column | is_unique | true | false
      column | is_indexed | true | false
      column | default_value | 'Untitled' | null
      column | is_primary_key | true | false
      column | has_auto_increment | true | false
      column | is_generated | true | false
      column | foreign_key_table | 'authors' | null
      field | special | ['hash'] | null
      field | special | ['date-created'] | null
      field | validation | {'title': {'_nnull': true}} | null
      field | required | true | false
      field | options | {'choices': ['draft', 'archived']} | {'choices': ['draft', 'published']}
      field | options | {'trim': true} | {'trim': false}
      field | conditions | [{'rule': {}, 'hidden': true}] | null
      field | clear_hidden_value_on_save | true | false
      field | readonly | true | false
      field | searchable | false | true
      field | interface | 'input-multiline' | 'input'
      field | display | 'formatted-value' | null
      field | hidden | true | false
      field | group | 'details' | null
      field | width | 'half' | 'full'
      field | note | 'Shown in lists' | null
      field | translations | [{'language': 'de-DE', 'translation': 'Titel'}] | null
      field | a_key_of_directus_13 | 2 | 1
      relation | on_delete | 'CASCADE' | 'SET NULL'
      relation | on_update | 'CASCADE' | 'NO ACTION'
      relation | constraint_name | 'articles_author_foreign' | 'fk_author'
      relation | one_allowed_collections | ['texts'] | ['texts', 'quotes']
      relation | one_collection_field | 'kind' | 'collection'
      relation | one_field | 'articles' | null
      relation | junction_field | 'tag' | null
      relation | one_deselect_action | 'delete' | 'nullify'
      relation | sort_field | 'sort' | null
      relation | a_key_of_directus_13 | 2 | 1
      """;

  private ChangeExamples() {}

  public static Map<ChangeCode, Change> all() {
    Map<ChangeCode, Change> examples = new EnumMap<>(ChangeCode.class);
    Stream.of(models(), VALUES.lines().map(ChangeExamples::model))
        .flatMap(models -> models)
        .flatMap(model -> model.changes().stream())
        .forEach(change -> examples.putIfAbsent(change.code(), change));
    Differ.diff(system(true), system(false))
        .changes()
        .forEach(change -> examples.putIfAbsent(change.code(), change));
    ObjectExamples.all().forEach(change -> examples.putIfAbsent(change.code(), change));
    ofScenarios().forEach(change -> examples.putIfAbsent(change.code(), change));
    return examples;
  }

  private static List<Change> ofScenarios() {
    try {
      List<Change> changes = new ArrayList<>();
      for (String story : ScenariosTest.stories()) {
        changes.addAll(ScenariosTest.drift(ScenariosTest.STORIES.resolve(story)).changes());
      }
      return changes;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A source and a target, as {@link TerseSide} reads them. */
  private record Model(String source, String target) {
    List<Change> changes() {
      return Differ.diff(TerseSide.read(object(source)), TerseSide.read(object(target))).changes();
    }
  }

  private static Stream<Model> models() {
    String field = "{'fields': {'articles.title': {'type': 'string'}}}";
    String alias = "{'fields': {'articles.title': {'type': 'alias:no-data'}}}";
    String table = "{'collections': {'articles': {}}}";
    String folder = "{'collections': {'articles': {'schema': null}}}";
    String relation = "{'relations': {'articles.author': {'to': 'authors'}}}";
    String loose = "{'relations': {'articles.author': {'to': 'authors', 'schema': null}}}";
    String system = "{'systemFields': {'directus_revisions.item': {}}}";
    String author = "{'fields': {'articles.author': {'type': 'integer'}}";
    return Stream.of(
        new Model("{'directus': '12.4.0'}", "{'directus': '11.17.4'}"),
        new Model("{'migrations': ['20240422A', '20240515A']}", "{'migrations': ['20240422A']}"),
        new Model(table, "{}"),
        new Model("{}", table),
        new Model(table, folder),
        new Model(folder, table),
        new Model(
            "{'collections': {'a': {'meta': {'sort': 1}}, 'b': {'meta': {'sort': 2}}}}",
            "{'collections': {'a': {'meta': {'sort': 2}}, 'b': {'meta': {'sort': 1}}}}"),
        new Model(field, "{}"),
        new Model("{}", field),
        new Model(field, alias),
        new Model(alias, field),
        new Model(
            "{'fields': {'a.b': {'meta': {'sort': 1}}, 'a.c': {'meta': {'sort': 2}}}}",
            "{'fields': {'a.b': {'meta': {'sort': 2}}, 'a.c': {'meta': {'sort': 1}}}}"),
        new Model(sequence("articles_id_seq"), sequence("articles_id_seq1")),
        new Model(author + ", " + relation.substring(1), author + "}"),
        new Model(author + "}", author + ", " + relation.substring(1)),
        new Model(relation, "{'relations': {'articles.author': {'to': 'editors'}}}"),
        new Model(relation, loose),
        new Model(loose, relation),
        new Model(system, "{}"),
        new Model("{}", system));
  }

  private static String sequence(String name) {
    return "{'fields': {'articles.id': {'type': 'id', 'schema': {'default_value': 'nextval(\\u0027"
        + name
        + "\\u0027::regclass)'}}}}";
  }

  private static Model model(String line) {
    String[] cells = line.split(" \\| ", -1);
    return new Model(side(cells[0], cells[1], cells[2]), side(cells[0], cells[1], cells[3]));
  }

  private static String side(String of, String key, String value) {
    String member = "{'" + key + "': " + value + "}";
    return switch (of) {
      case "collection" -> "{'collections': {'articles': {'meta': " + member + "}}}";
      case "column" -> "{'fields': {'articles.title': {'schema': " + member + "}}}";
      case "number" ->
          "{'fields': {'articles.price': {'type': 'decimal', 'schema': {'data_type': 'numeric', '"
              + key
              + "': "
              + value
              + "}}}}";
      case "field" -> "{'fields': {'articles.title': {'meta': " + member + "}}}";
      default ->
          "{'relations': {'articles.author': {"
              + (key.equals("one_allowed_collections") ? "" : "'to': 'authors', ")
              + (key.startsWith("on_") || key.equals("constraint_name") ? "'schema': " : "'meta': ")
              + member
              + "}}}";
    };
  }

  private static Side system(boolean indexed) {
    SystemField field = DirectusDefaults.systemField("directus_revisions", "item");
    SystemField with =
        new SystemField(
            field.collection(),
            field.field(),
            field.schema().with("is_indexed", indexed ? JsonBoolean.TRUE : JsonBoolean.FALSE));
    return new Side(
        new Snapshot(List.of(), List.of(), List.of(with), List.of()),
        new Versions(Optional.of("12.4.0"), Optional.empty(), List.of()));
  }
}
