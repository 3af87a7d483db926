package dev.plumbline.pgdump;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** What a program reads from its standard input, written while it runs. */
final class ProgramInput {
  private static final int BUFFER = 1 << 16;

  private final CompletableFuture<Optional<IOException>> failure = new CompletableFuture<>();

  private ProgramInput() {}

  /** Writes all of it, or as much as the program reads. */
  static ProgramInput of(Process process, InputStream from) {
    ProgramInput input = new ProgramInput();
    Thread.ofVirtual().name("pgdump-input").start(() -> input.write(from, process));
    return input;
  }

  private void write(InputStream from, Process process) {
    try (OutputStream to = process.getOutputStream()) {
      byte[] buffer = new byte[BUFFER];
      for (int read = read(from, buffer); read >= 0; read = read(from, buffer)) {
        to.write(buffer, 0, read);
      }
    } catch (IOException e) {
      // The program has ended, and says itself why.
    }
    failure.complete(Optional.empty());
  }

  private int read(InputStream from, byte[] buffer) {
    try {
      return from.read(buffer);
    } catch (IOException e) {
      failure.complete(Optional.of(e));
      return -1;
    }
  }

  /** Why not all of it could be read; when the program has ended. */
  Optional<IOException> failure() {
    return failure.join();
  }
}
