package dev.plumbline.lab.machine;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What a process wrote. */
public final class LogFile {
  private LogFile() {}

  public static String text(Path log) {
    try {
      // Not Files.readString: a log may be cut in the middle of a character.
      return Files.exists(log) ? new String(Files.readAllBytes(log), StandardCharsets.UTF_8) : "";
    } catch (IOException e) {
      return "(its log cannot be read: " + e + ")";
    }
  }

  public static String tail(Path log, int lines) {
    List<String> all = text(log).lines().toList();
    return String.join("\n", all.subList(Math.max(0, all.size() - lines), all.size()));
  }
}
