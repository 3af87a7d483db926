package dev.plumbline.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Processor time of processes, as Linux counts it. */
final class CpuTime {
  private static final int TICKS_PER_SECOND = 100;

  private CpuTime() {}

  /** Of a process, its children, and those of its children that have ended. */
  static Duration of(ProcessHandle process) {
    long ticks = ticks(process.pid(), true);
    for (ProcessHandle child : process.children().toList()) {
      ticks += ticks(child.pid(), false);
    }
    return Duration.ofMillis(ticks * 1_000 / TICKS_PER_SECOND);
  }

  private static long ticks(long pid, boolean withEnded) {
    try {
      String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
      // The name of the program, in brackets, may have spaces.
      List<String> fields =
          List.of(stat.substring(stat.lastIndexOf(')') + 2).strip().split(" ", -1));
      long own = Long.parseLong(fields.get(11)) + Long.parseLong(fields.get(12));
      return withEnded
          ? own + Long.parseLong(fields.get(13)) + Long.parseLong(fields.get(14))
          : own;
    } catch (NoSuchFileException e) {
      // It has ended meanwhile; the next time it is counted with its parent.
      return 0;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
