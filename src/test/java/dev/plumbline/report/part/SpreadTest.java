package dev.plumbline.report.part;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class SpreadTest {
  @Test
  void medianIsOneThatOccurred() {
    Spread odd = spread(5, 1, 3);
    Spread even = odd.plus(spread(9));

    assertThat(odd.median()).contains(Duration.ofSeconds(3));
    assertThat(even.median()).contains(Duration.ofSeconds(3));
    assertThat(even.longest()).contains(Duration.ofSeconds(9));
    assertThat(even.count()).isEqualTo(4);
  }

  @Test
  void manyOfOneDurationWeighAsMany() {
    Spread spread = spread(1).plus(Duration.ofSeconds(60), 75_000);

    assertThat(spread.times()).hasSize(2);
    assertThat(spread.median()).contains(Duration.ofMinutes(1));
  }

  @Test
  void nothingHasNoMedian() {
    assertThat(Spread.NONE.median()).isEmpty();
    assertThat(Spread.NONE.longest()).isEmpty();
  }

  private static Spread spread(long... seconds) {
    Spread spread = Spread.NONE;
    for (long one : seconds) {
      spread = spread.plus(Duration.ofSeconds(one), 1);
    }
    return spread;
  }
}
