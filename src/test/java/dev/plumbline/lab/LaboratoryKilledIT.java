package dev.plumbline.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LaboratoryKilledIT {
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void nothingIsLeftOfLaboratoryThatWasKilledOrTerminated(boolean forcibly) throws Exception {
    Process laboratory =
        new ProcessBuilder(
                ProcessHandle.current().info().command().orElseThrow(),
                "-cp",
                System.getProperty("java.class.path"),
                LaboratoryMain.class.getName())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try (BufferedReader output = laboratory.inputReader()) {
      List<ProcessHandle> processes = processes(output);

      if (forcibly) {
        laboratory.destroyForcibly();
      } else {
        laboratory.destroy();
      }

      for (ProcessHandle process : processes) {
        assertThat(process.onExit().get(30, TimeUnit.SECONDS).isAlive()).isFalse();
      }
    } finally {
      laboratory.destroyForcibly();
    }
  }

  private static List<ProcessHandle> processes(BufferedReader output) throws Exception {
    for (String line = output.readLine(); line != null; line = output.readLine()) {
      if (line.startsWith("processes ")) {
        return Stream.of(line.split(" ", -1))
            .skip(1)
            .map(pid -> ProcessHandle.of(Long.parseLong(pid)).orElseThrow())
            .toList();
      }
    }
    throw new AssertionError("the laboratory ended without a word");
  }
}
