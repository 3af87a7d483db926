package dev.plumbline.monitor;

import static dev.plumbline.monitor.World.STAGING;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.reading.Reason;
import dev.plumbline.testkit.LogLines;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class SourceLogTest {
  private final World world = new World();

  @Test
  void oneLineWhenASourceFailsAndOneWhenItIsBack() {
    try (LogLines lines = new LogLines(SourceLog.class)) {
      world.pollAll();
      assertThat(lines.take()).isEmpty();

      world.databaseFails(STAGING, Reason.UNREACHABLE);
      world.poll(STAGING);
      assertThat(lines.take())
          .singleElement()
          .asString()
          .startsWith("the database of staging cannot be read: unreachable: ");

      world.pass(Duration.ofSeconds(90));
      world.databaseFails(STAGING, Reason.TIMED_OUT);
      world.poll(STAGING);
      assertThat(lines.take()).isEmpty();

      world.databaseWorks(STAGING);
      world.poll(STAGING);
      assertThat(lines.take())
          .singleElement()
          .asString()
          .startsWith("the database of staging can be read again; it was last read ");

      world.poll(STAGING);
      assertThat(lines.take()).isEmpty();
    }
  }
}
