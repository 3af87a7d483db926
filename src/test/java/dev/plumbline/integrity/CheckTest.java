package dev.plumbline.integrity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.integrity.Check.Rows;
import dev.plumbline.integrity.Condition.Category;
import dev.plumbline.integrity.Condition.NotIn;
import dev.plumbline.integrity.Condition.Operand.OfColumn;
import dev.plumbline.integrity.compile.Model;
import dev.plumbline.integrity.compile.field.FieldCheck;
import dev.plumbline.path.Website;
import java.util.List;
import java.util.Optional;
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

  /** It is stored: another text would have every check of every environment checked again. */
  @Test
  void definitionStaysTheSameFromVersionToVersion() {
    assertThat(check("a", "b").definition())
        .isEqualTo("e8c400503a718d42f418c5f7ce223551fbebd25fa07d1e4da923b7ecdc978cea");
  }

  @Test
  void changeOfTheContentModelIsAnotherQuestion() {
    Model model = Website.model();
    Check before = model.check("preset_of_missing_field/directus_presets");

    assertThat(Website.model().check(before.id().text()).definition())
        .isEqualTo(before.definition());
    assertThat(
            model
                .field("posts.more", "{'special': 'alias'}")
                .check(before.id().text())
                .definition())
        .isNotEqualTo(before.definition());
  }

  private static Check check(String... values) {
    return new Rows(
        new CheckId(FieldCheck.NOT_A_CHOICE, "t", Optional.of("f"), ""),
        "t",
        List.of("id"),
        new NotIn(COLUMN, List.of(values)));
  }
}
