package dev.plumbline.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.catalog.Catalog.ColumnType;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each case was seen in Directus 12.4.0 and 11.17.4. */
class FieldTypeTest {
  private static final ColumnType TEXT = new ColumnType("text", -1);

  @ParameterizedTest
  @CsvSource({
    "smallint, -1, integer",
    "bigint, -1, bigInteger",
    "numeric, -1, integer",
    "numeric, 655366, decimal",
    "double precision, -1, float",
    "money, -1, float",
    "character, 40, string",
    "interval, -1, string",
    "time with time zone, -1, time",
    "timestamp without time zone, -1, dateTime",
    "timestamp with time zone, -1, timestamp",
    "bit, 5, boolean",
    "jsonb, -1, json",
    "point, -1, geometry.Point",
    "text[], -1, unknown",
    "inet, -1, unknown",
    "other.mood, -1, unknown"
  })
  void columnWithoutSpecialHasTheTypeOfItsColumn(String name, int modifier, String type) {
    assertThat(FieldType.of(new ColumnType(name, modifier), Optional.empty())).isEqualTo(type);
  }

  @ParameterizedTest
  @CsvSource({
    "cast-json, json",
    "'cast-csv,cast-json', json",
    "'cast-csv,hash', hash",
    "'file,cast-csv', csv",
    "'cast-timestamp,uuid', uuid",
    "'m2o,file', uuid",
    "'date-created,cast-timestamp', timestamp",
    "'cast-datetime,cast-timestamp', timestamp",
    "cast-datetime, dateTime",
    "cast-boolean, text",
    "' cast-json', text"
  })
  void specialComesBeforeTheColumn(String special, String type) {
    assertThat(FieldType.of(TEXT, Optional.of(List.of(special.split(",", -1))))).isEqualTo(type);
  }

  @Test
  void geometryTakesTheFirstPartOfItsSpecial() {
    ColumnType point = new ColumnType("point", -1);

    assertThat(FieldType.of(point, Optional.of(List.of("geometry.Polygon", "x"))))
        .isEqualTo("geometry.Polygon");
    assertThat(FieldType.of(point, Optional.of(List.of()))).isEqualTo("geometry");
    assertThat(FieldType.of(point, Optional.empty())).isEqualTo("geometry.Point");
  }

  @Test
  void anyPartCanMakeAnAlias() {
    assertThat(FieldType.isAlias(Optional.of(List.of("group", "alias")))).isTrue();
    assertThat(FieldType.isAlias(Optional.of(List.of("m2o")))).isFalse();
    assertThat(FieldType.isAlias(Optional.empty())).isFalse();
  }
}
