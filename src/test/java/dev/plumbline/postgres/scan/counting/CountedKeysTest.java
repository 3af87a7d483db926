package dev.plumbline.postgres.scan.counting;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.integrity.Tally;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CountedKeysTest {
  private static final CountedKeys NOTHING = CountedKeys.nothing(1);

  @Test
  void leavesOutWhatWasCounted() {
    CountedKeys countedKeys = NOTHING.plus(counted(3, 0, 3));

    assertThat(countedKeys.unknown(0, counted(2, 2, 4)))
        .isEqualTo(new Tally(1, List.of(List.of("3"))));
  }

  @Test
  void allIsNewIfNothingWasCounted() {
    assertThat(NOTHING.unknown(0, counted(60_000, 0, 50_000)).count()).isEqualTo(60_000);
    assertThat(NOTHING.unknown(0, counted(7, 0, 0)))
        .as("no key")
        .isEqualTo(new Tally(7, List.of()));
    assertThat(NOTHING.plus(counted(0, 0, 0)).unknown(0, counted(7, 0, 0)).count()).isEqualTo(7);
  }

  @Test
  void nothingIsNewIfItIsNotKnownWhatWasCounted() {
    assertThat(NOTHING.plus(counted(1, 0, 0)).unknown(0, counted(7, 0, 0)))
        .as("no key")
        .isEqualTo(Tally.NONE);
    assertThat(NOTHING.plus(counted(2001, 0, 2001)).unknown(0, counted(1, 5000, 5001)))
        .as("too many")
        .isEqualTo(Tally.NONE);
  }

  @Test
  void ofMoreThanWereTakenAlongNoneIsCountedTwice() {
    CountedKeys countedKeys = NOTHING.plus(counted(10, 0, 10));

    assertThat(countedKeys.unknown(0, counted(60_000, 8, 50_008)).count())
        .as("two were met, the other eight may be among the 10,000 that were not taken along")
        .isEqualTo(60_000 - 10);
    assertThat(countedKeys.unknown(0, counted(100_000, 0, 50_000)).count()).isEqualTo(100_000 - 10);
    assertThat(countedKeys.unknown(0, counted(50_003, 10, 50_010)).count()).isEqualTo(50_000);
  }

  @Test
  void survivesAsText() {
    CountedKeys countedKeys =
        new CountedKeys(
            List.of(
                NOTHING.plus(counted(2, 0, 2)).counted().getFirst(),
                NOTHING.counted().getFirst(),
                NOTHING.counted().getFirst()),
            List.of(true, false, true));

    assertThat(CountedKeys.parse(countedKeys.text())).isEqualTo(countedKeys);
  }

  /** Some rows, of which those from one key up to another were taken along. */
  private static CountResult counted(long count, int from, int to) {
    return new CountResult(
        List.of(count),
        IntStream.range(from, to)
            .mapToObj(key -> new CountResult.Row(List.of(Integer.toString(key)), "1"))
            .toList());
  }
}
