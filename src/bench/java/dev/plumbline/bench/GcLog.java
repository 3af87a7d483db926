package dev.plumbline.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What a JVM started with {@code -Xlog:gc} says of its heap. */
record GcLog(Path file) {
  /** As in {@code Pause Full (System.gc()) 61M->42M(128M) 55.1ms}. */
  private static final Pattern PAUSE = Pattern.compile("(Pause .*) \\d+M->(\\d+)M\\(\\d+M\\)");

  static String argument(Path file) {
    return "-Xlog:gc:file=" + file;
  }

  /** Zero before the JVM was started. */
  int lines() throws IOException {
    return !Files.exists(file) ? 0 : Files.readAllLines(file).size();
  }

  /** The most that was in use after a collection, in MiB; empty if none was. */
  OptionalLong mostAfterCollection(int fromLine) throws IOException {
    return after(fromLine).mapToLong(pause -> Long.parseLong(pause.group(2))).max();
  }

  /** What was in use after the last full collection, in MiB. */
  OptionalLong lastAfterFull(int fromLine) throws IOException {
    return after(fromLine)
        .filter(pause -> pause.group(1).startsWith("Pause Full"))
        .mapToLong(pause -> Long.parseLong(pause.group(2)))
        .reduce((earlier, later) -> later);
  }

  /** The most that was in use after a full collection, in MiB. */
  OptionalLong mostAfterFull(int fromLine) throws IOException {
    return after(fromLine)
        .filter(pause -> pause.group(1).startsWith("Pause Full"))
        .mapToLong(pause -> Long.parseLong(pause.group(2)))
        .max();
  }

  private Stream<Matcher> after(int fromLine) throws IOException {
    return Files.readAllLines(file).stream()
        .skip(fromLine)
        .map(PAUSE::matcher)
        .filter(Matcher::find);
  }
}
