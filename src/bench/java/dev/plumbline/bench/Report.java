package dev.plumbline.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Writes tables in Markdown and keeps in mind what was required and missed. */
@SuppressWarnings("SystemOut") // The terminal is this program's face.
final class Report {
  private final long start = System.nanoTime();
  private final List<String> missed = new ArrayList<>();

  void say(String text) {
    System.out.println(text);
  }

  /** What is going on, for whoever waits; with seconds since the start. */
  void progress(String text) {
    System.err.printf(
        "[%4d s] %s%n", Duration.ofNanos(System.nanoTime() - start).toSeconds(), text);
  }

  void table(String title, List<String> header, List<List<String>> rows) {
    say("\n### " + title + "\n");
    say(line(header));
    say("|---|" + "---:|".repeat(header.size() - 1));
    rows.forEach(row -> say(line(row)));
    say("");
  }

  void require(String what, boolean met) {
    say("- " + what + (met ? ": met" : ": MISSED"));
    if (!met) {
      missed.add(what);
    }
  }

  boolean isAllMet() {
    return missed.isEmpty();
  }

  private static String line(List<String> cells) {
    return "| " + String.join(" | ", cells) + " |";
  }
}
