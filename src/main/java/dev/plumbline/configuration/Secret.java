package dev.plumbline.configuration;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** A secret that never prints itself. One from a file is read each time, so that it can rotate. */
public sealed interface Secret {
  /**
   * The secret in the clear; for the one call that needs it, never to be kept.
   *
   * @throws UncheckedIOException if its file cannot be read; the message names the file
   */
  String reveal();

  /** Why it cannot be revealed now, in one sentence; empty if it can. */
  Optional<String> problem();

  /** Given in the configuration itself. */
  record Literal(String value) implements Secret {
    @Override
    public String reveal() {
      return value;
    }

    @Override
    public Optional<String> problem() {
      return Optional.empty();
    }

    @Override
    public String toString() {
      return "***";
    }
  }

  /** The content of a file, without white space around it. */
  record FromFile(Path file) implements Secret {
    @Override
    public Optional<String> problem() {
      try {
        return reveal().isEmpty()
            ? Optional.of("the secret file " + file + " is empty")
            : Optional.empty();
      } catch (UncheckedIOException e) {
        return Optional.of("the secret file " + file + " cannot be read");
      }
    }

    @Override
    public String reveal() {
      try {
        return Files.readString(file).strip();
      } catch (IOException e) {
        throw new UncheckedIOException("the secret file " + file + " cannot be read", e);
      }
    }
  }
}
