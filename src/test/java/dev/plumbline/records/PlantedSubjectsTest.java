package dev.plumbline.records;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.integrity.CheckCode;
import dev.plumbline.integrity.compile.CheckCodes;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Each check has a scenario, and each scenario is of checks that exist. */
class PlantedSubjectsTest {
  @Test
  void everyCheckHasAScenario() {
    for (CheckCode code : CheckCodes.values()) {
      assertThat(PlantedSubjects.of(code)).as(code.label()).isNotBlank();
    }
  }

  @Test
  void anEmptyKeyIsNotTheSameAsNoKey() {
    assertThat(PlantedCase.line("missing_item notes.tag", "2", List.of("b", "")))
        .isEqualTo("missing_item notes.tag 2 '',b");
    assertThat(PlantedCase.line("missing_item notes.tag", "1", List.of("")))
        .isNotEqualTo(PlantedCase.line("missing_item notes.tag", "1", List.of()));
  }

  @Test
  void noScenarioExpectsACheckThatDoesNotExist() {
    assertThat(
            PlantedCase.all().stream()
                .flatMap(
                    planted ->
                        Stream.concat(planted.expected().stream(), planted.unknown().stream()))
                .map(line -> line.split(" ", 2)[0]))
        .isSubsetOf(Arrays.stream(CheckCodes.values()).map(CheckCode::label).toList());
  }
}
