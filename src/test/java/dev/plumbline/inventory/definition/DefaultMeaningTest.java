package dev.plumbline.inventory.definition;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.catalog.Catalog.ColumnType;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Expressions are written as PostgreSQL 15 prints them. */
class DefaultMeaningTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '`',
      textBlock =
          """
          character varying           ~ 'a'::character varying            ~ 'a'
          character varying           ~ 'a'::text                         ~ 'a'
          character varying           ~ ('a'::character varying)::text    ~ 'a'
          character varying           ~ 'it''s'::character varying        ~ 'it''s'
          character varying           ~ 'now()'::character varying        ~ 'now()'
          character varying           ~ now()                             ~ CURRENT_TIMESTAMP
          character varying           ~ ('abc'::character varying)::character varying(2) ~ ('abc'::character varying)::character varying(2)
          text                        ~ 'a::b'::text                      ~ 'a::b'
          text                        ~ 'x''::text'::text                 ~ 'x''::text'
          text                        ~ ('a'::text || 'b'::text)          ~ 'a'::text || 'b'::text
          text                        ~ '''a''::text || ''b''::text'::text ~ '''a''::text || ''b''::text'
          text                        ~ lower('A'::text)                  ~ lower('A'::text)
          text                        ~ 'lower(''A''::text)'::text        ~ 'lower(''A''::text)'
          text                        ~ E'a\\\\b'::text                   ~ 'a\\b'
          text                        ~ 5                                 ~ '5'
          text                        ~ true                              ~ 'true'
          text                        ~ NULL::text                        ~
          text                        ~ 'NULL'::text                      ~ 'NULL'
          citext                      ~ 'a'::citext                       ~ 'a'
          uuid                        ~ gen_random_uuid()                 ~ gen_random_uuid()
          integer                     ~ 5                                 ~ 5
          integer                     ~ '-5'::integer                     ~ -5
          integer                     ~ (-5)                              ~ -5
          integer                     ~ (- 5)                             ~ -5
          bigint                      ~ '5'::bigint                       ~ 5
          bigint                      ~ (5)::bigint                       ~ 5
          bigint                      ~ '9007199254740993'::bigint        ~ 9007199254740993
          integer                     ~ (1 + 1)                           ~ 1 + 1
          numeric                     ~ 5.50                              ~ 5.5
          numeric                     ~ '1000000000000000000000'::numeric ~ 1000000000000000000000
          numeric                     ~ (5)::numeric                      ~ 5
          numeric                     ~ (5)::numeric(3,1)                 ~ (5)::numeric(3,1)
          numeric                     ~ 'NaN'::numeric                    ~ 'NaN'
          double precision            ~ '1e+21'::double precision         ~ 1000000000000000000000
          real                        ~ 0.0                               ~ 0
          boolean                     ~ true                              ~ true
          boolean                     ~ (random() > (0)::double precision) ~ random() > (0)::double precision
          bit                         ~ B'1'::"bit"                       ~ '1'
          bit                         ~ '1'::"bit"                        ~ '1'
          date                        ~ '2024-01-01'::date                ~ '2024-01-01'
          date                        ~ CURRENT_DATE                      ~ CURRENT_TIMESTAMP
          date                        ~ (now())::date                     ~ CURRENT_TIMESTAMP
          timestamp without time zone ~ now()                             ~ CURRENT_TIMESTAMP
          timestamp without time zone ~ LOCALTIMESTAMP                    ~ CURRENT_TIMESTAMP
          timestamp without time zone ~ CURRENT_DATE                      ~ CURRENT_DATE
          timestamp without time zone ~ '2024-01-01'::date                ~ '2024-01-01 00:00:00'
          timestamp with time zone    ~ CURRENT_TIMESTAMP                 ~ CURRENT_TIMESTAMP
          timestamp with time zone    ~ transaction_timestamp()           ~ CURRENT_TIMESTAMP
          timestamp with time zone    ~ CURRENT_TIMESTAMP(3)              ~ CURRENT_TIMESTAMP(3)
          timestamp with time zone    ~ clock_timestamp()                 ~ clock_timestamp()
          timestamp with time zone    ~ '2024-01-01'::date                ~ date '2024-01-01'
          timestamp with time zone    ~ (now() + '1 day'::interval)       ~ CURRENT_TIMESTAMP + '1 day'::interval
          timestamp with time zone    ~ (CURRENT_TIMESTAMP + '1 day'::interval) ~ CURRENT_TIMESTAMP + '1 day'::interval
          interval                    ~ '01:00:00'::interval              ~ '01:00:00'
          json                        ~ '{"b": 1.0, "a": [1, "x"]}'::json ~ '{"a":[1,"x"],"b":1}'
          jsonb                       ~ '{"a": [1, "x"], "b": 1}'::jsonb  ~ '{"a":[1,"x"],"b":1}'
          json                        ~ '{"a": "b::c"}'::json             ~ '{"a":"b::c"}'
          json                        ~ '{"a": 9007199254740993}'::json   ~ '{"a":9007199254740993}'
          json                        ~ '[]'::json                        ~ '[]'
          json                        ~ '"it''s \\u0041"'::json           ~ '"it''s A"'
          text[]                      ~ '{}'::text[]                      ~ '{}'
          text[]                      ~ ARRAY[]::text[]                   ~ '{}'
          text[]                      ~ ARRAY['a'::text, NULL::text]      ~ '{"a",NULL}'
          text[]                      ~ '{a,NULL}'::text[]                ~ '{"a",NULL}'
          text[]                      ~ '{"a b","NULL","q\\"q"}'::text[]  ~ '{"a b","NULL","q\\"q"}'
          character varying[]         ~ (ARRAY['a'::text])::character varying[] ~ '{"a"}'
          integer[]                   ~ ARRAY[1, 2]                       ~ '{"1","2"}'
          integer[]                   ~ '{1,2}'::integer[]                ~ '{"1","2"}'
          integer[]                   ~ '{{1,2}}'::integer[]              ~ '{{1,2}}'
          boolean[]                   ~ ARRAY[true, false]                ~ '{"t","f"}'
          mood                        ~ 'good'::mood                      ~ 'good'
          mood                        ~ 'good'::other.mood                ~ 'good'
          bytea                       ~ '\\x00'::bytea                    ~ '\\x00'
          integer                     ~ nextval('s'::regclass)            ~ nextval('s'::regclass)
          """)
  void oneSpellingForEachMeaning(String type, String expression, String meaning) {
    assertThat(DefaultMeaning.of(new ColumnType(type, -1), expression).orElse(null))
        .isEqualTo(meaning);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '`',
      textBlock =
          """
          {"a":1,"a":2}     ~ {"a":2}
          [1, {}]           ~ [1,{}]
          {"a" : null}      ~ {"a":null}
          {a:1}             ~
          [1                ~
          5 5               ~
          """)
  void jsonIsWrittenInOneWay(String text, String canonical) {
    assertThat(JsonLiteral.canonical(text).orElse(null)).isEqualTo(canonical);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '`',
      textBlock =
          """
          text                     ~ 'now()'::text                ~ now()
          text                     ~ 'gen_random_uuid()'::text    ~ gen_random_uuid()
          text                     ~ 'CURRENT_USER'::text         ~ CURRENT_USER
          text                     ~ '1 + 1'::text                ~ ((1 + 1))::text
          text                     ~ 'a'::text                    ~ 'A'::text
          text                     ~ 'ARRAY[1]'::text             ~ (ARRAY[1])::text
          boolean                  ~ true                         ~ (1 < 2)
          numeric                  ~ '0.1'::numeric               ~ 0.10000000000000001
          text[]                   ~ '{a,b}'::text[]              ~ '{"a,b"}'::text[]
          text[]                   ~ '{NULL}'::text[]             ~ '{"NULL"}'::text[]
          json                     ~ '"1"'::json                  ~ '1'::json
          timestamp with time zone ~ now()                        ~ statement_timestamp()
          """)
  void otherMeaningsStayApart(String type, String one, String other) {
    assertThat(
            Stream.of(one, other)
                .map(text -> DefaultMeaning.of(new ColumnType(type, -1), text))
                .distinct())
        .hasSize(2);
  }
}
