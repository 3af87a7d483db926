package dev.plumbline.model.rebuild;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.jackson.JsonText;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each row was seen in Directus 12.4.0 and 11.17.4. */
class DefaultValueTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'abc'::text                            | text       | \"abc\"",
        "'it''s'::text                          | text       | \"it''s\"",
        "'a::b'::text                           | text       | \"'a\"",
        "'::'::text                             | text       | \"\"",
        "''::text                               | text       | \"\"",
        "'NULL'::text                           | text       | \"NULL\"",
        "NULL::character varying                | string     | null",
        "NULL                                   | boolean    | null",
        "''''::text                             | text       | \"''\"",
        "lower('X'::text)                       | text       | \"lower('X'\"",
        "((1 + 2))::text                        | text       | \"((1 + 2))\"",
        "CURRENT_USER                           | text       | \"CURRENT_USER\"",
        "'nextval('::text                       | text       | \"nextval(\"",
        "nextval('a_id_seq'::regclass)          | integer    | \"nextval('a_id_seq'::regclass)\"",
        "5                                      | integer    | 5",
        "'-5'::integer                          | integer    | -5",
        "(5 + 5)                                | integer    | \"(5 + 5)\"",
        "'9007199254740993'::bigint             | bigInteger | 9007199254740992",
        "5                                      | string     | \"5\"",
        "1.50                                   | decimal    | 1.5",
        "'1000000000000000000000'::numeric      | decimal    | 1e21",
        "'NaN'::numeric                         | float      | \"NaN\"",
        "'Infinity'::real                       | float      | null",
        "'-Infinity'::real                      | float      | null",
        "'$12.50'::money                        | float      | \"$12.50\"",
        "true                                   | boolean    | true",
        "false                                  | boolean    | false",
        "(NOT true)                             | boolean    | true",
        "'0'::\"bit\"                             | boolean    | false",
        "'00000'::\"bit\"                         | boolean    | true",
        "'{\"a\": 1}'::jsonb                      | json       | {\"a\": 1}",
        "'[\"a\", \"b\"]'::json                     | json       | [\"a\", \"b\"]",
        "'null'::json                           | json       | null",
        "'{\"a\":\"b::c\"}'::json                   | json       | \"'{\\\"a\\\":\\\"b\"",
        "json_build_object('a', 1)              | json       | \"json_build_object('a', 1)\"",
        "'{\"a\":1,\"a\":2}'::json                  | json       | {\"a\": 2}",
        "now()                                  | timestamp  | \"now()\"",
        "timezone('utc'::text, now())           | dateTime   | \"timezone('utc'\"",
        "true                                   | csv        | \"true\"",
        "'a'::my_enum                           | unknown    | \"a\""
      })
  void isShownAsDirectusShowsIt(String expression, String type, String shown) {
    assertThat(DefaultValue.of(expression, type, JsonText::readAsJavaScript))
        .isEqualTo(JsonText.read(shown));
  }
}
