package dev.plumbline.http.problem;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.faces.SettableClock;
import dev.plumbline.testkit.LogLines;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StoreLogTest {
  private final SettableClock clock = new SettableClock();
  private final StoreLog log = new StoreLog(clock);
  private final LogLines lines = new LogLines(StoreLog.class);

  @AfterEach
  void close() {
    lines.close();
  }

  @Test
  void storeThatFailsIsOneLineAndThatItIsBackAnother() {
    for (int request = 0; request < 50; request++) {
      log.failed("it cannot be reached");
    }
    assertThat(lines.take())
        .containsExactly("requests are answered with 503: it cannot be reached");

    clock.advance(Duration.ofSeconds(10));
    log.served();
    log.served();

    assertThat(lines.take())
        .containsExactly("requests are served again; 50 were answered with 503");

    log.failed("its disk is full");
    assertThat(lines.take()).containsExactly("requests are answered with 503: its disk is full");
  }

  @Test
  void storeThatFailsSomeRequestsOnlyHasNotComeBack() {
    for (int second = 0; second < 60; second++) {
      log.failed("it gave no connection in time");
      log.served();
      clock.advance(Duration.ofSeconds(1));
      log.served();
    }

    assertThat(lines.take()).hasSize(1);
  }

  @Test
  void whereNothingFailsNothingIsLogged() {
    log.served();

    assertThat(lines.take()).isEmpty();
  }
}
