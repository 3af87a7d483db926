package dev.plumbline.integrity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.integrity.Check.CheckId;
import dev.plumbline.integrity.Check.Rows;
import dev.plumbline.integrity.Condition.Category;
import dev.plumbline.integrity.Condition.NotIn;
import dev.plumbline.integrity.Condition.Operand.OfColumn;
import dev.plumbline.integrity.Condition.UnknownName;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class CheckTest {
  private static final OfColumn COLUMN = new OfColumn("f", Category.TEXT);

  @Test
  void definitionIsThatOfTheQuestion() {
    assertThat(check("a", "b").definition()).isEqualTo(check("a", "b").definition());
    assertThat(check("a", "b").definition()).isNotEqualTo(check("a").definition());
  }

  @Test
  void definitionTellsTwoChoicesFromOneWithAComma() {
    assertThat(check("a", "b").toString()).isEqualTo(check("a, b").toString());
    assertThat(check("a", "b").definition()).isNotEqualTo(check("a, b").definition());
  }

  /** It is stored: another text would have every check of every environment looked at again. */
  @Test
  void definitionStaysTheSameFromVersionToVersion() {
    Check check =
        new Rows(
            new CheckId(CheckCode.PERMISSION_OF_MISSING_FIELD, "t", Optional.of("f"), ""),
            "t",
            List.of("id"),
            new UnknownName(
                COLUMN, COLUMN, new TreeMap<>(Map.of("c", new TreeSet<>(List.of("x", "y"))))));

    assertThat(check.definition())
        .isEqualTo("441ce4edffa3fa1d901bf886c4f159e9ec3662630e4397a9a3c08c6d07c62306");
  }

  private static Check check(String... values) {
    return new Rows(
        new CheckId(CheckCode.NOT_A_CHOICE, "t", Optional.of("f"), ""),
        "t",
        List.of("id"),
        new NotIn(COLUMN, List.of(values)));
  }
}
