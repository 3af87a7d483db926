package dev.plumbline.embedded;

import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;

/**
 * What the server says, in {@code postgres.log}. Those before it are kept as {@code
 * postgres.log.1}, the newest, to {@code .5}: whoever looks for why it crashed looks after the next
 * start.
 */
final class ServerLog {
  static final int OLD = 5;
  static final long LARGEST = 10L << 20;
  private static final Duration EVERY = Duration.ofMinutes(10);

  private final Path file;

  ServerLog(Path directory) {
    this.file = directory.resolve("postgres.log");
  }

  Path file() {
    return file;
  }

  /** Before a start, when nobody writes to it. */
  void begin() throws IOException {
    if (Files.exists(file) && Files.size(file) > 0) {
      shift();
      Files.move(file, old(1), REPLACE_EXISTING);
    }
  }

  /** While the server writes to it, always at the end: a copy is made, and it is emptied. */
  void trim() throws IOException {
    if (Files.exists(file) && Files.size(file) > LARGEST) {
      shift();
      Files.copy(file, old(1), REPLACE_EXISTING);
      try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
        channel.truncate(0);
      }
    }
  }

  /** Trims it again and again, until the thread is interrupted. */
  Thread watch() {
    return Thread.ofVirtual()
        .name("plumbline-server-log")
        .start(
            () -> {
              try {
                while (true) {
                  Thread.sleep(EVERY);
                  trim();
                }
              } catch (InterruptedException e) {
                // The server was stopped.
              } catch (IOException e) {
                System.getLogger(ServerLog.class.getName())
                    .log(System.Logger.Level.WARNING, "{0} is no longer rotated", file, e);
              }
            });
  }

  private void shift() throws IOException {
    for (int number = OLD - 1; number > 0; number--) {
      if (Files.exists(old(number))) {
        Files.move(old(number), old(number + 1), REPLACE_EXISTING);
      }
    }
  }

  private Path old(int number) {
    return file.resolveSibling("postgres.log." + number);
  }
}
