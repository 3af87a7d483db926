package dev.plumbline.ui.finding;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.drift.change.ChangeCode;
import dev.plumbline.integrity.CheckCode;
import dev.plumbline.integrity.compile.CheckCodes;
import dev.plumbline.mismatch.MismatchCode;
import dev.plumbline.mismatch.rules.MismatchCodes;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A page that says nothing because a row of the table was not read would look as if it had nothing
 * to say.
 */
class CodeGuideTest {
  private static final CodeGuide GUIDE = new CodeGuide();

  static Stream<String> codes() {
    return Stream.of(
            Arrays.stream(ChangeCode.values()).map(ChangeCode::label),
            Arrays.stream(CheckCodes.values()).map(CheckCode::label),
            Arrays.stream(MismatchCodes.values()).map(MismatchCode::label))
        .flatMap(labels -> labels);
  }

  @ParameterizedTest
  @MethodSource("codes")
  void everyCodeHasAMeaningAndSomethingToDo(String code) {
    assertThat(GUIDE.of(code))
        .as("`%s` in docs/messages.md", code)
        .hasValueSatisfying(
            advice -> {
              assertThat(advice.meaning()).isNotBlank();
              assertThat(advice.todo()).isNotBlank();
            });
  }
}
