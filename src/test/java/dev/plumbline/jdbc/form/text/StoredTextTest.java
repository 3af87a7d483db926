package dev.plumbline.jdbc.form.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.jdbc.form.SnapshotForm;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class StoredTextTest {
  private static final char[] ALPHABET = {
    'a', '0', 'f', '\u0000', '\u001a', '\ud83d', '\ude00', '\udc00', '\u00e9', '\\'
  };

  static LongStream seeds() {
    return LongStream.range(0, 200);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void anyTextComesBackAndIsValidWithoutNul(long seed) {
    Random random = new Random(seed);
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(12); i > 0; i--) {
      text.append(ALPHABET[random.nextInt(ALPHABET.length)]);
    }

    String stored = StoredText.escape(text.toString());

    assertThat(stored).doesNotContain("\u0000");
    assertThat(StandardCharsets.UTF_8.newEncoder().canEncode(stored)).isTrue();
    assertThat(StoredText.unescape(stored)).isEqualTo(text.toString());
  }

  @Test
  void ordinaryTextStaysWhatItIs() {
    assertThat(StoredText.escape("Größe 😀")).isEqualTo("Größe 😀");
  }

  @Test
  void damagedSnapshotIsAnError() {
    assertThatThrownBy(() -> SnapshotForm.read(new byte[] {1, 2, 3}, "the snapshot abc"))
        .isInstanceOf(StoredFormException.class)
        .hasMessageContaining("the snapshot abc");
  }
}
