package dev.plumbline.finding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class FindingIdTest {
  private static final String DIGITS = "0123456789abcdef0123456789abcdef";

  @Test
  void idHas32HexadecimalDigits() {
    assertThat(new FindingId(DIGITS).hex()).isEqualTo(DIGITS);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "0123456789abcdef0123456789abcde",
        "0123456789abcdef0123456789abcdef0",
        "0123456789abcdef0123456789abcdeF",
        "g123456789abcdef0123456789abcdef",
        "0123456789abcdef/123456789abcdef",
        "0123456789abcdef:123456789abcdef",
        "0123456789abcdef`123456789abcdef"
      })
  void nothingElseIsAnId(String hex) {
    assertThatIllegalArgumentException().isThrownBy(() -> new FindingId(hex));
  }
}
