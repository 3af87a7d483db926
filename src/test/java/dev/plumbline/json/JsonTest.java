package dev.plumbline.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plumbline.jackson.JsonText;
import dev.plumbline.json.JsonValue.JsonArray;
import dev.plumbline.json.JsonValue.JsonNull;
import dev.plumbline.json.JsonValue.JsonNumber;
import dev.plumbline.json.JsonValue.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** JSON values, their canonical text, and reading it again. */
class JsonTest {
  static LongStream seeds() {
    return LongStream.range(0, 100);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void whatIsWrittenReadsTheSame(long seed) {
    JsonValue value = value(new Random(seed), 4);

    String text = CanonicalJson.write(value);

    assertThat(JsonText.read(text)).isEqualTo(value);
    assertThat(CanonicalJson.write(JsonText.read(text))).isEqualTo(text);
    // Through bytes too: lone surrogates are not UTF-8, so they must be escaped.
    assertThat(new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8))
        .isEqualTo(text);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void equalValuesHaveEqualHashesAndTexts(long seed) {
    JsonValue one = value(new Random(seed), 4);
    JsonValue same = value(new Random(seed), 4);
    JsonValue other = value(new Random(seed + 1_000), 4);

    assertThat(one).isEqualTo(same).hasSameHashCodeAs(same);
    assertThat(one.equals(other))
        .isEqualTo(CanonicalJson.write(one).equals(CanonicalJson.write(other)));
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "-0, 0",
    "5, 5",
    "5.0, 5",
    "-12.50, -12.5",
    "1e2, 100",
    "1e21, 1E+21",
    "9007199254740993, 9007199254740992",
    "0.1, 0.1",
    "1e-7, 1E-7",
    "123456789012345678, 1.2345678901234568E+17"
  })
  void numberHasOneForm(String written, String canonical) {
    String text = CanonicalJson.write(JsonText.read(written));

    assertThat(JsonText.read(text)).isEqualTo(JsonText.read(canonical));
    assertThat(CanonicalJson.write(JsonText.read(canonical))).isEqualTo(text);
  }

  @Test
  void orderOfKeysIsNotPartOfAValueButOrderOfItemsIs() {
    assertThat(JsonText.read("{\"a\":1,\"b\":2}")).isEqualTo(JsonText.read("{\"b\":2,\"a\":1}"));
    assertThat(JsonText.read("[1,2]")).isNotEqualTo(JsonText.read("[2,1]"));
  }

  @Test
  void nullIsNotAbsence() {
    assertThat(JsonText.read("{\"a\":null}")).isNotEqualTo(JsonText.read("{}"));
    assertThat(JsonText.read("{\"a\":null}")).isNotEqualTo(JsonText.read("{\"b\":null}"));
    assertThat(CanonicalJson.write(JsonText.read("{\"a\":null}"))).isEqualTo("{\"a\":null}");
  }

  @Test
  void numberThatIsNoneIsRefused() {
    assertThatThrownBy(() -> new JsonNumber(Double.NaN))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static JsonValue value(Random random, int depth) {
    return switch (random.nextInt(depth > 0 ? 7 : 5)) {
      case 0 -> JsonNull.NULL;
      case 1 -> JsonValue.of(random.nextBoolean());
      case 2 -> JsonValue.of(number(random));
      case 3, 4 -> JsonValue.of(text(random));
      case 5 -> {
        List<JsonValue> items = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
          items.add(value(random, depth - 1));
        }
        yield new JsonArray(items);
      }
      default -> {
        TreeMap<String, JsonValue> members = new TreeMap<>();
        for (int i = random.nextInt(4); i > 0; i--) {
          members.put(text(random), value(random, depth - 1));
        }
        yield new JsonObject(members);
      }
    };
  }

  private static double number(Random random) {
    return switch (random.nextInt(5)) {
      case 0 -> random.nextInt();
      case 1 -> random.nextLong();
      case 2 -> random.nextGaussian();
      case 3 -> Double.MIN_VALUE * random.nextInt(9);
      default -> random.nextGaussian() * 1e300;
    };
  }

  /** Control characters, quotes, emoji, lone surrogates, right-to-left marks … */
  private static String text(Random random) {
    String odd = "ab\"\\\n\r\t\u0000\u001f\u007f\u2028\u202eäß漢😀\ud800\udfff\ufeff\uffff";
    return random
        .ints(random.nextInt(8), 0, odd.length())
        .collect(StringBuilder::new, (out, i) -> out.append(odd.charAt(i)), StringBuilder::append)
        .toString();
  }
}
