package dev.plumbline.schema.rebuild;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.schema.Catalog.Column;
import dev.plumbline.schema.Catalog.ColumnType;
import dev.plumbline.schema.Catalog.ColumnValue;
import dev.plumbline.schema.Origin;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SearchedTest {
  private final Searched searched = new Searched(List.of("extensions", "More of", "user"));

  @ParameterizedTest
  @CsvSource({
    "extensions.citext, extensions, citext",
    "extensions.citext[], extensions, citext[]",
    "extensions.\"Odd.name\", extensions, \"Odd.name\"",
    "\"More of\".mood, More of, mood",
    "\"user\".mood, user, mood",
    "hidden.mood, hidden, hidden.mood",
    "mood, , mood"
  })
  void typesAreNamedAsDirectusFindsThem(String name, String schema, String shown) {
    ColumnType type =
        new ColumnType(
            name, -1, Optional.of(new Origin("x", Optional.ofNullable(schema), Optional.empty())));

    assertThat(searched.of(column(type, ColumnValue.Unset.UNSET)).type().name()).isEqualTo(shown);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "extensions.uuid_generate_v4() | uuid_generate_v4()",
        "\"More of\".f('a'::\"More of\".citext) | f('a'::citext)",
        "lower(extensions.f('extensions.f()')) | lower(f('extensions.f()'))",
        "'it''s extensions.f()'::text | 'it''s extensions.f()'::text",
        "my_extensions.f() | my_extensions.f()",
        "\"other.extensions.\".f() | \"other.extensions.\".f()",
        "hidden.f() | hidden.f()",
        "\"my extensions.f\"() | \"my extensions.f\"()",
        "concat('$1 extensions.', extensions.f()) | concat('$1 extensions.', f())"
      })
  void expressionsAreWrittenAsDirectusSeesThem(String expression, String shown) {
    ColumnType text = new ColumnType("text", -1);

    assertThat(searched.of(column(text, new ColumnValue.Default(expression))).value())
        .isEqualTo(new ColumnValue.Default(shown));
    assertThat(searched.of(column(text, new ColumnValue.Generated(expression))).value())
        .isEqualTo(new ColumnValue.Generated(shown));
  }

  @Test
  void nothingChangesWhereNothingElseIsSearched() {
    Column column =
        column(new ColumnType("text", -1), new ColumnValue.Default("extensions.f('a')"));

    assertThat(new Searched(List.of()).of(column)).isSameAs(column);
  }

  private static Column column(ColumnType type, ColumnValue value) {
    return new Column("c", type, true, value, false);
  }
}
