package dev.plumbline.model.rebuild;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.catalog.Catalog.Column;
import dev.plumbline.catalog.Catalog.ColumnType;
import dev.plumbline.catalog.Catalog.ColumnValue;
import dev.plumbline.catalog.Origin;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SearchPathNamesTest {
  private final SearchPathNames searchPath =
      new SearchPathNames(List.of("extensions", "More of", "user"));

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

    assertThat(searchPath.of(column(type, ColumnValue.Unset.UNSET)).type().name()).isEqualTo(shown);
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

    assertThat(searchPath.of(column(text, new ColumnValue.Default(expression))).value())
        .isEqualTo(new ColumnValue.Default(shown));
    assertThat(searchPath.of(column(text, new ColumnValue.Generated(expression))).value())
        .isEqualTo(new ColumnValue.Generated(shown));
  }

  @Test
  void nothingChangesWhereNothingElseIsSearched() {
    Column column =
        column(new ColumnType("text", -1), new ColumnValue.Default("extensions.f('a')"));

    assertThat(new SearchPathNames(List.of()).of(column)).isSameAs(column);
  }

  private static Column column(ColumnType type, ColumnValue value) {
    return new Column("c", type, true, value, false);
  }
}
