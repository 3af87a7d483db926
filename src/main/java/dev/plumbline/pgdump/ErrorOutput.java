package dev.plumbline.pgdump;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** What a program says on its standard error, read while it runs. */
final class ErrorOutput {
  private static final int LINES = 4;
  private static final int LONGEST = 600;

  private final CompletableFuture<List<String>> lines = new CompletableFuture<>();

  private ErrorOutput() {}

  static ErrorOutput of(Process process) {
    ErrorOutput output = new ErrorOutput();
    Thread.ofVirtual().name("pgdump-errors").start(() -> output.read(process));
    return output;
  }

  private void read(Process process) {
    List<String> first = new ArrayList<>();
    try (BufferedReader reader = process.errorReader(UTF_8)) {
      reader
          .lines()
          .filter(ErrorOutput::isTelling)
          .forEach(
              line -> {
                if (first.size() < LINES) {
                  first.add(line.strip());
                }
              });
    } catch (IOException | UncheckedIOException e) {
      first.add(String.valueOf(e.getMessage()));
    }
    lines.complete(first);
  }

  /** Neither a whole statement with values nor a hint that the program failed. */
  private static boolean isTelling(String line) {
    return !line.isBlank()
        && !line.contains("Command was:")
        && !line.contains("The command was:")
        && !line.startsWith("CONTEXT")
        && !line.startsWith("DETAIL");
  }

  /** The first lines, when the program has ended. */
  String text() {
    String text = String.join("; ", lines.join());
    String shown = text.length() > LONGEST ? text.substring(0, LONGEST) + " …" : text;
    return shown.isEmpty() ? "it said nothing" : shown;
  }
}
