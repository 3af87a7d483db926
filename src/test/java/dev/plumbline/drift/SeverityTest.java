package dev.plumbline.drift;

import static dev.plumbline.drift.Json.object;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.drift.change.Change;
import dev.plumbline.drift.change.ChangeCode;
import dev.plumbline.drift.differ.Differ;
import dev.plumbline.drift.objects.ObjectExamples;
import dev.plumbline.inventory.ObjectKind;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * How grave a change is by its values. The gravest of each code is in {@code docs/changes.md}, also
 * written by hand: {@code ChangesDocsTest} compares it with the code.
 */
class SeverityTest {
  @Test
  void everyKindOfObjectHasItsCodes() {
    for (ObjectKind object : ObjectKind.values()) {
      for (Change.Kind change :
          ObjectExamples.isOnlyEverChanged(object)
              ? EnumSet.of(Change.Kind.CHANGED)
              : EnumSet.allOf(Change.Kind.class)) {
        assertThat(ChangeCode.of(object, change).label())
            .isEqualTo(object.label() + "_" + change.label());
      }
    }
  }

  @ParameterizedTest(name = "{0} of a column from {1} to {2} is {4}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "max_length     | 255      | 50    | field_length_changed         | critical",
        "max_length     | null     | 50    | field_length_changed         | critical",
        "max_length     | -5       | 50    | field_length_changed         | critical",
        "max_length     | 50       | 255   | field_length_changed         | low",
        "max_length     | 50       | null  | field_length_changed         | low",
        "is_nullable    | true     | false | field_nullable_changed       | medium",
        "is_nullable    | false    | true  | field_nullable_changed       | low",
        "is_unique      | false    | true  | field_unique_changed         | medium",
        "is_unique      | true     | false | field_unique_changed         | low",
        "is_primary_key | false    | true  | field_primary_key_changed    | high",
        "default_value  | 'a'      | null  | field_default_changed        | medium",
        "is_generated   | false    | true  | field_generated_changed      | high",
        "foreign_key_table | null  | 'b'   | field_foreign_key_changed    | medium",
        "foreign_key_table | 'b'   | null  | field_foreign_key_changed    | high",
        "data_type      | 'text'   | 'character varying' | field_type_changed | high",
        "data_type      | 'text'   | 'uuid'    | field_type_changed       | critical",
        "data_type      | 'bigint' | 'integer' | field_type_changed       | critical",
        "data_type      | 'integer'| 'bigint'  | field_type_changed       | medium",
        "data_type      | 'json'   | 'jsonb'   | field_type_changed       | medium",
        "data_type      | 'double precision' | 'real' | field_type_changed | critical",
        "data_type      | 'timestamp with time zone' | 'date' | field_type_changed | critical"
      })
  void columnIsJudgedByWhatBecomesOfTheTarget(
      String key, String before, String after, String code, String severity) {
    Change change = single(column(key, after), column(key, before));

    assertThat(change.code().label()).isEqualTo(code);
    assertThat(change.severity().label()).isEqualTo(severity);
  }

  @ParameterizedTest(name = "{0} of a field from {1} to {2} is {4}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "special    | ['hash']    | null               | field_secrecy_changed    | critical",
        "special    | ['conceal'] | null               | field_secrecy_changed    | critical",
        "special    | ['conceal', 'hash'] | ['hash']   | field_secrecy_changed    | critical",
        "special    | ['hash']    | ['conceal']        | field_secrecy_changed    | critical",
        "special    | ['encrypt'] | null               | field_secrecy_changed    | critical",
        "special    | null        | ['conceal']        | field_secrecy_changed    | medium",
        "special    | null        | ['date-created']   | field_special_changed    | medium",
        "special    | ['a', 'b']  | ['b', 'a']         | field_special_changed    | info",
        "required   | false       | true               | field_required_changed   | medium",
        "required   | true        | false              | field_required_changed   | low",
        "validation | null        | {'a': {'_nnull': true}} | field_validation_changed | medium",
        "validation_message | null | 'No'              | field_validation_changed | info",
        "options    | {'choices': ['a', 'b']} | {'choices': ['a']} | field_choices_changed | medium",
        "options    | {'choices': ['a']} | {'choices': ['a', 'b']} | field_choices_changed | low",
        "options    | {'choices': ['a', 'b']} | {'choices': ['b', 'a']} | field_choices_changed | info",
        "options    | {'choices': ['a', 'b']} | {'choices': 'none'} | field_choices_changed | medium",
        "options    | {'trim': true} | {'trim': false} | field_options_changed    | low",
        "clear_hidden_value_on_save | false | true     | field_clear_hidden_value_changed | medium",
        "clear_hidden_value_on_save | true | false     | field_clear_hidden_value_changed | low",
        "a_key_of_directus_13 | 1   | 2                | field_metadata_changed   | medium"
      })
  void fieldIsJudgedByWhatBecomesOfTheTarget(
      String key, String before, String after, String code, String severity) {
    Change change = single(field(key, after), field(key, before));

    assertThat(change.code().label()).isEqualTo(code);
    assertThat(change.severity().label()).isEqualTo(severity);
  }

  @ParameterizedTest(name = "{0} of a relation from {1} to {2} is {4}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "on_delete | 'SET NULL' | 'CASCADE'   | relation_on_delete_changed | high",
        "on_delete | 'CASCADE'  | 'SET NULL'  | relation_on_delete_changed | medium",
        "on_delete | 'SET NULL' | 'NO ACTION' | relation_on_delete_changed | medium",
        "on_update | 'NO ACTION' | 'CASCADE'  | relation_on_update_changed | medium",
        "one_deselect_action | 'nullify' | 'delete' | relation_deselect_action_changed | high",
        "one_deselect_action | 'delete' | 'nullify' | relation_deselect_action_changed | medium",
        "one_field | null | 'all'             | relation_one_field_changed | low",
        "one_field | 'all' | null             | relation_one_field_changed | high",
        "one_field | 'all' | 'each'           | relation_one_field_changed | high",
        "one_allowed_collections | ['a', 'b'] | ['a'] | relation_allowed_collections_changed | high",
        "one_allowed_collections | ['a'] | ['a', 'b'] | relation_allowed_collections_changed | low",
        "one_allowed_collections | ['a', 'b'] | ['b', 'a'] | relation_allowed_collections_changed | info"
      })
  void relationIsJudgedByWhatBecomesOfTheTarget(
      String key, String before, String after, String code, String severity) {
    Change change = single(relation(key, after), relation(key, before));

    assertThat(change.code().label()).isEqualTo(code);
    assertThat(change.severity().label()).isEqualTo(severity);
  }

  @ParameterizedTest(name = "{0} of a collection from {1} to {2} is {4}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "status         | 'active'   | 'inactive' | collection_status_changed         | high",
        "status         | 'inactive' | 'active'   | collection_status_changed         | low",
        "accountability | 'all'      | null       | collection_accountability_changed | high",
        "accountability | 'all'      | 'activity' | collection_accountability_changed | high",
        "accountability | 'activity' | 'all'      | collection_accountability_changed | low",
        "singleton      | true       | false      | collection_singleton_changed      | high",
        "note           | null       | 'A note'   | collection_note_changed           | info"
      })
  void collectionIsJudgedByWhatBecomesOfTheTarget(
      String key, String before, String after, String code, String severity) {
    Change change =
        single(
            "{'collections': {'a': {'meta': {'" + key + "': " + after + "}}}}",
            "{'collections': {'a': {'meta': {'" + key + "': " + before + "}}}}");

    assertThat(change.code().label()).isEqualTo(code);
    assertThat(change.severity().label()).isEqualTo(severity);
  }

  @ParameterizedTest(name = "{1} {0} is {2}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "'type': 'string' | added | low",
        "'type': 'string', 'schema': {'is_nullable': false} | added | medium",
        "'type': 'string', 'schema': {'is_nullable': false, 'default_value': 'x'} | added | low",
        "'type': 'alias:o2m' | added | low",
        "'type': 'alias:no-data' | added | info",
        "'type': 'string' | removed | critical",
        "'type': 'alias:o2m' | removed | high",
        "'type': 'alias:no-data' | removed | info"
      })
  void fieldThatOneSideHasIsJudgedByItsData(String field, String kind, String severity) {
    String with = "{'fields': {'a.b': {" + field + "}}}";
    Change change = kind.equals("added") ? single(with, "{}") : single("{}", with);

    assertThat(change.kind().label()).isEqualTo(kind);
    assertThat(change.severity().label()).isEqualTo(severity);
  }

  private static String column(String key, String value) {
    return "{'fields': {'a.b': {'schema': {'" + key + "': " + value + "}}}}";
  }

  private static String field(String key, String value) {
    return "{'fields': {'a.b': {'meta': {'" + key + "': " + value + "}}}}";
  }

  private static String relation(String key, String value) {
    String part = key.startsWith("on_") ? "schema" : "meta";
    return "{'relations': {'a.b': {'to': 'c', '" + part + "': {'" + key + "': " + value + "}}}}";
  }

  private static Change single(String source, String target) {
    List<Change> changes =
        Differ.diff(TerseSide.read(object(source)), TerseSide.read(object(target))).changes();
    assertThat(changes).hasSize(1);
    return changes.getFirst();
  }
}
