package dev.plumbline.lab.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ParentTest {
  /** As the demo: it has started everything and waits. */
  static final class Child {
    private Child() {}

    @SuppressWarnings("SystemOut") // The parent passes it on to the test.
    public static void main(String[] args) throws InterruptedException {
      Parent.endWithIt();
      System.out.println(ProcessHandle.current().pid());
      Thread.currentThread().join();
    }
  }

  @Test
  void aProcessEndsWhenOnlyItsParentIsEnded() throws Exception {
    // As Maven: the process that was asked to end, which tells its child nothing.
    Process parent =
        new ProcessBuilder(
                "sh",
                "-c",
                "\"$1\" -cp \"$2\" \"$3\"; true",
                "parent",
                ProcessHandle.current().info().command().orElse("java"),
                System.getProperty("java.class.path"),
                Child.class.getName())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try (BufferedReader output = parent.inputReader(StandardCharsets.UTF_8)) {
      ProcessHandle child =
          ProcessHandle.of(Long.parseLong(String.valueOf(output.readLine()))).orElseThrow();

      parent.destroy();

      assertThat(child.onExit().get(30, TimeUnit.SECONDS).isAlive()).isFalse();
    }
  }
}
